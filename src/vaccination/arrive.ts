/** Who has come to the centre, and that it was written of the wrong one. */
import type { Store } from '../store';
import type { Who } from '../store/at-centre';
import { dateHere, type NotHere, type WhatHere } from './date-here';

export interface Arrival extends WhatHere {
  by: Who;
}

export type Arrived = { status: 'arrived'; at: Date; again: boolean } | NotHere;

/** Twice is once: the earlier hour stands. */
export async function arrive(store: Store, arrival: Arrival): Promise<Arrived> {
  const here = await dateHere(store, arrival);
  if (here.status !== 'here') return here;
  const { _id, slot, atCentre } = here.appointment;
  const { at, by } = arrival;
  const before = atCentre?.arrived?.slot === slot;
  const stored = await store.atCentre.arrived(_id, { at, by, slot });
  // Cancelled or moved this very moment.
  if (!stored) return changed(store, arrival);
  return { status: 'arrived', at: stored.atCentre?.arrived?.at ?? at, again: before };
}

async function changed(store: Store, arrival: Arrival): Promise<NotHere> {
  const here = await dateHere(store, arrival);
  return here.status === 'here' ? { status: 'moved' } : here;
}

export async function undoArrival(store: Store, what: WhatHere): Promise<{ status: 'undone' } | NotHere> {
  const here = await dateHere(store, what);
  if (here.status !== 'here') return here;
  const { _id, slot } = here.appointment;
  return (await store.atCentre.notArrived(_id, slot)) ? { status: 'undone' } : { status: 'moved' };
}
