/** Which centre and day a page is about: those asked for, as far as they are this member of staff's. */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Who } from '../store/at-centre';
import type { Centre } from '../store/places';
import { isDay } from '../vaccination/rules/days';
import { seesCentre } from '../web/rights';
import type { Answered, Visit } from '../web/route';

export interface Here {
  centre: Centre;
  day: string;
  today: string;
  /** All that are theirs. */
  centres: readonly Centre[];
}

/** `null`: it is none of theirs. Who has several and names none sees the first. */
export async function hereOf(store: Store, { staff, query, form, now }: Visit): Promise<Here | null> {
  const centres = await centresOf(store, staff);
  const wanted = query['centre'] ?? form['centre'];
  const centre = wanted ? centres.find(({ _id }) => _id === wanted) : centres[0];
  const asked = query['day'] ?? '';
  const today = dayOf(now);
  return centre ? { centre, centres, today, day: isDay(asked) ? asked : today } : null;
}

async function centresOf({ places }: Store, staff: Visit['staff']): Promise<Centre[]> {
  const [districts, own, all] = await Promise.all([
    places.districts(),
    Promise.all(staff.centres.map((id) => places.centre(id))),
    places.centresIn(staff.districts),
  ]);
  const known = new Map([...own, ...all].flatMap((centre) => (centre ? [[centre._id, centre]] : [])));
  return [...known.values()].filter((centre) => {
    const district = districts.find(({ _id }) => _id === centre.district);
    return district !== undefined && seesCentre(staff, centre, district);
  });
}

/** Whether a centre is theirs, for pages about something that is at one. */
export async function centreOfTheirs(store: Store, { staff }: Visit, id: string): Promise<Centre | null> {
  return (await centresOf(store, staff)).find(({ _id }) => _id === id) ?? null;
}

export const whoOf = ({ staff }: Visit): Who => ({ id: staff._id, name: staff.name });

export const MISSING: Answered = { missing: true };

/** `/centre/day?centre=…&day=…` */
export const listPath = (centre: string, day?: string): string => `/centre/day?${at(centre, day)}`;
export const at = (centre: string, day?: string): string =>
  new URLSearchParams({ centre, ...(day === undefined ? {} : { day }) }).toString();
