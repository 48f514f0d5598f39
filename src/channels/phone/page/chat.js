import { now } from './clock.js';
import { langOf } from './dom.js';
import { readable } from './memory.js';
import { newId, post } from './post.js';
import { segmentsOf } from './segments.js';

/** What a person does in SMS, WhatsApp and Telegram. Each takes the phone it is done on. */

/** @param {import('./telephone.js').Phone} phone @param {string} text */
export function write(phone, text) {
  if (phone.waiting) return;
  if (text.trim() === '') return phone.notice('The message is empty. Write a word or press a number.');
  phone.part('message').value = '';
  say(phone, text, { text });
}

/** By its number, as the menu last shown has it. @param {string} digit */
export function choose(phone, digit, byKeyboard) {
  if (phone.waiting) return;
  // Its button is about to go; a keyboard needs somewhere to be.
  if (byKeyboard) phone.field().focus();
  say(phone, digit, { text: digit });
}

export const shareNumber = (phone) => say(phone, `My number: ${readable(phone.number)}`, { event: 'shareContact' });

/** @param {import('./places.js').Place} place */
export function sharePlace(phone, { name, latitude, longitude }) {
  say(phone, `I am here: ${name}`, { location: { latitude, longitude } });
}

function say(phone, text, body) {
  if (phone.waiting) return;
  const message = {
    body: { ...body, id: newId() },
    mine: true,
    text,
    at: now().toISOString(),
    channel: phone.channel,
    ...segmentsOf(text),
    lang: langOf(text),
  };
  phone.talk.messages.push(message);
  void deliver(phone, message);
}

/** For the first time, or again after it failed. @param {import('./memory.js').Message} message */
export async function deliver(phone, message) {
  if (phone.waiting) return;
  message.state = 'sending';
  const failed = await exchange(phone, message.body, () => delete message.state);
  if (!failed) return;
  message.state = 'failed';
  phone.settle(failed);
}

/** A button below a message of Telegram, of today or of long ago. */
export async function press(phone, message, value) {
  if (phone.waiting) return;
  const before = message.pressed;
  message.pressed = value;
  const failed = await exchange(phone, { id: newId(), choice: { turn: message.turn, value } });
  if (!failed) return;
  message.pressed = before;
  phone.settle(failed);
}

/** The talk is held fast, because the phone may have turned to another before the answer comes. Answers whose act failed. */
async function exchange(phone, body, arrived = () => undefined) {
  const { person, talk, channel } = phone;
  phone.wait(true);
  phone.settle(person);
  try {
    const answer = await post(person, channel, body);
    arrived();
    hear(talk, channel, answer);
    phone.notice('');
    return undefined;
  } catch (error) {
    phone.notice(error.message);
    return person;
  } finally {
    phone.wait(false);
    phone.settle(person);
    phone.look();
  }
}

function hear(talk, channel, { replies, language, turn }) {
  const at = now().toISOString();
  for (const { text, encoding, segments, choices } of replies) {
    const buttons = channel === 'telegram' ? { turn, choices } : {};
    talk.messages.push({ mine: false, text, at, channel, encoding, segments, lang: language, ...buttons });
  }
  if (channel !== 'telegram') talk.choices = replies.at(-1)?.choices ?? talk.choices;
}
