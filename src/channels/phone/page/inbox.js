/* global document, setInterval */
import { announce, byId, langOf, make } from './dom.js';
import { ask } from './ask.js';
import { sentLine } from './thread.js';

const LOOK_EVERY_MS = 5000;

let number = '';
let shown = '';

/** @param {string} whose */
export function startInbox(whose) {
  setInterval(() => document.hidden || void look(), LOOK_EVERY_MS);
  void look(whose);
}

/** Silent when it fails: what the person does next says so. */
export async function look(whose = number) {
  const asked = (number = whose);
  const answer = await ask(`/phone/inbox?number=${encodeURIComponent(asked)}`).catch(() => undefined);
  if (answer && asked === number) show(asked, answer.messages);
}

function show(whose, messages) {
  const look = JSON.stringify([whose, messages]);
  if (look === shown) return;
  const grew = shown.startsWith(`["${whose}"`);
  shown = look;
  byId('inbox-empty').hidden = messages.length > 0;
  byId('inbox-list').replaceChildren(...newestFirst(messages).map(item));
  if (grew && messages.length > 0) announce(`From TikaSetu: ${newestFirst(messages)[0].text}`);
}

const newestFirst = (messages) => [...messages].sort((a, b) => Date.parse(b.at) - Date.parse(a.at));

function item(message) {
  const text = make('p', { className: 'text', lang: langOf(message.text) }, message.text);
  return make('li', {}, text, make('p', { className: 'meta' }, sentLine(message, true)));
}
