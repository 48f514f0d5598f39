/* global document, matchMedia */
import { startClock } from './clock.js';
import { byId } from './dom.js';
import { startInbox } from './inbox.js';
import { startDigits } from './keypad.js';
import { keepSecond, wantedSecond } from './memory.js';
import { openTelephone } from './telephone.js';

/** Where two stand beside each other. */
const WIDE = '(min-width: 54rem)';

/** @param {string} number */
const changed = (number) => phones.filter((phone) => phone.number === number).forEach((phone) => phone.show());
const isOpen = ({ root }) => !root.hidden;
const look = startInbox(() => phones.filter(isOpen).map(({ number }) => number), changed);

const phones = [];
for (const n of [1, 2]) phones.push(openTelephone(n, { changed, look }));
const [first, second] = phones;
let used = first;

/** It keeps its talk while it lies in the drawer. @param {boolean} open */
function showSecond(open) {
  second.root.hidden = !open;
  if (!open) used = first;
  document.body.classList.toggle('two', open);
  byId('second').setAttribute('aria-expanded', String(open));
  byId('second').textContent = open ? 'Put the second phone away' : 'Take a second phone';
}

byId('second').addEventListener('click', () => {
  showSecond(second.root.hidden);
  keepSecond(isOpen(second));
  look();
});
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  const field = used.field();
  (field.offsetParent ? field : used.part('call')).focus();
});
for (const phone of phones) {
  for (const event of ['focusin', 'pointerdown']) phone.root.addEventListener(event, () => (used = phone));
  phone.show();
}
showSecond(wantedSecond() ?? matchMedia(WIDE).matches);
startDigits(() => used);
look();
void startClock(look);
