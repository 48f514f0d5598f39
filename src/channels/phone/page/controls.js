import { shareNumber, sharePlace, write } from './chat.js';
import { startKeypad } from './keypad.js';
import { indianMobile } from './memory.js';
import { startPlaces } from './places.js';
import { showCount } from './thread.js';
import { dial, dismiss, hangUp, send } from './ussd.js';

/** Gives every key and button of a phone its work. @param {import('./telephone.js').Phone} phone */
export function startControls(phone) {
  const on = (name, type, act) => phone.part(name).addEventListener(type, act);
  on('call', 'click', () => pressGreen(phone));
  on('number', 'change', ({ target }) => turnToNumber(phone, target.value));
  on('channel', 'change', ({ target }) => phone.turnTo({ channel: target.value }));
  on('banner', 'click', ({ currentTarget }) => {
    phone.turnTo({ channel: currentTarget.dataset.channel });
    phone.part('thread').focus({ preventScroll: true });
  });
  startKeypad(phone, { red: () => phone.channel === 'ussd' && pressRed(phone) });
  startChat(phone, on);
  startUssd(phone, on);
}

function startChat(phone, on) {
  const field = phone.part('message');
  const sendMessage = () => write(phone, field.value);
  on('compose', 'submit', (event) => {
    event.preventDefault();
    sendMessage();
  });
  field.addEventListener('keydown', (event) => {
    // While a Bengali or Hindi keyboard composes, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    sendMessage();
  });
  field.addEventListener('input', () => showCount(phone));
  on('share', 'click', () => {
    field.focus();
    shareNumber(phone);
  });
  startPlaces(phone, (place) => sharePlace(phone, place));
  for (const word of phone.root.querySelectorAll('[data-first]')) {
    word.addEventListener('click', ({ detail }) => {
      // Its button goes with the empty screen.
      if (detail === 0) field.focus();
      write(phone, word.textContent);
    });
  }
}

function startUssd(phone, on) {
  on('ussd-form', 'submit', (event) => {
    event.preventDefault();
    void send(phone);
  });
  on('ussd-cancel', 'click', () => pressRed(phone));
  on('ussd-ok', 'click', () => dismiss(phone));
  for (const name of ['ussd-redial', 'redial']) on(name, 'click', () => dial(phone));
  on('drop', 'click', () => void hangUp(phone, 'lost'));
  on('timeout', 'click', () => void hangUp(phone, 'late'));
}

function pressGreen(phone) {
  if (phone.channel !== 'ussd') write(phone, phone.part('message').value);
  else if (phone.talk.screen.state === 'open') void send(phone);
  else dial(phone);
}

/** @returns always `true`: it hangs up or puts the last words away, and clears nothing */
function pressRed(phone) {
  if (phone.talk.screen.state === 'open') void hangUp(phone, 'idle');
  else dismiss(phone);
  return true;
}

function turnToNumber(phone, text) {
  const number = indianMobile(text);
  phone.part('number-error').textContent = number
    ? ''
    : 'An Indian mobile number has ten digits and begins with 6, 7, 8 or 9.';
  phone.part('number').setAttribute('aria-invalid', String(!number));
  if (number) phone.turnTo({ number });
}
