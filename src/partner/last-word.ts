/** What no call has answered: JSON as well, whatever went wrong. */
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { connectionLost } from '../store/database';
import type { RefusalName } from './refusals';
import { send } from './send';

export const missing: RequestHandler = (_request, response) => send(response, { refused: 'notFound' }, undefined);

export const wrongMethod =
  (methods: readonly string[]): RequestHandler =>
  (_request, response) =>
    send(
      response.set('Allow', methods.flatMap((each) => (each === 'GET' ? ['GET', 'HEAD'] : [each])).join(', ')),
      { refused: 'wrongMethod' },
      undefined,
    );

const BY_STATUS: Readonly<Record<number, RefusalName>> = { 413: 'tooLarge', 415: 'notJson' };

export function lastWord(failed: (error: unknown) => void): ErrorRequestHandler {
  return (error: { status?: unknown }, _request, response, next) => {
    const status = typeof error.status === 'number' ? error.status : 500;
    if (status >= 500) failed(error);
    if (response.headersSent) next(error);
    else send(response, { refused: refusedBy(error, status) }, undefined);
  };
}

function refusedBy(error: unknown, status: number): RefusalName {
  if (status < 500) return BY_STATUS[status] ?? 'malformed';
  return connectionLost(error) ? 'unavailable' : 'broken';
}
