/** A date on paper, in large letters: who has it in hand finds the place, says the code there, and has brought the card. */
import type { Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import { valueText } from '../render/values';
import { fullDayIn } from '../web/dates';
import type { Words } from '../web/words';
import { drawFitting, drawHead, GREEN, grouped, INK, LEFT, PALE, QUIET, SHARES, WIDTH, type Say } from './draw';
import { openLetters } from './letters';
import { A4, newSheet, type Sheet, type Style } from './sheet';
import { slipFactsOf, type Guest, type SlipFacts } from './slip-facts';

const LABEL: Style = { size: 16, colour: QUIET };
const DAY: Style = { size: 30, weight: 'bold', colour: INK };
const CENTRE: Style = { size: 24, weight: 'bold', colour: INK };
const CODE: Style = { size: 54, weight: 'bold', colour: INK };
const NAME: Style = { size: 22, weight: 'bold', colour: INK };
const FACT: Style = { size: 18, colour: INK };
const HEADING: Style = { size: 20, weight: 'bold', colour: GREEN };

const INSET = 18;
/** How much of the width four digits take. */
const DIGITS = 160;
const BOTTOM = A4.height - 36;
/** One person's fills the page. */
const LARGER = [1.3, 1.2, 1.1, ...SHARES];

/** @param appointments of one number. A page for each place and hour; it is one where nobody of a family has moved. */
export async function slipPdf(
  { store, words }: { store: Store; words: Words },
  appointments: readonly Appointment[],
  language: Language,
  now: Date,
): Promise<Buffer> {
  const facts = await slipFactsOf(store, appointments, now);
  return drawSlip(facts, language, (key, values) => words[language](`slip:${key}`, values), now);
}

export async function drawSlip(slips: readonly SlipFacts[], language: Language, say: Say, at: Date): Promise<Buffer> {
  const letters = await openLetters();
  const sheet = newSheet(letters, { title: say('title'), language, at });
  slips.forEach((slip, index) => {
    if (index > 0) sheet.nextPage();
    const named = slip.guests.map((guest) => ({ ...guest, name: letters.drawable(guest.name) }));
    const draw = (on: Sheet): number => {
      const below = drawCode(on, slip, say, drawPlace(on, slip, say, language, drawTime(on, slip, say, language)));
      return drawChange(on, say, drawGuests(on, named, say, below));
    };
    drawFitting(sheet, BOTTOM, draw, LARGER);
  });
  return sheet.end();
}

function drawTime(sheet: Sheet, { day, from, to, dose, vaccine }: SlipFacts, say: Say, language: Language): number {
  const y = drawHead(sheet, say);
  const [inner, width] = [LEFT + INSET, WIDTH - 2 * INSET];
  const rows: [string, Style][] = [
    [say('dose', { dose: say(`dose.${dose}`), vaccine: say(`vaccine.${vaccine}`) }), HEADING],
    [fullDayIn(language, day), DAY],
    [hoursIn(language, from, to, say), DAY],
  ];
  const height = rows.reduce((sum, [text, style]) => sum + sheet.heightOf(text, width, style), 20);
  sheet.box(LEFT, y, WIDTH, height, PALE, 8);
  rows.reduce((row, [text, style]) => sheet.text(text, { x: inner, y: row, width }, style), y + 10);
  return y + height + 14;
}

/** As in the SMS. */
const hoursIn = (language: Language, from: string, to: string, say: Say): string =>
  String(valueText({ from, to }, language, (key, values) => say(key.replace('calendar:', ''), values)));

function drawPlace(sheet: Sheet, slip: SlipFacts, say: Say, language: Language, y: number): number {
  const { centreNames, district, pin, price } = slip;
  const address = [district?.[language], pin === null ? undefined : say('pin', { pin })].filter(Boolean).join(', ');
  const rows: [string, Style][] = [
    [say('centre'), LABEL],
    [centreNames[language], CENTRE],
    ...(address === '' ? [] : [[address, FACT] as [string, Style]]),
    [price > 0 ? say('price', { price }) : say('free'), FACT],
  ];
  return rows.reduce((row, [text, style]) => sheet.text(text, { x: LEFT, y: row, width: WIDTH }, style), y) + 12;
}

function drawCode(sheet: Sheet, { code }: SlipFacts, say: Say, y: number): number {
  const width = WIDTH - 3 * INSET - DIGITS;
  const heights = [sheet.heightOf(say('code'), width, NAME), sheet.heightOf(code, DIGITS, CODE)];
  const height = Math.max(...heights) + 8;
  const middle = (index: number): number => y + (height - (heights[index] ?? 0)) / 2;
  sheet.box(LEFT, y, WIDTH, height, PALE, 8);
  sheet.text(say('code'), { x: LEFT + INSET, y: middle(0), width }, NAME);
  sheet.text(code, { x: LEFT + WIDTH - INSET - DIGITS, y: middle(1), width: DIGITS }, CODE);
  return y + height + 14;
}

/** `null`: the name has letters that we cannot draw. */
type Shown = Omit<Guest, 'name'> & { name: string | null };

function drawGuests(sheet: Sheet, guests: readonly Shown[], say: Say, y: number): number {
  return guests.reduce((top, { name, reference, cardType, needsCertificate }) => {
    const card = say(`card.${cardType}`);
    const rows: [string, Style][] = [
      [name ?? say('otherLetters'), NAME],
      [say('reference', { reference: grouped(reference) }), FACT],
      [needsCertificate ? say('bringBoth', { card }) : say('bring', { card }), FACT],
    ];
    return rows.reduce((row, [text, style]) => sheet.text(text, { x: LEFT, y: row, width: WIDTH }, style), top) + 8;
  }, y);
}

function drawChange(sheet: Sheet, say: Say, y: number): number {
  return sheet.text(say('change'), { x: LEFT, y: y + 4, width: WIDTH }, { size: 16, colour: INK });
}
