/** One call on the page of the API: closed a line, opened all there is to know about it. */
import type { ComponentChild } from 'preact';
import { Field, Fields, sampleOf, worded } from './docs-fields';
import type { OpenApiDocument, Operation } from './openapi';
import type { Json } from './openapi-schemas';
import { DONE_ONCE, EVERY_CALL, REFUSALS, WITH_BODY, WITH_INPUT, WITH_TOKEN, type Refusal } from './refusals';

interface Parameter {
  name: string;
  in: string;
  required: boolean;
  description?: string;
  schema: Json;
}

interface Call {
  document: OpenApiDocument;
  path: string;
  method: string;
  operation: Operation;
}

export function OperationPart({ call }: { call: Call }) {
  const { path, method, operation } = call;
  return (
    <details class="call">
      <summary>
        <span class={`method ${method}`}>{method.toUpperCase()}</span> <code>{path}</code>
        <span class="summary">{operation.summary}</span>
      </summary>
      <div id={operation.operationId}>
        {operation.description === undefined ? null : <p>{worded(operation.description)}</p>}
        <p>{NEEDS[neededBy(operation)]}</p>
        <Taken call={call} />
        <h4>With curl</h4>
        <pre>{curlOf(call)}</pre>
        <Answers call={call} />
        <Refusals operation={operation} />
      </div>
    </details>
  );
}

type Needed = 'nothing' | 'partner' | 'number' | 'staff';
const NEEDS: Readonly<Record<Needed, string>> = {
  nothing: 'Anybody may call it.',
  partner: 'Needs a partner’s key as X-Api-Key.',
  number: 'Needs the token of somebody who has proved their number, as Authorization: Bearer.',
  staff: 'Needs the token of a member of staff, as Authorization: Bearer.',
};

const neededBy = ({ security }: Operation): Needed => (Object.keys(security[0] ?? {})[0] ?? 'nothing') as Needed;

const parametersOf = ({ operation }: Call): Parameter[] =>
  operation.parameters.flatMap((each) => ('$ref' in each ? [] : [each as unknown as Parameter]));

interface Content {
  content?: Readonly<Record<string, { schema?: Json; examples?: Readonly<Record<string, { value: Refused }>> }>>;
}
interface Refused {
  errorCode: string;
  error: string;
}

const jsonOf = (one: unknown) => (one as Content | undefined)?.content?.['application/json'];

function Taken({ call }: { call: Call }): ComponentChild {
  const body = jsonOf(call.operation.requestBody)?.schema;
  const parameters = parametersOf(call);
  if (!body && parameters.length === 0) return null;
  return (
    <>
      <h4>What it takes</h4>
      {parameters.length === 0 ? null : (
        <ul class="fields">
          {parameters.map(({ name, description, schema, required }) => (
            <Field
              {...{ document: call.document, name, isRequired: required }}
              schema={description === undefined ? schema : { ...schema, description }}
            />
          ))}
        </ul>
      )}
      {body ? <Fields document={call.document} schema={body} /> : null}
    </>
  );
}

function Answers({ call: { document, operation } }: { call: Call }) {
  const good = Object.entries(operation.responses).filter(([status]) => Number(status) < 400);
  return (
    <>
      <h4>What it answers</h4>
      {good.map(([status, response]) => (
        <>
          <p>
            <b>{status}</b> {(response as { description: string }).description}
          </p>
          <Fields document={document} schema={jsonOf(response)?.schema ?? {}} />
        </>
      ))}
    </>
  );
}

/** What any call of its kind may be refused with, told once for all. */
export const COMMON = [...new Set([...EVERY_CALL, ...WITH_INPUT, ...WITH_BODY, ...DONE_ONCE, ...WITH_TOKEN])]
  .map((name): Refusal => REFUSALS[name])
  .sort((a, b) => a.status - b.status || a.errorCode.localeCompare(b.errorCode));
const isCommon = ({ errorCode }: Refused): boolean => COMMON.some((each) => each.errorCode === errorCode);

function Refusals({ operation }: { operation: Operation }) {
  return (
    <>
      <h4>What it may refuse</h4>
      <ul class="refusals">
        {Object.entries(operation.responses).map(([status, response]) => (
          <RefusedWith status={status} response={response} />
        ))}
        <li>
          <a href="#errors">What any call may be refused with</a>
        </li>
      </ul>
    </>
  );
}

/** Its own codes of a status, each with its sentence. */
function RefusedWith({ status, response }: { status: string; response: unknown }) {
  const refusals = Object.values(jsonOf(response)?.examples ?? {}).map(({ value }) => value);
  return (
    <>
      {refusals
        .filter((each) => !isCommon(each))
        .map(({ errorCode, error }) => (
          <li>
            <b>{status}</b> <code>{errorCode}</code> {error}
          </li>
        ))}
    </>
  );
}

/** To be pasted where BASE, TOKEN and KEY are set. */
function curlOf(call: Call): string {
  const { document, operation, path, method } = call;
  const needed = neededBy(operation);
  const body = jsonOf(operation.requestBody)?.schema;
  const lines = [
    `curl ${method === 'post' ? '-X POST ' : ''}"$BASE${filled(call, path)}"`,
    ...(needed === 'partner' ? ['-H "X-Api-Key: $KEY"'] : []),
    ...(needed === 'number' || needed === 'staff' ? ['-H "Authorization: Bearer $TOKEN"'] : []),
    ...(body ? ['-H "Content-Type: application/json"', `-d '${JSON.stringify(sampleOf(document, body))}'`] : []),
  ];
  return lines.join(' \\\n  ');
}

function filled(call: Call, path: string): string {
  const said = ({ schema }: Parameter): string => encodeURIComponent(String(sampleOf(call.document, schema)));
  const parameters = parametersOf(call);
  const asked = parameters
    .filter((each) => each.in === 'query' && each.required)
    .map((each) => `${each.name}=${said(each)}`);
  const found = (name: string): Parameter | undefined => parameters.find((each) => each.name === name);
  const called = path.replace(/\{(\w+)\}/g, (braces, name: string) => {
    const parameter = found(name);
    return parameter ? said(parameter) : braces;
  });
  return asked.length > 0 ? `${called}?${asked.join('&')}` : called;
}
