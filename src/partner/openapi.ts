/** The API's own description, OpenAPI 3.1, made of what it is made of: the calls, their schemas and their refusals. */
import { isDoneOnce, TAGS, type Access, type Endpoint, type Tag } from './endpoint';
import { responsesOf } from './openapi-answers';
import { createSchemas, type Json, type Schemas } from './openapi-schemas';

export interface OpenApiDocument {
  openapi: '3.1.0';
  info: { title: string; version: string; summary: string; description: string; license: Json };
  servers: readonly ServerAddress[];
  tags: readonly { name: Tag; description: string }[];
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<Record<string, Json>>;
}

interface ServerAddress {
  /** As seen from the document. */
  url: string;
  description: string;
}

export interface Operation extends Json {
  operationId: string;
  tags: readonly string[];
  summary: string;
  description?: string;
  /** Where it is there, if not everywhere. */
  servers?: readonly ServerAddress[];
  security: readonly Readonly<Record<string, readonly string[]>>[];
  parameters: readonly Json[];
  requestBody?: Json;
  responses: Json;
}

export function openApiOf(endpoints: readonly Endpoint[]): OpenApiDocument {
  const schemas = createSchemas();
  const responses: Record<string, Json> = {};
  const paths: Record<string, Record<string, Operation>> = {};
  for (const one of endpoints) (paths[one.path] ??= {})[one.method] = operationOf(one, schemas, responses);
  const used = TAGS.filter((tag) => endpoints.some((one) => one.tag === tag));
  const servers = used.includes('Sandbox') ? [SERVICE, SANDBOX] : [SERVICE];
  const tags = used.map((name) => ({ name, description: ABOUT_TAGS[name] }));
  const components = { schemas: schemas.named, responses, parameters: HEADERS, securitySchemes: SECURITY_SCHEMES };
  return { openapi: '3.1.0', info: INFO, servers, tags, paths, components };
}

const INFO: OpenApiDocument['info'] = {
  title: 'TikaSetu for partners',
  version: '2.0.0',
  summary: 'Register people for vaccination, find them a place, book, move and cancel it.',
  description:
    'Programs written for the API of Co-WIN need another base address and nothing else. Dates are DD-MM-YYYY, times are ' +
    "India's. What is refused is answered as JSON with errorCode and error, and never as HTML.",
  license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
};

const SANDBOX: ServerAddress = {
  url: '/api/sandbox/v2',
  description: 'The same to try out: places are free, nobody is written to, codes can be read',
};
const SERVICE: ServerAddress = { url: '/api/v2', description: 'The service' };

const ABOUT_TAGS: Readonly<Record<Tag, string>> = {
  'Sign-in': 'Somebody proves their number by the code of an SMS; the token that is given lasts 15 minutes',
  Places: 'States, districts, and where places are free',
  People: 'Up to four people on one number',
  Appointments: 'A place for a dose: taken, moved, given back',
  Papers: 'What people take along, as PDF',
  Vaccinators: 'For members of staff with open appointments of their centre',
  Sandbox: 'There only where nothing is real',
};

function operationOf(one: Endpoint, schemas: Schemas, shared: Record<string, Json>): Operation {
  return {
    operationId: idOf(one),
    tags: [one.tag],
    summary: one.summary,
    ...(one.about === undefined ? {} : { description: one.about }),
    ...(one.tag === 'Sandbox' ? { servers: [SANDBOX] } : {}),
    security: SECURITY[one.access],
    parameters: parametersOf(one, schemas),
    ...(one.body && { requestBody: bodyOf(schemas.input(one.body)) }),
    responses: responsesOf(one, schemas, shared),
  };
}

/** `get /admin/location/districts/{state_id}` → `getAdminLocationDistrictsByStateId` */
const idOf = ({ method, path }: Endpoint): string =>
  method +
  path
    .replace(/\{/g, 'by_')
    .replace(/(?:^|[^A-Za-z])+([A-Za-z])/g, (_, letter: string) => letter.toUpperCase())
    .replace(/\W/g, '');

const bodyOf = (schema: Json): Json => ({ required: true, content: { 'application/json': { schema } } });

function parametersOf(one: Endpoint, schemas: Schemas): Json[] {
  return [
    ...(one.params ? fieldsOf(schemas.input(one.params), 'path') : []),
    ...(one.query ? fieldsOf(schemas.input(one.query), 'query') : []),
    header('AcceptLanguage'),
    ...(304 in one.answers ? [header('IfNoneMatch')] : []),
    ...(isDoneOnce(one) ? [header('IdempotencyKey')] : []),
  ];
}

const header = (name: keyof typeof HEADERS): Json => ({ $ref: `#/components/parameters/${name}` });

function fieldsOf({ properties = {}, required = [] }: Json, place: 'path' | 'query'): Json[] {
  return Object.entries(properties as Record<string, Json>).map(([name, { description, ...schema }]) => ({
    ...{ name, in: place, required: place === 'path' || (required as string[]).includes(name) },
    ...(description === undefined ? {} : { description }),
    schema,
  }));
}

const text = (name: string, description: string, example: string, maxLength = 200): Json => ({
  ...{ name, in: 'header', required: false, description },
  schema: { type: 'string', maxLength, examples: [example] },
});

const HEADERS = {
  AcceptLanguage: text(
    'Accept-Language',
    'hi_IN or bn_IN: names also in Hindi or Bengali, as name_l and the like',
    'hi_IN',
  ),
  IdempotencyKey: text(
    'Idempotency-Key',
    'Of your own making, new for each thing to be done: the same request with the same key is carried out once',
    '5b2c8f0e-2f6a-4c1d-9a57-0f1d1c3b7e10',
  ),
  IfNoneMatch: text('If-None-Match', 'The ETag of what you have', '"2f6a4c1d"'),
};

const SECURITY_SCHEMES = {
  partner: {
    type: 'apiKey',
    in: 'header',
    name: 'X-Api-Key',
    description: 'Of a partner: its calls count against its own quota',
  },
  number: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: 'Of somebody who has proved their number',
  },
  staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Of a member of staff of a centre' },
};

/** One of them is enough; a key may be sent with every call. */
const SECURITY: Readonly<Record<Access, Operation['security']>> = {
  open: [{}, { partner: [] }],
  key: [{ partner: [] }],
  number: [{ number: [] }, { number: [], partner: [] }],
  staff: [{ staff: [] }, { staff: [], partner: [] }],
};
