/** A table of vaccination sessions: what each row means, what is wrong with it, and what it would change. Writes nothing. */
import type { Store } from '../store';
import type { ImportStep } from '../store/imports';
import type { Centre } from '../store/places';
import type { SessionSummary, SlotWithHolders } from '../store/slots';
import { wouldLosePlace } from './close-session';
import { wishOf } from './copy-session';
import { faultsOfWish } from './plan-session';
import { isDay } from './rules/days';
import { SHARE_KEPT } from './rules/kept-places';
import {
  readDay,
  readHours,
  readPercent,
  readTable,
  readWhole,
  repeated,
  type Column,
  type ReadRow,
  type ReadTable,
} from './rules/read-table';
import { cutHours, type Fault, type SessionWish } from './rules/session-wish';

export type SessionField = 'centre' | 'day' | 'vaccine' | 'hours' | 'minutes' | 'first' | 'second' | 'price' | 'share';

export const SESSION_COLUMNS: Readonly<Record<SessionField, Column>> = {
  centre: { names: ['centre', 'centre id', 'center', 'টিকাকেন্দ্র', 'কেন্দ্র', 'टीका केंद्र', 'टीकाकेंद्र', 'केंद्र'] },
  day: { names: ['day', 'date', 'তারিখ', 'দিন', 'तारीख', 'दिन'] },
  vaccine: { names: ['vaccine', 'টিকা', 'टीका'] },
  hours: { names: ['hours', 'time', 'সময়', 'समय'] },
  minutes: { names: ['minutes per slot', 'minutes', 'স্লটের মিনিট', 'মিনিট', 'स्लॉट के मिनट', 'मिनट'], optional: true },
  first: { names: ['first doses', 'first dose', 'dose 1', 'প্রথম ডোজ', 'पहली डोज़', 'पहली खुराक'] },
  second: { names: ['second doses', 'second dose', 'dose 2', 'দ্বিতীয় ডোজ', 'दूसरी डोज़', 'दूसरी खुराक'], optional: true },
  price: { names: ['price', 'rupees', 'দাম', 'टाका', 'দর', 'दाम', 'कीमत'], optional: true },
  share: { names: ['kept for phones', 'share', 'ফোনের জন্য', 'फ़ोन के लिए', 'फोन के लिए'], optional: true },
};

export interface PlannedRow<Field extends string = string> {
  row: number;
  /** As they were understood; where something is wrong, as they stand in the table. */
  values: Record<Field, string>;
  faults: Fault[];
  change: 'new' | 'changed' | 'unchanged';
  /** What is done once the table is confirmed; `null` where nothing is. */
  step: ImportStep | null;
  /** How many have a date there, and how many would lose their place by it. */
  booked: number;
  losing: number;
}

export type ImportPlan<Field extends string = string> =
  { status: 'read'; rows: PlannedRow<Field>[] } | Exclude<ReadTable<Field>, { status: 'read' }>;

interface Table {
  rows: readonly (readonly string[])[];
  /** Those that the member of staff may plan for. */
  centres: readonly Centre[];
  now: Date;
}

export async function planSessions(store: Store, { rows, centres, now }: Table): Promise<ImportPlan<SessionField>> {
  const table = readTable(rows, SESSION_COLUMNS);
  if (table.status !== 'read') return table;
  const wishes = table.rows.map((row) => ({ row, wish: wishIn(row, centres) }));
  const all = wishes.map(({ wish }) => wish);
  const [existing, known] = await Promise.all([sessionsAt(store, all, centres), centresIn(store, all)]);
  const twice = repeated(all.map(keyOf));
  const planned: PlannedRow<SessionField>[] = [];
  for (const { row, wish } of wishes) {
    const centre = known.get(wish.centre) ?? null;
    const faults: Fault[] = await faultsOfWish(store, wish, centre, now);
    if (centre && !centres.some(({ _id }) => _id === centre._id)) faults.push({ field: 'centre', why: 'notYours' });
    if (twice.has(keyOf(wish))) faults.push({ field: 'row', why: 'twice' });
    const there = existing.get(keyOf(wish));
    const read = there ? await asChange(store, { row, wish, faults, there, now }) : asNew(row, wish, faults);
    planned.push(read.faults.length === 0 ? { ...read, values: understood(row.values, wish) } : read);
  }
  return { status: 'read', rows: planned };
}

const USUAL_MINUTES = 120;

function wishIn({ values }: ReadRow<SessionField>, centres: readonly Centre[]): SessionWish {
  const centre = centreCalled(values.centre, centres);
  const [from = '', to = ''] = readHours(values.hours) ?? [];
  const minutes = values.minutes === '' ? USUAL_MINUTES : readWhole(values.minutes);
  const orElse = (text: string, usual: number, read = readWhole): number => (text === '' ? usual : read(text));
  return {
    centre: centre?._id ?? values.centre,
    day: readDay(values.day),
    vaccine: values.vaccine.toUpperCase(),
    hours: cutHours(from, to, minutes),
    capacities: [readWhole(values.first), orElse(values.second, 0)],
    price: orElse(values.price, centre?.price ?? 0),
    keptShare: orElse(values.share, SHARE_KEPT, readPercent),
  };
}

/** What was left out is filled in. */
function understood(values: Record<SessionField, string>, wish: SessionWish): Record<SessionField, string> {
  const { day, vaccine, hours, capacities, price, keptShare } = wish;
  const [first, second] = capacities.map(String);
  return {
    ...{ centre: values.centre, day, vaccine, first: first ?? '', second: second ?? '' },
    ...{ hours: `${hours[0]?.from ?? ''}-${hours.at(-1)?.to ?? ''}`, minutes: values.minutes || String(USUAL_MINUTES) },
    ...{ price: String(price), share: String(keptShare) },
  };
}

/** By its id, or by a name that only one of them has. */
function centreCalled(text: string, centres: readonly Centre[]): Centre | undefined {
  const named = centres.filter(({ names }) => Object.values(names).includes(text));
  return centres.find(({ _id }) => _id === text) ?? (named.length === 1 ? named[0] : undefined);
}

/** Those that there are, theirs or not. */
async function centresIn(store: Store, wishes: readonly SessionWish[]): Promise<Map<string, Centre | null>> {
  const ids = [...new Set(wishes.map(({ centre }) => centre))];
  return new Map(await Promise.all(ids.map(async (id) => [id, await store.places.centre(id)] as const)));
}

const keyOf = ({ centre, day, vaccine }: Pick<SessionWish, 'centre' | 'day' | 'vaccine'>): string =>
  `${centre} ${day} ${vaccine}`;

/** Those that take place, by centre, day and vaccine. */
async function sessionsAt(
  store: Store,
  wishes: readonly SessionWish[],
  centres: readonly Centre[],
): Promise<Map<string, SessionSummary>> {
  const wanted = new Set(wishes.map(({ centre }) => centre));
  const days = wishes.flatMap(({ day }) => (isDay(day) ? day : [])).sort();
  const ids = centres.map(({ _id }) => _id).filter((id) => wanted.has(id));
  const sessions = await store.slots.sessionsOf(ids, days[0] ?? '', days.at(-1) ?? '');
  return new Map(sessions.filter(({ closed }) => closed === null).map((each) => [keyOf(each), each]));
}

const asNew = (
  { row, values }: ReadRow<SessionField>,
  session: SessionWish,
  faults: Fault[],
): PlannedRow<SessionField> => ({
  ...{ row, values, faults, change: 'new', booked: 0, losing: 0 },
  step: faults.length === 0 ? { row, do: 'create', session } : null,
});

interface Changing {
  row: ReadRow<SessionField>;
  wish: SessionWish;
  faults: Fault[];
  there: SessionSummary;
  now: Date;
}

/** Places may become more or fewer; hours and price of dates that people have been told stay. */
async function asChange(
  store: Store,
  { row: { row, values }, wish, faults: found, there, now }: Changing,
): Promise<PlannedRow<SessionField>> {
  const slots = await store.slots.ofSession(there._id);
  const before = wishOf(slots);
  const faults = [...found, ...(before ? differences(before, wish) : [])];
  const { capacities, keptShare } = wish;
  const isSame = before?.capacities.join() === capacities.join() && before.keptShare === keptShare;
  const step = { row, do: 'change' as const, id: there._id, capacities, keptShare };
  return {
    ...{ row, values, faults, change: isSame ? 'unchanged' : 'changed', booked: datesIn(slots) },
    step: isSame || faults.length > 0 ? null : step,
    losing: isSame || faults.length > 0 ? 0 : wouldLosePlace(slots, { capacities, now }),
  };
}

function differences(before: SessionWish, wish: SessionWish): Fault[] {
  const inWords = ({ hours }: SessionWish): string => hours.map(({ from, to }) => `${from}-${to}`).join();
  return [
    ...(wish.hours.length > 0 && inWords(before) !== inWords(wish) ? [{ field: 'hours', why: 'hoursDiffer' }] : []),
    ...(before.price === wish.price ? [] : [{ field: 'price', why: 'priceDiffers' }]),
  ];
}

/** Places that somebody booked; not those that are only kept for a while. */
export const datesIn = (slots: readonly SlotWithHolders[]): number =>
  slots.reduce((sum, { holders }) => sum + holders.filter(({ until }) => until === null).length, 0);
