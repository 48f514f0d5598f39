/** Calls of one operation of the document: as it asks for them, and in every way that it does not. */
import fc, { type Arbitrary } from 'fast-check';
import type { Operation } from '../../src/partner/openapi';
import { fitting, spoilt, type Known, type Schema } from './from-schema';

const TOKENS = ['own', 'staff', 'none', 'expired', 'forged', 'ended'] as const;
export type Token = (typeof TOKENS)[number];

export interface Sent {
  token: Token;
  headers: Record<string, string>;
  /** With its query. */
  address: string;
  body: unknown;
  /** In place of the body: what is no JSON, or says that it is none. */
  raw: { text: string; type: string } | null;
}

export function anyCall(path: string, operation: Operation, known: Known): Arbitrary<Sent> {
  const parts = (place: string) => values(fieldsOf(operation, place), known);
  const usual = operation.security.some((needed) => 'staff' in needed) ? 'staff' : 'own';
  return fc.record({
    token: mostly<Token>(fc.constant(usual), fc.constantFrom(...TOKENS)),
    headers: mostly(fc.constant({}), HEADERS),
    address: fc.tuple(parts('path'), parts('query'), fc.boolean()).map((said) => addressOf(path, ...said)),
    body: values(schemaIn(operation.requestBody) ?? { type: 'object' }, known),
    raw: mostly(fc.constant(null), fc.record({ text: TEXTS, type: TYPES })),
  });
}

const mostly = <T>(usual: Arbitrary<T>, odd: Arbitrary<T>): Arbitrary<T> =>
  fc.oneof({ weight: 5, arbitrary: usual }, { weight: 1, arbitrary: odd });

const values = (schema: Schema, known: Known): Arbitrary<unknown> =>
  fc.oneof(fitting(schema, known), spoilt(fitting(schema, known)));

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  schema: Schema;
}

function fieldsOf({ parameters }: Operation, place: string): Schema {
  const own = (parameters as unknown as Parameter[]).filter((each) => each.in === place);
  const properties = Object.fromEntries(own.map(({ name, schema }) => [name, schema]));
  return { type: 'object', properties, required: own.filter(({ required }) => required).map(({ name }) => name) };
}

const schemaIn = (asked: unknown): Schema | undefined =>
  (asked as { content?: Record<string, { schema?: Schema }> } | undefined)?.content?.['application/json']?.schema;

function addressOf(path: string, pieces: unknown, query: unknown, isOdd: boolean): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => pieceOf(written(entriesOf(pieces).get(name))));
  const asked = [...entriesOf(query)].map(([name, value]) => [name, written(value)]);
  const odd = isOdd && asked[0] ? `&${asked[0][0] ?? ''}=&a[x]=1&%ZZ&__proto__[y]=1` : '';
  return `${filled}?${new URLSearchParams(asked).toString().slice(0, 6_000)}${odd}`;
}

const entriesOf = (value: unknown): Map<string, unknown> =>
  new Map(typeof value === 'object' && value !== null ? Object.entries(value) : []);

/** What a browser would take for a way through folders does not come to this call. */
const pieceOf = (text: string): string => (/^\.{0,2}$/.test(text) ? '%00' : encodeURIComponent(text));

const written = (value: unknown = ''): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed().slice(0, 500);

const HEADERS: Arbitrary<Record<string, string>> = fc.record(
  {
    'Accept-Language': fc.constantFrom('hi_IN', 'bn-IN, en;q=0.5', '*', 'xx', ',;=', 'h'.repeat(3_000)),
    'Idempotency-Key': fc.oneof(fc.constantFrom('same', 'other', ' ', 'k'.repeat(201)), fc.uuid()),
    'If-None-Match': fc.constantFrom('*', '"x"', 'W/"x", "y"', '"'),
    'X-Api-Key': fc.constantFrom('', 'tk_unknown', 'x'.repeat(3_000)),
    Authorization: fc.constantFrom('', 'Basic eDp5', 'Bearer', 'Bearer a.b.c', 'bearer  x y'),
  },
  { requiredKeys: [] },
);

const TEXTS = fc.constantFrom(
  ...['', '{', '{"a":1}{', 'null', '[]', '"x"', '\ufeff{}', 'mobile=9830012345', '<a/>'],
  ...['['.repeat(9_000), `"${'x'.repeat(20_000)}"`],
);
const TYPES = fc.constantFrom(
  ...['application/json', 'application/json; charset=utf-16', 'application/json; charset=none', 'text/plain', '/', ''],
  ...['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/problem+json'],
);
