const root = document.getElementById('offline');
const words = JSON.parse(root.dataset.words);

export const language = root.dataset.language;
export const staff = root.dataset.staff;

/** @param {string} key @param {Record<string, string | number>} values */
export const say = (key, values = {}) =>
  (words[key] ?? key).replace(/{{(\w+)}}/g, (_, name) => String(values[name] ?? ''));

const india = (options) =>
  new Intl.DateTimeFormat(`${language}-IN-u-nu-latn`, { timeZone: 'Asia/Kolkata', ...options });
const time = india({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = india({ weekday: 'short', day: 'numeric', month: 'short' });

export const timeText = (iso) => time.format(new Date(iso));
export const dayText = (date) => day.format(new Date(`${date}T12:00:00+05:30`));

const INDIA_MS = 5.5 * 3_600_000;
/** The day it is in India at this moment. */
export const dateOf = (ms) => new Date(ms + INDIA_MS).toISOString().slice(0, 10);

const DIGITS = /[\u09e6-\u09ef\u0966-\u096f]/g;
/** Digits of all three scripts. */
export const asciiDigits = (text) => text.replace(DIGITS, (digit) => String((digit.charCodeAt(0) - 0x0966) % 0x80));
