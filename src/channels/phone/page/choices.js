import { make } from './dom.js';

/** The answers one can press: below the newest message of SMS and WhatsApp, below each message of Telegram. */

/** @param {import('./telephone.js').Phone} phone @param {(number: string, byKeyboard: boolean) => void} choose */
export function showChoices(phone, choose) {
  const { choices, lang } = shownBy(phone);
  const chips = phone.channel === 'ussd' ? [] : choices.map((choice) => chip(choice, lang, choose));
  phone.part('choices').replaceChildren(...chips);
  const lit = new Set(choices.map(({ number }) => number));
  for (const key of phone.root.querySelectorAll('[data-key]')) key.classList.toggle('lit', lit.has(key.dataset.key));
}

function shownBy({ channel, talk: { screen, choices, messages } }) {
  if (channel === 'ussd') return { choices: screen.state === 'open' ? screen.choices : [], lang: screen.lang };
  return { choices, lang: messages.findLast(({ mine }) => !mine)?.lang };
}

function chip({ number, label }, lang, choose) {
  const button = make('button', { type: 'button' }, make('b', {}, number), ' ', make('span', { lang }, label));
  // A click without a pointer came from the keyboard.
  button.onclick = (event) => choose(number, event.detail === 0);
  return button;
}

/** They stay, and can be pressed long after: people scroll up. */
export function buttonsBelow(message, act) {
  const buttons = message.choices.map(({ number, value, label }) => {
    const button = make('button', { type: 'button', lang: message.lang }, `${number} ${label}`);
    button.dataset.value = value;
    button.onclick = () => act.press(message, value);
    return button;
  });
  const row = make('div', { className: 'inline', role: 'group', ariaLabel: 'Buttons' }, ...buttons);
  markPressed(row, message);
  return row;
}

/** In place, so that the keyboard stays where it is. */
export function markPressed(bubble, { pressed }) {
  for (const button of bubble.querySelectorAll('[data-value]')) {
    button.setAttribute('aria-pressed', String(button.dataset.value === pressed));
  }
}
