/** Looks at what a person has told so far: what cannot be right, what else the rules need to know, where the PIN code lies. */
import { dayOf, yearOf } from '../clock';
import type { AnswerProblem, Review } from '../conversation/effects';
import type { Answers } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { District } from '../store/places';
import { currentProgramme } from './current-programme';
import { standingOf, type Born, type Standing } from './rules/eligibility';
import { cardProblem } from './rules/identity-card';

/** Nobody older is known to live in India; and who writes "1" has lost the thread, not written their age. */
const OLDEST = 118;
const YOUNGEST = 18;

export async function reviewAnswers(store: Store, answers: Answers, now: Date): Promise<Review> {
  const { rule } = await currentProgramme(store, dayOf(now));
  const districts = answers.pinCode ? await store.places.districtsOfPin(answers.pinCode) : [];
  const problem = problemIn(answers, districts, yearOf(now));
  const born = bornOf(answers);
  const standing = born && problem?.field !== 'age' ? standingOf(born, rule, yearOf(now)) : undefined;
  return {
    problem,
    answers: problem ? withoutProblem(answers, problem) : answers,
    asksBirthYear: standing?.asksBirthYear ?? false,
    asksComorbidity: standing !== undefined && !standing.asksBirthYear && standing.standing === 'illness',
    notYet: isTooYoung(standing, answers)
      ? { fromAge: rule.anyoneFromAge, withIllnessFrom: rule.withIllnessFromAge }
      : null,
    conditions: rule.illnessesAsked,
    districts: districts.map(({ _id, names }) => ({ id: _id, names })),
  };
}

function isTooYoung(standing: Standing | undefined, { comorbidity }: Answers): boolean {
  if (!standing || standing.asksBirthYear) return false;
  return standing.standing === 'closed' || (standing.standing === 'illness' && comorbidity === 'no');
}

export function bornOf({ age, birthYear }: Answers): Born | undefined {
  if (birthYear !== undefined) return { birthYear };
  return age === undefined ? undefined : { age };
}

function problemIn(answers: Answers, districts: readonly District[], year: number): AnswerProblem | null {
  const age = answers.age ?? (answers.birthYear === undefined ? YOUNGEST : year - answers.birthYear);
  if (age < YOUNGEST || age > OLDEST) return { field: 'age', reason: 'unlikely' };
  if (answers.cardType && answers.cardNumber) {
    const reason = cardProblem(answers.cardType, answers.cardNumber);
    if (reason) return { field: 'cardNumber', reason };
  }
  return answers.pinCode && districts.length === 0 ? { field: 'pinCode', reason: 'unknown' } : null;
}

function withoutProblem(answers: Answers, { field }: AnswerProblem): Answers {
  const wrong = field === 'age' ? ['age', 'birthYear'] : [field];
  return Object.fromEntries(Object.entries(answers).filter(([name]) => !wrong.includes(name)));
}
