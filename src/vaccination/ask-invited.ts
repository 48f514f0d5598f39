/** Brings village lists forward: who is to be asked is asked, reminded once, and after a week forgotten. */
import type { Locale } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Message } from '../store/messages';
import { LIVE, type VillageRow } from '../store/village-lists';
import { endRow } from './end-row';
import { isRegistered } from './invited-person';

const DAY_MS = 86_400_000;
const BATCH = 200;
/** While one person of a number is being asked the next waits, but no longer than this. */
const ONE_AT_A_TIME_MS = DAY_MS;
const REMIND_AFTER_MS = 2 * DAY_MS;
/**
 * Most of what a row holds is of people who have not agreed to anything yet, so a week after the last thing that was done about
 * it it goes, asked or not; what is left of the list, counts and masks, is of use for a month.
 */
const KEPT_MS = 7 * DAY_MS;
const LIST_KEPT_MS = 30 * DAY_MS;

const before = (now: Date, ms: number): Date => new Date(now.getTime() - ms);

/** Queues the messages; each is told once however often this runs. */
export async function askInvited(store: Store, now: Date, stopped = (): boolean => false): Promise<void> {
  const asked = new Set<string | null>();
  await walk(store.villageLists.untold, stopped, async (rows) => {
    for (const row of rows) {
      if (asked.has(row.contact) || (await isOccupied(store, row, now))) continue;
      asked.add(row.contact);
      await tell(store, row, now);
    }
  });
}

/** Several people of one number are asked one after the other: which one a "1" is for would be anybody's guess. */
async function isOccupied(store: Store, { _id, contact }: VillageRow, now: Date): Promise<boolean> {
  const others = await store.villageLists.onNumbers(contact === null ? [] : [contact], ['asked']);
  const since = before(now, ONE_AT_A_TIME_MS);
  return others.some((each) => each._id !== _id && !each.untold && each.changedAt > since);
}

async function tell(store: Store, row: VillageRow, now: Date): Promise<void> {
  const list = await store.villageLists.list(row.list);
  const isKnown = (await store.conversations.load(row.contact ?? '')) !== null;
  if (list) await store.messages.queue(messageOf(row, { otherwise: list.locale, isKnown, now }));
  // The week begins when the person is asked; a reminder does not lengthen it.
  const told = { untold: false, ...(row.askings === 1 ? { at: now } : {}) };
  await store.villageLists.change(row._id, { status: ['asked'], askings: row.askings }, told);
}

interface Telling {
  otherwise: Locale;
  /** Who has written to us is reached where they wrote last. */
  isKnown: boolean;
  now: Date;
}

const messageOf = (row: VillageRow, { otherwise, isKnown, now }: Telling): Message => ({
  occasion: occasionOf(row),
  contact: row.contact ?? '',
  kind: 'service',
  at: now,
  until: new Date((row.askings === 1 ? now : row.changedAt).getTime() + KEPT_MS),
  otherwise,
  opens: { flow: 'invited', input: { invitation: row._id } },
  ...(isKnown ? {} : { address: `tel:${row.answers.phone ?? ''}` }),
});

/** Asked anew on another number it is another message. */
const occasionOf = ({ _id, contact, sentAt, askings }: VillageRow): string =>
  `invited:${_id}:${contact ?? ''}:${sentAt?.getTime() ?? 0}:${askings}`;

/** What became of those who were asked, as far as they did not answer. */
export async function settleInvited(store: Store, now: Date, stopped = (): boolean => false): Promise<void> {
  const { inStatus } = store.villageLists;
  await walk(inStatus('confirmed'), stopped, (rows) => endRegistered(store, rows, now));
  await walk(inStatus('asked'), stopped, (rows) => settleAsked(store, rows, now));
  await endOld(store, now, stopped);
}

async function endOld(store: Store, now: Date, stopped: () => boolean): Promise<void> {
  for (let found = BATCH; found === BATCH && !stopped();) {
    const old = await store.villageLists.unchangedSince(LIVE, before(now, KEPT_MS), BATCH);
    await Promise.all(old.map((row) => endRow(store, row, [row.status], 'expired', now)));
    found = old.length;
  }
}

async function walk(
  next: (after: string, limit: number) => Promise<VillageRow[]>,
  stopped: () => boolean,
  each: (rows: readonly VillageRow[]) => Promise<void>,
): Promise<void> {
  for (let after: string | undefined = ''; after !== undefined && !stopped();) {
    const rows: readonly VillageRow[] = await next(after, BATCH);
    await each(rows);
    after = rows.at(-1)?._id;
  }
}

async function endRegistered(store: Store, rows: readonly VillageRow[], now: Date): Promise<void> {
  await Promise.all(
    rows.map(async (row) => {
      if (await isRegistered(store, row)) await endRow(store, row, ['confirmed'], 'registered', now);
    }),
  );
}

async function settleAsked(store: Store, rows: readonly VillageRow[], now: Date): Promise<void> {
  const told = rows.filter(({ untold }) => !untold);
  const fates = await store.villageLists.fates(told.map(occasionOf));
  const due = before(now, REMIND_AFTER_MS);
  await Promise.all(
    told.map(async (row) => {
      const { _id, askings, changedAt } = row;
      const fate = fates.get(occasionOf(row));
      const guard = { status: ['asked'] as const, askings };
      if (fate === 'failed' || fate === 'undelivered' || fate === 'dropped')
        await store.villageLists.change(_id, guard, { status: 'undeliverable', at: now });
      else if (askings === 1 && changedAt <= due)
        await store.villageLists.change(_id, guard, { askings: 2, untold: true });
    }),
  );
}

export const forgetLists = (store: Store, now: Date): Promise<void> =>
  store.villageLists.forget(before(now, LIST_KEPT_MS));
