/** What somebody in line waits for, and when waiting alone no longer helps. The order of the line is the store's index. */
import type { Hours } from '../../store/wishes';

const AFTERNOON = '12:00';

/** What those have asked for whom a slot that begins at `from` (`HH:MM`) suits. */
export const hoursMetBy = (from: string): Hours[] => ['any', from < AFTERNOON ? 'morning' : 'afternoon'];

export const wishIdOf = (person: string, dose: number): string => `${person}:${dose}`;

/** So many in a row without an answer, and somebody calls. */
const CALLED_AFTER = 3;

/** @param unanswered proposals in a row, this one counted */
export const isToBeCalled = (unanswered: number): boolean => unanswered > 0 && unanswered % CALLED_AFTER === 0;
