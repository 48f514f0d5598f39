/* global AbortSignal, fetch */

const AWAY = 'The service does not answer. See that it is running, then try again.';
const BROKEN = 'The service had a problem of its own. Try again in a moment.';

/**
 * Rejects with an Error whose message is a sentence for the person.
 * @param {string} path
 * @param {object} [body] sent by POST
 */
export async function ask(path, body) {
  const response = await fetch(path, { ...post(body), signal: AbortSignal.timeout(30_000) }).catch(() => undefined);
  if (!response) throw new Error(AWAY);
  const answer = await response.json().catch(() => undefined);
  if (response.ok && answer) return answer;
  throw new Error(refusal(response.status, answer));
}

function post(body) {
  return body && { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function refusal(status, answer) {
  if (status < 400 || status >= 500) return BROKEN;
  return typeof answer?.error === 'string' ? answer.error : `The service did not accept this (${status}).`;
}
