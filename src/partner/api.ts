/** The API behind its guards, in the order in which a call meets them: who calls, quota, what was sent, sent before. */
import { randomUUID } from 'node:crypto';
import express, { type Request as HttpRequest, type RequestHandler, type Router } from 'express';
import type { ApiDeps } from './deps';
import { isDoneOnce, type Answered, type Endpoint, type Request } from './endpoint';
import { wantedLanguage } from './language';
import { readInput } from './input';
import { readJson } from './body';
import { identify, type Identified } from './identify';
import { answerOnce, onceOf } from './once';
import { lastWord, missing, wrongMethod } from './last-word';
import { createQuota, type Quota } from './quota';
import { send } from './send';
import { createUsage, type Usage } from './usage';

export interface Api {
  router: Router;
  /** Writes down what was only counted in memory. */
  flush: () => Promise<void>;
}

export function createApi(endpoints: readonly Endpoint[], deps: ApiDeps): Api {
  const router = express.Router();
  const quota = createQuota(deps.store, deps.now);
  const usage = createUsage(deps.store, deps.now);
  for (const one of endpoints) router[one.method](routeOf(one), ...chainOf(one, deps, quota, usage));
  for (const path of new Set(endpoints.map(routeOf))) router.all(path, wrongMethod(methodsOf(endpoints, path)));
  router.use(missing);
  router.use(lastWord(deps.failed));
  const flush = async (): Promise<void> => {
    await Promise.all([quota.flush(), usage.flush()]);
  };
  return { router, flush };
}

/** As Express reads it. */
const routeOf = ({ path }: Endpoint): string => path.replace(/\{(\w+)\}/g, ':$1');

const methodsOf = (endpoints: readonly Endpoint[], path: string): string[] =>
  endpoints.filter((each) => routeOf(each) === path).map(({ method }) => method.toUpperCase());

type Admitted = Identified & { caller: object };

/** Who may call is known before anything of the body is read. */
function chainOf(one: Endpoint, deps: ApiDeps, quota: Quota, usage: Usage): RequestHandler[] {
  const admitted = new WeakMap<HttpRequest, Admitted>();
  const admit: RequestHandler = async (request, response, next) => {
    const identified = await identify(deps, one.access, request);
    usage.watch(response, identified.partner, one.tag);
    const { partner, token } = identified;
    const wait = quota.take(token === undefined ? partner : null, token ?? request.ip ?? '');
    if (wait > 0) send(response, { refused: 'tooMany', retryAfter: wait }, undefined);
    else if (identified.caller === undefined) send(response, identified, undefined);
    else {
      admitted.set(request, identified);
      next();
    }
  };
  const run: RequestHandler = async (request, response, next) => {
    const identified = admitted.get(request);
    if (identified) send(response, await answer(one, deps, request, identified), request.get('If-None-Match'));
    else next();
  };
  return one.method === 'post' ? [admit, readJson, run] : [admit, run];
}

async function answer(one: Endpoint, deps: ApiDeps, request: HttpRequest, identified: Admitted): Promise<Answered> {
  const input = readInput(one, request);
  if ('refused' in input) return input;
  const once = isDoneOnce(one) ? onceOf(request, identified) : null;
  if (once !== null && 'refused' in once) return once;
  const run = (deed: string): Promise<Answered> =>
    one.run({ ...requestOf(deps, request, identified, deed), ...identified.caller, ...input } as never);
  return once === null ? run(randomUUID()) : answerOnce(deps, once, run);
}

function requestOf(deps: ApiDeps, request: HttpRequest, { partner }: Identified, once: string): Request {
  const language = wantedLanguage(request.get('Accept-Language'));
  return { language, now: deps.now(), ip: request.ip ?? '', partner, once };
}
