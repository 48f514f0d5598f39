/** Holds what the API answers against what its own document says of it. */
import Ajv from 'ajv/dist/2020';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import type { OpenApiDocument, Operation } from '../../src/partner/openapi';
import { REFUSALS } from '../../src/partner/refusals';

export interface Exchange {
  method: string;
  /** As called, below the base address. */
  path: string;
  /** As sent, where it was JSON. */
  body?: unknown;
  status: number;
  headers: Headers;
  bytes: Buffer;
}

/** Throws where an answer, or a request that was carried out, is not as the document has it. */
export type Check = (exchange: Exchange) => void;

interface Response {
  $ref?: string;
  headers?: Record<string, { required?: boolean }>;
  content?: Record<string, { schema: object }>;
}

export function documented(document: OpenApiDocument): Check {
  const wrongIn = validator(document);
  const find = finder(document);
  return (exchange) => {
    const found = find(exchange);
    const wrong =
      typeof found === 'string' ? notRefused(exchange, found) : problems(exchange, found, document, wrongIn);
    if (wrong.length === 0) return;
    const { method, path, status, bytes } = exchange;
    const answered = `${method} ${path} → ${status} is not as documented:\n  ${wrong.join('\n  ')}`;
    throw new Error(`${answered}\n  ${bytes.toString().slice(0, 600)}`);
  };
}

interface Found {
  operation: Operation;
  /** Where it stands in the document. */
  place: readonly string[];
}

function finder({ paths }: OpenApiDocument): (exchange: Exchange) => Found | 'notFound' | 'wrongMethod' {
  // One that is written without braces comes first.
  const known = Object.keys(paths).sort((a, b) => Number(a.includes('{')) - Number(b.includes('{')));
  const patterns = known.map((path) => ({ path, fits: patternOf(path) }));
  return ({ method, path: called }) => {
    const [pathname = ''] = called.split('?');
    const path = patterns.find(({ fits }) => fits.test(pathname))?.path;
    const operation = path === undefined ? undefined : paths[path]?.[method.toLowerCase()];
    if (path === undefined) return 'notFound';
    return operation ? { operation, place: ['paths', path, method.toLowerCase()] } : 'wrongMethod';
  };
}

/** `/admin/location/districts/{state_id}` fits any one piece of a path in place of the braces. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, '\\$&').replace(/\{\w+\}/g, '[^/]+')}/?$`, 'i');

type WrongIn = (value: unknown, place: readonly string[]) => string[];

function validator(document: OpenApiDocument): WrongIn {
  const ajv = addFormats(new Ajv({ allErrors: true, allowUnionTypes: true }));
  ajv.addVocabulary(Object.keys(document));
  ajv.addSchema(document, 'document');
  const compiled = new Map<string, ValidateFunction>();
  return (value, place) => {
    const $ref = `document#/${place.map(escaped).join('/')}`;
    const validate = compiled.get($ref) ?? ajv.compile({ $ref });
    compiled.set($ref, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(
      (each) => `${each.instancePath} ${each.message ?? ''} ${JSON.stringify(each.params)}`,
    );
  };
}

const escaped = (part: string): string => encodeURIComponent(part.replace(/~/g, '~0').replace(/\//g, '~1'));

function problems(
  exchange: Exchange,
  { operation, place }: Found,
  document: OpenApiDocument,
  wrongIn: WrongIn,
): string[] {
  const response = operation.responses[exchange.status] as Response | undefined;
  if (!response) return ['this status is not documented'];
  const shared = response.$ref?.split('/').slice(1);
  const answered = shared ? at(document, shared) : response;
  return [
    ...answerProblems(exchange, answered, shared ?? [...place, 'responses', String(exchange.status)], wrongIn),
    ...(exchange.status < 300 && operation.requestBody ? bodyProblems(exchange, place, wrongIn) : []),
  ];
}

const at = (document: unknown, place: readonly string[]): Response =>
  place.reduce((inside, key) => (inside as Record<string, unknown>)[key], document) as Response;

function answerProblems(
  { headers, bytes }: Exchange,
  { headers: promised = {}, content = {} }: Response,
  place: readonly string[],
  wrongIn: WrongIn,
): string[] {
  const missing = Object.keys(promised).filter((name) => promised[name]?.required && !headers.has(name));
  const [type = ''] = (headers.get('Content-Type') ?? '').split(';');
  const wrong = missing.map((name) => `without ${name}`);
  if (Object.keys(content).length === 0) return bytes.length > 0 ? [...wrong, 'with a body'] : wrong;
  if (!content[type]) return [...wrong, `as "${type}"`];
  if (type !== 'application/json') return wrong;
  return [...wrong, ...wrongIn(JSON.parse(bytes.toString()), [...place, 'content', type, 'schema'])];
}

/** What is carried out must be what the document asks for. */
const bodyProblems = ({ body }: Exchange, place: readonly string[], wrongIn: WrongIn): string[] =>
  body === undefined
    ? []
    : wrongIn(body, [...place, 'requestBody', 'content', 'application/json', 'schema']).map(
        (each) => `taken, but ${each}`,
      );

function notRefused({ status, bytes }: Exchange, name: 'notFound' | 'wrongMethod'): string[] {
  const expected = REFUSALS[name];
  const isSo = status === expected.status && bytes.toString().includes(expected.errorCode);
  return isSo ? [] : [`not answered ${expected.errorCode}`];
}
