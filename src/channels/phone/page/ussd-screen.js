/* global document, matchMedia */
import { segmentsOf } from './segments.js';

/** What a USSD screen surely holds. */
const LIMITS = { gsm7: 160, ucs2: 70 };
const NAMES = { gsm7: 'GSM-7', ucs2: 'UCS-2' };

/** Words of the network, not of the service. */
const OF_NETWORK = {
  running: 'USSD code running…',
  lost: 'Connection lost.',
  late: 'The network did not answer in time.',
};

/** Which parts of the pop-up are there, by its state. */
const PARTS = {
  open: ['ussd-count', 'ussd-label', 'ussd-answer', 'ussd-cancel', 'ussd-send'],
  ended: ['ussd-count', 'ussd-ok'],
  lost: ['ussd-ok', 'ussd-redial'],
  late: ['ussd-ok', 'ussd-redial'],
};
const ALL = [...new Set(Object.values(PARTS).flat())];

/** Where the keyboard goes on, best first. */
const FOCUS = ['ussd-answer', 'ussd-redial', 'ussd-ok', 'ussd-said', 'call'];

/** @param {import('./telephone.js').Phone} phone */
export function showUssd(phone) {
  const { state, text, lang, count } = phone.talk.screen;
  const held = holdsFocus(phone);
  const changed = say(
    phone,
    OF_NETWORK[state] ?? text,
    OF_NETWORK[state] ? 'en' : lang,
    `${phone.number} ${state} ${count}`,
  );
  phone.part('ussd-count').textContent = countLine(text);
  phone.part('ussd-idle').hidden = state !== 'idle';
  phone.part('ussd-form').hidden = state === 'idle';
  for (const name of ALL) phone.part(name).hidden = !PARTS[state]?.includes(name);
  for (const name of ['drop', 'timeout']) enable(phone.part(name), state === 'open');
  enable(phone.part('redial'), state !== 'open' && state !== 'running');
  if (changed && held) focusFirst(phone);
}

/** `96/160 characters, GSM-7` */
function countLine(text) {
  const { units, encoding } = segmentsOf(text);
  return `${units}/${LIMITS[encoding]} characters, ${NAMES[encoding]}`;
}

/** @returns whether this is another screen than before, even one of the same words */
function say(phone, text, lang, look) {
  const line = phone.part('ussd-text');
  if (line.dataset.look === look) return false;
  Object.assign(line, { textContent: text, lang });
  line.dataset.look = look;
  phone.part('ussd-said').scrollTop = 0;
  return true;
}

/** A finger on the keys wants no keyboard to slide over them. */
function holdsFocus({ part }) {
  const active = document.activeElement;
  const onKeys = active === part('call') || active === part('clear');
  return part('ussd').contains(active) || (onKeys && matchMedia('(any-hover: hover)').matches);
}

function focusFirst({ part }) {
  const shown = FOCUS.map(part).find((element) => element.offsetParent !== null);
  shown?.focus({ preventScroll: true });
}

const enable = (button, yes) => button.setAttribute('aria-disabled', String(!yes));
