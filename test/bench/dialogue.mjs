/** What a person who is led by the hand is asked, in Bengali, and what they write: told by the catalogue's own words. */
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';

const LOCALES = new URL('../../locales/bn/', import.meta.url);
const FILLED = /\{\{\w+\}\}/;

/** Whether a text is this message, whatever stands in its places. @typedef {(text: string) => boolean} Recognise */

/** @returns {(name: string) => Recognise} */
function messages(flow) {
  const texts = JSON.parse(readFileSync(new URL(`${flow}.json`, LOCALES), 'utf8'));
  return (name) => {
    const pieces = texts[name].split(FILLED).filter(Boolean);
    return (text) => pieces.every((piece) => text.includes(piece));
  };
}

const [welcome, registration, booking, common] = ['welcome', 'registration', 'booking', 'common'].map(messages);

const LEADS = ['lead', 'farLead', 'scarceLead'].map(booking);
const offered = (text) => LEADS.some((is) => is(text));

/** Without `says` the dialogue is over. @typedef {{name: string, is: Recognise, says?: (person: object) => string}} Step */

/** In the order of the dialogue. @type {Step[]} */
export const STEPS = [
  { name: 'menu', is: welcome('menu'), says: () => '1' },
  { name: 'name', is: registration('name'), says: ({ name }) => name },
  { name: 'age', is: registration('age'), says: ({ age }) => age },
  { name: 'gender', is: registration('gender'), says: ({ gender }) => gender },
  { name: 'cardType', is: registration('cardType'), says: ({ cardType }) => cardType },
  { name: 'cardNumber', is: registration('cardNumber'), says: ({ cardNumber }) => cardNumber },
  { name: 'pinCode', is: registration('pinCode'), says: ({ pinCode }) => pinCode },
  // Where a PIN code spans districts.
  { name: 'district', is: registration('district'), says: () => '1' },
  { name: 'confirm', is: registration('confirm'), says: () => '1' },
  // Again where the place taken has just gone.
  { name: 'offer', is: offered, says: () => '1' },
  { name: 'offer', is: offered, says: () => '1' },
  { name: 'booked', is: booking('booked') },
  { name: 'nothing near', is: booking('nothing') },
];

export const HELLO = 'টিকা';
export const isRegistered = registration('done');

const APOLOGIES = ['away', 'awayShort', 'trouble'].map(common);

/** What a reply asks, looked for first where the dialogue should be now. @returns {Step | undefined} */
export function stepIn(text, last) {
  if (APOLOGIES.some((is) => is(text))) return undefined;
  const expected = STEPS[STEPS.indexOf(last) + 1];
  return expected?.is(text) ? expected : STEPS.find(({ is }) => is(text));
}
