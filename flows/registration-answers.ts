/** How answers come together: new ones over old ones, without what they make meaningless. */
import type { Review } from '../src/conversation/effects';
import type { Answers } from '../src/conversation/vocabulary';
import type { FlowOutput } from './kit';
import type { Context } from './registration';
import type { Question } from './registration-questions';

export function merge(known: Answers, more: Answers): Answers {
  const merged = { ...known, ...more };
  // A new kind of card makes the old number meaningless, and a new age the old year.
  if (more.cardType && more.cardType !== known.cardType && !more.cardNumber) delete merged.cardNumber;
  if (more.age !== undefined && more.birthYear === undefined) delete merged.birthYear;
  if (more.birthYear !== undefined && more.age === undefined) delete merged.age;
  return merged;
}

export function chosen(context: Context, question: Question, value: string): Partial<Context> {
  if (question === 'district') return { district: value };
  return { answers: merge(context.answers, { [question]: value }) };
}

export function without(context: Context, question: Question): Partial<Context> {
  const answers = { ...context.answers };
  for (const field of fieldsOf(question)) Reflect.deleteProperty(answers, field);
  return { answers, ...(question === 'pinCode' || question === 'district' ? { district: null } : {}) };
}

function fieldsOf(question: Question): string[] {
  if (question === 'age' || question === 'birthYear') return ['age', 'birthYear', 'comorbidity'];
  if (question === 'cardType') return ['cardType', 'cardNumber'];
  return [question];
}

export function reviewed(context: Context, review: Review): Partial<Context> {
  const only = review.districts.length === 1 ? review.districts[0] : undefined;
  const kept = review.districts.find(({ id }) => id === context.district);
  return {
    review,
    answers: review.answers,
    district: only?.id ?? kept?.id ?? null,
    problem: review.problem,
    attempts: review.problem ? context.attempts + 1 : 0,
  };
}

/** Who is registered and may come takes a date; who is registered on another phone is first brought over from there. */
export function leadsTo({ registered }: Context): FlowOutput {
  if (registered?.status === 'elsewhere') return { then: 'handOver', input: { person: registered.person } };
  return registered?.status === 'registered' && registered.eligible
    ? { then: 'booking', input: { person: registered.person, fresh: true } }
    : { then: 'resume' };
}
