/** What an operator does for a caller: writes in their name, lets them prove the number, looks at what is recorded. */
import type { Answer } from '../conversation/ports';
import { localeFor } from '../conversation/reach';
import type { Inbound, Locale } from '../conversation/vocabulary';
import { LOOK_REASONS, type LookReason } from '../conversation/vocabulary';
import type { Store } from '../store';
import { clean } from '../understanding/normalise';
import { lookAtPerson, type Looked } from '../vaccination/look-at-caller';
import { LOOKED } from '../vaccination/list-looks';
import { proveByCall, proveByCode, proveByFacts, sendCallerCode } from '../vaccination/prove-caller';
import { audit } from '../web/audit';
import type { Visit } from '../web/route';
import { callOf, type RelayDeps } from './caller';

type Said = Pick<Inbound, 'text'> & Partial<Pick<Inbound, 'choice' | 'event'>>;

export const aboutOf = ({ vault }: Store, number: string): string => `contact:${vault.contactOf(`tel:${number}`)}`;

/** One turn in the caller's name. What could not be answered was not said either. */
export async function relay({ store, converse }: RelayDeps, visit: Visit, number: string, said: Said): Promise<Answer> {
  const { staff, once, now: receivedAt } = visit;
  const inbound = { channel: 'sms', address: `tel:${number}`, externalId: `desk:${once}`, receivedAt, by: staff._id };
  const answer = await converse({ ...inbound, ...said } as Inbound);
  if (answer.contact !== undefined) await writeDown(store, visit, answer.contact, answer.turn);
  return answer;
}

/** As the conversation remembers it: without the number of a card. A colleague may have written since. */
async function writeDown({ conversations }: Store, visit: Visit, contact: string, turn: number): Promise<void> {
  const ours = (await conversations.load(contact))?.relayed?.find((relayed) => relayed.turn === turn);
  const detail = { turn, said: ours?.said, answer: ours?.answer };
  await audit(visit, { action: 'caller.relayed', about: `contact:${contact}`, detail });
}

export async function sendCode({ store }: RelayDeps, visit: Visit, number: string) {
  const { session, once } = visit;
  const language = await localeOf(store, visit, number);
  const sent = await sendCallerCode(store, callOf(visit, number), { session, key: once, language });
  if (sent.status === 'sent') await audit(visit, { action: 'caller.codeSent', about: aboutOf(store, number) });
  return sent;
}

/** As the caller reads; who has never written to us, as most of the operator's callers. */
async function localeOf({ conversations, vault }: Store, { language }: Visit, number: string): Promise<Locale> {
  const conversation = await conversations.load(vault.contactOf(`tel:${number}`));
  return conversation?.language ? localeFor(conversation) : language;
}

/** A signed call counts once, whoever has its address. */
export async function takeCall({ store }: RelayDeps, visit: Visit, number: string, signed: string): Promise<boolean> {
  const isTheirs = await proveByCall(store, callOf(visit, number), signed);
  if (isTheirs) await audit(visit, { action: 'caller.proved', about: aboutOf(store, number), why: 'call' });
  return isTheirs;
}

/** What was tried is written down as well: guesses are to be seen. */
export async function tryCode({ store }: RelayDeps, visit: Visit, number: string, code: string) {
  const { session, once: key } = visit;
  const status = await proveByCode(store, callOf(visit, number), { session, code: digitsOf(code), key });
  await audit(visit, { action: deedOf(status), about: aboutOf(store, number), why: 'code' });
  return status;
}

export async function tryFacts({ store }: RelayDeps, visit: Visit, number: string) {
  const { birthYear = '', last4 = '', pin = '', reference = '' } = visit.form;
  const facts = {
    birthYear: digitsOf(birthYear),
    last4: clean(last4),
    pin: digitsOf(pin),
    reference: digitsOf(reference),
  };
  const status = await proveByFacts(store, callOf(visit, number), { facts, key: visit.once });
  if (status !== 'tooFew') await audit(visit, { action: deedOf(status), about: aboutOf(store, number), why: 'facts' });
  return status;
}

const deedOf = (status: string): string => (status === 'proved' ? 'caller.proved' : 'caller.refused');
const digitsOf = (typed: string): string => clean(typed).replace(/\D/g, '');

export type Refused = Exclude<Looked['status'], 'seen'> | 'noReason';

const isReason = (value: string): value is LookReason => (LOOK_REASONS as readonly string[]).includes(value);

/** The look is written down before anything of it is shown. */
export async function look(deps: RelayDeps, visit: Visit, number: string): Promise<Looked | { status: 'noReason' }> {
  const { person = '', reason = '', note = '' } = visit.form;
  // "Something else" says nothing by itself.
  if (!isReason(reason) || (reason === 'other' && note.trim() === '')) return { status: 'noReason' };
  const key = visit.once;
  const looked = await lookAtPerson(deps.store, callOf(visit, number), { person, key, most: deps.looksPerDay });
  if (looked.status !== 'seen') return looked;
  const why = note.trim() === '' ? reason : `${reason}: ${note.trim()}`;
  await audit(visit, { action: LOOKED, about: `person:${person}`, why });
  return looked;
}
