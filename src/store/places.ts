/** Where people live and where they are vaccinated: PIN codes, districts, centres. */
import { Schema, type Connection } from 'mongoose';
import type { Names } from '../conversation/vocabulary';
import { cached } from './cached';
import { driverCollection } from './database';
import { gatherByKey } from './gather';
import { grouped } from './grouped';

export interface District {
  /** `wb-kolkata` */
  _id: string;
  state: string;
  names: Names;
  /** Local Government Directory code, where we know it. */
  lgd?: number;
  /** Headquarters: longitude, latitude. */
  location?: [number, number];
}

export interface PinCode {
  /** Six digits. */
  _id: string;
  /** The districts it may lie in, likeliest first. */
  districts: string[];
}

export interface Centre {
  _id: string;
  district: string;
  pin: string;
  names: Names;
  /** Longitude, latitude. */
  location: [number, number];
  /** Rupees; 0 is free. */
  price: number;
}

const names = { type: { bn: String, hi: String, en: String }, required: true, _id: false };
const districtSchema = new Schema<District>(
  {
    _id: String,
    state: { type: String, required: true },
    names,
    lgd: Number,
    location: { type: [Number], default: undefined },
  },
  { versionKey: false },
);
const pinSchema = new Schema<PinCode>(
  { _id: String, districts: { type: [String], required: true } },
  { versionKey: false },
);
const centreSchema = new Schema<Centre>(
  {
    _id: String,
    district: { type: String, required: true, index: true },
    pin: { type: String, required: true },
    names,
    location: { type: [Number], required: true },
    price: { type: Number, required: true, min: 0 },
  },
  { versionKey: false },
);
centreSchema.index({ location: '2dsphere' });

export interface PlaceStore {
  districtsOfPin: (pin: string) => Promise<District[]>;
  /** All districts with a known place, nearest first. */
  districtsAround: (district: string) => Promise<District[]>;
  /** In the order in which they are kept. */
  districts: () => Promise<District[]>;
  centresIn: (districts: readonly string[]) => Promise<Centre[]>;
  centre: (id: string) => Promise<Centre | null>;
  /** The nearest one to a longitude and latitude. */
  centreNear: (location: [number, number], mostMetres: number) => Promise<Centre | null>;
  /** New ones, and others as they are now; other processes know within a minute. */
  saveCentres: (centres: readonly Centre[]) => Promise<void>;
  replaceAll: (places: { districts: District[]; pinCodes: PinCode[]; centres: Centre[] }) => Promise<void>;
  createIndexes: () => Promise<void>;
}

const KEPT_MS = 60_000;
const BATCH = 5_000;

export function placeStore(connection: Connection): PlaceStore {
  const districts = connection.model<District>('District', districtSchema, 'districts');
  const pinCodes = connection.model<PinCode>('PinCode', pinSchema, 'pinCodes');
  const centres = connection.model<Centre>('Centre', centreSchema, 'centres');
  const collection = driverCollection<PinCode>(connection, 'pinCodes');
  const pinCode = gatherByKey(
    (pins) => collection.find({ _id: { $in: pins } }).toArray(),
    ({ _id }) => _id,
  );
  const driverCentres = driverCollection<Centre>(connection, 'centres');
  const centreById = gatherByKey(
    (ids) => driverCentres.find({ _id: { $in: ids } }).toArray(),
    ({ _id }) => _id,
  );
  const allDistricts = cached(KEPT_MS, async () => {
    const all = await districts.find().lean<District[]>();
    return new Map(all.map((district) => [district._id, district]));
  });
  const allCentres = cached(KEPT_MS, async () => {
    const all = await centres.find().lean<Centre[]>();
    return grouped(all, ({ district }) => district);
  });

  return {
    districtsOfPin: async (pin) => {
      const [[found], known] = await Promise.all([pinCode(pin), allDistricts()]);
      return (found?.districts ?? []).flatMap((id) => known.get(id) ?? []);
    },
    districtsAround: async (district) => {
      const known = await allDistricts();
      const from = known.get(district)?.location;
      if (!from) return [];
      return [...known.values()]
        .filter(({ location }) => location)
        .sort((a, b) => distance(from, a.location) - distance(from, b.location));
    },
    districts: async () => [...(await allDistricts()).values()],
    centre: async (id) => {
      const known = [...(await allCentres()).values()].flat().find(({ _id }) => _id === id);
      // One that another process has only just been given.
      return known ?? (await centreById(id))[0] ?? null;
    },
    centresIn: async (wanted) => {
      const byDistrict = await allCentres();
      return wanted.flatMap((district) => byDistrict.get(district) ?? []);
    },
    centreNear: (coordinates, $maxDistance) =>
      centres
        .findOne({ location: { $near: { $geometry: { type: 'Point', coordinates }, $maxDistance } } })
        .lean<Centre | null>(),
    saveCentres: async (wanted) => {
      await replaceAll(centres, wanted);
      allCentres.forget();
    },
    replaceAll: async (places) => {
      await replaceAll(districts, places.districts);
      await replaceAll(centres, places.centres);
      await replaceAll(pinCodes, places.pinCodes);
      allDistricts.forget();
      allCentres.forget();
    },
    createIndexes: () => centres.createIndexes(),
  };
}

/** Good enough to order neighbours: degrees, with longitude shrunk to India's latitudes. */
function distance([lng, lat]: [number, number], [otherLng, otherLat]: [number, number] = [0, 0]): number {
  return Math.hypot((lng - otherLng) * 0.92, lat - otherLat);
}

interface Replaceable {
  bulkWrite: (operations: Replacement[], options: object) => Promise<unknown>;
}
interface Replacement {
  replaceOne: { filter: { _id: string }; replacement: object; upsert: true };
}

async function replaceAll(model: unknown, documents: readonly { _id: string }[]): Promise<void> {
  for (let start = 0; start < documents.length; start += BATCH) {
    const operations = documents.slice(start, start + BATCH).map((replacement) => ({
      replaceOne: { filter: { _id: replacement._id }, replacement, upsert: true as const },
    }));
    await (model as Replaceable).bulkWrite(operations, { ordered: false });
  }
}
