/* global document, setInterval */
import { announce, byId, dayText, timeText } from './dom.js';
import { ask } from './ask.js';

let ahead = 0;

/** The service's time, as far as we heard. */
export const now = () => new Date(Date.now() + ahead);

/** @param {() => void} moved called after every jump */
export async function startClock(moved) {
  for (const button of document.querySelectorAll('[data-jump]')) {
    button.addEventListener('click', () => void jump(button.dataset.jump, moved));
  }
  setInterval(show, 1000);
  await heard(ask('/phone/clock'));
}

async function jump(advance, moved) {
  if (!(await heard(ask('/phone/clock', { advance })))) return;
  announce(`It is now ${timeText(now())}, ${dayText(now())}.`);
  moved();
}

/** @returns whether it was answered */
async function heard(answer) {
  try {
    ahead = Date.parse((await answer).now) - Date.now();
    byId('clock-error').textContent = '';
    show();
    return true;
  } catch (error) {
    byId('clock-error').textContent = error.message;
    return false;
  }
}

function show() {
  for (const place of document.querySelectorAll('#clock-time, [data-clock]')) place.textContent = timeText(now());
  byId('clock-day').textContent = dayText(now());
}
