/** What a call may answer, as the document writes it: by status, what goes well and what it may be refused with. */
import { grouped } from '../store/grouped';
import { isDoneOnce, type Answer, type Endpoint } from './endpoint';
import { DONE_ONCE, EVERY_CALL, REFUSALS, WITH_BODY, WITH_INPUT, WITH_TOKEN, type RefusalName } from './refusals';
import type { Json, Schemas } from './openapi-schemas';

/** @param shared takes up refusals that many calls have in common */
export function responsesOf(one: Endpoint, schemas: Schemas, shared: Record<string, Json>): Json {
  const answers = Object.entries(one.answers).map(([status, answer]) => [
    status,
    Number(status) === 304 ? { description: 'What you have is what there is' } : responseOf(one, answer, schemas),
  ]);
  const refused = [...grouped(refusalsOf(one), (name) => REFUSALS[name].status)].map(([status, names]) => [
    status,
    refusalOf(names, shared),
  ]);
  return Object.fromEntries([...answers, ...refused]) as Json;
}

/** Everything it may be refused with: what is its own, and what any call of its kind meets. */
function refusalsOf(one: Endpoint): RefusalName[] {
  const isPost = one.method === 'post';
  const hasInput = isPost || (one.params ?? one.query) !== undefined;
  const byToken = one.access === 'number' || one.access === 'staff';
  const ofItsKind = [
    ...(hasInput ? WITH_INPUT : []),
    ...(byToken ? WITH_TOKEN : []),
    ...(isPost ? WITH_BODY : []),
    ...(isDoneOnce(one) ? DONE_ONCE : []),
    ...EVERY_CALL,
  ];
  return [...new Set([...one.refuses, ...ofItsKind])];
}

function responseOf(one: Endpoint, answer: Answer, schemas: Schemas): Json {
  if (answer === 'nothing') return { description: 'Done' };
  if (answer === 'pdf') return { description: 'A PDF', headers: WITH_NAME, content: { 'application/pdf': PDF } };
  const content = { 'application/json': { schema: schemas.output(answer) } };
  return { description: answer.description ?? 'Done', ...(304 in one.answers ? { headers: WITH_ETAG } : {}), content };
}

const PDF = { schema: { type: 'string', contentMediaType: 'application/pdf' } };
const always = (description: string, schema: Json = { type: 'string' }): Json => ({
  ...{ description, required: true, schema },
});
const WITH_NAME = { 'Content-Disposition': always('With a name for the file') };
const WITH_ETAG = {
  ETag: always('Send it back as If-None-Match: 304 then says that nothing has changed'),
  'Cache-Control': always('For how many seconds it need not be asked again'),
};
const WITH_WAIT = { 'Retry-After': always('Seconds to wait', { type: 'integer', minimum: 1 }) };

const COMMON = new Set([...EVERY_CALL, ...WITH_INPUT, ...WITH_BODY, ...DONE_ONCE, ...WITH_TOKEN]);

function refusalOf(names: readonly RefusalName[], shared: Record<string, Json>): Json {
  if (!names.every((name) => COMMON.has(name))) return writtenOut(names);
  const common = names.map((name) => name.charAt(0).toUpperCase() + name.slice(1)).join('Or');
  shared[common] ??= writtenOut(names);
  return { $ref: `#/components/responses/${common}` };
}

function writtenOut(names: readonly RefusalName[]): Json {
  const said = names.map((name) => ({ name, errorCode: REFUSALS[name].errorCode, error: REFUSALS[name].error }));
  const examples = Object.fromEntries(said.map(({ name, ...value }) => [name, { value }]));
  const errorCode = { type: 'string', enum: [...new Set(said.map((each) => each.errorCode))] };
  return {
    description: said.map((each) => `${each.errorCode}: ${each.error}`).join('. '),
    ...(names.some((name) => REFUSALS[name].status === 429) ? { headers: WITH_WAIT } : {}),
    content: { 'application/json': { schema: refusedWith(errorCode), examples } },
  };
}

const refusedWith = (errorCode: Json): Json => ({
  type: 'object',
  properties: { errorCode, error: { type: 'string', description: 'For whoever writes the client: what to do' } },
  required: ['errorCode', 'error'],
  additionalProperties: false,
});
