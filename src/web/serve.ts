/** Puts the consoles' routes behind their guards: signed in, allowed, one's own form, sent once. */
import { parse } from 'cookie';
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import compression from 'compression';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { AuditStore } from '../store/audit';
import { apology, bare, keyOf } from './apology';
import { createStreams, noticeCookie, refuse, send, type Sending } from './answer';
import { bodyOf, readBody, valuesOf } from './body';
import { headers } from './headers';
import { createOnce, onceOf, type Once } from './once';
import { may } from './rights';
import type { Answered, Route, Visit } from './route';
import { languageOf } from './language';
import { toSignIn, type SignInAgain } from './sign-in-again';
import { isByItself, tokenOf, visitorOf, type Visitor, type Visitors } from './visitor';
import type { Words } from './words';

export interface ConsoleDeps extends Visitors, SignInAgain {
  trail: AuditStore;
  words: Words;
  now: () => Date;
  /** The world reaches us by https. */
  isSecure: boolean;
  /** Logs what is answered with an apology. */
  failed: (error: unknown) => void;
}

export interface Console {
  router: Router;
  /** Ends what would be open for as long as a browser is. */
  stop: () => void;
}

/** Of one member of staff in a minute: more than fingers can do, also with a search at every letter. */
const MOST_A_MINUTE = 600;
/** Of one address, behind which a whole call centre may sit. */
const MOST_OF_ADDRESS = 12_000;

export function consoleOf(routes: readonly Route[], deps: ConsoleDeps): Console {
  const router = express.Router();
  const [once, streams] = [createOnce(), createStreams()];
  const addressOf = (request: Request): string => ipKeyGenerator(request.ip ?? '');
  const limits = [
    limitOf(MOST_OF_ADDRESS, addressOf),
    limitOf(MOST_A_MINUTE, (request) => tokenOf(request, deps.isSecure) ?? addressOf(request)),
  ];
  const before = [headers(deps.isSecure), ...limits, compression({ filter: isPage })];
  const whose: Whose = new WeakMap();
  for (const route of routes)
    router[route.method](route.path, ...before, ...guarded(route, deps, { once, streams, whose }));
  router.use(apology(deps, inFrame(deps, whose)));
  return { router, stop: streams.endAll };
}

const limitOf = (limit: number, keyGenerator: (request: Request) => string): RequestHandler =>
  rateLimit({ windowMs: 60_000, limit, keyGenerator, standardHeaders: true, legacyHeaders: false, validate: false });

/** Events must not wait until there is enough of them to be pressed together. */
const isPage = (request: Request, response: Response): boolean =>
  response.getHeader('Content-Type') !== 'text/event-stream' && compression.filter(request, response);

/** Whose each request is, from the guard on. */
type Whose = WeakMap<Request, Visitor>;

function guarded(
  route: Route,
  deps: ConsoleDeps,
  shared: { once: Once; streams: Sending['streams']; whose: Whose },
): RequestHandler[] {
  const { once, streams, whose } = shared;
  const visitorIn = (request: Request, byItself: boolean): Promise<Visitor> =>
    visitorOf(deps, { token: tokenOf(request, deps.isSecure), byItself }, deps.now());
  const guard: RequestHandler = async (request, response, next) => {
    const visitor = await visitorIn(request, isByItself(request));
    whose.set(request, visitor);
    // Whoever was signed in a moment ago has typed something that is not to be lost.
    if (visitor.state === 'out' || (visitor.state === 'expired' && route.method === 'get'))
      toSignIn(deps, request, response);
    else next();
  };
  const run: RequestHandler = async (request, response) => {
    const visitor = whose.get(request);
    if (visitor?.state !== 'in') {
      toSignIn(deps, request, response, visitor);
      return;
    }
    const visit = visitOf(deps, request, visitor);
    const staysIn = async (): Promise<boolean> => (await visitorIn(request, true)).state === 'in';
    const sending: Sending = { streams, isSecure: deps.isSecure, staysIn };
    if (!may(visitor.staff, route.right)) refuse(visit, response, sending, 403, 'forbidden');
    else if (route.method === 'post' && !isOwnForm(request, visit)) refuse(visit, response, sending, 403, 'foreign');
    else send(await answerTo(route, visit, once), visit, response, sending);
  };
  return [guard, ...(route.method === 'post' ? readBody(route.uploads ?? false) : []), run];
}

const answerTo = (route: Route, visit: Visit, once: Once): Promise<Answered> =>
  route.method === 'post' ? once(`${visit.session}:${visit.once}`, () => route.run(visit)) : route.run(visit);

function visitOf(deps: ConsoleDeps, request: Request, { staff, session }: Extract<Visitor, { state: 'in' }>): Visit {
  const body = bodyOf(request);
  const language = languageOf(staff.language);
  const cookies = parse(request.headers.cookie ?? '');
  return {
    ...{ staff, session: session.id, csrf: session.csrf, ip: request.ip ?? '', now: deps.now(), trail: deps.trail },
    ...{ language, t: deps.words[language], path: request.path, notice: cookies[noticeCookie(deps.isSecure)] },
    ...{ params: valuesOf(request.params), query: valuesOf(request.query), ...body },
    once: onceOf([
      request.originalUrl,
      body.lists,
      body.json,
      Object.values(body.files).map(({ bytes }) => onceOf(bytes.toString('base64'))),
    ]),
    isPart: request.get('HX-Request') === 'true',
  };
}

/** Written by a page of ours in this session, and sent from one. */
function isOwnForm(request: Request, { csrf, form }: Visit): boolean {
  const site = request.get('Sec-Fetch-Site');
  const given = request.get('X-CSRF-Token') ?? form['csrf'];
  return given === csrf && (site === undefined || site === 'same-origin');
}

const inFrame =
  (deps: ConsoleDeps, whose: Whose) =>
  (request: Request, response: Response, status: number): void => {
    const visitor = whose.get(request);
    if (visitor?.state === 'in') refuse(visitOf(deps, request, visitor), response, deps, status, keyOf(status));
    else bare(deps.words)(request, response, status);
  };
