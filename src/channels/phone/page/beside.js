import { waitOf } from './post.js';
import { RUPEES_PER_SEGMENT, rupees } from './segments.js';

const LANGUAGES = {
  bn: 'Bengali',
  hi: 'Hindi',
  en: 'English',
  'bn-Latn': 'Bengali in Latin letters',
  'hi-Latn': 'Hindi in Latin letters',
};

/** @param {import('./telephone.js').Phone} phone */
export function showBeside(phone) {
  const { part, talk, channel } = phone;
  showWait(part, waitOf(phone.person, channel));
  const { sum, parts } = channel === 'ussd' ? call(talk.screen) : channel === 'sms' ? cost(talk) : count(talk);
  part('cost-sum').textContent = sum;
  part('cost-parts').textContent = parts;
}

function showWait(part, wait) {
  const { expects = '', language, done } = wait ?? {};
  const [flow, question] = expects.split(/\.(.*)/s);
  part('expects-what').textContent = !wait || done ? 'any first word' : words(question || flow || 'any message');
  part('expects-where').textContent = wait
    ? `${expects || 'nothing open'}, in ${LANGUAGES[language] ?? language}`
    : 'The talk has not begun.';
}

/** `yearOfBirth` → `year of birth` */
const words = (name) => name.replace(/[.-]/g, ', ').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

function cost({ messages }) {
  const [written, received] = sides(messages).map((side) => side.reduce((sum, { segments }) => sum + segments, 0));
  return {
    sum: messages.length > 0 ? `about ${rupees(written + received)}` : 'nothing yet',
    parts: `${written} SMS written, ${received} received, counted at ₹${RUPEES_PER_SEGMENT.toFixed(2)} each.`,
  };
}

function count({ messages }) {
  const [written, received] = sides(messages);
  return { sum: plural(messages.length, 'message'), parts: `${written.length} written, ${received.length} received.` };
}

const sides = (messages) =>
  [true, false].map((mine) => messages.filter((message) => message.mine === mine && !message.state));

function call({ count: screens, longest }) {
  return { sum: plural(screens, 'screen'), parts: `In this call; the longest has ${plural(longest, 'character')}.` };
}

const plural = (n, what) => `${n} ${what}${n === 1 ? '' : 's'}`;
