/**
 * A small client for TikaSetu's API, typed by its document. It needs `fetch` and `crypto.subtle` (Node 20, any browser) and nothing
 * else: copy this folder.
 *
 *     const client = createClient({ base: 'https://YOUR-HOST/api/sandbox/v2' });
 *     await client.signIn('9830012345', () => ask('The code in the SMS?'));
 *     const { sessions } = await client.get('/appointment/sessions/findByPin', { query: { pincode: '700091', date: '31-03-2021' } });
 */
import type { paths } from './schema.js';

type Method = 'get' | 'post';
/** The paths that are called so. */
export type PathBy<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, { responses: unknown }> ? P : never;
}[keyof paths];

type Operation<P extends keyof paths, M extends Method> = NonNullable<paths[P][M]>;
type Parameter<O, In extends string> = O extends { parameters: Partial<Record<In, infer V>> }
  ? Exclude<V, undefined>
  : never;
type BodyOf<O> = O extends { requestBody: { content: { 'application/json': infer B } } } ? B : never;

type Needed<K extends string, V> = [V] extends [never]
  ? Partial<Record<K, never>>
  : Partial<V> extends V
    ? Partial<Record<K, V>>
    : Record<K, V>;

/** What a call takes, and how. */
export type Sent<O> = Needed<'query', Parameter<O, 'query'>> &
  Needed<'path', Parameter<O, 'path'>> &
  Needed<'body', BodyOf<O>> & {
    /** Names also in this language, as `name_l` and the like. */
    language?: 'hi_IN' | 'bn_IN';
    /** Of a POST; one is made where none is given. Give your own to repeat what another run of your program began. */
    idempotencyKey?: string;
  };

type Content<R> = R extends { content: { 'application/json': infer J } }
  ? J
  : R extends { content: { 'application/pdf': unknown } }
    ? Uint8Array
    : undefined;
/** What it answers when all went well. */
export type Answer<O> = O extends { responses: infer R } ? Content<R[keyof R & (200 | 201 | 204)]> : never;

type Arguments<O> = Partial<Sent<O>> extends Sent<O> ? [sent?: Sent<O>] : [sent: Sent<O>];

/** The API said no: branch on `errorCode`. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly errorCode: string,
    message: string,
    /** Seconds, where it is only to be asked again later. */
    readonly retryAfter?: number,
  ) {
    super(message);
    this.name = 'Refused';
  }
}

export interface ClientOptions {
  /** `https://YOUR-HOST/api/v2`, or `…/api/sandbox/v2` to try things out. */
  base: string;
  /** A partner's. */
  key?: string;
  /** Somebody signed in already. */
  token?: string;
  /** How long, over all its waits, a call that met a limit is tried again. */
  patienceMs?: number;
  fetch?: typeof fetch;
  wait?: (ms: number) => Promise<void>;
}

export interface Client {
  get: <P extends PathBy<'get'>>(
    path: P,
    ...sent: Arguments<Operation<P, 'get'>>
  ) => Promise<Answer<Operation<P, 'get'>>>;
  post: <P extends PathBy<'post'>>(
    path: P,
    ...sent: Arguments<Operation<P, 'post'>>
  ) => Promise<Answer<Operation<P, 'post'>>>;
  /** Has a code sent and gives it back; from then on calls are those of this number, for 15 minutes. Answers the token. */
  signIn: (mobile: string, readCode: () => Promise<string>) => Promise<string>;
}

interface AnySent {
  query?: Record<string, string | number | undefined>;
  path?: Record<string, unknown>;
  body?: unknown;
  language?: string;
  idempotencyKey?: string;
}

export function createClient(options: ClientOptions): Client {
  let { token } = options;
  const call = async (method: Method, path: string, sent: AnySent = {}): Promise<unknown> => {
    const headers = headersOf(method, sent, options.key, token);
    const body = method === 'post' ? { body: JSON.stringify(sent.body ?? {}) } : {};
    return read(
      await patiently(options, addressOf(options.base, path, sent), { method: method.toUpperCase(), headers, ...body }),
    );
  };
  const client: Omit<Client, 'signIn'> = {
    get: (path, ...[sent]) => call('get', path, sent) as never,
    post: (path, ...[sent]) => call('post', path, sent as AnySent) as never,
  };
  const signIn: Client['signIn'] = async (mobile, readCode) => {
    const { txnId } = await client.post('/auth/public/generateOTP', { body: { mobile } });
    const otp = await sha256(await readCode());
    const given = await client.post('/auth/public/confirmOTP', { body: { otp, txnId } });
    token = given.token;
    return token;
  };
  return { ...client, signIn };
}

function addressOf(base: string, path: string, { path: pieces = {}, query = {} }: AnySent): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(pieces[name])));
  const asked = Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]));
  return asked.length > 0 ? `${base}${filled}?${new URLSearchParams(asked).toString()}` : base + filled;
}

function headersOf(method: Method, sent: AnySent, key?: string, token?: string): Record<string, string> {
  const once = sent.idempotencyKey ?? crypto.randomUUID();
  return {
    Accept: 'application/json, application/pdf',
    ...(method === 'post' ? { 'Content-Type': 'application/json', 'Idempotency-Key': once } : {}),
    ...(key === undefined ? {} : { 'X-Api-Key': key }),
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(sent.language === undefined ? {} : { 'Accept-Language': sent.language }),
  };
}

const PATIENCE_MS = 60_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** The same request again, with the same key, when the answer says that it may be (429, 503, or the first is still running). */
async function patiently(options: ClientOptions, url: string, request: RequestInit): Promise<Response> {
  const { fetch: ask = fetch, wait = pause, patienceMs = PATIENCE_MS } = options;
  for (let waited = 0; ;) {
    const response = await ask(url, request);
    const ms = Number(response.headers.get('Retry-After')) * 1000;
    waited += ms;
    if (response.ok || !(ms > 0) || waited > patienceMs) return response;
    await response.arrayBuffer();
    await wait(ms);
  }
}

async function read(response: Response): Promise<unknown> {
  if (response.status === 204) return undefined;
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  if (response.ok) return isJson ? response.json() : new Uint8Array(await response.arrayBuffer());
  // What stands in between answers in a language of its own.
  const said = isJson ? ((await response.json()) as Record<string, string>) : {};
  const { errorCode = '', error = `answered ${response.status}` } = said;
  const seconds = Number(response.headers.get('Retry-After'));
  throw new Refused(response.status, errorCode, error, seconds > 0 ? seconds : undefined);
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
