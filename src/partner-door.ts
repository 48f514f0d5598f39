/** The door of partners' programs: the API, and its sandbox. */
import express, { type Router } from 'express';
import { countingJob } from './jobs';
import type { Job } from './ops/jobs';
import { certificatesOf } from './outbox';
import { createApi } from './partner/api';
import { crossOrigin } from './partner/cors';
import type { ApiDeps } from './partner/deps';
import { docsRouter } from './partner/docs';
import { endpointsOf } from './partner/endpoints';
import { lastWord, missing } from './partner/last-word';
import { patience } from './partner/patience';
import { openSandbox } from './sandbox';
import type { Store } from './store';
import type { Parts } from './wiring';

export interface PartnerDoor {
  /** Mount it at `/api`. */
  router: Router;
  /** What was only counted in memory is written down as it comes round. */
  jobs: Job[];
  /** Does so a last time. */
  stop: () => Promise<void>;
}

/** Whichever base address a program has, it needs another beginning only. */
const SANDBOX = ['/sandbox/api/v2', '/sandbox/v2', '/sandbox'];

/** @param failed logs what is answered with an apology */
export function openPartnerDoor(parts: Parts, failed: (error: unknown) => void): PartnerDoor {
  const { config, opened } = parts;
  const deps = apiDepsOf(parts, opened.store, failed);
  const api = createApi(endpointsOf(deps), deps);
  const sandbox = config.sandbox ? openSandbox(parts, (store) => apiDepsOf(parts, store, failed)) : undefined;
  const router = express.Router();
  router.use(crossOrigin, patience());
  router.use('/v2', api.router);
  if (sandbox) router.use(SANDBOX, sandbox.handle);
  // What there is only in the sandbox stands in the document, too.
  const described = endpointsOf({ ...deps, isSandbox: config.sandbox });
  router.use(docsRouter(described, config.publicUrl?.startsWith('https:') ?? false));
  router.use(missing, lastWord(failed));
  return {
    ...{ router, jobs: [countingJob(api.flush)] },
    stop: async () => {
      await Promise.all([api.flush().catch(failed), sandbox?.stop().catch(failed)]);
    },
  };
}

function apiDepsOf({ config, clock }: Parts, store: Store, failed: ApiDeps['failed']): ApiDeps {
  const now = (): Date => clock.now();
  const certificates = certificatesOf({ config, store, now });
  return { store, now, certificates, isSandbox: false, phoneTime: () => new Date(), failed };
}
