/** One page, part of a page, or deed of the consoles: who may reach it, and what it answers. `serve` puts it behind its guards. */
import type { ComponentChild } from 'preact';
import type { Language } from '../conversation/vocabulary';
import type { AuditStore } from '../store/audit';
import type { Staff } from '../store/staff';
import type { Right } from './rights';
import type { Translate } from './words';

/** One request of a member of staff who is signed in, may be here, and whose form is their own. */
export interface Visit {
  staff: Staff;
  /** Id of the signed-in session. */
  session: string;
  /** Where the request comes from, for the audit trail. */
  ip: string;
  now: Date;
  /** For `audit`. */
  trail: AuditStore;
  language: Language;
  /** `t('desk:queue.title', { count: 3 })`: locales/<language>/web/desk.json. */
  t: Translate;
  /** `/centre/sessions` */
  path: string;
  /** Of the path's `:name` parts. */
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, string>>;
  /** Fields of the form, as text; of a field that was sent several times all values are in `lists`. */
  form: Readonly<Record<string, string>>;
  lists: Readonly<Record<string, readonly string[]>>;
  /** Body of a JSON request. */
  json: unknown;
  files: Readonly<Record<string, Upload>>;
  /** To be written into every form: see `Form`. */
  csrf: string;
  /** The same when the same form is sent twice: the key of what it does. */
  once: string;
  /** htmx asks for a part, not for a page. */
  isPart: boolean;
  /** What is to be said once at the top, from the page before. */
  notice: string | undefined;
}

export interface Upload {
  /** As the browser named it; never a path. */
  name: string;
  bytes: Buffer;
}

export type Answered =
  /** A whole page, inside the layout. */
  | { page: ComponentChild; title: string; status?: number }
  /** What takes the place of a part of the page. */
  | { part: ComponentChild; status?: number }
  /** 303; `notice` is a sentence said there once. */
  | { to: string; notice?: string }
  | { json: unknown; status?: number }
  | { file: Buffer | string; type: string; name: string; inline?: boolean }
  /** Server-sent events, until the browser goes: `send('queue', '<html>')`. Answers what stops it. */
  | { stream: (send: (event: string, data: string) => void) => () => void }
  /** There is no such thing, or it is not theirs to see. */
  | { missing: true };

export interface Route {
  method: 'get' | 'post';
  /** As Express reads it: `/desk/queue/:request/take`. */
  path: string;
  right: Right;
  run: (visit: Visit) => Promise<Answered>;
  /** Files may come with it. */
  uploads?: true;
}
