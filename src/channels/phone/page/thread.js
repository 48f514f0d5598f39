import { langOf, make, shortDayText, timeText } from './dom.js';
import { buttonsBelow, markPressed } from './choices.js';
import { costLine, segmentsOf } from './segments.js';

const EDGE_PX = 10;

/**
 * Shows the talk as it stands. Bubbles that are there already are left alone, so that only what is new is read aloud.
 * @param {import('./telephone.js').Phone} phone
 * @param {{ press: Function, retry: Function }} act
 */
export function showThread(phone, act) {
  const { messages } = phone.talk;
  const log = phone.part('log');
  const whose = `${phone.number} ${phone.channel}`;
  const opened = log.dataset.whose !== whose;
  if (opened) log.replaceChildren();
  log.dataset.whose = whose;
  messages.forEach((message, i) => place(log, i, message, act));
  phone.part('empty').hidden = messages.length > 0;
  scrollToNewest(phone.part('thread'), log.lastElementChild, opened ? 'instant' : 'auto');
}

/** To the end, or to the beginning of a message too long for the screen. */
function scrollToNewest(thread, bubble, behavior) {
  if (bubble) thread.scrollTo({ top: bubble.offsetTop - EDGE_PX, behavior });
}

function place(log, i, message, act) {
  const there = log.children[i];
  const look = `${message.at} ${message.state ?? ''} ${message.text}`;
  if (there?.dataset.look === look) return markPressed(there, message);
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
  if (message.choices?.length) bubble.append(buttonsBelow(message, act));
  return bubble;
}

function retryButton(message, act) {
  return make('button', { type: 'button', className: 'act', onclick: () => act.retry(message) }, 'Try again');
}

const STATES = { sending: 'Sending…', failed: 'Not sent' };

function metaOf(message) {
  return make('p', { className: 'meta' }, STATES[message.state] ?? sentLine(message));
}

/** What the service sent by itself may have come on any day. */
function sentLine({ at, own, channel, ...sms }) {
  const day = own ? `${shortDayText(new Date(at))}, ` : '';
  return [`${day}${timeText(new Date(at))}`, ...(channel === 'sms' ? [costLine(sms)] : [])].join(' · ');
}

/** Of what is being written. @param {import('./telephone.js').Phone} phone */
export function showCount({ part }) {
  const { units, room, segments } = segmentsOf(part('message').value);
  part('count').textContent = `${units}/${room} · ${segments} SMS`;
}
