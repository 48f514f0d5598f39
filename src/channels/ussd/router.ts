/** USSD: the doors of its gateways, each in its own words. */
import express, { type Router } from 'express';
import type { Script } from '../../conversation/vocabulary';
import { africastalkingRouter } from './africastalking';
import { USSD_GATEWAYS, type UssdGateway } from './gateways';
import { headerRouter } from './header';
import { jsonRouter } from './json';
import type { GatewayDeps } from './screen';

const ROUTERS: Readonly<Record<UssdGateway, (deps: GatewayDeps) => Router>> = {
  africastalking: africastalkingRouter,
  header: headerRouter,
  json: jsonRouter,
};

export interface UssdDeps extends Omit<GatewayDeps, 'script'> {
  /** What the phones behind a gateway show: Latin letters unless its network is known to carry others. */
  scriptOf?: (gateway: UssdGateway) => Script;
}

export function ussdRouter({ scriptOf = () => 'latin', ...deps }: UssdDeps): Router {
  const router = express.Router();
  for (const gateway of USSD_GATEWAYS)
    router.use(`/${gateway}`, ROUTERS[gateway]({ ...deps, script: scriptOf(gateway) }));
  return router;
}
