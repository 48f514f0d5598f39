/* global sessionStorage */

/**
 * What this tab remembers: it outlives a reload, not the tab, so a borrowed computer keeps nothing.
 *
 * @typedef {{ number: string, value: string, label: string }} Choice
 * @typedef {{ mine: boolean, own?: boolean, text: string, at: string, channel: string, encoding: string,
 *   segments: number, lang?: string, body?: object, state?: 'sending' | 'failed', turn?: number, choices?: Choice[],
 *   pressed?: string }} Message `own`: the service began; `body`: what is posted; `pressed`: the value of a button
 * @typedef {{ state: 'idle' | 'running' | 'open' | 'ended' | 'lost' | 'late', text: string, lang: string, choices: Choice[],
 *   count: number, longest: number }} Screen of USSD; `count`: how many in this call
 * @typedef {{ messages: Message[], choices: Choice[], unread: string, screen: Screen }} Talk by one channel
 * @typedef {{ expects: string, language: string, done: boolean }} Wait
 * @typedef {{ number: string, talks: Record<string, Talk>, waits: Record<'number' | 'account', Wait | undefined>,
 *   bound: boolean, seen: string[], looked: boolean }} Person `bound`: their Telegram account has proved the number
 */

const KEPT_MESSAGES = 200;
const FIRST = {
  1: { number: '+919830012345', channel: 'sms' },
  2: { number: '+919830054321', channel: 'ussd' },
};

/** @param {1 | 2} n @returns {{ number: string, channel: string }} */
export const lastLine = (n) => read(`line-${n}`) ?? FIRST[n];

/** @param {1 | 2} n @param {{ number: string, channel: string }} line */
export const keepLine = (n, { number, channel }) => write(`line-${n}`, { number, channel });

/** @returns {boolean | undefined} whether two phones were wanted */
export const wantedSecond = () => read('second');

/** @param {boolean} wanted */
export const keepSecond = (wanted) => write('second', wanted);

/** One object per number: an answer may come after the phone has turned to another. @type {Map<string, Person>} */
const people = new Map();

/** @param {string} number @returns {Person} */
export function personOf(number) {
  const person = people.get(number) ?? storedPerson(number);
  people.set(number, person);
  return person;
}

function storedPerson(number) {
  const person = { number, talks: {}, waits: {}, bound: false, seen: [], looked: false, ...read(number) };
  Object.values(person.talks).forEach(endCutOff);
  return person;
}

/** A reload cut these off; the id of a message makes a second try harmless. */
function endCutOff({ messages, screen }) {
  for (const message of messages) if (message.state === 'sending') message.state = 'failed';
  if (screen.state === 'running') screen.state = 'lost';
}

/** @param {Person} person @param {string} channel @returns {Talk} */
export function talkOf(person, channel) {
  const screen = { state: 'idle', text: '', lang: 'en', choices: [], count: 0, longest: 0 };
  return (person.talks[channel] ??= { messages: [], choices: [], unread: '', screen });
}

/** @param {Person} person */
export function keepPerson(person) {
  for (const { messages } of Object.values(person.talks)) messages.splice(0, messages.length - KEPT_MESSAGES);
  write(person.number, person);
}

/** @param {string} text @returns {string | undefined} `+91` and ten digits */
export function indianMobile(text) {
  const digits = /^(?:\+?91|0)?([6-9]\d{9})$/.exec(text.replace(/[\s().-]/g, ''))?.[1];
  return digits && `+91${digits}`;
}

/** `+91 98300 12345` @param {string} number */
export const readable = (number) => `${number.slice(0, 3)} ${number.slice(3, 8)} ${number.slice(8)}`;

function read(key) {
  try {
    return JSON.parse(sessionStorage.getItem(`tikasetu.phones.${key}`) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

function write(key, value) {
  try {
    sessionStorage.setItem(`tikasetu.phones.${key}`, JSON.stringify(value));
  } catch {
    // Storage is full or forbidden: the talk then lasts until the reload.
  }
}
