/** Somebody without a date stands at the centre: registered on the spot or known, and given a place of today, as at the console. */
import type { Store } from '../store';
import type { Centre } from '../store/places';
import { walkIn, type NotWalkedIn, type WalkedIn, type WalkInWish } from '../vaccination/walk-in';
import { seenCentre } from '../web/seen-centre';
import type { Refused } from './endpoint';
import { IN_AN_HOUR } from './may-this-hour';
import { idsOf } from './known-places';
import type { RefusalName } from './refusals';
import { inVain, LOOKED, mayLook, writeDown, type AtTable, type StaffCall } from './vaccinators-looks';

export interface CameIn extends AtTable {
  /** For a slip of paper: only where no telephone can be told. */
  code: string | null;
}

const REFUSED: Readonly<Record<Exclude<NotWalkedIn, 'notFound' | 'tooManyTries'>, RefusalName>> = {
  ...{ incomplete: 'malformed', ageUnlikely: 'ageUnlikely', askBirthYear: 'ageUnlikely', askIllness: 'malformed' },
  ...{ tooYoung: 'notEligible', cardWrong: 'cardWrong', pinUnknown: 'pinWrong', phoneWrong: 'malformed' },
  ...{ cardTaken: 'cardTaken', numberFull: 'numberFull', notDue: 'doseNotDue', allGiven: 'doseNotDue' },
  noPlace: 'full',
};

const NO_PLACE = 'No place is left at this center in the hours that remain today';

/** @param number of the centre, as it was sent; without one, who works at one alone is there */
export async function comeIn(
  store: Store,
  call: StaffCall,
  who: WalkInWish['who'],
  number: number | undefined,
): Promise<CameIn | Refused> {
  if (!(await mayLook(store, call))) return IN_AN_HOUR;
  const centre = await centreOf(store, call, number);
  if (!centre) return { refused: 'centerUnknown' };
  const { staff, once, now } = call;
  const by = { id: staff._id, name: staff.name };
  const came = await walkIn(store, { centre, who, by, key: `${staff._id}:${once}`, now });
  if (!('appointment' in came)) return sentAway(store, call, came.status);
  const present = await presentAt(store, came);
  await noteDown(store, call, present, came);
  return present;
}

async function centreOf(store: Store, { staff }: StaffCall, number: number | undefined): Promise<Centre | null> {
  const only = staff.centres.length === 1 ? staff.centres[0] : undefined;
  const id = number === undefined ? only : (await idsOf(store)).centreOf(number);
  return id === undefined ? null : seenCentre(store, staff, id);
}

async function sentAway(store: Store, call: StaffCall, status: NotWalkedIn): Promise<Refused> {
  if (status === 'notFound') return inVain(store, call);
  if (status === 'cardTaken' || status === 'tooManyTries') await inVain(store, call, status);
  if (status === 'tooManyTries') return IN_AN_HOUR;
  return { refused: REFUSED[status], ...(status === 'noPlace' ? { error: NO_PLACE } : {}) };
}

type Came = Extract<WalkedIn, { appointment: string }>;

async function presentAt(store: Store, came: Came): Promise<CameIn> {
  const appointment = await store.appointments.get(came.appointment);
  const person = appointment && (await store.persons.get(appointment.person));
  if (!person) throw new Error('a walk-in left no appointment');
  return { person, appointment, code: came.status === 'here' ? came.code : null };
}

/** Who was here before is looked at, and no more. */
function noteDown(store: Store, call: StaffCall, { person, appointment, code }: CameIn, { status }: Came) {
  const action = status === 'here' ? 'person.walkedIn' : LOOKED.action;
  const detail = { appointment: appointment._id, onPaper: code !== null };
  return writeDown(store, call, { ...LOOKED, action, about: `person:${person._id}`, detail });
}
