/** What a request carries: fields of a form, files, JSON. Text only, and no more than a table of a few thousand rows. */
import express, { type Request, type RequestHandler } from 'express';
import multer from 'multer';
import type { Upload, Visit } from './route';

const LARGEST = 2 * 1024 * 1024;
const MOST_FIELDS = 2_000;

const formOf = express.urlencoded({ extended: false, limit: LARGEST, parameterLimit: MOST_FIELDS });
const jsonOf = express.json({ limit: LARGEST });
const received = multer({
  storage: multer.memoryStorage(),
  limits: {
    ...{ fileSize: LARGEST, files: 1, fields: MOST_FIELDS, fieldSize: LARGEST },
    // A field called `a[4000000000]` would become a list of as many.
    ...{ fieldNestingDepth: 0, fieldArrayIndexLimit: 0 },
  },
}).any();

/** Each limit of its own lets thousands of fields be as large as one may be. Browsers always say how much they send. */
const notTooMuch: RequestHandler = (request, _response, next) => {
  const length = request.get('Content-Length');
  const isTooMuch = Number(length) > 2 * LARGEST || (length === undefined && request.get('Transfer-Encoding'));
  next(isTooMuch ? Object.assign(new Error('too large'), { status: 413 }) : undefined);
};

/** What cannot be read is the sender's fault; the library says so only of what is too large. */
const upload: RequestHandler = (request, response, next) => {
  void received(request, response, (error?: unknown) => {
    if (error instanceof Error) Object.assign(error, { status: error instanceof multer.MulterError ? 413 : 400 });
    next(error);
  });
};

export const readBody = (uploads: boolean): RequestHandler[] =>
  uploads ? [notTooMuch, upload, formOf] : [formOf, jsonOf];

export type Body = Pick<Visit, 'form' | 'lists' | 'json' | 'files'>;

export function bodyOf(request: Request): Body {
  const body: unknown = request.body;
  if (request.is('application/json')) return { form: {}, lists: {}, json: body, files: {} };
  const fields = Object.entries((body ?? {}) as Record<string, unknown>).map(
    ([name, value]) => [name, texts(value)] as const,
  );
  return {
    form: Object.fromEntries(fields.map(([name, values]) => [name, values.at(-1) ?? ''])),
    lists: Object.fromEntries(fields),
    json: undefined,
    files: filesOf(request),
  };
}

const texts = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((each): each is string => typeof each === 'string');

/** Of a name that browsers send in Latin-1 though it is UTF-8, and of a path that some send nothing but the last part. */
function filesOf(request: Request): Record<string, Upload> {
  const files = Array.isArray(request.files) ? request.files : [];
  return Object.fromEntries(
    files
      .filter(({ size }) => size > 0)
      .map(({ fieldname, originalname, buffer }) => [fieldname, { name: plain(originalname), bytes: buffer }]),
  );
}

const plain = (name: string): string =>
  Buffer.from(name, 'latin1')
    .toString('utf8')
    .replace(/^.*[/\\]/, '');

/** A path's or a query's values, as text: a name that is given twice counts as its last. */
export const valuesOf = (given: object): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, texts(value).at(-1) ?? '']));
