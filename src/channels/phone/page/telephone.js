import { NAMES, showBanner } from './banner.js';
import { showBeside } from './beside.js';
import { choose, deliver, press } from './chat.js';
import { showChoices } from './choices.js';
import { startControls } from './controls.js';
import { byId, copyOf } from './dom.js';
import { keepLine, keepPerson, lastLine, personOf, readable, talkOf } from './memory.js';
import { unfold } from './places.js';
import { waitOf } from './post.js';
import { showCount, showThread } from './thread.js';
import { showUssd } from './ussd-screen.js';

const ORDER = { 1: 'First', 2: 'Second' };

/**
 * One telephone on the page: a number, the channel it uses now, and its parts by the ids they have in the template.
 * @typedef {ReturnType<typeof openTelephone>} Phone
 * @param {1 | 2} n
 * @param {{ changed: (number: string) => void, look: () => void }} page
 */
export function openTelephone(n, page) {
  const root = copyOf('phone', n);
  byId('phones').append(root);
  const part = (name) => byId(`${name}-${n}`);
  const phone = {
    ...{ n, root, part, waiting: false, ...lastLine(n) },
    get person() {
      return personOf(this.number);
    },
    get talk() {
      return talkOf(this.person, this.channel);
    },
    field: () => part(phone.channel === 'ussd' ? 'ussd-answer' : 'message'),
    scroller: () => part(phone.channel === 'ussd' ? 'ussd-said' : 'thread'),
    look: page.look,
    settle(person) {
      keepPerson(person);
      page.changed(person.number);
    },
    notice: (sentence) => void (part('notice').textContent = sentence),
    wait: (yes) => wait(phone, yes),
    turnTo: (line) => turnTo(phone, line),
    show: () => show(phone),
  };
  root.setAttribute('aria-label', `${ORDER[n]} telephone`);
  part('beside').setAttribute('aria-label', `Beside the ${ORDER[n].toLowerCase()} telephone`);
  startControls(phone);
  showLine(phone);
  return phone;
}

function show(phone) {
  const { part, channel } = phone;
  phone.root.dataset.channel = channel;
  for (const element of phone.root.querySelectorAll('[data-for]')) {
    element.toggleAttribute('hidden', !element.dataset.for.split(' ').includes(channel));
  }
  part('channel').value = channel;
  part('bar-channel').textContent = NAMES[channel];
  part('call').setAttribute('aria-label', channel === 'ussd' ? 'Dial, or send the answer' : 'Send');
  part('clear').setAttribute('aria-label', channel === 'ussd' ? 'Hang up' : 'Clear: one letter, or hold for all');
  part('share').hidden = channel !== 'telegram' || waitOf(phone.person, channel)?.expects !== 'binding.phone';
  showChoices(phone, (digit, byKeyboard) => choose(phone, digit, byKeyboard));
  if (channel === 'ussd') showUssd(phone);
  else
    showThread(phone, { press: (...button) => press(phone, ...button), retry: (message) => deliver(phone, message) });
  showBanner(phone);
  showBeside(phone);
  showCount(phone);
}

/** Apart from the rest: the number may just be being typed. */
function showLine({ part, number }) {
  part('number').value = readable(number);
  part('bar-number').textContent = readable(number).slice(4);
}

const BUSY = '[data-first], .call, .share, .choices button, .inline button, .soft button';

function wait(phone, yes) {
  phone.waiting = yes;
  // Not `disabled`, which would throw the keyboard's focus away.
  for (const button of phone.root.querySelectorAll(BUSY)) button.setAttribute('aria-disabled', String(yes));
}

/** @param {{ number?: string, channel?: string }} line */
function turnTo(phone, line) {
  Object.assign(phone, line);
  keepLine(phone.n, phone);
  showLine(phone);
  phone.notice('');
  unfold(phone, false);
  // The other phone may show the same number, and what is read here is read.
  phone.settle(phone.person);
  phone.look();
}
