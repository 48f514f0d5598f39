/** What becomes of a case, and that its person is told. Whoever is stopped between the two is made good by the sweep. */
import type { Store } from '../store';
import type { Case, CaseEntry } from '../store/cases';

const TEMPLATES = {
  open: null,
  atCentre: 'templates:caseAtCentre',
  corrected: 'templates:caseCorrected',
  refused: 'templates:caseRefused',
} as const;
/** Nobody asks after it later. */
const TOLD_WITHIN_MS = 7 * 86_400_000;
const BATCH = 200;

export type CaseMove = Pick<CaseEntry, 'who' | 'note'> & {
  number: number;
  status: Exclude<Case['status'], 'open'>;
  now: Date;
};
export type CaseMoved = { status: 'moved' | 'same' | 'closed'; case: Case } | { status: 'unknown' };

export async function moveCase(store: Store, { number, status, who, note, now }: CaseMove): Promise<CaseMoved> {
  const moved = await store.cases.move(number, { status, at: now, who, note });
  if (!moved) return unmoved(await store.cases.get(number), status);
  await tell(store, moved, now);
  return { status: 'moved', case: moved };
}

function unmoved(known: Case | null, wanted: Case['status']): CaseMoved {
  if (!known) return { status: 'unknown' };
  return { status: known.status === wanted ? 'same' : 'closed', case: known };
}

/** Those whose person was not told because somebody was stopped in the middle. How many there were. */
export async function tellCases(store: Store, now: Date): Promise<number> {
  const untold = await store.cases.untold(BATCH);
  for (const each of untold) await tell(store, each, now);
  return untold.length;
}

async function tell(store: Store, { number, person: id, status, since }: Case, now: Date): Promise<void> {
  const person = await store.persons.get(id);
  const key = TEMPLATES[status];
  if (person && key) {
    const params = { number, name: { person: person.name } };
    await store.messages.queue({
      occasion: `case:${number}:${status}`,
      ...{ contact: person.contact, kind: 'service', at: now, until: new Date(since.getTime() + TOLD_WITHIN_MS) },
      prompts: [{ key, params }],
    });
  }
  await store.cases.told(number, status);
}
