/**
 * Lists from villages. One document for each person on them, so that two hundred answers never wait for each other; what is told of
 * a person is sealed, and goes as soon as it is no longer needed: of who said no at once.
 */
import type { Connection } from 'mongoose';
import type { Answers, Locale } from '../conversation/vocabulary';
import { driverCollection } from './database';
import type { Status } from './message-types';
import { upserting } from './upsert';
import type { Vault } from './vault';

export interface VillageList {
  _id: string;
  /** Id of who made it. */
  staff: string;
  village: string;
  /** In which its people are asked, unless they have written to us in another. */
  locale: Locale;
  madeAt: Date;
}

/** `open`: not asked yet. `full`: the number has as many people as it may. The last three are the end of it. */
export const ROW_STATUSES = [
  ...(['open', 'asked', 'confirmed', 'full', 'undeliverable'] as const),
  ...(['registered', 'refused', 'expired'] as const),
] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];

/** What the operator may still put right. */
export const EDITABLE: readonly RowStatus[] = ['open', 'full', 'undeliverable'];
/** What holds data of somebody who may not have agreed. */
export const LIVE: readonly RowStatus[] = [...EDITABLE, 'asked', 'confirmed'];

export interface RowContent {
  /** As it was written; where the row is over, nothing. */
  written: string;
  /** With `phone` as `+919830012345`; where the row is over, a masked name and telephone. */
  answers: Answers;
  /** The digits that stand where the telephone number belongs. */
  notPhone?: string | undefined;
}

export interface VillageRow extends RowContent {
  /** `<list>:0012`: sorts by line. */
  _id: string;
  list: string;
  line: number;
  status: RowStatus;
  /** Whose telephone it is, and which card: keyed hashes. */
  contact: string | null;
  card: string | null;
  /** The card was somebody's already when it was written here. */
  known: boolean;
  madeAt: Date;
  changedAt: Date;
  /** When it was decided that the person is asked. */
  sentAt: Date | null;
  /** 1 once asked, 2 once reminded. */
  askings: number;
  /** The message is still to be queued. */
  untold?: true;
}

type Stored = Omit<VillageRow, keyof RowContent> & { sealed: Buffer };
type StoredList = Omit<VillageList, 'village'> & { sealed: Buffer };

export interface RowChange extends Partial<
  Pick<VillageRow, 'status' | 'contact' | 'card' | 'known' | 'sentAt' | 'askings'>
> {
  content?: RowContent;
  /** `changedAt` stays where this is not given. */
  at?: Date;
  untold?: boolean;
}

/** Which rows a change is for: what is otherwise meanwhile stays as it is. */
export interface RowGuard {
  status: readonly RowStatus[];
  askings?: number;
  changedAt?: Date;
}

export interface VillageListStore {
  /** Made twice it is made once. */
  make: (list: VillageList, rows: readonly VillageRow[]) => Promise<void>;
  list: (id: string) => Promise<VillageList | null>;
  /** Newest first. */
  listsOf: (staff: string, limit: number) => Promise<VillageList[]>;
  /** How many rows of each list are in each status. */
  progress: (lists: readonly string[]) => Promise<{ list: string; status: RowStatus; count: number }[]>;
  rowsOf: (list: string) => Promise<VillageRow[]>;
  row: (id: string) => Promise<VillageRow | null>;
  /** `false`: it is no longer as the guard has it. */
  change: (id: string, guard: RowGuard, change: RowChange) => Promise<boolean>;
  /** Whose message is still to be queued: in the order of their ids, those after one. */
  untold: (after: string, limit: number) => Promise<VillageRow[]>;
  onNumbers: (contacts: readonly string[], status: readonly RowStatus[]) => Promise<VillageRow[]>;
  /** In the order of their ids, those after one. */
  inStatus: (status: RowStatus) => (after: string, limit: number) => Promise<VillageRow[]>;
  /** Unchanged since then. */
  unchangedSince: (status: readonly RowStatus[], since: Date, limit: number) => Promise<VillageRow[]>;
  /** What has become of the messages of these occasions. */
  fates: (occasions: readonly string[]) => Promise<Map<string, Status>>;
  forget: (madeBefore: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

const BUFFERS = { promoteBuffers: true } as const;

export function villageListStore(connection: Connection, vault: Vault): VillageListStore {
  const lists = driverCollection<StoredList>(connection, 'villageLists');
  const rows = driverCollection<Stored>(connection, 'villageRows');
  const messages = driverCollection<{ _id: string; status: Status }>(connection, 'messages');
  const openedList = ({ sealed, ...list }: StoredList): VillageList => ({
    ...list,
    village: vault.open(listPlaceOf(list._id), sealed) as string,
  });
  const opened = ({ sealed, ...row }: Stored): VillageRow => ({
    ...row,
    ...(vault.open(placeOf(row._id), sealed) as RowContent),
  });
  const found = async (cursor: { toArray: () => Promise<Stored[]> }): Promise<VillageRow[]> =>
    (await cursor.toArray()).map(opened);

  return {
    make: async ({ village, ...list }, all) => {
      await upserting(() => rows.bulkWrite(all.map(insertedOnce), { ordered: false }));
      const sealed = vault.seal(listPlaceOf(list._id), village);
      await upserting(() =>
        lists.updateOne({ _id: list._id }, { $setOnInsert: { ...list, sealed } }, { upsert: true }),
      );
    },
    list: async (_id) => {
      const list = await lists.findOne({ _id }, BUFFERS);
      return list && openedList(list);
    },
    listsOf: async (staff, limit) =>
      (await lists.find({ staff }, BUFFERS).sort({ madeAt: -1 }).limit(limit).toArray()).map(openedList),
    progress: async (ids) => {
      const groups = rows.aggregate<{ _id: { list: string; status: RowStatus }; count: number }>([
        { $match: { list: { $in: [...ids] } } },
        { $group: { _id: { list: '$list', status: '$status' }, count: { $sum: 1 } } },
      ]);
      return (await groups.toArray()).map(({ _id, count }) => ({ ..._id, count }));
    },
    rowsOf: (list) => found(rows.find({ list }, BUFFERS).sort({ line: 1 })),
    row: async (_id) => {
      const row = await rows.findOne({ _id }, BUFFERS);
      return row && opened(row);
    },
    change: async (_id, { status, ...guard }, change) => {
      const { matchedCount } = await rows.updateOne(
        { _id, status: { $in: [...status] }, ...guard },
        changeOf(_id, change),
      );
      return matchedCount > 0;
    },
    untold: (after, limit) =>
      found(
        rows
          .find({ untold: true, _id: { $gt: after } }, BUFFERS)
          .sort({ _id: 1 })
          .limit(limit),
      ),
    onNumbers: (contacts, status) =>
      found(rows.find({ contact: { $in: [...contacts] }, status: { $in: [...status] } }, BUFFERS)),
    inStatus: (status) => (after, limit) =>
      found(
        rows
          .find({ status, _id: { $gt: after } }, BUFFERS)
          .sort({ _id: 1 })
          .limit(limit),
      ),
    unchangedSince: (status, since, limit) =>
      found(rows.find({ status: { $in: [...status] }, changedAt: { $lte: since } }, BUFFERS).limit(limit)),
    fates: async (occasions) => {
      const known = await messages.find({ _id: { $in: [...occasions] } }, { projection: { status: 1 } }).toArray();
      return new Map(known.map(({ _id, status }) => [_id, status]));
    },
    forget: async (madeBefore) => {
      await rows.deleteMany({ madeAt: { $lte: madeBefore } });
      await lists.deleteMany({ madeAt: { $lte: madeBefore } });
    },
    createIndexes: async () => {
      await lists.createIndexes([{ key: { staff: 1, madeAt: -1 } }, { key: { madeAt: 1 } }]);
      await rows.createIndexes([
        { key: { list: 1, line: 1 } },
        { key: { contact: 1, status: 1 } },
        { key: { status: 1, _id: 1 } },
        { key: { status: 1, changedAt: 1 } },
        { key: { untold: 1, _id: 1 }, partialFilterExpression: { untold: true } },
        { key: { madeAt: 1 } },
      ]);
    },
  };

  function insertedOnce({ _id, written, answers, notPhone, ...fresh }: VillageRow) {
    const sealed = sealedOf(_id, { written, answers, notPhone });
    return { updateOne: { filter: { _id }, update: { $setOnInsert: { ...fresh, sealed } }, upsert: true } };
  }

  function changeOf(id: string, { content, at, untold, ...change }: RowChange): object {
    const set = { ...change, ...(at ? { changedAt: at } : {}), ...(content ? { sealed: sealedOf(id, content) } : {}) };
    const told = untold === false ? { $unset: { untold: 1 } } : {};
    return { $set: { ...set, ...(untold ? { untold: true } : {}) }, ...told };
  }

  function sealedOf(id: string, { written, answers, notPhone }: RowContent): Buffer {
    return vault.seal(placeOf(id), { written, answers, notPhone });
  }
}

const placeOf = (id: string) => `villageRows:${id}:content` as const;
const listPlaceOf = (id: string) => `villageLists:${id}:village` as const;
