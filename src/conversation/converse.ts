/** One inbound message, one turn: load, respond, save once, answer. Whoever loses the race to the save runs the turn again. */
import { AppError } from '../errors';
import type { Accounts, Answer, ConversationStore } from './ports';
import { enteredBy, tellPassed, type Passed } from './progress';
import { createQueue, type Queue } from './queue';
import { opened, respond, silence, type RespondDeps, type Stage } from './respond';
import type { Inbound } from './vocabulary';

export type Converse = (inbound: Inbound) => Promise<Answer>;
export interface ConverseDeps extends RespondDeps {
  store: ConversationStore;
  contactOf: (address: string) => string;
  numberOf: Accounts['numberOf'];
  /** Shared with whoever else takes turns of a person. */
  inTurn?: Queue;
  /** Told of each question that was left and come to. */
  passed?: (passed: Passed) => void;
  /** Milliseconds after which a turn is given up: the person has been told to write again, and must find the same question. */
  patience: number;
}

/** Each lost race means that another turn of the same person was won; more than a handful at once is no person. */
const MOST_RACES = 10;
const BEFORE_RETRY_MS = 100;

export function createConverse(deps: ConverseDeps): Converse {
  const inTurn = deps.inTurn ?? createQueue();
  return (inbound) => {
    const expiresAt = performance.now() + deps.patience;
    return inTurn(inbound.address, () => race(deps, inbound, expiresAt));
  };
}

async function race(deps: ConverseDeps, inbound: Inbound, expiresAt: number): Promise<Answer> {
  for (let attempt = 0; attempt < MOST_RACES; attempt++) {
    const answer = await turn(deps, inbound, expiresAt).catch((error: unknown) => lostTurn(deps, error));
    if (answer) return answer;
  }
  throw new AppError('TURN_CONTENDED', 'the conversation was saved by others again and again');
}

/** A turn that lost its connection is one more race to run, after the driver has had a moment to find the database again. */
async function lostTurn({ connectionLost }: ConverseDeps, error: unknown): Promise<null> {
  const cause = error instanceof AppError && error.code === 'DATABASE_UNAVAILABLE' ? error.cause : error;
  if (!connectionLost(cause)) throw error;
  await new Promise((resolve) => setTimeout(resolve, BEFORE_RETRY_MS));
  return null;
}

/** `null` where another process saved a turn meanwhile: this one runs again on what it left. */
async function turn(deps: ConverseDeps, inbound: Inbound, expiresAt: number): Promise<Answer | null> {
  refuseLate(expiresAt);
  const contact = deps.contactOf(inbound.address);
  const [stored] = await Promise.all([
    timed(deps, 'load', () => deps.store.load(contact)),
    refuseTakenBack(deps, inbound),
  ]);
  const repeated = stored?.answered.find(({ externalId }) => externalId === inbound.externalId);
  if (repeated) return repeated.answer;
  const conversation = stored ?? opened(contact, inbound);
  if (inbound.event === 'hangUp') return silence(conversation);
  const { next: moved, answer } = await respond(deps, conversation, inbound);
  refuseLate(expiresAt);
  const next = { ...moved, entered: enteredBy(conversation, moved, inbound.channel, inbound.receivedAt) };
  if (!(await timed(deps, 'save', () => deps.store.save(next)))) return null;
  tellPassed(deps.passed, conversation, next);
  return answer;
}

/** Only now is it this message's turn; the number may have taken itself back in the one before. */
async function refuseTakenBack({ numberOf }: ConverseDeps, { address, reachedAt }: Inbound): Promise<void> {
  if (reachedAt && (await numberOf(reachedAt)) !== address)
    throw new AppError('NUMBER_TAKEN_BACK', 'the account no longer has this number');
}

function refuseLate(expiresAt: number): void {
  if (performance.now() > expiresAt) throw new AppError('TURN_EXPIRED', 'the turn took too long');
}

async function timed<T>({ observe }: ConverseDeps, stage: Stage, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    observe(stage, performance.now() - startedAt);
  }
}
