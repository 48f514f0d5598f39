/** One call of the API: who may make it, what it takes, what it answers. The router and the OpenAPI document are made of these. */
import type { z } from 'zod';
import type { Language } from '../conversation/vocabulary';
import type { ApiSession } from '../store/api-sessions';
import type { Partner } from '../store/partners';
import type { Staff } from '../store/staff';
import type { Ready } from './ready';
import type { RefusalName } from './refusals';

/**
 * `open`: anybody. `key`: a partner's program. `number`: who has proved a telephone number. `staff`: a member of staff of a
 * centre, by a token of their own.
 */
export type Access = 'open' | 'key' | 'number' | 'staff';

/** What every call knows. */
export interface Request {
  /** Of the names beside the English ones; undefined: English alone is asked for. */
  language: Language | undefined;
  now: Date;
  /** Where it comes from. */
  ip: string;
  /** Whose program calls; null without a key. */
  partner: Partner | null;
  /** The same where the same request is sent again with its `Idempotency-Key`. */
  once: string;
}

export interface Caller {
  open: Request;
  key: Request & { partner: Partner };
  number: Request & { session: ApiSession };
  staff: Request & { staff: Staff };
}

export type Call<A extends Access, P, Q, B> = Caller[A] & { params: P; query: Q; body: B };

/** What a call answers; a refusal is a value, what is thrown is our own fault. */
export type Answered =
  | { json: object; status?: number }
  /** For how many seconds it may be kept. */
  | (Ready & { seconds: number })
  | { pdf: Buffer; name: string }
  /** 204 */
  | { nothing: true }
  | Refused;

export interface Refused {
  refused: RefusalName;
  /** Seconds. */
  retryAfter?: number;
  /** In place of the usual sentence. */
  error?: string;
}

/** By status; what is written there is the document's own words for it. */
export type Answer = z.ZodType | 'pdf' | 'nothing';

export interface Endpoint {
  method: 'get' | 'post';
  /** `/admin/location/districts/{state_id}` */
  path: string;
  tag: Tag;
  /** One line; what is not seen from the fields goes into `about`. */
  summary: string;
  about?: string;
  access: Access;
  params?: z.ZodType;
  query?: z.ZodType;
  body?: z.ZodType;
  answers: Readonly<Record<number, Answer>>;
  /** Beside those that any call of its kind may meet. */
  refuses: readonly RefusalName[];
  run: (call: never) => Promise<Answered>;
}

/** Whether an `Idempotency-Key` is looked at. No sign-in is kept, to be had a second time; and a sign-out is always carried out. */
export const isDoneOnce = ({ method, tag }: Pick<Endpoint, 'method' | 'tag'>): boolean =>
  method === 'post' && tag !== 'Sign-in';

export const TAGS = ['Sign-in', 'Places', 'People', 'Appointments', 'Papers', 'Vaccinators', 'Sandbox'] as const;
export type Tag = (typeof TAGS)[number];

interface Typed<A extends Access, P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType> extends Omit<
  Endpoint,
  'access' | 'params' | 'query' | 'body' | 'run'
> {
  access: A;
  params?: P;
  query?: Q;
  body?: B;
  run: (call: Call<A, z.output<P>, z.output<Q>, z.output<B>>) => Promise<Answered>;
}

/** So that `run` knows what its schemas have read. */
export const endpoint = <
  A extends Access,
  P extends z.ZodType = z.ZodType,
  Q extends z.ZodType = z.ZodType,
  B extends z.ZodType = z.ZodType,
>(
  one: Typed<A, P, Q, B>,
): Endpoint => one;
