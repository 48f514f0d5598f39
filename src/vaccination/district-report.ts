/** What centres planned for a day, what is left, what was done: numbers for whoever is responsible for them. */
import { addDays, instantOf } from '../clock';
import type { Store } from '../store';
import type { Centre } from '../store/places';
import type { DatesCounted, MessagesCounted, Planned, WayCounted } from '../store/reports';

export interface DayNumbers {
  /** Places for a first dose, and for a second. */
  first: number;
  second: number;
  /** Dates that still stand. */
  booked: number;
  /** Places nobody holds. */
  free: number;
  done: number;
  missed: number;
  /** Of all these, who came without a date. */
  walkIns: number;
  /** Vaccination sessions that do not take place. */
  closed: number;
}
export interface CentreDay extends DayNumbers {
  centre: Centre;
  /** Has no vaccination session from today up to a week from now. */
  idle: boolean;
}

/** Today and the six days after. */
const WEEK = 6;
const MESSAGES_DAYS = 7;
/** Of more people than that at once nobody's telephone line is looked after. */
const MOST_CONTACTS = 20_000;

/** Every centre of the districts, whether or not it has anything that day. */
export async function centresOn(
  { places, reports }: Store,
  districts: readonly string[],
  day: string,
  today: string,
): Promise<CentreDay[]> {
  const centres = await places.centresIn(districts);
  const ids = centres.map(({ _id }) => _id);
  const [planned, dates, atWork] = await Promise.all([
    reports.plannedOn(districts, day),
    reports.datesOn(ids, day),
    reports.atWork(districts, today, addDays(today, WEEK)),
  ]);
  const plans = new Map(planned.map((each) => [each.centre, each]));
  const dated = new Map(dates.map((each) => [each.centre, each]));
  return centres.map((centre) => ({
    ...{ centre, idle: !atWork.has(centre._id) },
    ...numbersOf(plans.get(centre._id), dated.get(centre._id)),
  }));
}

function numbersOf(planned?: Planned, dates?: DatesCounted): DayNumbers {
  const { capacity = 0, second = 0, free = 0, closed = 0 } = planned ?? {};
  const { booked = 0, done = 0, missed = 0, walkIns = 0 } = dates ?? {};
  return { first: capacity - second, second, free, closed, booked, done, missed, walkIns };
}

const NOTHING: DayNumbers = {
  ...{ first: 0, second: 0, booked: 0, free: 0 },
  ...{ done: 0, missed: 0, walkIns: 0, closed: 0 },
};

export function together(all: readonly DayNumbers[]): DayNumbers {
  const keys = Object.keys(NOTHING) as (keyof DayNumbers)[];
  const sum = (key: keyof DayNumbers): number => all.reduce((total, each) => total + each[key], 0);
  return Object.fromEntries(keys.map((key) => [key, sum(key)])) as unknown as DayNumbers;
}

/** What started from us on that day, for everybody. */
export const messagesOfAll = ({ reports }: Store, day: string): Promise<MessagesCounted[]> =>
  reports.messages(...between(day, day));

/** In the week up to and with that day, to people who have a date in the district on it. `null`: they are too many to be counted at once. */
export async function messagesOfDated(
  { places, reports }: Store,
  district: string,
  day: string,
): Promise<MessagesCounted[] | null> {
  const ids = (await places.centresIn([district])).map(({ _id }) => _id);
  const contacts = await reports.contactsOn(ids, day, MOST_CONTACTS + 1);
  const week = between(addDays(day, 1 - MESSAGES_DAYS), day);
  return contacts.length > MOST_CONTACTS ? null : reports.messages(...week, contacts);
}

/** Of fewer bookings a median tells what one person did. */
const FEWEST = 5;
export type WayShown = Pick<WayCounted, 'ageGroup' | 'bookings'> & Partial<WayCounted>;

/** How long the way to a booking was, by age, of bookings made on those days for centres of the district. */
export async function waysTo(
  { places, reports }: Store,
  district: string,
  fromDay: string,
  toDay: string,
): Promise<WayShown[]> {
  const ids = (await places.centresIn([district])).map(({ _id }) => _id);
  const counted = await reports.waysTo(ids, ...between(fromDay, toDay));
  return counted.map((way) => (way.bookings < FEWEST ? { ageGroup: way.ageGroup, bookings: way.bookings } : way));
}

const between = (fromDay: string, toDay: string): [Date, Date] => [
  instantOf(fromDay, '00:00'),
  instantOf(addDays(toDay, 1), '00:00'),
];

/** `null` where nothing was handed over. */
export function undeliveredShare(counted: readonly MessagesCounted[]): number | null {
  const sum = (of: (each: MessagesCounted) => number): number => counted.reduce((total, each) => total + of(each), 0);
  const handed = sum(({ sent, delivered, notDelivered }) => sent + delivered + notDelivered);
  return handed === 0 ? null : sum(({ notDelivered }) => notDelivered) / handed;
}
