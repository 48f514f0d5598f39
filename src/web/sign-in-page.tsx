/** The page on which staff sign in. */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { timeOf } from '../clock';
import { LANGUAGES, type Language } from '../conversation/vocabulary';
import { Field, Notice, Submit } from './components';
import { Bare } from './layout';
import type { Translate, Words } from './words';

/** What goes along through the sign-in. */
export interface Carried {
  /** The page it leads to. */
  to: string;
  /** A form that was on its way. */
  resume: string;
  language: Language;
}

export type Said = { status: 'wrong' | 'signedOut' | 'foreign' } | { status: 'locked'; until: Date } | null;

interface Shown {
  carried: Carried;
  said: Said;
  name: string;
}

/** As the languages call themselves. */
export const OWN_NAMES: Readonly<Record<Language, string>> = { bn: 'বাংলা', hi: 'हिन्दी', en: 'English' };

export function signInHtml(words: Words, shown: Shown): string {
  const { language } = shown.carried;
  const t = words[language];
  return `<!doctype html>${renderToString(
    <Bare
      title={t('account:signIn.title')}
      language={language}
      t={t}
      header={<Languages carried={shown.carried} t={t} />}
    >
      <h1>{t('account:signIn.title')}</h1>
      <Saying {...shown} t={t} />
      <SignInForm {...shown} t={t} />
    </Bare>,
  )}`;
}

function Languages({ carried: { to, resume, language }, t }: { carried: Carried; t: Translate }) {
  // What was on its way stands in this page alone, and would be lost by going to another.
  if (resume) return <Brand />;
  return (
    <Brand>
      <nav aria-label={t('account:signIn.languages')}>
        <ul>
          {LANGUAGES.map((each) => (
            <li>
              <a
                href={`/sign-in?${new URLSearchParams({ lang: each, to }).toString()}`}
                lang={each}
                hreflang={each}
                {...(each === language ? { 'aria-current': 'true' } : {})}
              >
                {OWN_NAMES[each]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </Brand>
  );
}

const Brand = ({ children }: { children?: ComponentChildren }) => (
  <header>
    <span class="brand">TikaSetu</span>
    {children}
  </header>
);

function Saying({ said, carried, t }: Pick<Shown, 'said' | 'carried'> & { t: Translate }) {
  if (!said) return carried.resume ? <Notice kind="info">{t('account:signIn.resume')}</Notice> : null;
  if (said.status === 'signedOut')
    return (
      <Notice kind="good">
        {t('account:signIn.signedOut')}
        <script src="/assets/offline/forget.js" type="module" />
      </Notice>
    );
  const values = said.status === 'locked' ? { time: timeOf(said.until) } : {};
  return <Notice kind="bad">{t(`account:signIn.${said.status}`, values)}</Notice>;
}

function SignInForm({ carried, name, t }: Shown & { t: Translate }) {
  return (
    <form method="post" action="/sign-in">
      <input type="hidden" name="to" value={carried.to} />
      <input type="hidden" name="resume" value={carried.resume} />
      <input type="hidden" name="lang" value={carried.language} />
      <Field label={t('account:name')} name="name" value={name} autocomplete="username" required autofocus={!name} />
      <Field
        {...{ label: t('account:password'), name: 'password', type: 'password' }}
        {...{ autocomplete: 'current-password', required: true }}
      />
      <CodeField t={t} />
      <Submit>{t('account:signIn.do')}</Submit>
    </form>
  );
}

/** The code of the telephone, six digits. */
export const CodeField = ({ t, error }: { t: Translate; error?: string | undefined }) => (
  <Field
    {...{ label: t('account:code'), name: 'code', hint: t('account:codeHint'), error }}
    {...{ inputmode: 'numeric', autocomplete: 'one-time-code', maxlength: 12, required: true }}
  />
);
