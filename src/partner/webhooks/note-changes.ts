/**
 * Looks for appointments of partners that have changed, and writes down what they are to be told. What changed twice between two
 * looks is told once, as it is then.
 */
import type { Store } from '../../store';
import type { Appointment } from '../../store/appointments';
import type { Changed } from '../../store/webhook-events';
import { idsOf } from '../known-places';
import { eventOf, stateOf } from './event';

const CURSOR = 'webhooksLookedAt';
/** So far back each look goes again: a change is written some moments after the time it bears, and clocks differ. */
const OVERLAP_MS = 120_000;
/** A booking that is not through by then never will be. */
const LONGEST_OPEN_MS = 3_600_000;
const BATCH = 500;

interface Noting {
  store: Store;
  now: Date;
  /** Told of an appointment of which nothing can be told. */
  failed: (error: unknown) => void;
}

/** How many events were written down. */
export async function noteChanges(noting: Noting, stopped = (): boolean => false): Promise<number> {
  const { store, now } = noting;
  const partners = (await store.partners.all()).filter(({ webhook, disabled }) => webhook && !disabled);
  const looked = Number((await store.settings.read(CURSOR)) ?? now.getTime());
  const since = new Date(looked - OVERLAP_MS);
  let [count, through] = [0, now.getTime()];
  for (const { _id } of partners) {
    for await (const page of changed(store, _id, since)) {
      const noted = await notePage(noting, _id, page);
      count += noted.count;
      through = Math.min(through, noted.through);
      if (stopped()) return count;
    }
  }
  const next = Math.max(through, now.getTime() - LONGEST_OPEN_MS);
  // Each look would else be a write.
  if (next - looked > OVERLAP_MS / 2 || looked === now.getTime()) await store.settings.write(CURSOR, next);
  return count;
}

async function* changed(store: Store, partner: string, since: Date): AsyncGenerator<Changed[]> {
  let last: Changed | null = null;
  do {
    const page: Changed[] = await store.webhookEvents.changedSince(partner, since, last, BATCH);
    if (page.length > 0) yield page;
    last = page.length < BATCH ? null : (page.at(-1) ?? null);
  } while (last);
}

/** `through`: until when nothing is missing. */
async function notePage(noting: Noting, partner: string, page: readonly Changed[]) {
  const { store, now, failed } = noting;
  // In this order: whoever then writes the next event has seen the appointment later than the event before it was written.
  const told = await store.webhookEvents.told(
    partner,
    page.map(({ _id }) => _id),
  );
  // Most were told by an earlier look.
  const untold = page.filter((each) => told.get(each._id)?.state !== stateOf(each));
  const read = (await Promise.all(untold.map(({ _id }) => store.appointments.get(_id)))).filter(
    (each) => each !== null,
  );
  const open = read.filter(isUnderWay);
  const news = read.filter((each) => !isUnderWay(each) && told.get(each._id)?.state !== stateOf(each));
  const noted = news.map((each) =>
    note(noting, partner, each, told.get(each._id)?.told ?? 0).catch((error: unknown) => (failed(error), false)),
  );
  return {
    count: (await Promise.all(noted)).filter(Boolean).length,
    through: Math.min(...open.map(({ changedAt }) => changedAt.getTime()), now.getTime()),
  };
}

async function note({ store, now }: Noting, partner: string, appointment: Appointment, after: number) {
  const person = await store.persons.get(appointment.person);
  // Taken off the number: with the reference id the partner knew them by.
  if (!person || person.leftAt) return false;
  const body = JSON.stringify(eventOf(appointment, person.reference, await idsOf(store)));
  const state = stateOf(appointment);
  return store.webhookEvents.add({ partner, appointment: appointment._id, state, body, after }, now);
}

/** Not known yet whether it stands. */
const isUnderWay = ({ status, settling }: Appointment): boolean => status === 'booked' && settling !== null;
