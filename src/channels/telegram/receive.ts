/** The way of an update through the service: read, one turn, and what is to be sent once Telegram has its answer. */
import type { Converse } from '../../conversation/converse';
import { isAddressed } from './commands';
import { createRecent } from './recent';
import type { Replies } from './replies';
import type { Update } from './as-update';
import { read, type Reading } from './updates';

/** Does what needs the Bot API; never fails. */
export type Afterwards = () => Promise<void>;
/** Resolves when the turn is saved. */
export type Receive = (update: Update) => Promise<Afterwards>;

export interface ReceiveDeps {
  converse: Converse;
  now: () => Date;
  replies: Replies;
  /** Our own, as Telegram knows it. */
  username: () => Promise<string>;
  failed: (error: unknown) => void;
}

const nothing: Afterwards = () => Promise.resolve();

export function createReceive({ converse, now, replies, username, failed }: ReceiveDeps): Receive {
  const done = createRecent<string>();

  const takeTurn = async (turn: Extract<Reading, { kind: 'turn' }>): Promise<Afterwards> => {
    const { inbound, album } = turn;
    // An album of five photos is five updates, and one answer.
    if (done.has(inbound.externalId) || (album !== undefined && !done.add(album))) return nothing;
    const answer = await converse(inbound).catch((error: unknown) => {
      if (album !== undefined) done.delete(album);
      throw error;
    });
    // The same update may have come twice at once.
    return done.add(inbound.externalId) ? () => replies.reply(turn, answer) : nothing;
  };

  const inGroup = async (group: Extract<Reading, { kind: 'group' }>): Promise<void> => {
    if (!/[/@]/.test(group.text)) return;
    const name = await username();
    // A group is told once a day, whoever asks.
    if (isAddressed(group.text, name) && done.add(`group:${group.chat}:${group.day}`))
      await replies.invite(group, name);
  };

  const take = async (reading: Reading): Promise<Afterwards> => {
    if (reading.kind === 'turn') return takeTurn(reading);
    if (reading.kind === 'press') return () => replies.acknowledge(reading.press);
    return reading.kind === 'group' ? () => inGroup(reading) : nothing;
  };

  return async (update) => {
    const afterwards = await take(read(update, now()));
    return () => afterwards().catch(failed);
  };
}
