/** Who somebody at a door is: proved by six digits sent to the number they name, or, for an account, by its network itself. */
import { createHash } from 'node:crypto';
import type { CodeSent, EffectContext, EffectTypes } from '../conversation/effects';
import type { Locale } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { CodeRules } from '../store/codes';

/** Where a code is to be given back; one sent for one door opens no other. */
export type CodeDoor = 'telegram' | 'handOver' | 'partner' | 'desk' | 'staff';

export interface CodeWish {
  door: CodeDoor;
  /** Who is to give it back: an account, a contact, a session of a console. */
  whose: string;
  /** Where it is sent, as an address: `tel:+919830012345`. */
  number: string;
  /** The same where the same request is carried out again. */
  key: string;
  /** What it is sent in: `templates:code`. */
  template: string;
  /** `null`: as the number reads our messages. */
  language: Locale | null;
  now: Date;
}

export interface CodeTry {
  door: CodeDoor;
  whose: string;
  /** Six digits; from a partner's program their SHA-256. */
  code: string;
  key: string;
  now: Date;
}

/** The message says three minutes, so that people hurry; one that comes late still finds its code working. */
export const CODE_LASTS_MS = 10 * 60_000;
const RULES: CodeRules = { lastsMs: CODE_LASTS_MS, mostCodes: 5, firstPauseMs: 30_000, mostTries: 5 };
const HOUR_MS = 3_600_000;

/** All codes of the last ten minutes work: whichever of them arrives first is the right one. */
export async function sendCode(store: Store, wish: CodeWish): Promise<CodeSent> {
  const { door, whose, number, key, now } = wish;
  const code = codeOf(store, door, key);
  const asker = `${door}:${whose}`;
  const kept = await store.codes.keep({ whose: asker, number, code: asGivenBack(door, code), key, now }, RULES);
  if (kept.status === 'wait') return { status: 'wait', seconds: Math.ceil(kept.ms / 1000) };
  if (kept.status === 'tooMany') return { status: 'tooMany' };
  // Who asks comes first: whoever has had their share must not use up that of other people's numbers.
  if (await mayBeSent(store, number, key, now)) {
    await tell(store, wish, code);
    return { status: 'sent' };
  }
  // A code that went to nobody could only be guessed.
  await store.codes.takeBack(asker, key);
  return { status: 'tooMany' };
}

/** Programs written for Co-WIN give back no digits. */
const asGivenBack = (door: CodeDoor, code: string): string =>
  door === 'partner' ? createHash('sha256').update(code).digest('hex') : code;

const mayBeSent = (store: Store, number: string, key: string, now: Date): Promise<boolean> =>
  store.limits.allows(number, RULES.mostCodes, { key, since: new Date(now.getTime() - HOUR_MS), now });

async function tell(store: Store, wish: CodeWish, code: string): Promise<void> {
  const { door, number: address, key, template, language, now: at } = wish;
  const worded = language === null ? { otherwise: 'bn' as const } : { locale: language };
  await store.messages.queue({
    ...{ occasion: `code:${door}:${key}`, kind: 'code', contact: store.vault.contactOf(address) },
    ...{ channel: 'sms', address, ...worded, prompts: [{ key: template, params: { code } }] },
    ...{ at, until: new Date(at.getTime() + RULES.lastsMs) },
  });
}

/** Six digits that nobody can tell without our key, and the same when the turn is run again: the message may be on its way. */
const codeOf = (store: Store, door: CodeDoor, key: string): string =>
  String(Buffer.from(store.vault.idOf(`otp:${door}:${key}`), 'base64url').readUIntBE(0, 6) % 1_000_000).padStart(
    6,
    '0',
  );

/** Five tries in ten minutes, and a new code brings no new ones: a thousand guesses find nothing. */
export async function checkCode(
  store: Store,
  { door, whose, code, key, now }: CodeTry,
): Promise<{ status: 'proved'; number: string } | { status: 'wrong' | 'over' }> {
  const outcome = await store.codes.try({ whose: `${door}:${whose}`, code, key, now }, RULES);
  return typeof outcome === 'string' ? { status: outcome } : { status: 'proved', number: outcome.number };
}

export const sendProof = (
  store: Store,
  { phone }: EffectTypes['sendCode']['input'],
  { address: whose, key, language, now }: EffectContext,
): Promise<CodeSent> =>
  sendCode(store, {
    ...{ door: 'telegram', whose, number: `tel:${phone}`, key },
    ...{ template: 'templates:code', language, now },
  });

/** With the right code the number is the account's from now on. */
export async function proveNumber(
  store: Store,
  { code }: EffectTypes['checkCode']['input'],
  { address: account, key, language, now }: EffectContext,
): Promise<EffectTypes['checkCode']['output']> {
  const { status, ...proved } = await checkCode(store, { door: 'telegram', whose: account, code, key, now });
  if ('number' in proved) await bindAccount(store, { account, number: proved.number, at: now, locale: language });
  return { status };
}

export interface Binding {
  account: string;
  number: string;
  at: Date;
  /** Of the account, for a number that has never written to us. */
  locale: Locale;
}

/** The number is told, and told first, so that nobody uses it in silence. */
export async function bindAccount(store: Store, binding: Binding): Promise<void> {
  const { account, number, at, locale: otherwise } = binding;
  if ((await store.accounts.numberOf(account)) === number) return;
  const contact = store.vault.contactOf(number);
  const occasion = `bound:${contact}:${store.vault.contactOf(account)}:${at.getTime()}`;
  const prompts = [{ key: 'templates:bound' }];
  const reached = { channel: 'sms', address: number, otherwise } as const;
  await store.messages.queue({ occasion, contact, kind: 'answer', prompts, ...reached, at });
  await store.accounts.bind(account, number, at);
}
