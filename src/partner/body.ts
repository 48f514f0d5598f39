import express, { type RequestHandler } from 'express';

/** Nothing that is sent here is larger. */
const LARGEST = '16kb';
/** Nor is anything put one into the other so often; what is could be read, and not be written again. */
const MOST_BRACKETS = 500;
const verify = (_request: unknown, _response: unknown, body: Buffer): void => {
  const opened = body.reduce((count, byte) => count + Number(byte === 0x5b || byte === 0x7b), 0);
  if (opened > MOST_BRACKETS) throw Object.assign(new Error('too deep'), { status: 400 });
};
const json = express.json({ limit: LARGEST, strict: false, type: () => true, verify });

/**
 * JSON alone, whatever it is called: many programs of then said nothing of it, or that it was a form. A call without a body has an
 * empty one: some need none.
 */
export const readJson: RequestHandler = (request, response, next) => {
  const isCalledJson = (): boolean => Boolean(request.is(['application/json', '+json']));
  json(request, response, (error?: { status?: unknown }) => {
    if (error?.status === 400 && !isCalledJson()) next(Object.assign(new Error('not JSON'), { status: 415 }));
    else next(error);
  });
};
