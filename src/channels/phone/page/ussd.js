import { newId, post } from './post.js';
import { segmentsOf } from './segments.js';

/** What happens in a USSD call. Each takes the phone it happens on. */

/** @param {import('./telephone.js').Phone} phone */
export function dial(phone) {
  const { screen } = phone.talk;
  if (phone.waiting || screen.state === 'running' || screen.state === 'open') return;
  Object.assign(screen, { count: 0, longest: 0 });
  void exchange(phone, { event: 'dial', id: newId() });
}

export async function send(phone) {
  const field = phone.part('ussd-answer');
  const text = field.value;
  if (phone.waiting || phone.talk.screen.state !== 'open') return;
  if (text.trim() === '') return phone.notice('The answer is empty. Write a word or press a number.');
  field.value = '';
  if (!(await exchange(phone, { text, id: idFor(phone.talk.screen, text) }))) field.value = text;
}

/** The same answer to the same screen keeps its id, so that one which arrived unnoticed is not taken twice. */
function idFor(screen, text) {
  if (screen.tried?.text !== text) screen.tried = { text, id: newId() };
  return screen.tried.id;
}

/** @returns whether it was answered */
async function exchange(phone, body) {
  const { person, talk } = phone;
  const before = { ...talk.screen };
  talk.screen.state = 'running';
  phone.wait(true);
  phone.settle(person);
  let answered = true;
  try {
    Object.assign(talk.screen, after(talk.screen, await post(person, 'ussd', body)));
    phone.notice('');
  } catch (error) {
    Object.assign(talk.screen, before);
    phone.notice(error.message);
    answered = false;
  }
  phone.wait(false);
  phone.settle(person);
  phone.look();
  return answered;
}

/** An answer without words ends the call, too: there is nothing to show. */
function after({ count, longest }, { replies: [reply], language, done }) {
  if (!reply) return { state: 'idle', choices: [] };
  const { text, choices } = reply;
  return {
    ...{ state: done ? 'ended' : 'open', text, choices, lang: language, tried: undefined },
    ...{ count: count + 1, longest: Math.max(longest, segmentsOf(text).units) },
  };
}

/**
 * The person hung up (`idle`), the call was cut off (`lost`) or the network took too long (`late`): the service is told the
 * same of all three.
 * @param {'idle' | 'lost' | 'late'} how
 */
export async function hangUp(phone, how) {
  const { person, talk } = phone;
  if (phone.waiting || talk.screen.state !== 'open') return;
  talk.screen.state = how;
  phone.part('ussd-answer').value = '';
  phone.notice('');
  phone.settle(person);
  // Nobody waits for the answer: it is none, and one may dial again at once.
  await post(person, 'ussd', { event: 'hangUp', id: newId() }).catch((error) => phone.notice(error.message));
}

/** OK under the last words. */
export function dismiss(phone) {
  if (['running', 'open'].includes(phone.talk.screen.state)) return;
  phone.talk.screen.state = 'idle';
  phone.settle(phone.person);
}
