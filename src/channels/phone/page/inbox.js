/* global document, setInterval */
import { ask } from './ask.js';
import { langOf } from './dom.js';
import { keepPerson, personOf, talkOf } from './memory.js';

const LOOK_EVERY_MS = 5000;

/**
 * What the service sends by itself arrives in the talk of its channel.
 * @param {() => string[]} numbers of the phones that are open
 * @param {(number: string) => void} arrived
 */
export function startInbox(numbers, arrived) {
  const lookAll = () => new Set(numbers()).forEach((number) => void look(number, arrived));
  setInterval(() => document.hidden || lookAll(), LOOK_EVERY_MS);
  return lookAll;
}

/** Silent when it fails: what the person does next says so. */
async function look(number, arrived) {
  const answer = await ask(`/phone/inbox?number=${encodeURIComponent(number)}`).catch(() => undefined);
  if (!answer) return;
  const person = personOf(number);
  const fresh = answer.messages.filter((message) => isNew(person, message));
  // What lay there before this tab first looked is no news.
  for (const message of fresh) take(talkOf(person, message.channel), message, person.looked);
  person.looked = true;
  if (fresh.length === 0) return;
  keepPerson(person);
  arrived(number);
}

function isNew({ seen }, { at, channel, text }) {
  const mark = `${at} ${channel} ${text.length}`;
  if (seen.includes(mark)) return false;
  seen.push(mark);
  return true;
}

function take(talk, { choices = [], ...message }, isNews) {
  const later = talk.messages.findIndex(({ at }) => at > message.at);
  const asks = choices.length > 0;
  const buttons = asks && message.channel === 'telegram' ? { choices } : {};
  const taken = { ...message, ...buttons, mine: false, own: true, lang: langOf(message.text) };
  talk.messages.splice(later < 0 ? talk.messages.length : later, 0, taken);
  // The digits answer what was asked last.
  if (asks && later < 0 && message.channel !== 'telegram') talk.choices = choices;
  if (isNews) talk.unread = message.text;
}
