/* global document */
import { byId, langOf, make, shortDayText, timeText } from './dom.js';
import { costLine } from './segments.js';

const EDGE_PX = 10;

/**
 * Shows the talk as it stands. Bubbles that are there already are left alone, so that only what is new is read aloud.
 * @param {import('./memory.js').Talk} talk
 * @param {{ choose: (number: string, byKeyboard: boolean) => void, retry: (message: object) => void }} act
 */
export function showTalk(talk, act) {
  const log = byId('log');
  if (log.dataset.number !== talk.number) log.replaceChildren();
  log.dataset.number = talk.number;
  talk.messages.forEach((message, i) => place(log, i, message, act));
  byId('empty').hidden = talk.messages.length > 0;
  showChoices(talk, act);
  scrollToNewest(log.lastElementChild);
}

/** To the end, or to the beginning of a message too long for the screen. */
function scrollToNewest(bubble) {
  if (bubble) byId('thread').scrollTop = bubble.offsetTop - EDGE_PX;
}

function place(log, i, message, act) {
  const there = log.children[i];
  const look = `${message.at} ${message.state ?? ''}`;
  if (there?.dataset.look === look) return;
  const bubble = bubbleOf(message, act);
  bubble.dataset.look = look;
  if (there) there.replaceWith(bubble);
  else log.append(bubble);
}

function bubbleOf(message, act) {
  const who = make('span', { className: 'unseen' }, message.mine ? 'You: ' : 'TikaSetu: ');
  const text = make('p', { className: 'text', lang: message.lang ?? langOf(message.text) }, message.text);
  const bubble = make('article', { className: message.mine ? 'bubble mine' : 'bubble' }, who, text, metaOf(message));
  if (message.state === 'failed') bubble.append(retryButton(message, act));
  return bubble;
}

function retryButton(message, act) {
  return make('button', { type: 'button', className: 'retry', onclick: () => act.retry(message) }, 'Try again');
}

const STATES = { sending: 'Sending…', failed: 'Not sent' };

function metaOf(message) {
  return make('p', { className: 'meta' }, STATES[message.state] ?? sentLine(message));
}

/** @param {{ at: string, channel: string, encoding: string, segments: number }} message */
export function sentLine(message, withDay = false) {
  const at = new Date(message.at);
  const when = withDay ? `${shortDayText(at)}, ${timeText(at)}` : timeText(at);
  return `${when} · ${message.channel === 'sms' ? costLine(message) : 'WhatsApp'}`;
}

function showChoices(talk, act) {
  byId('choices').replaceChildren(...talk.choices.map((choice) => choiceButton(choice, talk.language, act)));
  const lit = new Set(talk.choices.map((choice) => choice.number));
  for (const key of document.querySelectorAll('[data-key]')) key.classList.toggle('lit', lit.has(key.dataset.key));
}

function choiceButton({ number, label }, lang, act) {
  const button = make('button', { type: 'button' }, make('b', {}, number), ' ', make('span', { lang }, label));
  // A click without a pointer came from the keyboard.
  button.onclick = (event) => act.choose(number, event.detail === 0);
  return button;
}
