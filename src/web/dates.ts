/** Days, hours and moments as pages show them: digits everybody can type, India's time. */
import { dayOf, timeOf } from '../clock';
import type { Language } from '../conversation/vocabulary';

const LOCALE = { bn: 'bn-IN-u-nu-latn', hi: 'hi-IN-u-nu-latn', en: 'en-IN-u-nu-latn' } as const;

const formats = (options: Intl.DateTimeFormatOptions) =>
  Object.fromEntries(
    Object.entries(LOCALE).map(([language, locale]) => [
      language,
      new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }),
    ]),
  ) as Record<Language, Intl.DateTimeFormat>;

const DAY = formats({ weekday: 'short', day: 'numeric', month: 'short' });
const FULL_DAY = formats({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

const noonOf = (day: string): Date => new Date(`${day}T12:00:00Z`);

/** `2026-11-27` → "Fri, 27 Nov" */
export const dayIn = (language: Language, day: string): string => DAY[language].format(noonOf(day));

/** `2026-11-27` → "Friday 27 November 2026" */
export const fullDayIn = (language: Language, day: string): string => FULL_DAY[language].format(noonOf(day));

/** The 24-hour clock, as lists of a working day have it. */
export const hoursIn = (from: string, to: string): string => `${from}–${to}`;

/** "Fri, 27 Nov, 09:30" */
export const momentIn = (language: Language, at: Date): string => `${dayIn(language, dayOf(at))}, ${timeOf(at)}`;
