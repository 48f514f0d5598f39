/* global crypto */
import { ask } from './ask.js';

/**
 * Hands one act of a person to the service and remembers what it waits for.
 * @param {import('./memory.js').Person} person
 * @param {string} channel
 * @param {object} body `{text}`, `{event}`, `{choice}` or `{location}`, with its `id`
 */
export async function post(person, channel, body) {
  const answer = await ask('/phone/messages', { channel, from: person.number, ...body });
  const { expects, language, done } = answer;
  if (channel === 'telegram') person.bound = isBound(person, body, expects);
  // Who hangs up is told nothing, and is still waited for.
  if (body.event !== 'hangUp') person.waits[side(person, channel)] = { expects, language, done };
  return answer;
}

/** @param {import('./memory.js').Person} person @param {string} channel @returns {import('./memory.js').Wait | undefined} */
export const waitOf = (person, channel) => person.waits[side(person, channel)];

/** A Telegram account has a conversation of its own until it has proved the number. */
const side = ({ bound }, channel) => (channel === 'telegram' && !bound ? 'account' : 'number');

const isBound = ({ bound }, { event }, expects) =>
  !expects.startsWith('binding.') && (bound || event === 'shareContact');

/** Unlike `randomUUID`, also there on pages without TLS. */
export const newId = () =>
  `phone-${[...crypto.getRandomValues(new Uint32Array(4))].map((n) => n.toString(36)).join('-')}`;
