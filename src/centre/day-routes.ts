/** The pages of a centre's day. What has a name of its own comes before `/centre/day/:appointment`. */
import type { Store } from '../store';
import type { Route } from '../web/route';
import { conflictRoutes } from './conflicts';
import { dayListRoutes } from './day-list';
import { dayOfflineRoutes } from './day-offline';
import { dayPersonRoutes } from './day-person';
import { dayPrintRoutes } from './day-print';
import { givenRoutes } from './given-list';
import { homeRoutes } from './home';
import { walkInRoutes } from './walk-in-page';
import { witnessRoutes } from './witness';

export const dayRoutes = (deps: { store: Store }): Route[] => [
  ...homeRoutes(),
  ...dayListRoutes(deps),
  ...dayPrintRoutes(deps),
  ...dayOfflineRoutes(deps),
  ...walkInRoutes(deps),
  ...givenRoutes(deps),
  ...conflictRoutes(deps),
  ...witnessRoutes(deps),
  ...dayPersonRoutes(deps),
];
