/** The API behind a real socket, and programs that call it as a partner's would. */
import { createHash } from 'node:crypto';
import express from 'express';
import { createApi, type Api } from '../../src/partner/api';
import type { ApiDeps } from '../../src/partner/deps';
import type { Endpoint } from '../../src/partner/endpoint';
import { endpointsOf } from '../../src/partner/endpoints';
import { openApiOf } from '../../src/partner/openapi';
import { certificateDeps } from './certificates';
import { documented } from './documented';
import { listen } from './listen';
import { sentMessages } from './sent';
import type { Site, World } from './world';

export interface Reply {
  status: number;
  headers: Headers;
  /** Of JSON. */
  json: Record<string, unknown>;
  bytes: Buffer;
}

export interface CallOptions {
  token?: string;
  key?: string;
  language?: string;
  headers?: Record<string, string>;
  /** IP address; unset: another one for each call, as of people all over the country. */
  from?: string;
}

export interface ApiUnderTest {
  url: string;
  api: Api;
  deps: ApiDeps;
  get: (path: string, options?: CallOptions) => Promise<Reply>;
  post: (path: string, body: unknown, options?: CallOptions) => Promise<Reply>;
  /** Proves a number as a person would, by the code in their SMS. Answers the token. @param address `tel:+91…` */
  signIn: (address: string, options?: CallOptions) => Promise<string>;
  close: () => Promise<void>;
}

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
/** As clients write a number: `9830012345`. */
export const mobileOf = (address: string): string => address.slice(-10);

export async function openApi(
  world: World,
  {
    site = world.site,
    endpoints,
    ...more
  }: { site?: Site; endpoints?: (deps: ApiDeps) => Endpoint[] } & Partial<ApiDeps> = {},
): Promise<ApiUnderTest> {
  const now = (): Date => world.clock.now();
  const failed = (error: unknown): void => void site.failures.push(error);
  const certificates = certificateDeps(site.store, now);
  const deps: ApiDeps = {
    ...{ store: site.store, now, certificates, isSandbox: false, phoneTime: now, failed },
    ...more,
  };
  const offered = (endpoints ?? endpointsOf)(deps);
  const api = createApi(offered, deps);
  const check = documented(openApiOf(offered));
  const app = express();
  app.set('trust proxy', true);
  app.use('/api/v2', api.router);
  const listening = await listen(app);
  const { url } = listening;
  const call = async (method: string, path: string, body: unknown, options: CallOptions = {}): Promise<Reply> => {
    const reply = await replyOf(await fetch(`${url}/api/v2${path}`, { method, ...requestOf(body, options) }));
    // Whatever a test asks, the answer is as the document has it.
    check({ method, path, ...(typeof body === 'string' ? {} : { body }), ...reply });
    return reply;
  };
  const get: ApiUnderTest['get'] = (path, options) => call('GET', path, undefined, options);
  const post: ApiUnderTest['post'] = (path, body, options) => call('POST', path, body, options);
  return { url: `${url}/api/v2`, api, deps, get, post, signIn: signingIn(world, post), close: () => listening.close() };
}

function requestOf(body: unknown, { from = newNetwork(), token, key, language, headers }: CallOptions) {
  const said = {
    'X-Forwarded-For': from,
    ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
    ...(key === undefined ? {} : { 'X-Api-Key': key }),
    ...(language === undefined ? {} : { 'Accept-Language': language }),
  };
  if (body === undefined) return { headers: { ...said, ...headers } };
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return { headers: { 'Content-Type': 'application/json', ...said, ...headers }, body: text };
}

let networks = 0;
const newNetwork = (): string => `10.${++networks >> 16}.${(networks >> 8) & 255}.${networks & 255}`;

async function replyOf(response: globalThis.Response): Promise<Reply> {
  const bytes = Buffer.from(await response.arrayBuffer());
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  const json = isJson ? (JSON.parse(bytes.toString()) as Record<string, unknown>) : {};
  return { status: response.status, headers: response.headers, json, bytes };
}

/** The last one of their SMS. */
export const codeSentTo = async (world: World, address: string): Promise<string> =>
  /\d{6}/.exec((await sentMessages(world, address)).at(-1)?.text ?? '')?.[0] ?? '';

function signingIn(world: World, post: ApiUnderTest['post']): ApiUnderTest['signIn'] {
  return async (address, options) => {
    const { json: asked } = await post('/auth/public/generateOTP', { mobile: mobileOf(address) }, options);
    const given = { otp: sha256(await codeSentTo(world, address)), txnId: asked['txnId'] };
    const { status, json } = await post('/auth/public/confirmOTP', given, options);
    if (status !== 200) throw new Error(`${address} did not get in: ${JSON.stringify({ asked, json })}`);
    return String(json['token']);
  };
}
