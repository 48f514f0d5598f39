/** The HTTP_SMS_ settings: what an aggregator sends us, and what it wants to be sent. And DLT_, which any gateway of India wants. */
import { z } from 'zod';
import { readAllowList } from '../../allow-list';
import type { Dlt } from './dlt';
import type { HttpInbound } from './http';
import { contradictions, SAMPLE } from './http-contradictions';
import { parseJson, type HttpFields } from './http-fields';
import type { HttpSender } from './http-send';
import type { HttpReceipts } from './http-status';
import { fill, holesOf, notationOf } from './http-template';

export interface HttpSettings {
  inbound: HttpInbound;
  /** For replies and for messages that start from us. */
  outgoing: HttpSender | undefined;
  dlt: Dlt;
}

const FIELDS: HttpFields = { sender: 'from', text: 'text', id: 'id', time: 'time' };

const text = z.string().optional();
const matching = (pattern: RegExp, error: string) => z.string().regex(pattern, `must be ${error}`);
const oneOf = <T extends string>(...names: [T, ...T[]]) => z.enum(names, { error: `must be ${names.join(' or ')}` });
const words = (usual: string) =>
  z
    .string()
    .default(usual)
    .transform((list) => list.split(',').map((word) => word.trim().toLowerCase()));
const record = (example: string) =>
  z
    .string()
    .transform(parseJson)
    .pipe(z.record(z.string(), z.string(), { error: `must be JSON such as ${example}` }));

const schema = z.strictObject({
  HTTP_SMS_SECRET: text,
  HTTP_SMS_SECRET_IN: matching(/^(query|header):[\w-]+$/, 'query:NAME or header:NAME').default('query:token'),
  HTTP_SMS_HMAC_KEY: text,
  HTTP_SMS_HMAC_HEADER: matching(/^[\w-]+$/, 'the name of a header').default('X-Signature'),
  HTTP_SMS_HMAC: oneOf('sha256:hex', 'sha256:base64', 'sha1:hex', 'sha1:base64').default('sha256:hex'),
  HTTP_SMS_ALLOW: z
    .string()
    .transform(readAllowList)
    .refine((list) => list !== undefined, 'must be addresses such as 203.0.113.7, 198.51.100.0/24')
    .optional(),
  HTTP_SMS_FIELDS: matching(
    /^\s*((sender|text)=[^,=\s][^,=]*(,\s*|$)|(id|time)=[^,=]*(,\s*|$))*$/,
    'like sender=msisdn, text=content, id=, time=timestamp',
  )
    .transform(fieldsOf)
    .default(FIELDS),
  HTTP_SMS_REPLY: oneOf('send', 'body').default('send'),
  HTTP_SMS_REPLY_BODY: z
    .string()
    .refine((template) => holesOf(template).join() === 'text', 'must contain {text} once and no other {placeholder}')
    .default('{text}'),
  HTTP_SMS_SEND_URL: z.string().refine(isAddress, 'must be an address such as https://api.example.com/send').optional(),
  HTTP_SMS_SEND_METHOD: oneOf('GET', 'POST', 'PUT').optional(),
  HTTP_SMS_SEND_HEADERS: record('{"api-key": "…"}').refine(areHeaders, 'must be headers of HTTP').default({}),
  HTTP_SMS_SEND_BODY: text,
  HTTP_SMS_SEND_SUCCESS: z
    .string()
    .refine(isPattern, 'must be a regular expression such as ^success')
    .transform((pattern) => new RegExp(pattern, 'i'))
    .optional(),
  HTTP_SMS_SEND_NUMBER: oneOf('e164', 'digits', 'national').default('digits'),
  HTTP_SMS_RECEIPT_FIELDS: matching(/^\s*((id|status)=[^,=\s][^,=]*(,\s*|$)){2}$/, 'like id=ref, status=status')
    .transform((given) => pairsOf(given) as { id: string; status: string })
    .optional(),
  HTTP_SMS_RECEIPT_DELIVERED: words('delivered, delivrd, success'),
  HTTP_SMS_RECEIPT_UNDELIVERED: words('undelivered, undeliv, failed, rejected, rejectd, expired'),
  DLT_ENTITY_ID: z.string().default(''),
  DLT_HEADER: z.string().default(''),
  DLT_REQUIRED: oneOf('on', 'off').default('off'),
});
export type HttpGiven = z.infer<typeof schema>;

/** The names of all of them, as `.env.example` lists them. */
export const HTTP_SMS_SETTINGS: readonly string[] = Object.keys(schema.shape);

/** @param given the settings that have a value, and no others. Answers with sentences where something is wrong. */
export function readHttpSettings(given: Readonly<Record<string, string>>): HttpSettings | { problems: string[] } {
  const { data, error } = schema.safeParse(given);
  if (error) return { problems: error.issues.map(({ path, message }) => `${path.join('.')} ${message}`.trim()) };
  const problems = contradictions(data);
  return problems.length > 0
    ? { problems }
    : { inbound: inboundOf(data), outgoing: outgoingOf(data), dlt: dltOf(data) };
}

function inboundOf(given: HttpGiven): HttpInbound {
  const [place = '', name = ''] = given.HTTP_SMS_SECRET_IN.split(':');
  const [algorithm, encoding] = given.HTTP_SMS_HMAC.split(':') as ['sha256' | 'sha1', 'hex' | 'base64'];
  const { HTTP_SMS_SECRET: value, HTTP_SMS_HMAC_KEY: key, HTTP_SMS_HMAC_HEADER: header } = given;
  return {
    secret: value === undefined ? undefined : { value, place: place === 'header' ? 'header' : 'query', name },
    signature: key === undefined ? undefined : { key, header, algorithm, encoding },
    allow: given.HTTP_SMS_ALLOW,
    fields: given.HTTP_SMS_FIELDS,
    replyBody: given.HTTP_SMS_REPLY === 'body' ? given.HTTP_SMS_REPLY_BODY : undefined,
    receipts: receiptsOf(given),
  };
}

function receiptsOf(given: HttpGiven): HttpReceipts | undefined {
  const { HTTP_SMS_RECEIPT_FIELDS: fields, HTTP_SMS_RECEIPT_DELIVERED: delivered } = given;
  return fields && { fields, delivered, undelivered: given.HTTP_SMS_RECEIPT_UNDELIVERED };
}

function outgoingOf(given: HttpGiven): HttpSender | undefined {
  const { HTTP_SMS_SEND_URL: url, HTTP_SMS_SEND_BODY: body, HTTP_SMS_SEND_HEADERS: headers } = given;
  if (!url) return undefined;
  return {
    ...addressed(url, headers),
    method: given.HTTP_SMS_SEND_METHOD ?? (body ? 'POST' : 'GET'),
    body: body ? { template: body, notation: notationOf(body, headers) } : undefined,
    success: given.HTTP_SMS_SEND_SUCCESS,
    number: given.HTTP_SMS_SEND_NUMBER,
    dlt: dltOf(given),
  };
}

const dltOf = (given: HttpGiven): Dlt => ({
  entityId: given.DLT_ENTITY_ID,
  header: given.DLT_HEADER,
  required: given.DLT_REQUIRED === 'on',
});

/** `https://key:token@api…`, as providers print it, is a header on the wire. */
function addressed(url: string, headers: HttpGiven['HTTP_SMS_SEND_HEADERS']): Pick<HttpSender, 'url' | 'headers'> {
  const [, scheme = '', credentials, rest = ''] = /^(https?:\/\/)(?:([^/?#]*)@)?(.*)$/.exec(url) ?? [];
  if (credentials === undefined) return { url, headers };
  const authorization = `Basic ${Buffer.from(decodeURIComponent(credentials)).toString('base64')}`;
  return { url: scheme + rest, headers: { authorization, ...headers } };
}

function fieldsOf(given: string): HttpFields {
  return { ...FIELDS, ...pairsOf(given) };
}

function pairsOf(given: string): Record<string, string> {
  const pairs = given.split(',').map((pair): [string, string] => {
    const [part = '', name = ''] = pair.split('=');
    return [part.trim(), name.trim()];
  });
  return Object.fromEntries(pairs);
}

function isPattern(pattern: string): boolean {
  return works(() => new RegExp(pattern));
}

function areHeaders(headers: Record<string, string>): boolean {
  return works(() => new Headers(headers));
}

/** The message fills its path and its query, never its host. */
function isAddress(url: string): boolean {
  return (
    /^https?:\/\/[^{}/?#]+([/?#]|$)/.test(url) && works(() => new URL(fill(addressed(url, {}).url, SAMPLE, 'form')))
  );
}

function works(attempt: () => unknown): boolean {
  try {
    attempt();
    return true;
  } catch {
    return false;
  }
}
