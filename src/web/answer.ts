/** Sends what a route answered. */
import type { Response } from 'express';
import { h } from 'preact';
import { partHtml, pageHtml } from './render';
import type { Answered, Visit } from './route';

export interface Streams {
  /** Says what opens and takes back what closes, so that a service that stops can end them. */
  add: (end: () => void) => () => void;
  endAll: () => void;
}

export function createStreams(): Streams {
  const open = new Set<() => void>();
  return {
    add: (end) => {
      open.add(end);
      return () => open.delete(end);
    },
    endAll: () => {
      for (const end of open) end();
    },
  };
}

/** Of how a page is sent. */
export interface Sending {
  streams: Streams;
  /** The world reaches us by https. */
  isSecure: boolean;
  /** Whether who began to listen may listen still. */
  staysIn: () => Promise<boolean>;
}

type Begin = Extract<Answered, { stream: unknown }>['stream'];

const NOTICE_KEPT_MS = 60_000;
/** Also how soon whoever was signed out elsewhere hears nothing more. */
const BEAT_MS = 5_000;
/** The browser comes again by itself, and whoever is signed out meanwhile does not. */
const STREAM_MS = 10 * 60_000;

/** As the session's own: by https nobody but us can have written it. */
export const noticeCookie = (isSecure: boolean): string => (isSecure ? '__Host-notice' : 'notice');

const cookieOptions = (secure: boolean) => ({ httpOnly: true, sameSite: 'lax', path: '/', secure }) as const;

export function send(answered: Answered, visit: Visit, response: Response, sending: Sending): void {
  if ('page' in answered) show(answered, visit, response, sending);
  else if ('part' in answered) html(response, answered.status ?? 200, partHtml(answered.part));
  else if ('to' in answered) goTo(answered, visit, response, sending);
  else if ('json' in answered) response.status(answered.status ?? 200).json(answered.json);
  else if ('file' in answered) file(answered, response);
  else if ('stream' in answered) stream(answered, response, sending);
  else refuse(visit, response, sending, 404, 'missing');
}

/** A page that says what is wrong, in the frame from which one can go on. What was typed has not arrived: keep.js keeps it. */
export function refuse(
  visit: Visit,
  response: Response,
  sending: Pick<Sending, 'isSecure'>,
  status: number,
  key: string,
): void {
  const page = h('p', { 'data-refused': true }, visit.t(`shared:${key}Why`));
  show({ title: visit.t(`shared:${key}`), page, status }, visit, response, sending);
}

function show(
  { title, page, status = 200 }: Extract<Answered, { page: unknown }>,
  visit: Visit,
  response: Response,
  { isSecure }: Pick<Sending, 'isSecure'>,
): void {
  if (visit.notice !== undefined) response.clearCookie(noticeCookie(isSecure), cookieOptions(isSecure));
  html(response, status, pageHtml(title, page, visit));
}

const html = (response: Response, status: number, text: string): void =>
  void response.status(status).type('text/html').send(text);

function goTo(
  { to, notice }: Extract<Answered, { to: string }>,
  { isPart }: Visit,
  response: Response,
  { isSecure }: Sending,
): void {
  if (notice !== undefined)
    response.cookie(noticeCookie(isSecure), notice, { ...cookieOptions(isSecure), maxAge: NOTICE_KEPT_MS });
  // A part of a page cannot be led elsewhere by a status; and a header carries Latin letters only.
  if (isPart) response.set('HX-Redirect', to.replace(/[^\x21-\x7e]+/g, encodeURI)).end();
  else response.redirect(303, to);
}

function file(
  { file: content, type, name, inline = false }: Extract<Answered, { file: unknown }>,
  response: Response,
): void {
  response.attachment(name).type(type);
  if (inline) response.set('Content-Disposition', 'inline');
  response.send(content);
}

/** https://html.spec.whatwg.org/multipage/server-sent-events.html */
function stream({ stream: begin }: Extract<Answered, { stream: unknown }>, response: Response, sending: Sending): void {
  response.set({
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  // Of who has left already we are not told once more.
  if (response.closed || response.req.method === 'HEAD') response.end();
  else goOn(begin, response, sending);
}

function goOn(begin: Begin, response: Response, { streams, staysIn }: Sending): void {
  const ends: (() => unknown)[] = [];
  const end = (): void => {
    for (const each of ends.splice(0)) each();
    response.end();
  };
  response.on('close', end);
  const beat = setInterval(() => {
    response.write(': \n\n');
    // A database that is away signs nobody out.
    staysIn().then(
      (isIn) => isIn || end(),
      () => undefined,
    );
  }, BEAT_MS);
  const over = setTimeout(end, STREAM_MS);
  ends.push(() => [beat, over].forEach(clearTimeout), streams.add(end));
  ends.push(begin((event, data) => response.write(`event: ${event}\n${linesOf(data)}\n\n`)));
}

const linesOf = (data: string): string =>
  data
    .split(/\r\n|[\r\n]/)
    .map((line) => `data: ${line}`)
    .join('\n');
