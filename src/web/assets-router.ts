/** Scripts, styles and pictures of the consoles; the libraries' own files as they are. */
import express, { type Router } from 'express';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../root';

const LIBRARIES: Readonly<Record<string, string>> = {
  'htmx.js': 'htmx.org/dist/htmx.min.js',
  'sse.js': 'htmx-ext-sse/dist/sse.min.js',
  'idb.js': 'idb/build/index.js',
};
/** Short: what a page of today asks for must not be answered by a file of yesterday. */
const KEPT_MS = 5 * 60_000;

/** Mount it at `/assets`. */
export function assetsRouter(): Router {
  const router = express.Router();
  const require = createRequire(join(ROOT, 'package.json'));
  for (const [name, file] of Object.entries(LIBRARIES))
    router.get(`/${name}`, (_request, response) => response.sendFile(require.resolve(file), { maxAge: KEPT_MS }));
  // A worker may look after a page that lies elsewhere only where we say so.
  router.get('/offline/worker.js', (_request, response, next) => {
    response.set('Service-Worker-Allowed', '/centre/offline');
    next();
  });
  router.use(express.static(join(ROOT, 'src/web/assets'), { index: false, redirect: false, maxAge: KEPT_MS }));
  return router;
}
