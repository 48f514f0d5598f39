/** Fields that many calls share, read as leniently as programs of then wrote them: numbers also as digits in text. */
import { z } from 'zod';
import { asRefusal, type RefusalName } from './refusals';

const fault = (words: string, refused?: RefusalName): { error: string } => ({
  error: refused === undefined ? words : asRefusal(refused),
});

/** `2` or `"2"` → 2 */
export function wholeNumber(min: number, max: number, refused?: RefusalName) {
  const wrong = fault(`a whole number from ${min} to ${max}`, refused);
  const inRange = z.int(wrong).min(min, wrong).max(max, wrong);
  const digits = z.string(wrong).regex(/^\d{1,15}$/, wrong);
  return z.union([inRange, digits.transform(Number).pipe(inRange)], wrong);
}

/** By which programs know a state, a district or a center. */
export const placeNumber = (unknown?: RefusalName) => wholeNumber(0, 2 ** 31 - 1, unknown);

/** Digits of a fixed number, as text or as a number, → text. */
function digitsField(pattern: RegExp, [least, most]: readonly [number, number], wrong: { error: string }) {
  const asNumber = z.int(wrong).min(least, wrong).max(most, wrong).transform(String);
  return z.union([z.string(wrong).regex(pattern, wrong), asNumber], wrong);
}

/** `9830012345` → `tel:+919830012345` */
export const mobileField = digitsField(
  /^[6-9]\d{9}$/,
  [6_000_000_000, 9_999_999_999],
  fault('the ten digits of a mobile number in India, without +91 or 0'),
)
  .transform((digits) => `tel:+91${digits}`)
  .meta({ example: '9830012345' });

/** `700091` → `"700091"` */
export const pinField = digitsField(/^[1-9]\d{5}$/, [100_000, 999_999], fault('', 'pinWrong'))
  .describe('Six digits')
  .meta({ example: '700091' });

/** A person's: 14 digits, as text. */
export const referenceField = digitsField(
  /^[1-9]\d{13}$/,
  [10_000_000_000_000, 99_999_999_999_999],
  fault('a beneficiary reference id: 14 digits'),
).meta({ example: '12345678901234' });

/** Of any version. */
export const UUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;
const notAUuid = fault('a UUID, as it was given');
/** In small letters. */
export const uuidField = z
  .string(notAUuid)
  .regex(UUID, notAUuid)
  .transform((uuid) => uuid.toLowerCase())
  .meta({ example: '3fa85f64-5717-8562-b3fc-2c963f66afa6' });

const notADate = fault('', 'dateWrong');
/** `31-03-2021` (or `1-4-2021`) → `2021-03-31` */
export const dateField = z
  .string(notADate)
  .regex(/^\d{1,2}-\d{1,2}-20\d{2}$/, notADate)
  .refine((text) => isDay(dayIn(text)), notADate)
  .transform(dayIn)
  .describe('DD-MM-YYYY')
  .meta({ example: '31-03-2021' });

function dayIn(text: string): string {
  const [day = '', month = '', year = ''] = text.split('-');
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

function isDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  // A 31 April is read as 1 May.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

/** What is answered beside an English name. */
export const inLanguage = z
  .string()
  .describe('In the language of Accept-Language, where it is hi_IN or bn_IN')
  .optional();

export const hour = z.string().meta({ example: '09:00:00' });

/** `2021-03-31` → `31-03-2021` */
export const writtenDate = (day: string): string => day.split('-').reverse().join('-');
