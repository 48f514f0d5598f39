/**
 * A table that staff have confirmed is carried out row by row. Each step may be repeated, and how many are done is written down,
 * so that what was broken off is finished by a sweep: nothing stays half brought in.
 */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Import, ImportStep } from '../store/imports';
import { setDoseCapacities } from './close-session';
import type { ImportPlan } from './import-sessions';
import { createSession } from './plan-session';

/** More would keep somebody waiting before a white page: the sweep does it, and the page says how far it has come. */
const AT_ONCE = 100;

interface Confirming {
  id: string;
  /** Made of the stored rows anew, this very moment. */
  plan: ImportPlan;
  now: Date;
}

/** `false`: a row is not right, and nothing is done; or it was confirmed before. */
export async function confirmImport(store: Store, { id, plan, now }: Confirming): Promise<boolean> {
  if (plan.status !== 'read' || plan.rows.some(({ faults }) => faults.length > 0)) return false;
  const steps = plan.rows.flatMap(({ step }) => step ?? []);
  const confirmed = await store.imports.confirm(id, steps, now);
  if (confirmed && steps.length <= AT_ONCE) await applyImport(store, confirmed, now);
  return confirmed !== null;
}

const RESTS_MS = 5_000;
const BATCH = 10;

/** Long tables, and what a crash left in the middle. */
export async function finishImports(store: Store, now: Date, stopped = (): boolean => false): Promise<number> {
  const unfinished = await store.imports.unfinished(new Date(now.getTime() - RESTS_MS), BATCH);
  for (const each of unfinished) await applyImport(store, each, now, stopped);
  return unfinished.length;
}

async function applyImport(store: Store, table: Import, now: Date, stopped = (): boolean => false): Promise<void> {
  for (const [index, step] of table.steps.entries()) {
    if (stopped()) return;
    if (index < table.applied) continue;
    const why = await carryOut(store, table, step, now);
    await store.imports.advance(table._id, index + 1, why === null ? null : { row: step.row, why });
  }
  await store.imports.finished(table._id);
}

/** Why it cannot be done any more, or `null`. */
async function carryOut(store: Store, { _id }: Import, step: ImportStep, now: Date): Promise<string | null> {
  if (step.do === 'save') {
    await store.places.saveCentres([step.centre]);
    await store.slots.rename(step.centre, dayOf(now));
    return null;
  }
  if (step.do === 'change') {
    await setDoseCapacities(store, { ...step, session: step.id, now });
    return null;
  }
  const planned = await createSession(store, { wish: step.session, now, once: `${_id}:${step.row}` });
  return planned.status === 'created' ? null : (planned.faults[0]?.why ?? 'exists');
}
