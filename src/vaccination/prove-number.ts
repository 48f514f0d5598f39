/** Who an account of another network is: proved by six digits sent to the number it names, or by the network itself. */
import type { EffectContext, EffectTypes } from '../conversation/effects';
import type { Notify } from '../conversation/ports';
import type { Locale } from '../conversation/vocabulary';
import type { Store } from '../store';

const CODE_LASTS_MS = 10 * 60_000;
/** For each account and each number: enough for who lost a message, too few for who guesses. */
const MOST_CODES = 3;
const HOUR_MS = 3_600_000;

export async function sendCode(
  store: Store,
  notify: Notify,
  { phone }: EffectTypes['sendCode']['input'],
  { address: account, key, language, now }: EffectContext,
): Promise<EffectTypes['sendCode']['output']> {
  const number = `tel:${phone}`;
  if (!(await mayAsk(store, [account, number], key, now))) return { status: 'tooMany' };
  const code = codeOf(store, key);
  await store.accounts.keepCode(account, number, code, new Date(now.getTime() + CODE_LASTS_MS));
  const prompts = [{ key: 'templates:code', params: { code } }];
  const contact = store.vault.contactOf(number);
  await notify({
    occasion: `code:${key}`,
    contact,
    channel: 'sms',
    address: number,
    prompts,
    locale: language,
    at: now,
  });
  return { status: 'sent' };
}

/** The account first: whoever has had their share must not use up that of other people's numbers. */
async function mayAsk(store: Store, whose: readonly string[], key: string, now: Date): Promise<boolean> {
  const since = new Date(now.getTime() - HOUR_MS);
  for (const each of whose) if (!(await store.accounts.allows(each, MOST_CODES, { key, since, now }))) return false;
  return true;
}

/** Six digits that nobody can tell without our key, and the same when the turn is run again: the message may be on its way. */
const codeOf = (store: Store, key: string): string =>
  String(Buffer.from(store.vault.idOf(`otp:${key}`), 'base64url').readUIntBE(0, 6) % 1_000_000).padStart(6, '0');

export async function checkCode(
  store: Store,
  notify: Notify,
  { code }: EffectTypes['checkCode']['input'],
  { address: account, language, now }: EffectContext,
): Promise<EffectTypes['checkCode']['output']> {
  const outcome = await store.accounts.tryCode(account, code, now);
  if (typeof outcome === 'string') return { status: outcome };
  await bindAccount(store, notify, { account, number: outcome.number, at: now, locale: language });
  return { status: 'proved' };
}

export interface Binding {
  account: string;
  number: string;
  at: Date;
  /** Of the account, for a number that has never written to us. */
  locale: Locale;
}

/** The number is told, and told first, so that nobody uses it in silence. */
export async function bindAccount(
  store: Store,
  notify: Notify,
  { account, number, at, locale: otherwise }: Binding,
): Promise<void> {
  if ((await store.accounts.numberOf(account)) === number) return;
  const contact = store.vault.contactOf(number);
  const occasion = `bound:${contact}:${store.vault.contactOf(account)}:${at.getTime()}`;
  const prompts = [{ key: 'templates:bound' }];
  await notify({ occasion, contact, channel: 'sms', address: number, prompts, otherwise, at });
  await store.accounts.bind(account, number, at);
}
