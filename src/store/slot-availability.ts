/** What many programs ask for all the time: the vaccination sessions of some centres, window by window, added up by the database. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { gather } from './gather';
import { grouped } from './grouped';
import type { Slot, SlotWithHolders } from './slot-schema';

/** A slot, as far as it differs from the others of its vaccination session. */
export type OpenWindow = Pick<Slot, 'from' | 'to' | 'dose' | 'capacity' | 'kept' | 'free' | 'freed'> & {
  /** How many of its places partner apps have taken. */
  theirs: number;
};

export interface OpenSession extends Pick<Slot, 'centre' | 'day' | 'vaccine' | 'price'> {
  _id: string;
  /** Those that take place, of both doses, in no order. */
  windows: OpenWindow[];
}

export interface OpenWish {
  centres: readonly string[];
  fromDay: string;
  toDay: string;
}

export interface SlotAvailability {
  /** In no order. What is asked for in the same moment is read by one command. */
  openSessions: (wish: OpenWish) => Promise<OpenSession[]>;
}

const fields = (...names: readonly (keyof Slot)[]) => Object.fromEntries(names.map((name) => [name, `$${name}`]));
const THEIRS = { $size: { $filter: { input: '$holders', cond: { $eq: ['$$this.door', 'partner'] } } } };
const WINDOW = { ...fields('from', 'to', 'dose', 'capacity', 'kept', 'free', 'freed'), theirs: THEIRS };
const GROUP = {
  _id: '$session',
  ...Object.fromEntries(['centre', 'day', 'vaccine', 'price'].map((name) => [name, { $first: `$${name}` }])),
  windows: { $push: WINDOW },
};

export function slotAvailability(connection: Connection): SlotAvailability {
  const slots = driverCollection<SlotWithHolders>(connection, 'slots');
  const openSessions = gather(async (wishes: readonly OpenWish[]): Promise<OpenSession[][]> => {
    const $or = merged(wishes).map(filterFor);
    const found = await slots.aggregate<OpenSession>([{ $match: { $or } }, { $group: GROUP }]).toArray();
    const byCentre = grouped(found, ({ centre }) => centre);
    return wishes.map(({ centres, fromDay, toDay }) =>
      centres.flatMap((id) => (byCentre.get(id) ?? []).filter(({ day }) => day >= fromDay && day <= toDay)),
    );
  });
  return { openSessions };
}

/** Of the same days those of all centres. */
function merged(wishes: readonly OpenWish[]): OpenWish[] {
  const ofSameDays = grouped(wishes, ({ fromDay, toDay }) => `${fromDay} ${toDay}`);
  return [...ofSameDays.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, centres: [...new Set([first, ...others].flatMap(({ centres }) => centres))] }] : [],
  );
}

/** The doses are named for the index, which has them before the day. */
const filterFor = ({ centres, fromDay, toDay }: OpenWish) => ({
  ...{ centre: { $in: [...centres] }, dose: { $in: [1, 2] }, day: { $gte: fromDay, $lte: toDay } },
  closed: null,
});
