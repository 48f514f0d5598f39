/** What registration asks: which question is still open, and how each one reads. */
import type { Review } from '../src/conversation/effects';
import { CARD_TYPES, GENDERS, type Choice, type Params, type Prompt } from '../src/conversation/vocabulary';
import { choice, simpler } from './kit';
import type { Context } from './registration';

/** In the order they are asked. */
export const QUESTIONS = [
  'name',
  'age',
  'birthYear',
  'gender',
  'comorbidity',
  'cardType',
  'cardNumber',
  'pinCode',
  'district',
] as const;
export type OpenQuestion = (typeof QUESTIONS)[number];
export type Question = OpenQuestion | 'confirm' | 'correct' | 'notYet';

export function isMissing(question: OpenQuestion, { answers, review, district }: Context): boolean {
  switch (question) {
    case 'age':
      return answers.age === undefined && answers.birthYear === undefined;
    case 'birthYear':
      return answers.birthYear === undefined && review?.asksBirthYear === true;
    case 'comorbidity':
      return answers.comorbidity === undefined && review?.asksComorbidity === true;
    case 'district':
      return district === null;
    default:
      return answers[question] === undefined;
  }
}

/** The question that was answered before this one, skipping those that were never asked. */
export function previousQuestion(question: Question, context: Context): OpenQuestion | undefined {
  const before = QUESTIONS.slice(0, (QUESTIONS as readonly string[]).indexOf(question));
  return before.reverse().find((candidate) => wasAsked(candidate, context));
}

function wasAsked(question: OpenQuestion, { review }: Context): boolean {
  if (question === 'birthYear') return review?.asksBirthYear === true;
  if (question === 'comorbidity') return review?.asksComorbidity === true;
  return question !== 'district';
}

export function questionOf(question: Question, context: Context): Prompt {
  const key = simpler(`registration:${problemKey(question, context) ?? question}`, context.attempts);
  return PROMPTS[question](key, context);
}

/** A number that cannot be right is answered with what is wrong with it, not with the question as it was. */
function problemKey(question: Question, { problem }: Context): string | undefined {
  return problem?.field === question ? `${question}_${problem.reason}` : undefined;
}

const PROMPTS: Record<Question, (key: string, context: Context) => Prompt> = {
  name: (key) => ({ key, asks: 'name' }),
  age: (key, context) => ({ key, asks: 'age', params: person(context) }),
  birthYear: (key, context) => ({ key, asks: 'birthYear', params: person(context) }),
  gender: (key) => ({
    key,
    asks: 'gender',
    choices: GENDERS.map((gender) => choice(gender, `common:gender.${gender}`)),
  }),
  comorbidity: (key, { review }) => ({
    key,
    asks: 'comorbidity',
    params: { conditions: review ? { names: review.conditions } : '' },
    choices: [choice('yes', 'common:has'), choice('no', 'common:hasNot')],
  }),
  cardType: (key) => ({
    key,
    asks: 'cardType',
    choices: CARD_TYPES.map((type) => choice(type, `common:cardShort.${type}`)),
  }),
  cardNumber: (key, { answers }) => ({ key, asks: 'cardNumber', params: cardParams(answers.cardType ?? 'voter') }),
  pinCode: (key) => ({ key, asks: 'pinCode' }),
  district: (key, { answers, review }) => ({
    key,
    asks: 'choice',
    params: { pin: answers.pinCode ?? '' },
    choices: (review?.districts ?? []).map(({ id, names }) => choice(id, 'common:named', { it: { names } })),
  }),
  confirm: (key, context) => ({
    key,
    asks: 'choice',
    params: readBack(context),
    choices: [choice('correct', 'common:correct'), choice('change', 'common:change')],
  }),
  correct: (key, context) => ({ key, asks: 'choice', choices: correctable(context) }),
  notYet: (key, { registered }) => ({
    key,
    asks: 'choice',
    params:
      registered?.status === 'registered' && !registered.eligible
        ? {
            name: { person: registered.name },
            reference: { reference: registered.reference },
            fromAge: registered.fromAge,
            withIllnessFrom: registered.withIllnessFrom,
          }
        : {},
    choices: [choice('tellMe', 'registration:tellMe'), choice('no', 'common:no')],
  }),
};

const person = ({ answers }: Context): Params => ({ name: { person: answers.name ?? '' } });

const cardParams = (type: string): Params => ({
  cardOf: { key: `common:cardOf.${type}` },
  example: { key: `common:cardExample.${type}` },
  shape: { key: `common:cardShape.${type}` },
});

function readBack({ answers, review, district }: Context): Params {
  const names = review?.districts.find(({ id }) => id === district)?.names;
  return {
    name: answers.name ?? '',
    gender: { key: `common:gender.${answers.gender ?? 'other'}` },
    age:
      answers.birthYear === undefined
        ? { key: 'registration:years', value: answers.age ?? '' }
        : { key: 'registration:born', value: answers.birthYear },
    illness: { key: answers.comorbidity ? `registration:illness_${answers.comorbidity}` : 'common:nothing' },
    card: { key: `common:cardShort.${answers.cardType ?? 'voter'}` },
    last4: (answers.cardNumber ?? '').slice(-4),
    pin: answers.pinCode ?? '',
    district: names ? { names } : '',
  };
}

function correctable(context: Context): Choice[] {
  const hidden = (question: OpenQuestion): boolean =>
    ['birthYear', 'cardNumber', 'district'].includes(question) || !wasAsked(question, context);
  return QUESTIONS.filter((question) => !hidden(question)).map((question) =>
    choice(question, `registration:field.${question}`),
  );
}

/** Said as soon as it is known, before the questions that are left. */
export const tooYoung = ({ notYet: rule }: Review): Prompt => ({
  key: 'registration:tooYoung',
  params: { fromAge: rule?.fromAge ?? '', withIllnessFrom: rule?.withIllnessFrom ?? '' },
});

export const full = (most: number): Prompt => ({ key: 'registration:full', params: { most } });
