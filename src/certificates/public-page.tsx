/** The frame of the pages that anybody may open: in three languages, with nothing on it that is not ours. */
import type { ComponentChildren } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { LANGUAGES, type Language } from '../conversation/vocabulary';
import type { Translate } from '../web/words';

interface PublicPage {
  title: string;
  language: Language;
  t: Translate;
  script?: string;
  children: ComponentChildren;
}

export const publicHtml = (page: PublicPage): string => `<!doctype html>${renderToString(<Page {...page} />)}`;

function Page({ title, language, t, script, children }: PublicPage) {
  return (
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · TikaSetu`}</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/verify/certificate.css" />
        {script && <script src={script} type="module" />}
      </head>
      <body>
        <header>
          <strong>TikaSetu · টিকাসেতু · टीकासेतु</strong>
          <nav aria-label={LANGUAGES.map((each) => t(`certificate:other.${each}`)).join(', ')}>
            {LANGUAGES.map((each) => (
              <a href={`?lang=${each}`} lang={each} {...(each === language ? { 'aria-current': 'true' } : {})}>
                {t(`certificate:other.${each}`)}
              </a>
            ))}
          </nav>
        </header>
        <main>
          <h1>{title}</h1>
          {children}
        </main>
      </body>
    </html>
  );
}
