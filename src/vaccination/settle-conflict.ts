/**
 * What was recorded without network and did not fit is seen to: a dose that was really given is asked to be recorded, which a
 * second pair of eyes confirms; anything else is put aside, with a reason.
 */
import type { Store } from '../store';
import type { Who } from '../store/at-centre';
import type { DayConflict } from '../store/day-conflicts';
import type { SecondLook } from '../store/second-looks';
import { LOOK_MS, reasonOf } from './ask-override';
import { typedBatch } from './rules/typed';

export interface Settlement {
  conflict: string;
  centre: string;
  why: string;
  by: Who;
  key: string;
  now: Date;
}

export type ConflictSettled =
  { status: 'open'; look: SecondLook } | { status: 'discarded' | 'noReason' | 'noBatch' | 'unknown' | 'noDose' };

/** The dose was given: somebody else is to look. */
export async function askForConflict(
  store: Store,
  settlement: Settlement & { batch?: string },
): Promise<ConflictSettled> {
  const { key, by, now } = settlement;
  const conflict = await openConflict(store, settlement);
  const why = reasonOf(settlement.why);
  if (!conflict) return { status: 'unknown' };
  if (why === null) return { status: 'noReason' };
  const appointment = await store.appointments.get(conflict.appointment ?? '');
  if (conflict.kind !== 'vaccinated' || !appointment) return { status: 'noDose' };
  const batch = typedBatch(settlement.batch ?? batchOf(conflict));
  if (batch === null) return { status: 'noBatch' };
  const look = await store.secondLooks.ask({
    ...{ _id: store.vault.idOf(`look:${key}`), kind: 'dose', appointment: appointment._id, conflict: conflict._id },
    ...{ person: appointment.person, centre: conflict.centre, day: conflict.day, batch, why, by, at: now },
    ...{ until: new Date(now.getTime() + LOOK_MS), status: 'open' },
  });
  return { status: 'open', look };
}

/** Nothing is recorded of it. */
export async function discardConflict(store: Store, settlement: Settlement): Promise<ConflictSettled> {
  const { by, now } = settlement;
  const conflict = await openConflict(store, settlement);
  const why = reasonOf(settlement.why);
  if (!conflict) return { status: 'unknown' };
  if (why === null) return { status: 'noReason' };
  const settled = { how: 'discarded', by, at: now, why } as const;
  return { status: (await store.dayConflicts.settle(conflict._id, settled)) ? 'discarded' : 'unknown' };
}

async function openConflict(store: Store, { conflict: id, centre }: Settlement): Promise<DayConflict | null> {
  const conflict = await store.dayConflicts.get(id);
  return conflict && conflict.centre === centre && !conflict.settled ? conflict : null;
}

const batchOf = ({ said }: DayConflict): string => (said as { batch?: string }).batch ?? '';
