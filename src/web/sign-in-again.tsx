/**
 * Whoever is not signed in is led to the sign-in and back. A form that comes after the session has run out is kept, sealed, in the
 * sign-in page itself, and shown again to the same member of staff, to be sent once more.
 */
import type { Request, Response } from 'express';
import { renderToString } from 'preact-render-to-string';
import type { Vault } from '../store/vault';
import { bodyOf } from './body';
import { Field, Form, Submit } from './components';
import type { Visit } from './route';
import type { Visitor } from './visitor';
import type { Words } from './words';

export interface SignInAgain {
  vault: Pick<Vault, 'seal' | 'open'>;
  words: Words;
  /** Writes the sign-in page. */
  signInPage: (request: Request, response: Response, carried: { to: string; resume?: string }) => void;
}

/** What was typed, by whom, and where it was to go. */
interface Kept {
  staff: string;
  path: string;
  fields: [string, string][];
  /** Files are not carried along: the field of each, and its name. */
  files: [string, string][];
}

const PLACE = 'signIn:resume:form';

export function toSignIn(deps: SignInAgain, request: Request, response: Response, visitor?: Visitor): void {
  if (request.get('HX-Request') === 'true') {
    response.set('HX-Redirect', signInPath(pageOf(request))).end();
  } else if (request.method !== 'POST') response.redirect(303, signInPath(request.originalUrl));
  else if (request.is('application/json')) response.status(401).json({ error: 'signed out' });
  else
    deps.signInPage(request, response, {
      to: '',
      ...(visitor?.state === 'expired' ? { resume: keep(deps, request, visitor.staff) } : {}),
    });
}

/** On which htmx asks for a part. */
function pageOf(request: Request): string {
  const page = request.get('HX-Current-URL') ?? '';
  if (!URL.canParse(page)) return '/';
  const { pathname, search } = new URL(page);
  return pathname + search;
}

const signInPath = (to: string): string => `/sign-in?to=${encodeURIComponent(to)}`;

function keep({ vault }: SignInAgain, request: Request, staff: string): string {
  const { lists, files } = bodyOf(request);
  const fields = Object.entries(lists)
    .filter(([name]) => name !== 'csrf' && name !== 'once')
    .flatMap(([name, values]) => values.map((value): [string, string] => [name, value]));
  const kept = {
    ...{ staff, path: request.originalUrl, fields },
    files: Object.entries(files).map(([field, { name }]): [string, string] => [field, name]),
  };
  return vault.seal(PLACE, kept satisfies Kept).toString('base64url');
}

/** The page that offers to send it again. `null`: it is not theirs, or not ours. */
export function resumedHtml(
  deps: SignInAgain,
  resume: string,
  visit: Pick<Visit, 'csrf' | 'language' | 'staff'>,
): string | null {
  const kept = opened(deps, resume);
  if (kept?.staff !== visit.staff._id) return null;
  const t = deps.words[visit.language];
  return `<!doctype html>${renderToString(
    <html lang={visit.language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{t('shared:again')}</title>
        <link rel="stylesheet" href="/assets/console.css" />
      </head>
      <body>
        <main id="main">
          <h1>{t('shared:again')}</h1>
          <p>{t('shared:againWhy')}</p>
          <Form visit={visit} action={kept.path} uploads={kept.files.length > 0}>
            {kept.fields.map(([name, value]) => (
              <input type="hidden" name={name} value={value} />
            ))}
            {kept.files.map(([field, name]) => (
              <Field label={t('shared:againFile', { name })} name={field} type="file" required />
            ))}
            <Submit>{t('shared:againSend')}</Submit>
          </Form>
        </main>
      </body>
    </html>,
  )}`;
}

function opened({ vault }: SignInAgain, resume: string): Kept | null {
  try {
    return vault.open(PLACE, Buffer.from(resume, 'base64url')) as Kept;
  } catch {
    return null;
  }
}
