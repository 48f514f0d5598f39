/** Cases of a number: opened by the person, and how they stand. */
import { dayOf } from '../clock';
import type { CaseAbout, CaseSummary } from '../conversation/effects';
import { AppError } from '../errors';
import type { Store } from '../store';
import type { Case } from '../store/cases';
import type { Person } from '../store/persons';

/** As many as can be read out. */
const MOST_LISTED = 10;

export interface CaseRequest {
  contact: string;
  person: string;
  about: CaseAbout;
  now: Date;
}

/** Opened twice it is the same case. */
export async function openCase(store: Store, { contact, person: id, about, now }: CaseRequest): Promise<CaseSummary> {
  const person = await store.persons.get(id);
  if (person?.contact !== contact)
    throw new AppError('FLOW_BROKEN', 'a case was opened for somebody of another number');
  return summaryOf(await store.cases.open(id, about, now), person);
}

/** Newest first, closed ones too: who asks wants to know what came of it. */
export async function listCases(store: Store, contact: string): Promise<CaseSummary[]> {
  const people = await store.persons.ofContact(contact);
  const found = await store.cases.ofPeople(
    people.map(({ _id }) => _id),
    MOST_LISTED,
  );
  return found.flatMap((each) => {
    const person = people.find(({ _id }) => _id === each.person);
    return person ? summaryOf(each, person) : [];
  });
}

const summaryOf = ({ number, about, status, since }: Case, { _id: person, name }: Person): CaseSummary => ({
  ...{ number, person, name, about, status, since: dayOf(since) },
});
