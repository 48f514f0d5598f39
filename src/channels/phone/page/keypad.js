/* global clearTimeout, document, Event, setTimeout */
import { byId } from './dom.js';

const HOLD_MS = 600;
const PRESS_MS = 120;
const letters = new Intl.Segmenter();

export function startKeypad() {
  for (const key of document.querySelectorAll('[data-key]')) {
    key.addEventListener('click', () => type(key.dataset.key));
  }
  for (const key of document.querySelectorAll('[data-scroll]')) {
    key.addEventListener('click', () => byId('thread').scrollBy({ top: Number(key.dataset.scroll) * 120 }));
  }
  startClearKey(byId('clear'));
  document.addEventListener('keydown', typedOutside);
}

/** The keyboard's digits are the phone's keys wherever no field has the focus. */
function typedOutside(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return;
  const key = document.querySelector(`[data-key="${/^[0-9*#]$/.test(event.key) ? event.key : 'none'}"]`);
  if (!key) return;
  event.preventDefault();
  type(event.key);
  key.classList.add('pressed');
  setTimeout(() => key.classList.remove('pressed'), PRESS_MS);
}

function startClearKey(key) {
  let holding;
  let held = false;
  key.addEventListener('pointerdown', () => {
    held = false;
    holding = setTimeout(() => {
      held = true;
      write('');
    }, HOLD_MS);
  });
  for (const end of ['pointerup', 'pointerleave', 'pointercancel']) {
    key.addEventListener(end, () => clearTimeout(holding));
  }
  key.addEventListener('click', () => {
    if (!held) erase();
    held = false;
  });
}

function type(text) {
  const field = byId('message');
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  changed(field);
}

/** Takes one letter with its vowel signs, or what is selected. */
function erase() {
  const field = byId('message');
  const { selectionStart: start, selectionEnd: end, value } = field;
  const last = [...letters.segment(value.slice(0, start))].at(-1);
  field.setRangeText('', start === end ? (last?.index ?? 0) : start, end, 'end');
  changed(field);
}

function write(text) {
  byId('message').value = text;
  changed(byId('message'));
}

function changed(field) {
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
