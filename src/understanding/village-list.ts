/**
 * A list as a health worker writes it: lines of cells with or without headings, or a line of text for each person, in any order
 * and any script. What is understood of each line, and nothing judged: whether a card can be right is the domain's to say.
 */
import type { Answers, Asked, Gender } from '../conversation/vocabulary';
import { readAnswers } from './answers';
import { takeCard, wholeCard } from './card';
import { columnsOf, type Column, type ColumnKind } from './columns';
import { hear } from './listening';
import { clean } from './normalise';
import { takeLeftPhone, takePhone } from './phone';
import { takePin } from './pin';

/** What is understood of one person. */
export interface Told {
  /** With `phone` as `+919830012345`. */
  answers: Answers;
  /** The digits that stand where the telephone number belongs, and are none. */
  notPhone?: string;
}

export interface ListLine extends Told {
  /** Counted from 1, as in what was given. */
  line: number;
  /** As it was written. */
  written: string;
}

/** The current year in India makes ages of years. */
export function readVillageList(rows: readonly (readonly string[])[], year: number): ListLine[] {
  let columns: (Column | undefined)[] | undefined;
  const headings = rows.findIndex((cells) => columnsOf(cells) !== undefined);
  return rows.flatMap((cells, index) => {
    // Above the first headings stands what the list is called.
    if (index < headings) return [];
    const headed = columnsOf(cells);
    if (headed) columns = headed;
    const written = cells.map((cell) => cell.trim()).filter(Boolean);
    if (headed || !written.some((cell) => /[\p{L}\d]/u.test(cell))) return [];
    // Under headings nothing but a title stands alone in its line.
    if (columns && columns.length > 2 && written.length === 1 && !/\d/.test(written.join())) return [];
    const told = columns ? readColumns(cells, columns, year) : readFreely(cells, year);
    return [{ line: index + 1, written: written.join(' · '), ...withoutLinks(told) }];
  });
}

/** The fields of one person, each known for what it is: `{ age: '69', phone: '98300 12345' }`. */
export function readFields(fields: Readonly<Partial<Record<ColumnKind, string>>>, year: number): Told {
  const columns = Object.keys(fields).map((kind) => ({ kind: kind as ColumnKind }));
  return withoutLinks(readColumns(Object.values(fields), columns, year));
}

/** `Md.Karim` → "Md. Karim": of a point between two letters telephones make a link. */
const withoutLinks = ({ answers: { name, ...answers }, ...told }: Told): Told => ({
  ...told,
  answers: name === undefined ? answers : { name: name.replace(/\.(?=[\p{L}\p{M}\d])/gu, '. '), ...answers },
});

/** What is said first counts: of two telephones the first is asked. */
const joined = (all: readonly Told[]): Told => {
  const answers = all.reduce<Answers>((known, each) => ({ ...each.answers, ...known }), {});
  const notPhone = answers.phone === undefined ? all.find((each) => each.notPhone)?.notPhone : undefined;
  return notPhone === undefined ? { answers } : { answers, notPhone };
};

function readColumns(cells: readonly string[], columns: readonly (Column | undefined)[], year: number): Told {
  const told = cells.flatMap((cell, index) => {
    const column = columns[index];
    const text = clean(cell).replace(/(?<=^\d+)\.0$/, '');
    return column && text ? [{ kind: column.kind, ...readCell(text, column, year) }] : [];
  });
  // Each column is the first to say what it is about: a card's own column before a number among the names.
  const own = told.map(({ kind, answers, notPhone }) => ({
    answers: ownOf(kind, answers),
    ...(notPhone ? { notPhone } : {}),
  }));
  return joined([...own, ...told]);
}

const OWN: Readonly<Record<ColumnKind, readonly (keyof Answers)[]>> = {
  name: ['name'],
  age: ['age', 'birthYear'],
  gender: ['gender'],
  phone: ['phone'],
  card: ['cardType', 'cardNumber'],
  pin: ['pinCode'],
  illness: ['comorbidity'],
  place: [],
  beside: [],
};

const ownOf = (kind: ColumnKind, answers: Answers): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([field]) => OWN[kind].includes(field as keyof Answers)));

function readCell(text: string, { kind, card }: Column, year: number): Told {
  switch (kind) {
    case 'name':
      return { answers: namedIn(text, year) };
    case 'age':
      return { answers: asked('age', text, year) };
    case 'gender':
      return { answers: asked('gender', text, year) };
    case 'illness':
      return { answers: asked('comorbidity', text, year) };
    case 'pin':
      return { answers: asked('pinCode', text, year) };
    case 'phone':
      return phoneIn(text);
    case 'card':
      return { answers: { ...(card ? { cardType: card } : {}), ...cardIn(text, year) } };
    case 'place':
      return { answers: takePin(text).answers };
    case 'beside':
      return { answers: {} };
  }
}

const asked = (asks: Asked, text: string, year: number): Answers =>
  isByAProgram(text) ? {} : readAnswers(hear(text, { asks, menu: [], language: undefined, year }));

/** `<script>`, `{{name}}`: nobody is called that. */
const isByAProgram = (text: string): boolean => /[{}[\]<>$\\]/.test(text);

const LONGEST_NAME = 60;

/** Under its own heading whatever can be a name is one. */
function namedIn(text: string, year: number): Answers {
  const told = freely(text, year).answers;
  const isName = text.length <= LONGEST_NAME && /^\p{L}(?:[\p{L}\p{M} .'’-]|\u200c|\u200d)+$/u.test(text);
  return told.name === undefined && isName ? { ...told, name: text } : told;
}

function phoneIn(text: string): Told {
  const { phone, notPhone } = takePhone(text, true);
  if (phone) return { answers: { phone } };
  return notPhone ? { answers: {}, notPhone } : { answers: {} };
}

function cardIn(text: string, year: number): Answers {
  const { answers } = takeCard(text, true);
  return answers.cardNumber
    ? answers
    : wholeCard(hear(text, { asks: 'cardNumber', menu: [], language: undefined, year }));
}

/** Whose wife, son or daughter somebody is, as forms have it; and so, where nothing else says it, woman or man. */
const RELATIONS: readonly (readonly [RegExp, Gender | undefined])[] = [
  [relation('w/o|d/o|wife of|daughter of|স্বামী|পত্নী|पत्नी|पति'), 'female'],
  [relation('s/o|son of'), 'male'],
  [relation('c/o|f/o|h/o|husband|father|পিতা|বাবা|पिता'), undefined],
];

function relation(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${words})(?![\\p{L}\\p{M}])[^,;\\d]*`, 'iu');
}

function withoutRelation(text: string): { text: string; gender?: Gender } {
  for (const [pattern, gender] of RELATIONS) {
    if (pattern.test(text)) return { text: text.replace(pattern, ' , '), ...(gender ? { gender } : {}) };
  }
  return { text };
}

/** `1. `, `২) `, or a number before the name that only counts. */
const COUNT = /^\(?\d{1,3}(?:[.)]+ ?| *, *| +)(?=\p{L})/u;

/** `48 M no sugar`: beside an age a single letter is no initial of a name. */
const AGE_AND_INITIAL = /(?<!\d)\d{1,3} ?[-/,]? ?[mf](?![\p{L}.])/iu;

/** Of cells without headings, or of a text. A number in front is a count where the line gives an age without it. */
function readFreely(cells: readonly string[], year: number): Told {
  const text = clean(cells.filter((cell) => cell.trim()).join(' , '));
  const uncounted = text.replace(COUNT, '');
  const told = freely(uncounted, year);
  const { age, birthYear } = told.answers;
  const counts = uncounted === text || age !== undefined || birthYear !== undefined || /^\(?\d+[.)]/.test(text);
  return counts ? told : freely(text, year);
}

function freely(text: string, year: number): Told {
  const byHand = text.split(',').filter((piece) => !isByAProgram(piece));
  const { phone, rest } = takePhone(byHand.join(',').replace(AGE_AND_INITIAL, '$& , '), false);
  const { text: own, gender } = withoutRelation(rest);
  const read = asked('name', own, year);
  const left = phone ? {} : leftPhone(own, read.cardNumber);
  const card = read.cardNumber ? {} : almostCard(own);
  const answers = { ...(gender ? { gender } : {}), ...card, ...read, ...(phone ? { phone } : left.answers) };
  return left.notPhone ? { answers, notPhone: left.notPhone } : { answers };
}

function leftPhone(text: string, card: string | undefined): Partial<Told> {
  const { phone, notPhone } = takeLeftPhone(text);
  if (phone && card !== `91${phone.slice(3)}`) return { answers: { phone } };
  return notPhone && notPhone !== card ? { notPhone } : {};
}

/** A number that wants to be a voter card and has a digit too few or too many: said so, it can be put right. */
function almostCard(text: string): Answers {
  const [, letters, digits] = /(?<![\p{L}\d])([a-z]{3})[ /-]?(\d{5,9})(?![\p{L}\d])/iu.exec(text) ?? [];
  return letters && digits ? { cardType: 'voter', cardNumber: `${letters.toUpperCase()}${digits}` } : {};
}
