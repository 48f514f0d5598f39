/** How a value reads in a language: names, days and hours as people say them, with digits a keypad shows. */
import type { Locale, Names, Param } from '../conversation/vocabulary';
import type { Translate } from './catalogue';

/** A blank at which no screen ends; no catalogue and no person writes it. */
export const UNBROKEN = '\u0002';

/** UTF-16 units; leaves a message room for what it has to say. */
const LONGEST_NAME = 14;

export function valueText(param: Param, locale: Locale, translate: Translate): string | number {
  if (typeof param !== 'object') return param;
  if ('names' in param) return namedIn(param.names, locale);
  if ('reference' in param) return param.reference.replace(/\d{4}(?=\d)/g, `$&${UNBROKEN}`);
  if ('person' in param) return shortName(param.person);
  if ('day' in param) return dayText('day', param.day, translate);
  if ('nearDay' in param) return dayText('nearDay', param.nearDay, translate);
  if ('from' in param) return hoursText(param.from, param.to, translate);
  return 'time' in param
    ? timeText(param.time, translate)
    : translate(param.key, param.value === undefined ? {} : { value: param.value });
}

/** Places are written in Latin letters as English writes them. */
const namedIn = (names: Names, locale: Locale): string => names[locale] ?? names.en;

/** Whole words, as many as fit; a first name always does. */
function shortName(name: string): string {
  const [first = '', ...others] = name.split(' ');
  return others
    .reduce((short, word) => (short.length + word.length < LONGEST_NAME ? `${short} ${word}` : short), first)
    .slice(0, LONGEST_NAME);
}

/** `2026-11-27` → "Fri 27 Nov" */
function dayText(form: 'day' | 'nearDay', day: string, translate: Translate): string {
  const date = new Date(`${day}T00:00:00Z`);
  return translate(`calendar:${form}`, {
    weekday: translate(`calendar:weekday.${date.getUTCDay()}`),
    day: date.getUTCDate(),
    month: translate(`calendar:month.${date.getUTCMonth() + 1}`),
  });
}

/** `09:00`, `11:00` → "9-11 am" */
function hoursText(from: string, to: string, translate: Translate): string {
  return translate(`calendar:hours.${partOfDay(from, to)}`, { from: hourText(from), to: hourText(to) });
}

function partOfDay(from: string, to: string): string {
  if (from < '12:00') return to > '12:00' ? 'midday' : 'morning';
  if (from < '15:00') return 'noon';
  return from < '18:00' ? 'afternoon' : 'evening';
}

/** `20:00` → "8 pm" */
function timeText(time: string, translate: Translate): string {
  const part = time >= '20:00' ? 'night' : partOfDay(time, time);
  return translate(`calendar:time.${part}`, { at: hourText(time) });
}

/** `13:30` → "1:30", `09:00` → "9" */
function hourText(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const hour = ((hours + 11) % 12) + 1;
  return minutes === 0 ? `${hour}` : `${hour}:${String(minutes).padStart(2, '0')}`;
}
