/** The longest values a message can meet, and how many segments it may then take. */
import { exampleCentres, exampleDistricts } from '../../src/cli/seed/example-places';
import {
  CARD_TYPES,
  type Choice,
  type Locale,
  type Names,
  type Param,
  type Params,
  type Prompt,
} from '../../src/conversation/vocabulary';

/** A question fits two segments with its choices; what confirms or offers three. */
const THREE_SEGMENTS = [
  'booking:booked',
  'booking:moved',
  'booking:offer',
  'booking:offer_again',
  'booking:offer_help',
  'booking:offerFresh',
  'booking:confirmMove',
  'appointment:menu',
  'registration:notYet',
  'booking:bookedTogether',
  'waiting:looking',
  'waiting:lookingFirst',
  'templates:due',
  'templates:dueAgain',
  'templates:missed',
  'templates:found',
  'templates:closed',
];

/** Latin letters take half the room: one part wherever the script needs two, two wherever it needs three. */
export function budgetOf({ key }: Prompt, locale: Locale): number {
  const budget = THREE_SEGMENTS.includes(key) || key.startsWith('templates:') ? 3 : 2;
  return locale.endsWith('Latn') ? budget - 1 : budget;
}

/** A name of twenty letters in the script that needs most room, whatever locale the message is in. */
const LONGEST_NAME = 'বিভূতিভূষণ চক্রবর্তী';
const nameOf = (names: Names, locale: Locale): string => names[locale] ?? names.en;
const LONGEST_DAY = { day: '2021-09-28' };
const LONGEST_HOURS = { from: '15:00', to: '17:00' };

export function atItsLongest(prompt: Prompt, locale: Locale): Prompt {
  return {
    ...prompt,
    ...(prompt.params ? { params: longest(prompt.params, locale) } : {}),
    ...(prompt.choices ? { choices: prompt.choices.map((choice) => longestChoice(choice, locale)) } : {}),
  };
}

const longestChoice = (choice: Choice, locale: Locale): Choice =>
  choice.params ? { ...choice, params: longest(choice.params, locale) } : choice;

function longest(params: Params, locale: Locale): Params {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, longestOf(name, param, locale)]));
}

function longestOf(name: string, param: Param, locale: Locale): Param {
  if (name === 'lead') return { key: 'booking:scarceLead' };
  if (name === 'price') return param;
  if (name === 'card') return longestKey('common:cardShort');
  if (name === 'cardOf' || name === 'example' || name === 'shape') return param;
  if (typeof param === 'string') return name === 'name' ? LONGEST_NAME : param;
  if (typeof param === 'number') return param;
  if ('person' in param) return { person: LONGEST_NAME };
  if ('day' in param) return LONGEST_DAY;
  if ('nearDay' in param) return { nearDay: LONGEST_DAY.day };
  if ('from' in param) return LONGEST_HOURS;
  if ('names' in param)
    return { names: longestNames(name === 'centre' ? exampleCentres() : exampleDistricts(), param, locale) };
  return param;
}

/** Every kind of card has its own words; the licence's are the longest in all three locales. */
const longestKey = (group: string): Param => ({ key: `${group}.${CARD_TYPES[4]}` });

function longestNames(places: readonly { names: Names }[], { names }: { names: Names }, locale: Locale): Names {
  return places.reduce(
    (longestSoFar, place) =>
      nameOf(place.names, locale).length > nameOf(longestSoFar, locale).length ? place.names : longestSoFar,
    names,
  );
}
