import type { Asked, Language, MenuItem } from '../conversation/vocabulary';
import { clean, fold } from './normalise';

/** What the person was shown last. */
export interface Listening {
  /** `undefined`: nothing asked yet, or the dialogue is at rest. */
  asks: Asked | undefined;
  menu: readonly MenuItem[];
  /** `undefined`: not yet known. */
  language: Language | undefined;
  /** The current year in India. */
  year: number;
  /** Which of 6 and 7 still change and cancel a date, as slips and reminders say, though nothing that is shown says so. */
  ofSlips?: readonly string[];
}

/** One message and the light it is read in. */
export interface Heard extends Listening {
  /** As written, tidied. */
  text: string;
  /** For comparing. */
  key: string;
}

export function hear(text: string, listening: Listening): Heard {
  const cleaned = clean(text);
  return { ...listening, text: cleaned, key: fold(cleaned) };
}

export const shows = ({ menu }: Listening, number: string): boolean => menu.some((item) => item.number === number);
