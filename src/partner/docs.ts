/** What the API says of itself: the document for programs, the same as a page for people. Mount it at `/api`. */
import express, { type Router } from 'express';
import { headers } from '../web/headers';
import { docsHtml } from './docs-page';
import type { Endpoint } from './endpoint';
import { openApiOf } from './openapi';
import { ready } from './ready';
import { send } from './send';

const KEPT_S = 300;

/** @param isSecure reached by https */
export function docsRouter(endpoints: readonly Endpoint[], isSecure: boolean): Router {
  const router = express.Router();
  const document = openApiOf(endpoints);
  const json = { ...ready(document), seconds: KEPT_S };
  const page = docsHtml(document);
  router.get('/openapi.json', (request, response) => send(response, json, request.get('If-None-Match')));
  router.get('/docs', headers(isSecure), (_request, response) => void response.type('text/html').send(page));
  return router;
}
