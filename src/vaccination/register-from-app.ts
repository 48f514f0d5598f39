/**
 * Registers somebody whose number was proved to a program: by the rules of every other door. It is not asked where they are at home.
 * Who may not come yet is registered too, as by telephone, and cannot book before they may.
 */
import type { Answers, Language } from '../conversation/vocabulary';
import type { Store } from '../store';
import { knowNumber } from './know-number';
import { registerPerson } from './register-person';
import { reviewAnswers } from './review-answers';

export interface AppRegistration {
  contact: string;
  /** `tel:+919830012345` */
  address: string;
  answers: Answers;
  language: Language;
  partner: string | null;
  /** The same for one that is tried again. */
  key: string;
  now: Date;
}

export type AppRegistered =
  | { status: 'registered'; reference: string }
  | { status: 'ageUnlikely' | 'cardWrong' | 'pinWrong' | 'cardTaken' | 'numberFull' | 'tooManyPeople' };

const REFUSED_BY = { age: 'ageUnlikely', cardNumber: 'cardWrong', pinCode: 'pinWrong' } as const;
/** Each try tells whether a card is registered somewhere. */
export const MOST_TRIES = 10;
export const TRIES_COUNT_MS = 24 * 3_600_000;

export async function registerFromApp(store: Store, wish: AppRegistration): Promise<AppRegistered> {
  const { contact, address, answers, language, partner, now } = wish;
  const { problem, districts } = await reviewAnswers(store, answers, now);
  if (problem) return { status: REFUSED_BY[problem.field] };
  const key = store.vault.idOf(`app:${contact}:${wish.key}`);
  const trying = { key, since: new Date(now.getTime() - TRIES_COUNT_MS), now };
  if (!(await store.limits.allows(`registers:${contact}`, MOST_TRIES, trying))) return { status: 'tooManyPeople' };
  // Before anybody is registered there: whoever is can be written to.
  await knowNumber(store, address, language);
  const district = districts[0]?.id ?? null;
  const outcome = await registerPerson(store, {
    ...{ contact, answers, district, key, now, ...(partner === null ? {} : { partner }) },
  });
  if (outcome.status === 'registered') return { status: 'registered', reference: outcome.reference };
  // That it is known on another number, with this year of birth, is told to nobody here.
  return { status: outcome.status === 'numberFull' ? 'numberFull' : 'cardTaken' };
}
