/* global crypto, document */
import { now, startClock } from './clock.js';
import { byId, langOf } from './dom.js';
import { look, startInbox } from './inbox.js';
import { startKeypad } from './keypad.js';
import { indianMobile, keepLine, keepTalk, lastLine, talkOf } from './memory.js';
import { showCost, showExpects } from './beside.js';
import { segmentsOf } from './segments.js';
import { ask } from './ask.js';
import { showTalk } from './thread.js';

let { number, channel } = lastLine();
let talk = talkOf(number);
let waiting = false;

const field = byId('message');
const act = { choose, retry: (message) => void deliver(talk, message) };

function show() {
  showTalk(talk, act);
  showExpects(talk);
  showCost(talk);
  byId('number').value = readable(number);
  byId('bar-number').textContent = readable(number).slice(4);
  byId('channel').value = channel;
  byId('bar-channel').textContent = channel === 'sms' ? 'SMS' : 'WhatsApp';
  count();
}

/** `+91 98300 12345` */
const readable = (e164) => `${e164.slice(0, 3)} ${e164.slice(3, 8)} ${e164.slice(8)}`;

function choose(digit, byKeyboard) {
  if (waiting) return;
  // Its button is about to go; a keyboard needs somewhere to be.
  if (byKeyboard) field.focus();
  write(digit);
}

/** @param {string} text */
function write(text) {
  if (waiting) return;
  if (text.trim() === '') return notice('The message is empty. Write a word or press a number.');
  const message = {
    id: newId(),
    mine: true,
    text,
    at: now().toISOString(),
    channel,
    ...segmentsOf(text),
    lang: langOf(text),
  };
  talk.messages.push(message);
  field.value = '';
  void deliver(talk, message);
}

/** The talk is handed along because the person may have turned to another number before the answer comes. */
async function deliver(theTalk, message) {
  if (waiting) return;
  message.state = 'sending';
  settle(theTalk);
  wait(true);
  try {
    const { id, text, channel } = message;
    hear(theTalk, message, await ask('/phone/messages', { channel, from: theTalk.number, text, id }));
    notice('');
  } catch (error) {
    message.state = 'failed';
    notice(error.message);
  }
  wait(false);
  settle(theTalk);
  void look();
}

function hear(theTalk, message, { replies, expects, language, done }) {
  delete message.state;
  const at = now().toISOString();
  for (const { text, encoding, segments } of replies) {
    theTalk.messages.push({ mine: false, text, at, channel: message.channel, encoding, segments, lang: language });
  }
  Object.assign(theTalk, { expects, language, done, choices: replies.at(-1)?.choices ?? theTalk.choices });
}

function settle(theTalk) {
  keepTalk(theTalk);
  if (theTalk.number === talk.number) show();
}

function wait(yes) {
  waiting = yes;
  // Not `disabled`, which would throw the keyboard's focus away.
  for (const button of document.querySelectorAll('#send, [data-first], #choices button')) {
    button.setAttribute('aria-disabled', String(yes));
  }
}

const notice = (sentence) => void (byId('notice').textContent = sentence);

/** Unlike `randomUUID`, also there on pages without TLS. */
const newId = () => `phone-${[...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join('-')}`;

function count() {
  const { units, room, segments } = segmentsOf(field.value);
  byId('count').textContent = channel === 'sms' ? `${units}/${room} · ${segments} SMS` : `${units}`;
}

function turnTo(text) {
  const other = indianMobile(text);
  byId('number-error').textContent = other
    ? ''
    : 'An Indian mobile number has ten digits and begins with 6, 7, 8 or 9.';
  byId('number').setAttribute('aria-invalid', String(!other));
  if (!other) return;
  if (other !== number) notice('');
  number = other;
  talk = talkOf(other);
  keepLine(number, channel);
  show();
  void look(number);
}

byId('compose').addEventListener('submit', (event) => {
  event.preventDefault();
  write(field.value);
});
field.addEventListener('keydown', (event) => {
  // While a Bengali or Hindi keyboard composes, Enter belongs to it.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  write(field.value);
});
field.addEventListener('input', count);
byId('number').addEventListener('change', (event) => turnTo(event.target.value));
byId('channel').addEventListener('change', (event) => {
  channel = event.target.value;
  keepLine(number, channel);
  show();
});
for (const button of document.querySelectorAll('[data-first]')) {
  button.addEventListener('click', () => write(button.textContent));
}

startKeypad();
startInbox(number);
void startClock(() => void look());
show();
