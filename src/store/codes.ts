/** Codes that are to be given back: which were sent for somebody, and how often that one has tried. One document for each who asks. */
import type { Connection } from 'mongoose';
import { driverCollection } from './database';
import { upserting } from './upsert';
import type { Vault } from './vault';

interface Sent {
  /** Of the turn, or the request, that asked for it: the same one asks for the same code. */
  key: string;
  hash: string;
  at: Date;
  /** Keyed hash of the number it went to. */
  number: string;
  sealed: Buffer;
  /** Which try gave it back; no other can. */
  used?: string;
}

interface Asker {
  _id: string;
  sent: Sent[];
  tried: { key: string; at: Date }[];
  /** What the last right code proved. */
  proved: Sent | null;
  /** When nothing of this counts any more. */
  until: Date;
}

export interface CodeRules {
  /** How long a code can be given back. */
  lastsMs: number;
  /** As many codes in an hour. */
  mostCodes: number;
  /** Before a second code to the same number, and twice as long before each further one. */
  firstPauseMs: number;
  /** As many tries in the time a code lasts, whatever codes are asked for meanwhile. */
  mostTries: number;
}

export interface CodeWish {
  whose: string;
  number: string;
  code: string;
  key: string;
  now: Date;
}

export interface CodeTry {
  whose: string;
  code: string;
  key: string;
  now: Date;
}

export interface CodeStore {
  /** Keeps one more code for whoever asks, or says how long until the next may be sent. */
  keep: (wish: CodeWish, rules: CodeRules) => Promise<{ status: 'kept' | 'tooMany' } | { status: 'wait'; ms: number }>;
  /** It is not sent after all. */
  takeBack: (whose: string, key: string) => Promise<void>;
  /** The number a code was sent to, where it is one of those that still count; each try counts, right or wrong. */
  try: (tried: CodeTry, rules: CodeRules) => Promise<{ number: string } | 'wrong' | 'over'>;
  /** Removes what counts no more. */
  forget: (now: Date) => Promise<void>;
  createIndexes: () => Promise<void>;
}

const HOUR_MS = 3_600_000;

export function codeStore(connection: Connection, vault: Vault): CodeStore {
  const askers = driverCollection<Asker>(connection, 'codes');
  const idOf = (whose: string): string => vault.idOf(`codes:${whose}`);
  const hashOf = (whose: string, code: string): string => vault.idOf(`code:${whose}:${code}`);
  const placeOf = (id: string, hash: string) => `codes:${id}:${hash}` as const;
  return {
    keep: async ({ whose, number, code, key, now }, rules) => {
      const [_id, hash] = [idOf(whose), hashOf(whose, code)];
      const sealed = vault.seal(placeOf(_id, hash), number);
      const sent = { key, hash, at: now, number: vault.contactOf(number), sealed };
      const after = await upserting(() =>
        askers.findOneAndUpdate({ _id }, keeping(sent, rules), { upsert: true, returnDocument: 'after' }),
      );
      return outcomeOf(after?.sent ?? [], sent, rules);
    },
    takeBack: async (whose, key) => {
      await askers.updateOne({ _id: idOf(whose) }, { $pull: { sent: { key } } });
    },
    try: async ({ whose, code, now, ...tried }, rules) => {
      const [_id, hash] = [idOf(whose), hashOf(whose, code)];
      // Of two messages that race for one turn, each counts.
      const key = vault.idOf(`try:${tried.key}:${code}`);
      const options = { returnDocument: 'after', promoteBuffers: true } as const;
      const after = await askers.findOneAndUpdate({ _id }, trying({ key, hash, now }, rules), options);
      if (!after?.tried.some((each) => each.key === key)) return 'over';
      if (after.proved) return { number: vault.open(placeOf(_id, hash), after.proved.sealed) as string };
      const counts = after.sent.some(({ at, used }) => isFresh(at, now, rules.lastsMs) && used === undefined);
      return counts && after.tried.length < rules.mostTries ? 'wrong' : 'over';
    },
    forget: async (now) => {
      await askers.deleteMany({ until: { $not: { $gt: now } } });
    },
    createIndexes: async () => {
      await askers.createIndexes([{ key: { until: 1 } }]);
    },
  };
}

const isFresh = (at: Date, now: Date, ms: number): boolean => at.getTime() > now.getTime() - ms;

/** What is asked and what is added are one update: of many who ask at once for the same asker, only as many get a code as may. */
function keeping(sent: Sent, rules: CodeRules): object[] {
  const recent = since('$sent', sent.at, HOUR_MS);
  const before = { $filter: { input: '$sent', cond: { $eq: ['$$this.number', sent.number] } } };
  const pause = {
    $multiply: [rules.firstPauseMs, { $pow: [2, { $subtract: [{ $size: before }, 1] }] }],
  };
  const allowed = {
    $and: [
      { $not: { $in: [{ $literal: sent.key }, '$sent.key'] } },
      { $lt: [{ $size: '$sent' }, rules.mostCodes] },
      { $or: [{ $eq: [before, []] }, { $lte: [{ $add: [{ $max: lastOf(before) }, pause] }, sent.at] }] },
    ],
  };
  return [
    { $set: { sent: recent, tried: since('$tried', sent.at, rules.lastsMs) } },
    {
      $set: {
        sent: { $concatArrays: ['$sent', { $cond: [allowed, [{ $literal: sent }], []] }] },
        until: new Date(sent.at.getTime() + HOUR_MS),
      },
    },
  ];
}

const lastOf = (list: object): object => ({ $map: { input: list, in: '$$this.at' } });

const since = (field: string, now: Date, ms: number): object => ({
  $filter: { input: { $ifNull: [field, []] }, cond: { $gt: ['$$this.at', new Date(now.getTime() - ms)] } },
});

function outcomeOf(
  kept: readonly Sent[],
  { key, number, at }: Sent,
  { mostCodes, firstPauseMs }: CodeRules,
): { status: 'kept' | 'tooMany' } | { status: 'wait'; ms: number } {
  if (kept.some((each) => each.key === key)) return { status: 'kept' };
  if (kept.length >= mostCodes) return { status: 'tooMany' };
  const before = kept.filter((each) => each.number === number);
  const last = Math.max(...before.map((each) => each.at.getTime()));
  return { status: 'wait', ms: last + firstPauseMs * 2 ** (before.length - 1) - at.getTime() };
}

/** A code that was given back is used up, with all that went to the same number: nobody can give it back a second time. */
function trying({ key, hash, now }: { key: string; hash: string; now: Date }, rules: CodeRules): object[] {
  const again = { $in: [{ $literal: key }, '$tried.key'] };
  const counted = { $or: [again, { $lt: [{ $size: '$tried' }, rules.mostTries] }] };
  const right = {
    $and: [
      { $eq: ['$$this.hash', hash] },
      { $gt: ['$$this.at', new Date(now.getTime() - rules.lastsMs)] },
      { $eq: [{ $ifNull: ['$$this.used', { $literal: key }] }, { $literal: key }] },
      { $in: [{ $literal: key }, '$tried.key'] },
    ],
  };
  const added = { $cond: [{ $and: [counted, { $not: again }] }, [{ key: { $literal: key }, at: now }], []] };
  const usedUp = {
    $cond: [
      { $eq: ['$$this.number', '$proved.number'] },
      { $mergeObjects: ['$$this', { used: { $ifNull: ['$$this.used', { $literal: key }] } }] },
      '$$this',
    ],
  };
  return [
    { $set: { tried: since('$tried', now, rules.lastsMs) } },
    { $set: { tried: { $concatArrays: ['$tried', added] } } },
    { $set: { proved: { $ifNull: [{ $first: { $filter: { input: '$sent', cond: right } } }, null] } } },
    { $set: { sent: { $map: { input: '$sent', in: usedUp } } } },
  ];
}
