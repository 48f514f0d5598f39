/** Pages and parts of pages as text. */
import type { ComponentChild } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Layout } from './layout';
import type { Visit } from './route';

export const partHtml = (part: ComponentChild): string => renderToString(<>{part}</>);

export const pageHtml = (title: string, page: ComponentChild, visit: Visit): string =>
  `<!doctype html>${renderToString(
    <Layout title={title} visit={visit}>
      {page}
    </Layout>,
  )}`;
