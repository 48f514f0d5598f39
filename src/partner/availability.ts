/** Where and when there are places. Everybody is answered from what was read some seconds ago; signed in it is fresher. */
import { z } from 'zod';
import { addDays, dayOf } from '../clock';
import type { Store } from '../store';
import type { Centre } from '../store/places';
import { findSessions, type ShownSession } from '../vaccination/find-sessions';
import { createAvailabilityCache } from './availability-cache';
import { centerJson, centerWithSessions, flatJson, flatSession, placeJson } from './center-json';
import type { ApiDeps } from './deps';
import { endpoint, type Access, type Answered, type Endpoint, type Request } from './endpoint';
import { dateField, pinField, placeNumber } from './fields';
import { knownPlaces, type KnownPlaces } from './known-places';
import type { RefusalName } from './refusals';

const when = {
  date: dateField.describe('DD-MM-YYYY; today, where it is left out').optional(),
  vaccine: z
    .string()
    .max(40)
    .transform((name) => name.trim().toUpperCase() || undefined)
    .describe('COVISHIELD, COVAXIN, …')
    .optional(),
};
const byPin = z.object({ pincode: pinField, ...when });
const byDistrict = z.object({ district_id: placeNumber('districtUnknown'), ...when });
const byCenter = z.object({ center_id: placeNumber('centerUnknown'), ...when });

type When = z.output<z.ZodObject<typeof when>>;

interface Found {
  places: KnownPlaces;
  centres: readonly Centre[];
  sessions: readonly ShownSession[];
  language: Request['language'];
}

/** What is asked for, what it is looked up by, and how it is told. */
interface Search<Q> {
  name: string;
  summary: string;
  query: z.ZodType<Q>;
  days: number;
  centresOf: (places: KnownPlaces, query: Q) => readonly Centre[] | RefusalName;
  answer: z.ZodType;
  told: (found: Found) => object;
  refuses: readonly RefusalName[];
}

const WEEK = 7;
const flat = { days: 1, answer: z.object({ sessions: z.array(flatSession) }), told: toldFlat };
const calendar = { days: WEEK, answer: z.object({ centers: z.array(centerWithSessions) }), told: toldByCentre };
const pins = {
  query: byPin,
  centresOf: (places: KnownPlaces, { pincode }: z.output<typeof byPin>) => places.ofPin(pincode),
  refuses: ['pinWrong', 'dateWrong'] as const,
};
const districts = {
  query: byDistrict,
  centresOf: (places: KnownPlaces, query: z.output<typeof byDistrict>) => centresOfDistrict(places, query.district_id),
  refuses: ['districtUnknown', 'dateWrong'] as const,
};

function centresOfDistrict({ cowin, ofDistrict, districts: known }: KnownPlaces, number: number) {
  const district = cowin.districtOf(number);
  return district !== undefined && known.has(district) ? ofDistrict(district) : 'districtUnknown';
}

function centreOf({ ids, centre }: KnownPlaces, number: number): [Centre] | RefusalName {
  const known = centre(ids.centreOf(number) ?? '');
  return known ? [known] : 'centerUnknown';
}

/** For how many seconds an answer is good. */
interface Freshness {
  open: number;
  number: number;
}
const FRESHNESS: Freshness = { open: 5, number: 1 };

/** @param freshness of nothing at all where it is to be measured how fast it is read */
export function availabilityEndpoints({ store, now }: ApiDeps, freshness = FRESHNESS): Endpoint[] {
  const cache = createAvailabilityCache(now);
  const both = <Q extends When>(search: Search<Q>): Endpoint[] =>
    (['open', 'number'] as const).map((access) => endpointOf(search, access, answering(search, access)));
  const answering =
    <Q extends When>(search: Search<Q>, access: keyof Freshness) =>
    async (call: Request & { query: Q }): Promise<Answered> => {
      const places = await knownPlaces(store);
      const centres = search.centresOf(places, call.query);
      if (typeof centres === 'string') return { refused: centres };
      const seconds = freshness[access];
      const key = JSON.stringify([access, search.name, dayOf(call.now), call.language, call.query]);
      const look = (): Promise<object> => found(store, search, { ...call, places, centres });
      return { ...(await cache(key, seconds, look)), seconds };
    };
  return [
    ...both({ name: 'findByPin', summary: 'Sessions of a day in a PIN code', ...pins, ...flat }),
    ...both({ name: 'findByDistrict', summary: 'Sessions of a day in a district', ...districts, ...flat }),
    ...both({ name: 'calendarByPin', summary: 'Seven days in a PIN code, by center', ...pins, ...calendar }),
    ...both({ name: 'calendarByDistrict', summary: 'Seven days in a district, by center', ...districts, ...calendar }),
    ...both<z.output<typeof byCenter>>({
      ...{ name: 'calendarByCenter', summary: 'Seven days at one center', days: WEEK, query: byCenter },
      centresOf: (places, query) => centreOf(places, query.center_id),
      ...{ answer: z.object({ centers: centerWithSessions }), told: toldOne, refuses: ['centerUnknown', 'dateWrong'] },
    }),
  ];
}

const ABOUT = {
  open: 'Answered from what was read up to five seconds ago. A session without places left is listed with 0.',
  number: 'As without signing in, but read within the last second.',
} as const;

const endpointOf = <Q>(
  { name, summary, query, answer, refuses }: Search<Q>,
  access: Access & keyof Freshness,
  run: (call: Request & { query: Q }) => Promise<Answered>,
): Endpoint =>
  endpoint({
    ...{ method: 'get', tag: 'Places', access, summary, about: ABOUT[access], query, refuses },
    path: `/appointment/sessions/${access === 'open' ? 'public/' : ''}${name}`,
    answers: { 200: answer, 304: 'nothing' },
    run,
  });

async function found<Q extends When>(
  store: Store,
  { days, told }: Search<Q>,
  { now, language, query, places, centres }: Request & { query: Q; places: KnownPlaces; centres: readonly Centre[] },
): Promise<object> {
  const fromDay = query.date ?? dayOf(now);
  const toDay = addDays(fromDay, days - 1);
  const ids = centres.map(({ _id }) => _id);
  const sessions = await findSessions(store, { centres: ids, fromDay, toDay, vaccine: query.vaccine, now });
  return told({ places, centres, sessions, language });
}

const centersOf = ({ places, centres, sessions, language }: Found) =>
  centres.map((centre) => ({
    place: placeJson(places, centre, language),
    price: centre.price,
    shown: sessions.filter((each) => each.centre === centre._id),
  }));

function toldFlat(all: Found): object {
  const { ids } = all.places;
  return { sessions: centersOf(all).flatMap(({ place, shown }) => shown.map((each) => flatJson(place, each, ids))) };
}

function toldByCentre(all: Found): object {
  const { ids } = all.places;
  const open = centersOf(all).filter(({ shown }) => shown.length > 0);
  return { centers: open.map(({ place, shown, price }) => centerJson(place, shown, { ids, price })) };
}

/** One object and no list, as it has always been. */
function toldOne(all: Found): object {
  const [one] = centersOf(all).map(({ place, shown, price }) =>
    centerJson(place, shown, { ids: all.places.ids, price }),
  );
  return { centers: one };
}
