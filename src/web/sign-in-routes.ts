/** Where staff sign in and out. Plain forms, so that any client can. */
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import type { Language } from '../conversation/vocabulary';
import type { Staff } from '../store/staff';
import { bodyOf, valuesOf } from './body';
import { headers } from './headers';
import { languageFor } from './language';
import { homeOf } from './layout';
import { signIn, signOut, type SignInDeps, type SignInOutcome } from './sign-in';
import { signInHtml, type Carried, type Said } from './sign-in-page';
import { cookieName, deviceCookie, deviceOf, tokenOf } from './visitor';
import type { Words } from './words';

export interface SignInDoor extends SignInDeps {
  words: Words;
  now: () => Date;
  /** The world reaches us by https. */
  isSecure: boolean;
  /** The page that offers to send again what was on its way when a session ran out; `null`: it is not theirs. */
  resumed: (resume: string, visit: { staff: Staff; csrf: string; language: Language }) => string | null;
}

/** A form on its way is carried, sealed, in the page: larger than what a form may be (2 MB). */
const LARGEST = '3mb';

const DEVICE_KEPT_MS = 180 * 86_400_000;

/** Mount it at `/`. */
export function signInRouter(deps: SignInDoor): Router {
  const router = express.Router();
  const form = express.urlencoded({ extended: false, limit: LARGEST });
  const protect = headers(deps.isSecure);
  router.get('/sign-in', protect, getSignIn(deps));
  router.post('/sign-in', protect, refuseForeign(deps), form, postSignIn(deps));
  router.post('/sign-out', protect, form, postSignOut(deps));
  return router;
}

/** Writes the sign-in page, for whoever came to another one. */
export const signInPage =
  ({ words }: Pick<SignInDoor, 'words'>) =>
  (request: Request, response: Response, { to, resume = '' }: { to: string; resume?: string }): void =>
    page(words, response.status(resume ? 401 : 200), { to, resume, language: languageFor(request) });

function page(words: Words, response: Response, carried: Carried, said: Said = null, name = ''): void {
  // Else browsers hide where the form comes from, and we could not tell it from a stranger's.
  response.set('Referrer-Policy', 'same-origin').type('text/html').send(signInHtml(words, { carried, said, name }));
}

function getSignIn(deps: SignInDoor): RequestHandler {
  return async (request, response) => {
    const { to = '', lang, out } = valuesOf(request.query);
    const staff = await whoIs(deps, request);
    if (staff) response.redirect(303, pathOf(to) ?? homeOf(staff.role));
    else {
      const carried = { to: pathOf(to) ?? '', resume: '', language: languageFor(request, lang) };
      page(deps.words, response, carried, out === undefined ? null : { status: 'signedOut' });
    }
  };
}

async function whoIs({ store, now, isSecure }: SignInDoor, request: Request): Promise<Staff | null> {
  const token = tokenOf(request, isSecure);
  const session = token === undefined ? null : await store.webSessions.find(token, now());
  const staff = session && 'id' in session ? await store.staff.get(session.staff) : null;
  return staff?.disabled ? null : staff;
}

function postSignIn(deps: SignInDoor): RequestHandler {
  return async (request, response) => {
    const { name = '', password = '', code = '', to = '', resume = '', lang } = bodyOf(request).form;
    const device = deviceOf(request, deps.isSecure);
    const given = { name, password, code, ip: request.ip ?? '', now: deps.now(), device };
    const outcome = await signIn(deps, given);
    if (outcome.status === 'in') return letIn(deps, response, outcome, { to, resume });
    const carried = { to: pathOf(to) ?? '', resume, language: languageFor(request, lang) };
    if (outcome.status === 'locked') response.set('Retry-After', String(secondsTo(outcome.until, given.now)));
    page(deps.words, response.status(outcome.status === 'locked' ? 429 : 401), carried, outcome, name);
  };
}

const secondsTo = (until: Date, now: Date): number => Math.ceil((until.getTime() - now.getTime()) / 1_000);

async function letIn(
  { store, isSecure, now, resumed }: SignInDoor,
  response: Response,
  { token, staff, device }: Extract<SignInOutcome, { status: 'in' }>,
  { to, resume }: { to: string; resume: string },
): Promise<void> {
  response.cookie(cookieName(isSecure), token, cookieOptions(isSecure));
  response.cookie(deviceCookie(isSecure), device, { ...cookieOptions(isSecure), maxAge: DEVICE_KEPT_MS });
  const session = resume ? await store.webSessions.find(token, now()) : null;
  const again =
    session && 'id' in session ? resumed(resume, { staff, csrf: session.csrf, language: staff.language }) : null;
  if (again === null) response.redirect(303, pathOf(to) ?? homeOf(staff.role));
  else response.type('text/html').send(again);
}

/**
 * Gone with the browser's window. Lax: the telephony system's page opens /desk/relay?caller=…, and the operator is to be signed in
 * there. Other sites' forms come without it, and every form of ours carries more.
 */
const cookieOptions = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax', path: '/', secure }) as const;

/** Others can send a form in somebody's name only where they know what stands in it: sign-out needs no more. */
function postSignOut(deps: SignInDoor): RequestHandler {
  return async (request, response) => {
    const token = tokenOf(request, deps.isSecure);
    const session = token === undefined ? null : await deps.store.webSessions.find(token, deps.now());
    if (token !== undefined && session && 'id' in session) {
      if (bodyOf(request).form['csrf'] !== session.csrf) {
        response.redirect(303, '/sign-in');
        return;
      }
      await signOut(deps, token, { ip: request.ip ?? '', now: deps.now() });
    }
    response.clearCookie(cookieName(deps.isSecure), cookieOptions(deps.isSecure)).redirect(303, '/sign-in?out=1');
  };
}

/** Nobody is to be signed in by another site's form, under a name that is not theirs. A client that is no browser says nothing. */
function refuseForeign({ words }: SignInDoor): RequestHandler {
  return (request, response, next) => {
    const [site, origin] = [request.get('Sec-Fetch-Site'), request.get('Origin')];
    const isOurs = site === undefined ? isFromHost(origin, request.get('Host')) : /^(same-origin|none)$/.test(site);
    if (isOurs) next();
    else {
      const carried = { to: '', resume: '', language: languageFor(request) };
      page(words, response.status(403), carried, { status: 'foreign' });
    }
  };
}

const isFromHost = (origin: string | undefined, host: string | undefined): boolean =>
  origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);

/** A path of ours, and nothing that a browser takes for another address: `//other`, `/\other`, `/<tab>/other`. */
export const pathOf = (to: string): string | null => (/^\/(?![/\\])[^\\\s\p{Cc}]*$/u.test(to) ? to : null);
