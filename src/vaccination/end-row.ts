import type { Store } from '../store';
import type { RowStatus, VillageRow } from '../store/village-lists';
import { maskName, maskNumber } from './rules/mask';

type Ended = Extract<RowStatus, 'registered' | 'refused' | 'expired'>;

/** A row that is over keeps, of all that was told, only what its operator knows the line by. */
export function endRow(
  store: Store,
  { _id, answers: { name, phone } }: VillageRow,
  from: readonly RowStatus[],
  status: Ended,
  now: Date,
): Promise<boolean> {
  const answers = { ...(name ? { name: maskName(name) } : {}), ...(phone ? { phone: maskNumber(phone) } : {}) };
  const content = { written: '', answers };
  return store.villageLists.change(_id, { status: from }, { status, content, at: now, untold: false });
}
