/** A table of centres: what each row means, what is wrong with it, and what it would change. Writes nothing. */
import type { Names } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Centre, District } from '../store/places';
import type { ImportPlan, PlannedRow } from './import-sessions';
import { distanceKm } from './rules/distance';
import { inOurDigits, readTable, readWhole, repeated, type Column, type ReadRow } from './rules/read-table';
import type { Fault } from './rules/session-wish';

export type CentreField =
  'id' | 'english' | 'bengali' | 'hindi' | 'district' | 'pin' | 'latitude' | 'longitude' | 'price';

export const CENTRE_COLUMNS: Readonly<Record<CentreField, Column>> = {
  id: { names: ['id', 'centre id', 'আইডি', 'आईडी'] },
  english: { names: ['english name', 'name', 'name in english', 'ইংরেজি নাম', 'अंग्रेज़ी नाम', 'अंग्रेजी नाम'] },
  bengali: { names: ['bengali name', 'name in bengali', 'বাংলা নাম', 'बांग्ला नाम'] },
  hindi: { names: ['hindi name', 'name in hindi', 'হিন্দি নাম', 'हिंदी नाम', 'हिन्दी नाम'] },
  district: { names: ['district', 'জেলা', 'ज़िला', 'जिला'] },
  pin: { names: ['pin', 'pin code', 'পিন', 'পিন কোড', 'पिन', 'पिन कोड'] },
  latitude: { names: ['latitude', 'lat', 'অক্ষাংশ', 'अक्षांश'] },
  longitude: { names: ['longitude', 'lng', 'lon', 'দ্রাঘিমাংশ', 'देशांतर'] },
  price: { names: ['price', 'rupees', 'দাম', 'दाम', 'कीमत'], optional: true },
};

interface Table {
  rows: readonly (readonly string[])[];
  sees: (district: District) => boolean;
}

export async function planCentres(store: Store, { rows, sees }: Table): Promise<ImportPlan<CentreField>> {
  const table = readTable(rows, CENTRE_COLUMNS);
  if (table.status !== 'read') return table;
  const districts = await store.places.districts();
  const twice = repeated(table.rows.map(({ values }) => values.id));
  const planned = await Promise.all(
    table.rows.map(async (row): Promise<PlannedRow<CentreField>> => {
      const centre = centreIn(row, districts);
      const [before, ofPin] = await Promise.all([
        store.places.centre(centre._id),
        store.places.districtsOfPin(centre.pin),
      ]);
      const faults = faultsOfCentre(centre, { before, ofPin, districts, sees });
      if (twice.has(centre._id)) faults.push({ field: 'row', why: 'twice' });
      return plannedRow(row, centre, before, faults);
    }),
  );
  return { status: 'read', rows: planned };
}

function centreIn({ values }: ReadRow<CentreField>, districts: readonly District[]): Centre {
  const { district: called } = values;
  const named = districts.filter(({ _id, names }) => _id === called || Object.values(names).includes(called));
  const degrees = [values.longitude, values.latitude].map((text) => (text ? Number(inOurDigits(text)) : NaN));
  return {
    _id: values.id,
    district: named.length === 1 ? (named[0]?._id ?? '') : called,
    pin: inOurDigits(values.pin).replace(/\s/g, ''),
    names: { en: values.english, bn: values.bengali, hi: values.hindi },
    location: [degrees[0] ?? NaN, degrees[1] ?? NaN],
    price: values.price === '' ? 0 : readWhole(values.price),
  };
}

interface Surroundings {
  before: Centre | null;
  ofPin: readonly District[];
  districts: readonly District[];
  sees: (district: District) => boolean;
}

const ID = /^[a-z0-9][a-z0-9-]{2,39}$/;
const DEAREST = 5_000;

function faultsOfCentre(centre: Centre, { before, ofPin, districts, sees }: Surroundings): Fault[] {
  const district = districts.find(({ _id }) => _id === centre.district);
  const from = before && districts.find(({ _id }) => _id === before.district);
  const isTheirs = district !== undefined && sees(district) && (!from || sees(from));
  const faults: [CentreField, string | null][] = [
    ['id', ID.test(centre._id) ? null : 'noId'],
    ...namesFaults(centre.names),
    ['district', !district ? 'noDistrict' : isTheirs ? null : 'notYours'],
    ['pin', faultOfPin(centre, district, ofPin)],
    ['latitude', faultOfPlace(centre.location, district)],
    ['price', Number.isInteger(centre.price) && centre.price <= DEAREST ? null : 'price'],
  ];
  return faults.flatMap(([field, why]) => (why ? [{ field, why }] : []));
}

function namesFaults({ en, bn, hi }: Names): [CentreField, string | null][] {
  const faultOf = (name: string, letters: RegExp): string | null =>
    name === '' ? 'noName' : name.length > 80 ? 'longName' : letters.test(name) ? null : 'otherScript';
  return [
    ['english', faultOf(en, /[A-Za-z]{2}/)],
    ['bengali', faultOf(bn, /\p{Script=Bengali}{2}/u)],
    ['hindi', faultOf(hi, /\p{Script=Devanagari}{2}/u)],
  ];
}

function faultOfPin({ pin }: Centre, district: District | undefined, ofPin: readonly District[]): string | null {
  if (ofPin.length === 0) return 'noPin';
  return district && !ofPin.some(({ _id }) => _id === district._id)
    ? 'pinElsewhere'
    : /^\d{6}$/.test(pin)
      ? null
      : 'noPin';
}

/** A district's farthest corner is nearer to its town than this. */
const MOST_KM = 150;

function faultOfPlace([longitude, latitude]: Centre['location'], district: District | undefined): string | null {
  if (!Number.isFinite(longitude) || !Number.isFinite(latitude)) return 'noPlace';
  if (!isInIndia(longitude, latitude)) return isInIndia(latitude, longitude) ? 'swapped' : 'notInIndia';
  const far = district?.location && distanceKm(district.location, [longitude, latitude]) > MOST_KM;
  return far ? 'farFromDistrict' : null;
}

const isInIndia = (longitude: number, latitude: number): boolean =>
  longitude > 68 && longitude < 97.5 && latitude > 6 && latitude < 37.5;

function plannedRow(
  { row, values }: ReadRow<CentreField>,
  centre: Centre,
  before: Centre | null,
  faults: Fault[],
): PlannedRow<CentreField> {
  const change = !before ? 'new' : isSame(before, centre) ? 'unchanged' : 'changed';
  const step = faults.length > 0 || change === 'unchanged' ? null : { row, do: 'save' as const, centre };
  return { row, values, faults, change, step, booked: 0, losing: 0 };
}

const isSame = (a: Centre, b: Centre): boolean =>
  JSON.stringify([a.district, a.pin, a.names.en, a.names.bn, a.names.hi, a.location, a.price]) ===
  JSON.stringify([b.district, b.pin, b.names.en, b.names.bn, b.names.hi, b.location, b.price]);
