/** What a person who is led by the hand is asked, and what they write: told by the catalogue's own words. */
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';

const FILLED = /\{\{\w+\}\}/;
/** The greeting of who writes; where a dialogue begins with a call or a contact it stands for that. */
export const HELLO = 'টিকা';

/** Whether a text is this message, whatever stands in its places. @typedef {(text: string) => boolean} Recognise */

/**
 * Without `says` the dialogue is over; `when`: whether this person is surely asked it.
 * @typedef {{name: string, is: Recognise, says?: (person: object) => string, when?: (person: object) => boolean}} Step
 */

/** @param {import('./channels/index.mjs').Channel['shows']} shows */
export function dialogueIn(shows) {
  const [welcome, registration, booking, common] = ['welcome', 'registration', 'booking', 'common'].map((flow) =>
    messages(flow, shows),
  );
  const leads = ['lead', 'farLead', 'scarceLead'].map(booking);
  const apologies = ['away', 'awayShort', 'trouble'].map(common);
  const steps = stepsOf(welcome, registration, booking, (text) => leads.some((is) => is(text)));
  const onward = (last) => steps.slice(steps.indexOf(last) + 1);
  return {
    isRegistered: registration('done'),
    /** What a reply asks, looked for first where the dialogue should be now. @returns {Step | undefined} */
    stepIn: (text, last) => {
      if (apologies.some((is) => is(text))) return undefined;
      const [expected] = onward(last);
      return expected?.is(text) ? expected : steps.find(({ is }) => is(text));
    },
    /** What is asked next where a reply cannot be read: as if a place were always found, and never gone. */
    stepAfter: (last, person) => onward(last).find(({ when }) => !when || when(person)),
  };
}

/** In the order of the dialogue. @returns {Step[]} */
const stepsOf = (welcome, registration, booking, offered) => [
  { name: 'menu', is: welcome('menu'), says: () => '1' },
  { name: 'name', is: registration('name'), says: ({ name }) => name },
  { name: 'age', is: registration('age'), says: ({ age }) => age },
  { name: 'gender', is: registration('gender'), says: ({ gender }) => gender },
  { name: 'cardType', is: registration('cardType'), says: ({ cardType }) => cardType },
  { name: 'cardNumber', is: registration('cardNumber'), says: ({ cardNumber }) => cardNumber },
  { name: 'pinCode', is: registration('pinCode'), says: ({ pinCode }) => pinCode },
  // Where a PIN code spans districts.
  { name: 'district', is: registration('district'), says: () => '1', when: ({ districts }) => districts > 1 },
  { name: 'confirm', is: registration('confirm'), says: () => '1' },
  { name: 'offer', is: offered, says: () => '1' },
  // Again where the place taken has just gone.
  { name: 'offer', is: offered, says: () => '1', when: () => false },
  { name: 'booked', is: booking('booked') },
  { name: 'nothing near', is: booking('nothing') },
];

/** @returns {(name: string) => Recognise} */
function messages(flow, { locale, form }) {
  const texts = readTexts(locale, flow);
  const more = readTexts(locale, 'common').screenMore;
  return (name) => {
    const pieces = (texts[`${name}|${form}`] ?? texts[name]).split(FILLED).filter((piece) => piece.trim());
    // The rest of what is too long for a screen stands on the next ones.
    const shown = (text) => (form === 'screens' && text.includes(more) ? pieces.slice(0, 1) : pieces);
    return (text) => shown(text).every((piece) => text.includes(piece));
  };
}

const readTexts = (locale, flow) =>
  JSON.parse(readFileSync(new URL(`../../locales/${locale}/${flow}.json`, import.meta.url), 'utf8'));
