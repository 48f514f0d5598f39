/* global sessionStorage */

/**
 * What this tab remembers: it outlives a reload, not the tab, so a borrowed computer keeps nothing.
 *
 * @typedef {{ id?: string, mine: boolean, text: string, at: string, channel: string, encoding: string, segments: number,
 *   lang?: string, state?: 'sending' | 'failed' }} Message
 * @typedef {{ number: string, messages: Message[], choices: { number: string, label: string }[], expects: string,
 *   language: string, done: boolean }} Talk
 */

const KEPT_MESSAGES = 200;
const FIRST_NUMBER = '+919830012345';

/** @returns {{ number: string, channel: string }} */
export const lastLine = () => read('line') ?? { number: FIRST_NUMBER, channel: 'sms' };

/** @param {string} number @param {string} channel */
export const keepLine = (number, channel) => write('line', { number, channel });

/** One object per number: an answer may come after the person has turned to another number. @type {Map<string, Talk>} */
const talks = new Map();

/** @param {string} number @returns {Talk} */
export function talkOf(number) {
  const talk = talks.get(number) ?? storedTalk(number);
  talks.set(number, talk);
  return talk;
}

function storedTalk(number) {
  const talk = read(number) ?? { number, messages: [], choices: [], expects: '', language: 'en', done: false };
  // A reload cut these off; their id makes a second try harmless.
  for (const message of talk.messages) if (message.state === 'sending') message.state = 'failed';
  return talk;
}

/** @param {Talk} talk */
export function keepTalk(talk) {
  talk.messages.splice(0, talk.messages.length - KEPT_MESSAGES);
  write(talk.number, talk);
}

/** @param {string} text @returns {string | undefined} `+91` and ten digits */
export function indianMobile(text) {
  const digits = /^(?:\+?91|0)?([6-9]\d{9})$/.exec(text.replace(/[\s().-]/g, ''))?.[1];
  return digits && `+91${digits}`;
}

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(`tikasetu.phone.${key}`) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(`tikasetu.phone.${key}`, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the talk then lasts until the reload.
  }
}
