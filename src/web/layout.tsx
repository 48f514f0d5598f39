/** The frame of every page: where one is, who one is, where one can go. */
import type { ComponentChild, ComponentChildren } from 'preact';
import type { Language } from '../conversation/vocabulary';
import { may, type Right } from './rights';
import type { Visit } from './route';
import type { Translate } from './words';

/** The ways through the consoles, each shown to whom it is open. */
const WAYS: readonly { to: string; right: Right; key: string }[] = [
  { to: '/desk/relay', right: 'relay', key: 'shared:way.relay' },
  { to: '/desk/queue', right: 'relay', key: 'shared:way.queue' },
  { to: '/desk/calls', right: 'relay', key: 'shared:way.calls' },
  { to: '/desk/cases', right: 'relay', key: 'shared:way.cases' },
  { to: '/desk/lists', right: 'lists', key: 'shared:way.lists' },
  { to: '/centre/day', right: 'day', key: 'shared:way.day' },
  { to: '/centre/sessions', right: 'sessions', key: 'shared:way.sessions' },
  { to: '/centre/import/centres', right: 'importCentres', key: 'shared:way.centres' },
  { to: '/centre/district', right: 'district', key: 'shared:way.district' },
  { to: '/centre/partners', right: 'district', key: 'shared:way.partners' },
  { to: '/centre/audit', right: 'audit', key: 'shared:way.audit' },
  { to: '/centre/glitches', right: 'own', key: 'shared:way.glitches' },
  { to: '/account', right: 'own', key: 'shared:way.account' },
];

interface BareProps {
  title: string;
  language: Language;
  t: Translate;
  /** Id of who is signed in: what they type is kept for them alone. */
  whose?: string;
  header?: ComponentChild;
  children: ComponentChildren;
}

/** A page without a way to anywhere: the sign-in. */
export function Bare({ title, language, t, whose, header, children }: BareProps) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="htmx-config" content={HTMX} />
        <title>{`${title} · TikaSetu`}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/console.css" />
        <script src="/assets/htmx.js" defer />
        <script src="/assets/sse.js" defer />
        <script src="/assets/keep.js" type="module" />
      </head>
      <body data-whose={whose}>
        <a class="skip" href="#main">
          {t('shared:skip')}
        </a>
        {header}
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      </body>
    </html>
  );
}

/** No style and no script that is not a file of ours; nothing sent to anybody else. */
const HTMX = JSON.stringify({ includeIndicatorStyles: false, allowEval: false, selfRequestsOnly: true });

export function Layout({ title, visit, children }: { title: string; visit: Visit; children: ComponentChildren }) {
  const { t, language, notice } = visit;
  return (
    <Bare title={title} language={language} t={t} whose={visit.staff._id} header={<Header visit={visit} />}>
      <p id="not-sent" class="notice bad" role="alert" hidden>
        {t('shared:notSent')}
      </p>
      {notice !== undefined && (
        <div class="notice good" role="status">
          {notice}
        </div>
      )}
      <h1>{title}</h1>
      {children}
    </Bare>
  );
}

function Header({ visit: { t, staff, path, csrf } }: { visit: Visit }) {
  const ways = WAYS.filter(({ right }) => may(staff, right));
  return (
    <header>
      <a class="brand" href={homeOf(staff.role)}>
        TikaSetu
      </a>
      <nav aria-label={t('shared:ways')}>
        <ul>
          {ways.map(({ to, key }) => (
            <li>
              <a href={to} {...(isWithin(path, to) ? { 'aria-current': 'page' } : {})}>
                {t(key)}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <form class="who" method="post" action="/sign-out">
        <input type="hidden" name="csrf" value={csrf} />
        <span>{t('shared:who', { name: staff.name, role: t(`shared:role.${staff.role}`) })}</span>
        <button type="submit" class="second">
          {t('shared:signOut')}
        </button>
      </form>
    </header>
  );
}

const isWithin = (path: string, way: string): boolean => path === way || path.startsWith(`${way}/`);

/** Where somebody of this role begins. */
export const homeOf = (role: Visit['staff']['role']): string => (role === 'operator' ? '/desk' : '/centre');
