/** What anybody may open: the link of the SMS with its code, and the check of a certificate. Mount it at `/`. */
import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { rateLimit } from 'express-rate-limit';
import { timingSafeEqual } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { z } from 'zod';
import { dayOf, instantOf } from '../clock';
import { LANGUAGES, type Language } from '../conversation/vocabulary';
import { ROOT } from '../root';
import { findCertificate, openingCode, type Found } from '../vaccination/certificates';
import { headers } from '../web/headers';
import { certificateById, type CertificateDeps } from './certificate';
import { languageOf } from './language';
import { openPage, type Trouble } from './open-page';
import { verifyPage } from './verify-page';

/** Wrong codes for one certificate in a day: of a million. */
const MOST_WRONG = 5;
const STATUS: Readonly<Record<Trouble, number>> = { wrong: 403, six: 422, closed: 429, withdrawn: 410, unknown: 404 };

export function certificateRouter(deps: CertificateDeps): Router {
  const router = express.Router();
  const keys = [deps.signer.publicKey];
  const body = express.urlencoded({ extended: false, limit: '2kb' });
  router.use(['/verify', '/c'], limit, headers(deps.publicUrl.startsWith('https:')), neverFound);
  router.get('/verify', (request, response) => {
    const language = asked(request) ?? accepted(request);
    response.type('text/html').send(verifyPage(language, deps.words[language], keys));
  });
  // For those who check certificates with programs of their own.
  router.get('/verify/key.json', (_request, response) => void response.json({ keys }));
  router.get('/verify/status/:id', async ({ params: { id } }, response) => {
    // Whether it counts, and nothing of whose it is.
    response.json({ status: (await findCertificate(deps.store, id)).status });
  });
  router.get('/verify/ed25519.js', (_request, response) => response.sendFile(ED25519));
  router.use('/verify', express.static(join(ROOT, 'src/certificates/pages'), { index: false, redirect: false }));
  router.get('/c/:id', showForm(deps));
  router.post('/c/:id', body, giveOut(deps));
  return router;
}

/** Of one address in a minute: a family at one screen, and no machine that has papers drawn for ever. */
const limit = rateLimit({ windowMs: 60_000, limit: 120, standardHeaders: true, legacyHeaders: false, validate: false });

const ED25519 = createRequire(join(ROOT, 'package.json')).resolve('@noble/ed25519');

const neverFound: RequestHandler = (_request, response, next) => {
  response.set('X-Robots-Tag', 'noindex, nofollow');
  next();
};

type ById = RequestHandler<{ id: string }>;

function showForm(deps: CertificateDeps): ById {
  return async (request, response) => {
    const found = await findCertificate(deps.store, request.params.id);
    const language = asked(request) ?? (await languageFor(deps, found)) ?? accepted(request);
    send(deps, response, language, found.status === 'valid' ? undefined : found.status);
  };
}

function giveOut(deps: CertificateDeps): ById {
  return async (request, response) => {
    const { id } = request.params;
    const { code, lang } = FORM.parse(request.body ?? {});
    const found = await findCertificate(deps.store, id);
    const language = lang ?? (await languageFor(deps, found)) ?? accepted(request);
    const trouble = found.status === 'valid' ? await troubleWith(deps, id, code) : found.status;
    const pdf = trouble ? null : await certificateById(deps, id, language);
    if (pdf) response.type('application/pdf').set('Content-Disposition', 'inline; filename="tikasetu.pdf"').send(pdf);
    else send(deps, response, language, trouble ?? 'withdrawn');
  };
}

/** Digits as people write them, in any of our scripts. */
const digits = (text: string): string =>
  text
    .replace(/[০-৯]/g, (d) => String(d.charCodeAt(0) - 0x9e6))
    .replace(/[०-९]/g, (d) => String(d.charCodeAt(0) - 0x966))
    .replace(/\D/g, '');

const FORM = z.object({
  code: z.string().max(40).catch('').transform(digits),
  lang: z.enum(LANGUAGES).optional().catch(undefined),
});

async function troubleWith({ store, now }: CertificateDeps, id: string, code: string): Promise<Trouble | undefined> {
  if (code.length !== 6) return 'six';
  const at = now();
  // The right one counts as well, or a sixth guess could be right. The same once more is no second try.
  const key = store.vault.idOf(`certificate try:${id}:${code}`);
  const midnight = instantOf(dayOf(at), '00:00');
  if (!(await store.limits.allows(`certificate:${id}`, MOST_WRONG, { key, since: midnight, now: at }))) return 'closed';
  return timingSafeEqual(Buffer.from(code), Buffer.from(openingCode(store.vault, id))) ? undefined : 'wrong';
}

function send({ words }: CertificateDeps, response: Response, language: Language, trouble: Trouble | undefined): void {
  const page = openPage({ language, t: words[language], most: MOST_WRONG, ...(trouble ? { trouble } : {}) });
  response
    .status(trouble ? STATUS[trouble] : 200)
    .type('text/html')
    .send(page);
}

const asked = ({ query: { lang } }: Pick<Request, 'query'>): Language | undefined =>
  LANGUAGES.find((language) => language === lang);

/** As the browser wishes; most here read Bengali. */
const accepted = (request: Pick<Request, 'acceptsLanguages'>): Language =>
  LANGUAGES.find((language) => language === request.acceptsLanguages([...LANGUAGES])) ?? 'bn';

const languageFor = async ({ store }: CertificateDeps, found: Found): Promise<Language | undefined> =>
  found.status === 'valid' ? languageOf(store, found.person) : undefined;
