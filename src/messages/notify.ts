import type { Notify } from '../conversation/ports';
import type { Store } from '../store';

/** What answers something the person did is sent at any hour. */
export const createNotify =
  ({ messages }: Store): Notify =>
  async (note) => {
    await messages.queue({ ...note, kind: 'answer' });
  };
