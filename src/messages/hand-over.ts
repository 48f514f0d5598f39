/** Hands one message to its provider, and writes down what became of it. */
import { SendError } from '../errors';
import { referenceOf } from '../store/message-receipts';
import type { Taken } from '../store/messages';
import { patienceEnds, patienceOf } from './hours';
import type { Outbox } from './outbox';
import { call, type Prepared } from './prepare';
import type { Accepted, Outgoing } from './routes';

/** Between the tries of a message that was not taken: twice as long each time, and never quite the same. */
const FIRST_PAUSE_MS = 5_000;
const LONGEST_PAUSE_MS = 3_600_000;
const MOST_TRIES = 20;

export async function handOver(outbox: Outbox, prepared: Prepared): Promise<void> {
  const { taken, way } = prepared;
  const outgoing = await outgoingOf(outbox, prepared);
  if (way.route.dlt && outbox.dltRequired && isTemplate(prepared) && !outgoing.templateId)
    return notTaken(outbox, prepared, new SendError('no DLT id', false));
  let accepted: Accepted;
  try {
    accepted = (await way.route.send(outgoing)) ?? {};
  } catch (error) {
    outbox.failed(error);
    return notTaken(outbox, prepared, error);
  }
  await outbox.store.messages.handed(taken, handedOf(outbox, prepared, accepted));
  if (accepted.delivered) outbox.delivered?.(way.route.name, taken.kind, 0);
}

function handedOf({ now }: Outbox, { taken, way, words, hasOthers }: Prepared, accepted: Accepted) {
  const { text, menu, turn } = words;
  const at = now();
  const receiptBy = way.route.receipts && (hasOthers || taken.calls) ? patienceEnds(taken.kind, at) : null;
  const shown = menu?.length && turn !== undefined ? { menu, turn } : {};
  return { ...{ route: way.route.name, channel: way.channel, text, at, receiptBy }, ...shown, ...accepted };
}

async function outgoingOf({ templateId }: Outbox, { taken, way, words: said }: Prepared): Promise<Outgoing> {
  const { takeBack: _, ...words } = said;
  const { channel, address, route } = way;
  const id = route.dlt ? await templateId?.(words.template ?? '*') : undefined;
  const { occasion, contact, mark, tried } = taken;
  return {
    ...{ occasion, contact, reference: referenceOf(mark, tried.length), channel, address, ...words },
    ...(id ? { templateId: id } : {}),
  };
}

/** What somebody is answered in a dialogue has been registered by no one. */
const isTemplate = ({ taken, words }: Prepared): boolean => words.template !== undefined || taken.kind !== 'answer';

async function notTaken(outbox: Outbox, prepared: Prepared, error: unknown): Promise<void> {
  const { taken, words, hasOthers } = prepared;
  const { retryable, refused, message: because } = error instanceof SendError ? error : UNKNOWN;
  const isLate = pausesOf(taken.tries) >= patienceOf(taken.kind);
  if (refused) await words.takeBack?.();
  if (!retryable || (isLate && hasOthers) || taken.tries + 1 >= MOST_TRIES)
    return tryAnother(outbox, prepared, because);
  // Somebody calls in time, and the message still comes should the gateway come back.
  if (isLate && taken.calls) await call(outbox, taken);
  await again(outbox, taken, because);
}

const UNKNOWN = new SendError('failed', true);

/** Again in a while, which is longer each time. */
export async function again({ store, now }: Outbox, taken: Taken, because: string): Promise<void> {
  const tries = taken.tries + 1;
  if (tries > MOST_TRIES) await store.messages.over(taken, 'failed', because);
  else await store.messages.later(taken, new Date(now().getTime() + pauseAfter(tries)), { tries, because });
}

/** The same moment, by another way; where there is none it is given up then. */
async function tryAnother({ store, now }: Outbox, { taken, way }: Prepared, because: string): Promise<void> {
  await store.messages.later(taken, now(), { tried: [...taken.tried, way.route.name], tries: 0, because });
}

const pauseAfter = (tries: number): number =>
  Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS) * (0.75 + Math.random() / 2);

/** How long the way at hand has been tried, by the pauses that were made: a night or a standstill of ours is not its fault. */
const pausesOf = (tries: number): number => FIRST_PAUSE_MS * (2 ** tries - 1);
