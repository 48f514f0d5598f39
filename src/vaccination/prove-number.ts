/** Who an account of another network is: proved by six digits sent to the number it names, or by the network itself. */
import { randomInt } from 'node:crypto';
import type { EffectContext, EffectTypes } from '../conversation/effects';
import type { Notify } from '../conversation/ports';
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
  const since = new Date(now.getTime() - HOUR_MS);
  const allowed = await Promise.all(
    [account, number].map((whose) => store.accounts.allows(whose, MOST_CODES, since, now)),
  );
  if (allowed.includes(false)) return { status: 'tooMany' };
  const code = String(randomInt(1_000_000)).padStart(6, '0');
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

export async function checkCode(
  store: Store,
  notify: Notify,
  { code }: EffectTypes['checkCode']['input'],
  { address: account, now }: EffectContext,
): Promise<EffectTypes['checkCode']['output']> {
  const outcome = await store.accounts.tryCode(account, code, now);
  if (typeof outcome === 'string') return { status: outcome };
  await bindAccount(store, notify, account, outcome.number, now);
  return { status: 'proved' };
}

/** The number is told, so that nobody uses it in silence. */
export async function bindAccount(
  store: Store,
  notify: Notify,
  account: string,
  number: string,
  at: Date,
): Promise<void> {
  const known = (await store.accounts.numberOf(account)) === number;
  await store.accounts.bind(account, number, at);
  if (known) return;
  const contact = store.vault.contactOf(number);
  const occasion = `bound:${contact}:${store.vault.contactOf(account)}:${at.getTime()}`;
  await notify({ occasion, contact, channel: 'sms', address: number, prompts: [{ key: 'templates:bound' }], at });
}
