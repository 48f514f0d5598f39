/** A code goes to a number and is given back: what all ways to sign in have in common. */
import { ipKeyGenerator } from 'express-rate-limit';
import type { NewApiSession } from '../store/api-sessions';
import type { Store } from '../store';
import type { Partner } from '../store/partners';
import { checkCode, CODE_LASTS_MS, sendCode } from '../vaccination/prove-number';
import type { Refused, Request } from './endpoint';
import { IN_AN_HOUR, mayThisHour } from './may-this-hour';

/** Somebody without a key is not to have messages sent to a whole town. What partners may is in their quota. */
const MOST_FROM_NETWORK = 30;

/** A code for the number is on its way, whoever's it is. */
export async function askForCode(store: Store, call: Request, number: string): Promise<{ txnId: string } | Refused> {
  const { now } = call;
  const asker = askerOf(store, call);
  // Of no other number, and of nobody else: the code follows from it.
  const key = store.vault.idOf(`api code:${call.once}:${asker}:${number}`);
  if (!call.partner && !(await mayThisHour(store, limitOf(asker), MOST_FROM_NETWORK, { once: key, now })))
    return IN_AN_HOUR;
  const sent = await sendCode(store, {
    ...{ door: 'partner', whose: whoseOf(asker, number), number, key, now },
    ...{ template: 'templates:partnerCode', language: call.language ?? null },
  });
  if (sent.status === 'sent') return begun(store, { number, asker }, now);
  await store.limits.takeBack(limitOf(asker), key);
  return sent.status === 'wait' ? { refused: 'tooMany', retryAfter: sent.seconds } : IN_AN_HOUR;
}

/** Whose number it is that the code went to; who asked for it is who may give it back. */
export async function giveCode(
  store: Store,
  { partner, once: key, now }: Request,
  { otp: code, txnId }: { otp: string; txnId: string },
): Promise<NewApiSession | Refused> {
  const transaction = await store.apiTransactions.find(txnId, now);
  if (!transaction || !isOf(transaction.asker, partner)) return { refused: 'otpWrong' };
  const whose = whoseOf(transaction.asker, transaction.number);
  const checked = await checkCode(store, { door: 'partner', whose, code, key, now });
  if (checked.status !== 'proved') return { refused: 'otpWrong' };
  const { number: address } = checked;
  return { kind: 'number', whose: store.vault.contactOf(address), address, partner: partner?._id ?? null };
}

/** People change their network between asking and answering, as they leave home; a program keeps its key. */
const isOf = (asker: string, partner: Partner | null): boolean =>
  partner ? asker === ofPartner(partner) : asker.startsWith(NETWORK);

const NETWORK = 'network ';
const ofPartner = ({ _id }: Partner): string => `partner ${_id}`;
/** It is stored: where people are does not stand there. */
const askerOf = ({ vault }: Store, { partner, ip }: Request): string =>
  partner ? ofPartner(partner) : NETWORK + vault.idOf(`network:${ipKeyGenerator(ip)}`);

const whoseOf = (asker: string, number: string): string => `${asker}:${number}`;
const limitOf = (asker: string): string => `codes for ${asker}`;

async function begun({ apiTransactions }: Store, transaction: { number: string; asker: string }, now: Date) {
  const until = new Date(now.getTime() + CODE_LASTS_MS);
  return { txnId: await apiTransactions.begin(transaction, until) };
}
