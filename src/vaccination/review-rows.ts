/** Looks at the people of a village's list: what is missing or cannot be right, so that an operator knows what to ask the village. */
import { dayOf, yearOf } from '../clock';
import type { AnswerProblem, Review } from '../conversation/effects';
import type { Answers } from '../conversation/vocabulary';
import type { Store } from '../store';
import { EDITABLE, type RowContent, type VillageRow } from '../store/village-lists';
import { currentProgramme } from './current-programme';
import { askedBefore, isSamePerson, type AskedBefore } from './invited-person';
import { bornOf, reviewAnswers } from './review-answers';
import { likelyBirthYear } from './rules/eligibility';
import { cardProblem } from './rules/identity-card';
import { canBeName } from './rules/listed-names';

/** Why somebody cannot be asked. The value: digits counted, the line of the list, or how many a number may have. */
export type RowProblem =
  | AnswerProblem
  | { field: 'name' | 'age' | 'phone'; reason: 'missing' }
  | { field: 'phone'; reason: 'digits' | 'crowded'; value: number }
  | { field: 'name'; reason: 'unlikely' }
  | { field: 'phone'; reason: 'notMobile' | 'refused' | 'elsewhere' | 'full' | 'undeliverable' }
  /** Never where, nor who: nobody is to find out here whose card is known. */
  | { field: 'cardNumber'; reason: 'noType' | 'registered' }
  | { field: 'cardNumber' | 'name'; reason: 'twice'; value: number };

/** What the list leaves open and the dialogue asks for itself. */
export type LeftOpen = 'gender' | 'cardNumber' | 'pinCode' | 'comorbidity';

export interface ReviewedRow extends VillageRow {
  /** In years; `null` where it was not told. */
  age: number | null;
  problems: RowProblem[];
  asks: LeftOpen[];
  /** Not yet their turn: they are registered all the same, and told when it is. */
  notYet: boolean;
  /** May be asked now. */
  ready: boolean;
}

export async function reviewRows(store: Store, rows: readonly VillageRow[], now: Date): Promise<ReviewedRow[]> {
  const { programme } = await currentProgramme(store, dayOf(now));
  const before = await askedBefore(store, rows.filter(isEditable));
  const reviewed = rows.map(async (row): Promise<ReviewedRow> => {
    const age = ageOf(row.answers, yearOf(now));
    if (!isEditable(row)) return { ...row, age, problems: [], asks: [], notYet: false, ready: false };
    const { wrong, review } = await wrongIn(store, row.answers, now);
    const asked = before(row);
    const among = problemsAmong(row, rows, asked, programme.mostPeoplePerNumber);
    const problems = [...missing(row), ...wrong, ...ofCard(row), ...ofNumber(row, asked), ...among];
    return {
      ...row,
      age,
      problems,
      asks: leftOpen(row, review),
      notYet: review.notYet !== null,
      ready: problems.length === 0,
    };
  });
  return Promise.all(reviewed);
}

const isEditable = ({ status }: VillageRow): boolean => EDITABLE.includes(status);

export function ageOf(answers: Answers, year: number): number | null {
  const born = bornOf(answers);
  return born ? year - likelyBirthYear(born, year) : null;
}

/** Each review names the first answer that cannot be right; without it, the next. */
async function wrongIn(store: Store, answers: Answers, now: Date): Promise<{ wrong: AnswerProblem[]; review: Review }> {
  const review = await reviewAnswers(store, answers, now);
  if (!review.problem) return { wrong: [], review };
  const rest = await wrongIn(store, review.answers, now);
  return { wrong: [review.problem, ...rest.wrong], review: rest.review };
}

const PHONE_DIGITS = 10;

/** Without a name and an age nobody could tell who is meant, and without a number nobody could be asked. */
function missing({ answers, notPhone }: RowContent): RowProblem[] {
  const { name, phone } = answers;
  return [
    ...(name ? [] : [{ field: 'name', reason: 'missing' } as const]),
    ...(name && !canBeName(name) ? [{ field: 'name', reason: 'unlikely' } as const] : []),
    ...(bornOf(answers) ? [] : [{ field: 'age', reason: 'missing' } as const]),
    ...(phone ? [] : [notPhoneProblem(notPhone)]),
  ];
}

function notPhoneProblem(digits: string | undefined): RowProblem {
  if (!digits) return { field: 'phone', reason: 'missing' };
  if (digits.length === PHONE_DIGITS) return { field: 'phone', reason: 'notMobile' };
  return { field: 'phone', reason: 'digits', value: digits.length };
}

function ofCard({ answers: { cardType, cardNumber }, known }: VillageRow): RowProblem[] {
  if (cardNumber && !cardType) return [{ field: 'cardNumber', reason: 'noType' }];
  return known ? [{ field: 'cardNumber', reason: 'registered' }] : [];
}

function ofNumber({ status }: VillageRow, { refused, byAnotherList }: AskedBefore): RowProblem[] {
  if (status === 'full' || status === 'undeliverable') return [{ field: 'phone', reason: status }];
  if (refused) return [{ field: 'phone', reason: 'refused' }];
  return byAnotherList ? [{ field: 'phone', reason: 'elsewhere' }] : [];
}

/** What is wrong with one person because of those above, and those of other lists. */
function problemsAmong(
  row: VillageRow,
  rows: readonly VillageRow[],
  { others }: AskedBefore,
  most: number,
): RowProblem[] {
  const above = rows.filter(({ line, status }) => line < row.line && status !== 'expired' && status !== 'refused');
  const sameCard = above.find(({ card }) => card !== null && card === row.card);
  const samePerson = sameCard ? undefined : above.find((each) => isSamePerson(each, row));
  const onNumber = above.filter(({ contact }) => contact !== null && contact === row.contact);
  return [
    ...(sameCard ? [{ field: 'cardNumber', reason: 'twice', value: sameCard.line } as const] : []),
    ...(samePerson ? [{ field: 'name', reason: 'twice', value: samePerson.line } as const] : []),
    ...(onNumber.length + others >= most ? [{ field: 'phone', reason: 'crowded', value: most } as const] : []),
  ];
}

const leftOpen = (
  { answers: { gender, cardNumber, pinCode, comorbidity } }: RowContent,
  { asksComorbidity }: Review,
): LeftOpen[] => [
  ...(gender ? [] : (['gender'] as const)),
  ...(asksComorbidity && !comorbidity ? (['comorbidity'] as const) : []),
  ...(cardNumber ? [] : (['cardNumber'] as const)),
  ...(pinCode ? [] : (['pinCode'] as const)),
];

/** By which a row is found: whose telephone, which card, and whether that is somebody's already. */
export async function keysOf(
  { vault, persons }: Store,
  { answers: { phone, cardType, cardNumber } }: RowContent,
): Promise<Pick<VillageRow, 'contact' | 'card' | 'known'>> {
  const canBe = cardType !== undefined && cardNumber !== undefined && cardProblem(cardType, cardNumber) === null;
  const card = canBe ? vault.cardHash(cardType, cardNumber) : null;
  return {
    contact: phone ? vault.contactOf(`tel:${phone}`) : null,
    card,
    known: card !== null && (await persons.byCard(card)) !== null,
  };
}
