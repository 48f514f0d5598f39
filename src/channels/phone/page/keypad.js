/* global clearTimeout, document, Event, setTimeout */

const HOLD_MS = 600;
const PRESS_MS = 120;
const letters = new Intl.Segmenter();

/**
 * @param {import('./telephone.js').Phone} phone
 * @param {{ red: () => boolean }} act whether the red key had something else to do than to clear
 */
export function startKeypad(phone, act) {
  for (const key of phone.root.querySelectorAll('[data-key]')) {
    key.addEventListener('click', () => type(phone, key.dataset.key));
  }
  for (const key of phone.root.querySelectorAll('[data-scroll]')) {
    key.addEventListener('click', () => phone.scroller().scrollBy({ top: Number(key.dataset.scroll) * 120 }));
  }
  startRedKey(phone, act);
}

/** The keyboard's digits are the keys of the phone used last wherever no field has the focus. @param {() => Phone} used */
export function startDigits(used) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, textarea, select')) return;
    if (!/^[0-9*#]$/.test(event.key)) return;
    event.preventDefault();
    const phone = used();
    const key = phone.root.querySelector(`[data-key="${event.key}"]`);
    type(phone, event.key);
    key.classList.add('pressed');
    setTimeout(() => key.classList.remove('pressed'), PRESS_MS);
  });
}

function startRedKey(phone, { red }) {
  const key = phone.part('clear');
  let holding;
  let held = false;
  key.addEventListener('pointerdown', () => {
    held = false;
    holding = setTimeout(() => {
      held = true;
      if (phone.channel !== 'ussd') write(phone.field(), '');
    }, HOLD_MS);
  });
  for (const end of ['pointerup', 'pointerleave', 'pointercancel']) {
    key.addEventListener(end, () => clearTimeout(holding));
  }
  key.addEventListener('click', () => {
    if (!red() && !held) erase(phone.field());
    held = false;
  });
}

/** On a screen that asks nothing the keys do nothing. */
function type(phone, text) {
  const field = phone.field();
  if (field.offsetParent === null) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
  changed(field);
}

/** Takes one letter with its vowel signs, or what is selected. */
function erase(field) {
  const { selectionStart: start, selectionEnd: end, value } = field;
  const last = [...letters.segment(value.slice(0, start))].at(-1);
  field.setRangeText('', start === end ? (last?.index ?? 0) : start, end, 'end');
  changed(field);
}

function write(field, text) {
  field.value = text;
  changed(field);
}

function changed(field) {
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
