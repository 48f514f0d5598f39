/**
 * What programs of others are shown: the vaccination sessions of some centres that are not over yet, with the places they may
 * take. Nobody is promised a place by it: booking looks at everything once more.
 */
import { dayOf, timeOf } from '../clock';
import type { Store } from '../store';
import type { EligibilityRule } from '../store/programme';
import type { OpenSession, OpenWindow } from '../store/slots';
import { currentProgramme } from './current-programme';
import { bookingWindow, type Window } from './rules/booking-window';
import { freeForPartners } from './rules/kept-places';
import { eligibilityOn } from './rules/programme';

export interface SessionSearch {
  centres: readonly string[];
  /** `YYYY-MM-DD` */
  fromDay: string;
  toDay: string;
  /** Where only one vaccine will do. */
  vaccine?: string | undefined;
  now: Date;
}

export interface ShownSession {
  _id: string;
  centre: string;
  day: string;
  vaccine: string;
  /** Rupees; 0 is free. */
  price: number;
  /** Its hours that are not over, in order; never none. `HH:MM` */
  hours: { from: string; to: string }[];
  /** Places for first and second doses. */
  free: [number, number];
  /** The youngest who may come that day. */
  minAge: number;
  /** Nobody who is grown up is asked for an illness. */
  allAges: boolean;
}

interface Today {
  now: Date;
  today: string;
  time: string;
  window: Window;
  /** Of each centre whether somebody waits for a place there. */
  isWaitedFor: (centre: string) => boolean;
  ruleOn: (day: string) => EligibilityRule;
}

/** By day, and of a day in the order in which they were planned. */
export async function findSessions(store: Store, { vaccine, now, ...wish }: SessionSearch): Promise<ShownSession[]> {
  const today = await lookAtToday(store, now);
  const fromDay = wish.fromDay > today.today ? wish.fromDay : today.today;
  if (fromDay > wish.toDay || wish.centres.length === 0) return [];
  const sessions = await store.slots.openSessions({ ...wish, fromDay });
  return sessions
    .filter((session) => vaccine === undefined || session.vaccine === vaccine)
    .flatMap((session) => shown(session, today))
    .sort((a, b) => (a.day === b.day ? order(a._id, b._id) : order(a.day, b.day)));
}

const order = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

async function lookAtToday(store: Store, now: Date): Promise<Today> {
  const [today, time] = [dayOf(now), timeOf(now)];
  const [{ programme, rule }, queued] = await Promise.all([
    currentProgramme(store, today),
    store.wishes.queuedCentres(),
  ]);
  const waitedFor = new Set(queued);
  return {
    ...{ now, today, time, window: bookingWindow(programme, today, time, today) },
    isWaitedFor: (centre) => waitedFor.has(centre),
    ruleOn: (day) => eligibilityOn(programme, day) ?? rule,
  };
}

function shown({ windows, ...session }: OpenSession, today: Today): ShownSession[] {
  const coming = windows.filter(({ to }) => session.day > today.today || to > today.time);
  if (coming.length === 0) return [];
  const { withIllnessFromAge, anyoneFromAge } = today.ruleOn(session.day);
  const free = (dose: number): number =>
    total(coming.filter((each) => each.dose === dose).map((each) => left(session, each, today)));
  return [
    {
      ...session,
      hours: hoursOf(coming),
      free: [free(1), free(2)],
      minAge: withIllnessFromAge,
      allAges: anyoneFromAge <= GROWN_UP,
    },
  ];
}

const GROWN_UP = 18;

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** What came free where somebody waits is theirs first. */
function left({ centre, day }: Pick<OpenSession, 'centre' | 'day'>, window: OpenWindow, today: Today): number {
  const { fromDay, toDay, fromTime } = today.window;
  const isInTime = day <= toDay && (day > fromDay || (day === fromDay && window.from > fromTime));
  if (!isInTime || (window.freed > 0 && today.isWaitedFor(centre))) return 0;
  return freeForPartners({ day, ...window }, today.now);
}

/** Each once, though it has places for both doses. */
function hoursOf(windows: readonly OpenWindow[]): ShownSession['hours'] {
  const byHour = new Map(windows.map(({ from, to }) => [`${from} ${to}`, { from, to }]));
  return [...byHour.entries()].sort(([a], [b]) => order(a, b)).map(([, hours]) => hours);
}
