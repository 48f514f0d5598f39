/**
 * A caller proves to an operator that the number is theirs, in one of three ways. Until then the operator sees masks only, and does
 * not learn from a wrong answer what the right one was.
 */
import { timingSafeEqual } from 'node:crypto';
import type { CodeSent } from '../conversation/effects';
import type { Locale } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { ProvedBy } from '../store/consents';
import type { Person } from '../store/persons';
import { checkCode, sendCode } from './prove-number';

/** Who is spoken with, and by whom. */
export interface Call {
  /** Id of the operator. */
  operator: string;
  /** `tel:+919830012345` */
  address: string;
  now: Date;
}

/** As long as a call may take. */
const LASTS_MS = 30 * 60_000;
const MOST_WRONG = 3;
/** Of one operator, at all numbers: callers err sometimes. */
const MOST_WRONG_OF_OPERATOR = 10;
const DAY_MS = 86_400_000;
const FEWEST_FACTS = 2;
/** Neighbours know year and PIN code; these stand on paper, and in our SMS. */
const ON_PAPER: readonly (keyof Facts)[] = ['last4', 'reference'];

export async function proved(store: Store, { operator, address, now }: Call, how: ProvedBy): Promise<void> {
  const until = new Date(now.getTime() + LASTS_MS);
  await store.consents.give(operator, store.vault.contactOf(address), { how, until });
}

/** Whoever opens a signed call first has it: passed on to a colleague it proves nothing. */
export async function proveByCall(store: Store, call: Call, signed: string): Promise<boolean> {
  const { operator, address, now } = call;
  const asking = { key: operator, since: new Date(now.getTime() - LASTS_MS), now };
  if (!(await store.limits.allows(`call:${address}:${signed}`, 1, asking))) return false;
  await proved(store, call, 'call');
  return true;
}

const whoseOf = (session: string, address: string): string => `${session}:${address}`;

/** @param session of the console in which the code is to be given back */
export const sendCallerCode = (
  store: Store,
  { address: number, now }: Call,
  { session, key, language }: { session: string; key: string; language: Locale },
): Promise<CodeSent> =>
  sendCode(store, {
    ...{ door: 'desk', whose: whoseOf(session, number), number, key, now },
    ...{ template: 'templates:deskCode', language },
  });

export async function proveByCode(
  store: Store,
  call: Call,
  { session, code, key }: { session: string; code: string; key: string },
): Promise<'proved' | 'wrong' | 'over'> {
  const { address, now } = call;
  const { status, ...found } = await checkCode(store, {
    ...{ door: 'desk', whose: whoseOf(session, address), code, key, now },
  });
  if (!('number' in found)) return status;
  if (found.number !== address) return 'over';
  await proved(store, call, 'code');
  return 'proved';
}

/** What only the person, or the card in the person's hand, tells; asked by the operator and typed. */
export interface Facts {
  /** Four digits. */
  birthYear?: string;
  /** The last four of the card. */
  last4?: string;
  pin?: string;
  /** The last four digits of the reference id. */
  reference?: string;
}

/** All of them must be right, and of the same person; only wrong ones count. */
export async function proveByFacts(
  store: Store,
  call: Call,
  { facts, key }: { facts: Facts; key: string },
): Promise<'proved' | 'wrong' | 'tooFew' | 'locked' | 'tooMany'> {
  const given = Object.entries(facts).filter(([, value]) => value !== '') as [keyof Facts, string][];
  if (given.length < FEWEST_FACTS || !given.some(([fact]) => ON_PAPER.includes(fact))) return 'tooFew';
  const { limits, persons, vault } = store;
  const { operator, address, now } = call;
  const contact = vault.contactOf(address);
  const [ofOperator, ofNumber] = [`facts by:${operator}`, `facts:${contact}`];
  // Other answers under the same key are another try.
  const tried = vault.idOf(`facts:${key}:${JSON.stringify(given)}`);
  const asking = { key: tried, since: new Date(now.getTime() - DAY_MS), now };
  // The operator's comes first: whoever guesses must not lock other people's numbers.
  if (!(await limits.allows(ofOperator, MOST_WRONG_OF_OPERATOR, asking))) return 'tooMany';
  if (!(await limits.allows(ofNumber, MOST_WRONG, asking))) return 'locked';
  const fit = (await persons.ofContact(contact)).some((person) => areOf(store, person, given));
  if (!fit) return 'wrong';
  await Promise.all([ofOperator, ofNumber].map((whose) => limits.takeBack(whose, tried)));
  await proved(store, call, 'facts');
  return 'proved';
}

/** Every answer is compared whatever the others were, so that no clock tells which of them was wrong. */
const areOf = ({ vault }: Store, person: Person, given: readonly [keyof Facts, string][]): boolean =>
  given
    .map(([fact, value]) =>
      knownOf(person)[fact].map((known) => same(vault.idOf(known), vault.idOf(value.toUpperCase()))),
    )
    .map((matches) => matches.includes(true))
    .every(Boolean);

const knownOf = ({ birthYear, card, pin, reference }: Person): Record<keyof Facts, string[]> => ({
  // The year that is stored may itself have been counted from an age.
  birthYear: [birthYear - 1, birthYear, birthYear + 1].map(String),
  last4: [card.last4.toUpperCase()],
  pin: pin === null ? [] : [pin],
  reference: [reference.slice(-4)],
});

const same = (one: string, other: string): boolean => timingSafeEqual(Buffer.from(one), Buffer.from(other));
