/** The certificate on paper, in large letters: it is read by old eyes, under a lamp, and at a counter. */
import type { Language } from '../conversation/vocabulary';
import { fullDayIn } from '../web/dates';
import type { Translate } from '../web/words';
import type { Facts } from './facts';
import { openLetters } from './letters';
import { A4, measuring, newSheet, scaled, type Sheet, type Style } from './sheet';

export const INK = '#111111';
export const QUIET = '#4a4a4a';
export const GREEN = '#1d5c3a';
export const PALE = '#edf4ef';

export const LEFT = 48;
export const WIDTH = A4.width - 2 * LEFT;
const COLUMN = WIDTH / 2;
/** 56 mm */
const SQUARE = 160;

const LABEL: Style = { size: 14, colour: QUIET };
const NAME: Style = { size: 28, weight: 'bold', colour: INK };
const UNWRITTEN: Style = { size: 15, colour: INK };
const VALUE: Style = { size: 19, weight: 'bold', colour: INK };
const HEADING: Style = { size: 22, weight: 'bold', colour: GREEN };
const FACT: Style = { size: 18, weight: 'bold', colour: INK };
/** How much room the names of facts take beside them. */
const LABELS = 124;

/** Where the square and what is said of it begin. */
const FOOT = A4.height - 36 - SQUARE;
/** Of the size of letters, where names are long. */
export const SHARES: readonly number[] = [1, 0.9, 0.8, 0.7];
const SMALLEST = 0.6;

/** `null`: the name has letters that we cannot draw. */
type Shown = Omit<Facts, 'name'> & { name: string | null };

/** @param statement what the square holds */
export async function drawCertificate(
  facts: Facts,
  { language, t, statement }: { language: Language; t: Translate; statement: string },
): Promise<Buffer> {
  const say = (key: string, values?: Record<string, string | number>): string => t(`certificate:${key}`, values);
  const letters = await openLetters();
  const sheet = newSheet(letters, { title: say('title'), language, at: facts.issuedAt });
  const shown = { ...facts, name: letters.drawable(facts.name) };
  const drawFacts = (on: Sheet): number => {
    const below = drawPerson(on, shown, say, drawHead(on, say));
    return drawNext(on, shown, say, language, drawDose(on, shown, say, language, below));
  };
  drawFitting(sheet, FOOT, drawFacts);
  drawFoot(sheet, facts, say, statement);
  return sheet.end();
}

/** In letters as large as there is room for. @param draw answers where it ends @param shares largest first */
export function drawFitting(sheet: Sheet, bottom: number, draw: (on: Sheet) => number, shares = SHARES): void {
  const share = shares.find((each) => draw(measuring(scaled(sheet, each))) <= bottom);
  draw(scaled(sheet, share ?? SMALLEST));
}

/** Of one kind of paper; each has `title` and `subject`. */
export type Say = (key: string, values?: Record<string, string | number>) => string;

export function drawHead(sheet: Sheet, say: Say): number {
  sheet.box(0, 0, A4.width, 16, GREEN);
  sheet.text('TikaSetu · টিকাসেতু · टीकासेतु', { x: LEFT, y: 36, width: WIDTH }, { size: 13, colour: GREEN });
  const below = sheet.text(
    say('title'),
    { x: LEFT, y: 58, width: WIDTH },
    { size: 31, weight: 'bold', colour: GREEN, as: 'H1' },
  );
  return sheet.text(say('subject'), { x: LEFT, y: below - 2, width: WIDTH }, { size: 16, colour: QUIET }) + 16;
}

function drawPerson(sheet: Sheet, { name, birthYear, card, reference }: Shown, say: Say, y: number): number {
  const type = say(`card.${card.type}`);
  const [written, style] = name === null ? [say('otherLetters'), UNWRITTEN] : [name, NAME];
  const below = drawFact(sheet, say('name'), written, { x: LEFT, y, width: WIDTH }, style) + 8;
  const ends = [
    drawFact(sheet, say('birthYear'), String(birthYear), { x: LEFT, y: below, width: COLUMN }),
    drawFact(sheet, say('reference'), grouped(reference), { x: LEFT + COLUMN, y: below, width: COLUMN }),
  ];
  const next = Math.max(...ends) + 8;
  return (
    drawFact(sheet, say('card'), say('cardValue', { type, last4: card.last4 }), { x: LEFT, y: next, width: WIDTH }) + 16
  );
}

function drawDose(sheet: Sheet, facts: Shown, say: Say, language: Language, y: number): number {
  const inner = LEFT + 18;
  const place = (names: Facts['centre']): string => names?.[language] ?? say('notKnown');
  const rows: [string, string][] = [
    [say('vaccine'), say(`vaccine.${facts.vaccine}`)],
    [say('date'), fullDayIn(language, facts.day)],
    [say('centre'), place(facts.centre)],
    [say('district'), place(facts.district)],
  ];
  const [title, width] = [say(`dose.${facts.dose}`, { of: facts.of }), WIDTH - 36];
  const heights = rows.map(([, value]) => sheet.heightOf(value, width - LABELS, FACT) + 6);
  const height = heights.reduce((sum, each) => sum + each, sheet.heightOf(title, width, HEADING) + 30);
  sheet.box(LEFT, y, WIDTH, height, PALE, 8);
  let row = sheet.text(title, { x: inner, y: y + 12, width }, HEADING) + 6;
  rows.forEach(([label, value], index) => {
    sheet.text(label, { x: inner, y: row + 4, width: LABELS }, LABEL);
    sheet.text(value, { x: inner + LABELS, y: row, width: width - LABELS }, FACT);
    row += heights[index] ?? 0;
  });
  return y + height + 16;
}

/** What is still to come is said on the paper too: it is what people keep. */
function drawNext(sheet: Sheet, facts: Shown, say: Say, language: Language, y: number): number {
  const next = facts.nextFrom === null ? say('done') : say('next', { day: fullDayIn(language, facts.nextFrom) });
  return sheet.text(next, { x: LEFT, y, width: WIDTH }, { size: 18, weight: 'bold', colour: INK });
}

function drawFoot(sheet: Sheet, { id }: Facts, say: Say, statement: string): void {
  sheet.square(statement, say('square'), { x: A4.width - LEFT - SQUARE + 8, y: FOOT, size: SQUARE });
  const width = WIDTH - SQUARE - 16;
  const below = sheet.text(say('scan'), { x: LEFT, y: FOOT + 8, width }, { size: 14, colour: INK });
  sheet.text(say('number', { id }), { x: LEFT, y: below + 8, width }, LABEL);
}

function drawFact(
  sheet: Sheet,
  label: string,
  value: string,
  at: { x: number; y: number; width: number },
  style = VALUE,
): number {
  const below = sheet.text(label, at, LABEL);
  return sheet.text(value, { ...at, y: below - 3 }, style);
}

/** `20417733915206` → "2041 7733 9152 06" */
export const grouped = (reference: string): string => reference.replace(/\d{4}(?=\d)/g, '$& ');
