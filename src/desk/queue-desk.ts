/** The helpline's lists: who asked for a person, whom to call, what is recorded wrongly; each fresh by itself. */
import type { Route } from '../web/route';
import { callRoutes } from './calls-routes';
import { caseRoutes } from './cases-routes';
import { createLive, liveRoute } from './live';
import { queueRoutes } from './queue-routes';
import type { DeskDeps } from './shared';

export interface QueueDeskDeps extends DeskDeps {
  now: () => Date;
}

export const queueDeskRoutes = (deps: QueueDeskDeps): Route[] => [
  liveRoute(createLive(deps.store.beats), deps.store, deps.now),
  ...queueRoutes(deps),
  ...callRoutes(deps),
  ...caseRoutes(deps),
];
