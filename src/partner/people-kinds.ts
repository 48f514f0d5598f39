/** Cards and genders: what they are called, and the ids that programs know them by. */
import { z } from 'zod';
import type { CardType, Gender, Language } from '../conversation/vocabulary';
import { readWords } from '../web/words';
import { endpoint, type Endpoint } from './endpoint';
import { wholeNumber } from './fields';

interface Kind {
  id: number;
  name: string;
}

export const CARDS: Readonly<Record<CardType, Kind>> = {
  aadhaar: { id: 1, name: 'Aadhaar Card' },
  licence: { id: 2, name: 'Driving Licence' },
  pan: { id: 6, name: 'PAN Card' },
  passport: { id: 8, name: 'Passport' },
  pension: { id: 9, name: 'Pension Passbook' },
  npr: { id: 10, name: 'NPR Smart Card' },
  voter: { id: 12, name: 'Voter ID' },
};

export const GENDERS: Readonly<Record<Gender, Kind>> = {
  male: { id: 1, name: 'Male' },
  female: { id: 2, name: 'Female' },
  other: { id: 3, name: 'Others' },
};

/** `12` or `"12"` → voter */
export const cardField = kindField(CARDS, 'idTypes').meta({ example: 12 });
/** `2` or `"2"` → female */
export const genderField = kindField(GENDERS, 'genders').meta({ example: 2 });

function kindField<K extends string>(kinds: Readonly<Record<K, Kind>>, list: string) {
  const known = new Map((Object.entries(kinds) as [K, Kind][]).map(([key, { id }]) => [id, key]));
  const ids = [...known.keys()];
  const wrong = { error: `one of the ids of /registration/beneficiary/${list}` };
  return wholeNumber(Math.min(...ids), Math.max(...ids))
    .refine((id) => known.has(id), wrong)
    .transform((id) => known.get(id) as K)
    .describe(`An id of /registration/beneficiary/${list}: ${ids.join(', ')}`);
}

/** Hours for which a program may keep the list. */
const KEPT_HOURS = 24;

export function kindEndpoints(): Endpoint[] {
  const words = readWords();
  const listed = (kinds: Readonly<Record<string, Kind>>, field: string, of: string, language: Language | undefined) =>
    Object.entries(kinds).map(([key, { id, name }]) => ({
      ...{ id, [field]: name },
      ...(language === undefined ? {} : { [`${field}_l`]: words[language](`${of}.${key}`) }),
    }));
  const asked = { method: 'get', tag: 'People', access: 'open', refuses: [] } as const;
  const ttl = z.int().describe('For how many hours it may be kept');
  const types = z.array(z.object({ id: z.int(), type: z.string(), type_l: z.string().optional() }));
  const genders = z.array(z.object({ id: z.int(), gender: z.string(), gender_l: z.string().optional() }));
  return [
    endpoint({
      ...asked,
      path: '/registration/beneficiary/idTypes',
      summary: 'The cards that somebody may be registered with',
      answers: { 200: z.object({ types, ttl }) },
      run: ({ language }) =>
        Promise.resolve({ json: { types: listed(CARDS, 'type', 'certificate:card', language), ttl: KEPT_HOURS } }),
    }),
    endpoint({
      ...asked,
      path: '/registration/beneficiary/genders',
      summary: 'The genders',
      answers: { 200: z.object({ genders, ttl }) },
      run: ({ language }) =>
        Promise.resolve({ json: { genders: listed(GENDERS, 'gender', 'day:gender', language), ttl: KEPT_HOURS } }),
    }),
  ];
}
