/** The API to try out: the same on a database of its own, which is filled with the example data when somebody first calls. */
import type { RequestHandler } from 'express';
import { setTimeout as pause } from 'node:timers/promises';
import { seed, seedSessions } from './cli/seed/seed';
import { countingJob, jobsOf } from './jobs';
import { oneWay } from './messages/routes';
import { sendQueued } from './messages/send-queued';
import { startJobs, type Job } from './ops/jobs';
import { outboxOf } from './outbox';
import { createApi, type Api } from './partner/api';
import type { ApiDeps } from './partner/deps';
import { endpointsOf } from './partner/endpoints';
import { SANDBOX_KEY } from './partner/keys';
import { send } from './partner/send';
import { createStore, type Store } from './store';
import { createVault } from './store/vault';
import { holdOf, wireConversation, type Parts } from './wiring';

export interface Sandbox {
  handle: RequestHandler;
  stop: () => Promise<unknown>;
}

/** How its API is made. @param store of the sandbox */
export type DepsOf = (store: Store) => ApiDeps;

interface Open {
  api: Api;
  stop: () => Promise<unknown>;
}

/** Whoever calls while it is being filled waits, and no longer than that. */
const PATIENCE_MS = 8_000;
const AGAIN_S = 5;

export function openSandbox(parts: Parts, depsOf: DepsOf): Sandbox {
  let opening: Promise<Open> | undefined;
  const opened = (): Promise<Open> => {
    opening ??= open(parts, depsOf).catch((error: unknown) => {
      opening = undefined;
      throw error;
    });
    return opening;
  };
  return {
    handle: async (request, response, next) => {
      const found = await Promise.race([opened(), pause(PATIENCE_MS, undefined, { ref: false })]);
      if (found) found.api.router(request, response, next);
      else send(response, { refused: 'unavailable', retryAfter: AGAIN_S }, undefined);
    },
    stop: async () => (await opening?.catch(() => undefined))?.stop(),
  };
}

async function open(parts: Parts, depsOf: DepsOf): Promise<Open> {
  const { connection, store: real } = parts.opened;
  const own = connection.useDb(`${connection.db?.databaseName ?? ''}-sandbox`);
  // What is signed or hashed here means nothing outside.
  const store = createStore(own, createVault(real.vault.keyFor('sandbox')));
  await store.createIndexes();
  await seed(store, parts.clock.now(), () => undefined);
  await admit(store, parts.clock.now());
  const deliver = inboxOf(parts, { ...parts.opened, store, connection: own });
  const deps = { ...depsOf(store), isSandbox: true, deliver };
  const api = createApi(endpointsOf(deps), deps);
  const jobs = [...jobsFor(parts, store), { name: 'send messages', everyMs: 1_000, run: deliver }];
  const stopJobs = startJobs([...jobs, countingJob(api.flush)], {
    failed: (job, err) => parts.log.error({ job, err }, 'a job of the sandbox failed'),
  });
  return { api, stop: () => Promise.all([stopJobs(), api.flush()]) };
}

const QUOTA = 3_000;

/** So that nobody has to ask us for a key first. */
const admit = (store: Store, createdAt: Date) =>
  store.partners.add({ name: 'Sandbox', quota: QUOTA, createdAt }, SANDBOX_KEY);

/** Nothing leaves the house: a message is in words, and has arrived. One after another: whoever waits for it has it then. */
function inboxOf(parts: Parts, opened: Parts['opened']): () => Promise<void> {
  const ofSandbox = { ...parts, opened };
  const { begin } = wireConversation(ofSandbox);
  const nowhere = oneWay(() => Promise.resolve(undefined));
  // What is delivered here is no figure of the service's.
  const outbox = { ...outboxOf(ofSandbox, begin, nowhere), delivered: () => undefined };
  let last: Promise<unknown> = Promise.resolve();
  return async () => {
    const mine = last.catch(() => undefined).then(() => sendQueued(outbox));
    last = mine;
    await mine;
  };
}

/** Those without which people could not go on trying things out. */
const NEEDED = /^(example sessions|settle |finish |forget )/;

function jobsFor({ clock, render, log }: Parts, store: Store): Job[] {
  const now = (): Date => clock.now();
  const all = jobsOf({
    ...{ store, now, hold: holdOf(store, render), outbox: undefined },
    failed: (err) => log.error({ err }, 'a message of the sandbox failed'),
    progress: () => undefined,
    addExamples: () => seedSessions(store, now(), () => undefined),
  });
  return all.filter(({ name }) => NEEDED.test(name));
}
