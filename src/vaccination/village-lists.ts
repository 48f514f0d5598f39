/** A village's list as the desk works with it: made from what was understood, put right row by row, and its people asked. */
import { dayOf, instantOf } from '../clock';
import type { Locale } from '../conversation/vocabulary';
import type { Store } from '../store';
import { EDITABLE, type RowContent, type VillageRow } from '../store/village-lists';
import { keysOf, reviewRows, type ReviewedRow } from './review-rows';
import { canBePlace } from './rules/listed-names';

/** As many as one health worker knows by name, and as an operator can go through. */
export const MOST_ROWS = 200;
/** By one operator. Each costs money, and goes to somebody who did not ask for it. */
export const MOST_ASKED_A_DAY = 400;

export interface ListMaking {
  /** The same where it is sent twice. */
  key: string;
  staff: string;
  village: string;
  locale: Locale;
  lines: readonly (RowContent & { line: number })[];
  now: Date;
}

export type ListMade = { status: 'made'; list: string } | { status: 'noVillage' | 'empty' | 'tooMany' };
/** `left`: who could be asked, but tomorrow. */
export interface ListSent {
  asked: number;
  left: number;
}

export async function makeList(store: Store, { key, lines, now, ...list }: ListMaking): Promise<ListMade> {
  if (!canBePlace(list.village)) return { status: 'noVillage' };
  if (lines.length === 0) return { status: 'empty' };
  if (lines.length > MOST_ROWS) return { status: 'tooMany' };
  const _id = store.vault.idOf(`village list:${key}`);
  const rows = await Promise.all(lines.map((line) => rowOf(store, _id, line, now)));
  await store.villageLists.make({ _id, ...list, madeAt: now }, rows);
  return { status: 'made', list: _id };
}

async function rowOf(store: Store, list: string, line: RowContent & { line: number }, now: Date): Promise<VillageRow> {
  return {
    ...line,
    ...(await keysOf(store, line)),
    _id: `${list}:${String(line.line).padStart(4, '0')}`,
    list,
    status: 'open',
    madeAt: now,
    changedAt: now,
    sentAt: null,
    askings: 0,
  };
}

/** What an operator filled in takes the place of what was understood. `false`: it was asked or changed since it was seen. */
export async function editRow(
  store: Store,
  { _id, changedAt }: VillageRow,
  content: RowContent,
  now: Date,
): Promise<boolean> {
  const keys = await keysOf(store, content);
  return store.villageLists.change(_id, { status: EDITABLE, changedAt }, { ...keys, content, status: 'open', at: now });
}

/** Everyone who can be asked is, as far as the day allows; pressed twice, nobody is asked twice. */
export async function sendList(store: Store, list: string, now: Date): Promise<ListSent> {
  const { staff } = (await store.villageLists.list(list)) ?? {};
  const rows = await reviewRows(store, await store.villageLists.rowsOf(list), now);
  const ready = rows.filter((each) => each.ready);
  const allowed: ReviewedRow[] = [];
  for (const row of ready) {
    if (staff === undefined || !(await isAllowed(store, staff, row, now))) break;
    allowed.push(row);
  }
  const asked = await Promise.all(allowed.map((row) => ask(store, row, now)));
  return { asked: asked.filter(Boolean).length, left: ready.length - allowed.length };
}

const isAllowed = (store: Store, staff: string, { _id, changedAt }: ReviewedRow, now: Date): Promise<boolean> =>
  store.limits.allows(`listed:${staff}`, MOST_ASKED_A_DAY, {
    ...{ key: `${_id}:${changedAt.getTime()}`, since: instantOf(dayOf(now), '00:00'), now },
  });

/** Written down first; who is told when is for the job to say. What was changed since it was looked at is not asked. */
const ask = (store: Store, { _id, changedAt }: ReviewedRow, now: Date): Promise<boolean> =>
  store.villageLists.change(
    _id,
    { status: ['open'], changedAt },
    { status: 'asked', askings: 1, sentAt: now, at: now, untold: true },
  );
