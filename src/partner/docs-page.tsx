/** The API to read: its document as one page, without a script. */
import { partHtml } from '../web/render';
import { COMMON, OperationPart } from './docs-operation';
import type { OpenApiDocument } from './openapi';

export const docsHtml = (document: OpenApiDocument): string =>
  `<!doctype html>${partHtml(<Page document={document} />)}`;

function Page({ document }: { document: OpenApiDocument }) {
  const { title } = document.info;
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/console.css" />
        <link rel="stylesheet" href="/assets/api-docs.css" />
      </head>
      <body>
        <a class="skip" href="#main">
          Skip to the text
        </a>
        <Ways document={document} />
        <main id="main" tabIndex={-1}>
          <h1>{title}</h1>
          <Beginning document={document} />
          {document.tags.map((tag) => (
            <Section document={document} name={tag.name} about={tag.description} />
          ))}
          <Errors />
        </main>
      </body>
    </html>
  );
}

const anchorOf = (tag: string): string => tag.toLowerCase();

function Ways({ document: { tags } }: { document: OpenApiDocument }) {
  return (
    <header>
      <a class="brand" href="#main">
        TikaSetu
      </a>
      <nav aria-label="Sections">
        <ul>
          {tags.map(({ name }) => (
            <li>
              <a href={`#${anchorOf(name)}`}>{name}</a>
            </li>
          ))}
          <li>
            <a href="#errors">Errors</a>
          </li>
        </ul>
      </nav>
    </header>
  );
}

function Beginning({ document: { info, servers, components } }: { document: OpenApiDocument }) {
  const headers = Object.values(components['parameters'] ?? {}) as { name: string; description: string }[];
  return (
    <>
      <p>{info.description}</p>
      <p>
        The same for programs: <a href="/api/openapi.json">openapi.json</a>, OpenAPI 3.1.
      </p>
      <h2>Base addresses</h2>
      <p>
        They stand behind the address of this page; in the examples <code>$BASE</code> is one of them.
      </p>
      <ul>
        {servers.map(({ url, description }) => (
          <li>
            <code>{url}</code> {description}
          </li>
        ))}
      </ul>
      <h2>Headers of every call</h2>
      <ul>
        <li>
          <code>Authorization</code> Bearer and the token, where somebody is signed in
        </li>
        <li>
          <code>X-Api-Key</code> A partner's key: it is needed for few calls, and raises the limit of all
        </li>
        {headers.map(({ name, description }) => (
          <li>
            <code>{name}</code> {description}
          </li>
        ))}
      </ul>
    </>
  );
}

function Section({ document, name, about }: { document: OpenApiDocument; name: string; about: string }) {
  const calls = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.includes(name))
      .map(([method, operation]) => ({ document, path, method, operation })),
  );
  return (
    <section id={anchorOf(name)}>
      <h2>{name}</h2>
      <p>{about}.</p>
      {calls.map((call) => (
        <OperationPart call={call} />
      ))}
    </section>
  );
}

function Errors() {
  return (
    <section id="errors">
      <h2>Errors</h2>
      <p>
        What is refused is answered as <code>{'{"errorCode","error"}'}</code>. Branch on the code; the sentence is for
        you. Beside its own, any call may be refused with these:
      </p>
      <ul class="refusals">
        {COMMON.map(({ status, errorCode, error }) => (
          <li>
            <b>{status}</b> <code>{errorCode}</code> {error}
          </li>
        ))}
      </ul>
    </section>
  );
}
