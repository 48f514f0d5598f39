/** Every page of the two consoles, in one list: what is not in it is not reached, and what is in it names its right. */
import express from 'express';
import { dayRoutes } from './centre/day-routes';
import { districtRoutes } from './centre/district';
import { funnelRoutes } from './centre/funnel';
import { glitchRoutes } from './centre/glitches';
import { offlineRoutes } from './centre/offline-page';
import { partnerRoutes } from './centre/partners';
import { auditRoutes } from './centre/audit-page';
import { sessionRoutes } from './centre/sessions';
import { certificateRoutes } from './certificates/routes';
import type { Begin } from './conversation/begin';
import type { Converse } from './conversation/converse';
import type { Config } from './config';
import { homeRoute } from './desk/home';
import { listRoutes } from './desk/lists-routes';
import { queueDeskRoutes } from './desk/queue-desk';
import { relayRoutes } from './desk/relay';
import { certificatesOf } from './outbox';
import type { Render } from './render/render';
import type { Store } from './store';
import { accountRoutes } from './web/account-page';
import { apology } from './web/apology';
import { assetsRouter } from './web/assets-router';
import type { Route } from './web/route';
import { consoleOf, type Console } from './web/serve';
import { resumedHtml } from './web/sign-in-again';
import { signInPage, signInRouter } from './web/sign-in-routes';
import type { Words } from './web/words';
import { holdOf } from './wiring';

export interface ConsoleParts {
  store: Store;
  render: Render;
  converse: Converse;
  begin: Begin;
  words: Words;
  now: () => Date;
  config: Config;
}

/** The sign-in, the pages, and what they are made of. @param failed logs what is answered with an apology */
export function openConsoles(parts: ConsoleParts, failed: (error: unknown) => void): Console {
  const { store, words, now, config } = parts;
  const isSecure = config.publicUrl?.startsWith('https:') ?? false;
  const { webSessions, staff, vault, audit: trail } = store;
  const again = { vault, words, signInPage: signInPage({ words }) };
  const pages = consoleOf(consoleRoutes(parts), { ...again, webSessions, staff, trail, now, isSecure, failed });
  const router = express.Router();
  router.use('/assets', assetsRouter());
  const resumed = (resume: string, visit: Parameters<typeof resumedHtml>[2]) => resumedHtml(again, resume, visit);
  router.use(signInRouter({ store, words, now, isSecure, resumed, phoneTime }));
  router.use(pages.router);
  router.use(apology({ words, failed }));
  return { router, stop: pages.stop };
}

/** A telephone in somebody's hand knows nothing of the service's clock, which the browser phone may have moved. */
const phoneTime = (): Date => new Date();

export function consoleRoutes(parts: ConsoleParts): Route[] {
  const account = accountRoutes({ store: parts.store, phoneTime });
  return [...deskRoutes(parts), ...centreRoutes(parts), ...account, ...NOWHERE];
}

/** A page that says so, in the reader's language. */
const NOWHERE = ['/desk/*rest', '/centre/*rest'].map((path): Route => ({
  method: 'get',
  path,
  right: 'own',
  run: () => Promise.resolve({ missing: true }),
}));

function deskRoutes({ store, converse, render, config, now }: ConsoleParts): Route[] {
  const queue = queueDeskRoutes({ store, render, now, hold: holdOf(store, render) });
  return [homeRoute, ...relayRoutes({ store, converse, render, ...config.desk }), ...queue, ...listRoutes({ store })];
}

function centreRoutes(parts: ConsoleParts): Route[] {
  const { store } = parts;
  return [
    ...dayRoutes({ store }),
    ...certificateRoutes(certificatesOf(parts)),
    ...sessionRoutes({ store }),
    ...auditRoutes({ store }),
    ...districtRoutes({ store }),
    ...funnelRoutes({ store }),
    ...glitchRoutes({ store }),
    ...partnerRoutes({ store }),
    ...offlineRoutes({ store }),
  ];
}
