/** What is answered when something broke. What broke is told to the log, and never to the browser. */
import type { ErrorRequestHandler, Request, Response } from 'express';
import { renderToString } from 'preact-render-to-string';
import { connectionLost } from '../store/database';
import { languageFor } from './language';
import { Bare } from './layout';
import type { Words } from './words';

/** Below 500 it is the sender's fault; a database that is away comes back. */
function statusOf(error: unknown): number {
  const { status } = error as { status?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500) return status;
  return connectionLost(error) ? 503 : 500;
}

/** Of the words: what is too large, what was no form of ours, and what is our own trouble. */
export const keyOf = (status: number): 'tooMuch' | 'foreign' | 'trouble' =>
  status === 413 ? 'tooMuch' : status < 500 ? 'foreign' : 'trouble';

interface Apologising {
  words: Words;
  /** Logs what was not the sender's fault. */
  failed: (error: unknown) => void;
}

type Said = (request: Request, response: Response, status: number) => void;

/** @param say where it is known who asks */
export function apology({ words, failed }: Apologising, say: Said = bare(words)): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status >= 500) failed(error);
    say(request, response, status);
  };
}

/** In the browser's language, without a way to anywhere. */
export const bare =
  (words: Words): Said =>
  (request, response, status) => {
    const language = languageFor(request);
    const [t, key] = [words[language], keyOf(status)];
    const page = (
      <Bare title={t(`shared:${key}`)} language={language} t={t}>
        <h1>{t(`shared:${key}`)}</h1>
        <p data-refused>{t(`shared:${key}Why`)}</p>
      </Bare>
    );
    response
      .status(status)
      .type('text/html')
      .send(`<!doctype html>${renderToString(page)}`);
  };
