import { byId } from './dom.js';
import { rupees } from './segments.js';

const LANGUAGES = { bn: 'Bengali', hi: 'Hindi', en: 'English' };

/** @param {import('./memory.js').Talk} talk */
export function showExpects({ messages, expects, language, done }) {
  const [flow, question] = expects.split(/\.(.*)/s);
  const begun = messages.some((message) => !message.mine);
  byId('expects-what').textContent = done || !begun ? 'any first word' : words(question || flow || 'any message');
  byId('expects-where').textContent = begun
    ? `${expects || 'nothing open'}, in ${LANGUAGES[language] ?? language}`
    : 'The talk has not begun.';
}

/** `yearOfBirth` → `year of birth` */
const words = (name) => name.replace(/[.-]/g, ', ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

/** @param {import('./memory.js').Talk} talk */
export function showCost({ messages }) {
  const sms = messages.filter((message) => message.channel === 'sms' && !message.state);
  const [written, received] = [true, false].map((mine) => partsOf(sms.filter((message) => message.mine === mine)));
  byId('cost-sum').textContent = sms.length > 0 ? `about ${rupees(written + received)}` : 'nothing yet';
  byId('cost-parts').textContent = `${written} SMS written, ${received} received, counted at ${rupees(1)} each.`;
}

const partsOf = (messages) => messages.reduce((sum, message) => sum + message.segments, 0);
