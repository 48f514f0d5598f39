/** What a provider says became of a message: in any order, late, more than once, and before its answer to our own call. */
import type { DriverCollection } from './database';
import { gatherByKey } from './gather';
import type { MessageKind, Receipt, Status } from './message-types';
import type { Stored } from './messages';
import type { Writes } from './writes';

export interface Report {
  /** As the provider was told it. */
  reference: string;
  status: Receipt;
  route: string;
  at: Date;
  /** When another way is tried where this one says nothing more. */
  receiptBy: (kind: MessageKind) => Date;
}

/** Names the occasion and the attempt: the same way again is the same attempt, which a provider may recognise. */
export const referenceOf = (mark: string, attempt: number): string => mark + attempt.toString(16).padStart(2, '0');

type Known = Pick<Stored, '_id' | 'mark' | 'kind' | 'sent' | 'takenAt'>;

const KNOWN = { mark: 1, kind: 1, 'sent.at': 1, takenAt: 1 };
/** A telephone that has it has it, whatever was said before. */
const BEFORE_DELIVERED: Status[] = ['queued', 'sent', 'undelivered', 'failed'];
const UNDER_WAY: Status[] = ['queued', 'sent'];

/** Answers since when a message was on its way that has now arrived; `null` where there is nothing to be measured. */
export function receiptsOf(messages: DriverCollection<Stored>, writes: Writes<Stored>) {
  const byMark = gatherByKey<Known>(
    (marks) => messages.find({ mark: { $in: marks } }, { projection: KNOWN }).toArray(),
    ({ mark }) => mark,
  );
  return async (report: Report): Promise<{ kind: MessageKind; since: Date } | null> => {
    const [found] = await byMark(report.reference.slice(0, -2));
    if (!found) return null;
    const { _id, kind, sent, takenAt } = found;
    const attempt = Number.parseInt(report.reference.slice(-2), 16);
    const isNews = await change(writes, _id, { ...report, attempt, receiptBy: report.receiptBy(kind) });
    const since = sent?.at ?? takenAt;
    return isNews && report.status === 'delivered' && since ? { kind, since } : null;
  };
}

type Change = Omit<Report, 'receiptBy'> & { attempt: number; receiptBy: Date };

function change(writes: Writes<Stored>, _id: string, { status, attempt, route, at, receiptBy }: Change) {
  if (status === 'delivered')
    return writes.update({ _id, status: { $in: BEFORE_DELIVERED } }, { $set: { status }, $unset: { lane: 1 } });
  // Only the way that it goes by now has a say in whether it goes another.
  const current = { _id, tried: { $size: attempt } };
  // What the provider has is not to be sent again, though our own call may have failed.
  const waits = { $set: { status, lane: 'any', dueAt: receiptBy, sent: { route, at } } } as const;
  if (status === 'sent') return writes.update({ ...current, status: 'queued' }, waits);
  const other = { $set: { lane: 'any', dueAt: at, because: status }, $push: { tried: route } } as const;
  return writes.update({ ...current, status: { $in: UNDER_WAY } }, other);
}
