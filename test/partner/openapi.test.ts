import Ajv from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { z } from 'zod';
import { everyEndpoint } from '../../src/cli/openapi';
import { endpoint } from '../../src/partner/endpoint';
import { openApiOf, type OpenApiDocument, type Operation } from '../../src/partner/openapi';
import { openApi, type ApiUnderTest } from '../support/partner-api';
import { realImport } from '../support/real-import';
import { openWorld, type World } from '../support/world';

interface Redocly {
  createConfig: (config: object) => Promise<object>;
  lintFromString: (wanted: {
    source: string;
    config: object;
  }) => Promise<{ message: string; location: { pointer?: string }[] }[]>;
}

/** What is wrong with it by the rules of OpenAPI 3.1, as sentences. */
async function faultsOf(document: object): Promise<string[]> {
  const { createConfig, lintFromString } = (await realImport('@redocly/openapi-core')) as Redocly;
  const rules = {
    'no-unresolved-refs': 'error',
    'path-parameters-defined': 'error',
    'operation-operationId-unique': 'error',
  };
  const config = await createConfig({ extends: ['spec'], rules });
  const found = await lintFromString({ source: JSON.stringify(document), config });
  return found.map(({ message, location: [at] }) => `${at?.pointer ?? ''} ${message}`);
}

const operationsOf = ({ paths }: OpenApiDocument): [string, Operation][] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method} ${path}`, operation]),
  );

/** Every schema that shows what may stand in its place. */
function withExamples(value: unknown, pointer = '#'): { pointer: string; examples: unknown[] }[] {
  if (typeof value !== 'object' || value === null) return [];
  const { examples } = value as { examples?: unknown };
  const own = Array.isArray(examples) && !Array.isArray(value) ? [{ pointer, examples: examples as unknown[] }] : [];
  const inside = Object.entries(value).flatMap(([key, each]) =>
    withExamples(each, `${pointer}/${encodeURIComponent(key.replace(/~/g, '~0').replace(/\//g, '~1'))}`),
  );
  return [...own, ...inside];
}

describe('the document', () => {
  const document = openApiOf(everyEndpoint());

  test('is OpenAPI 3.1', async () => {
    expect(await faultsOf(document)).toEqual([]);
  });

  test('would be found out if it were not', async () => {
    const { info: _, ...nameless } = document;
    expect((await faultsOf(nameless)).length).toBeGreaterThan(0);
  });

  test.each(operationsOf(document))('says of %s what it does, answers and refuses', (_, operation) => {
    expect(operation.summary).toMatch(/^[A-Z].{5,99}[^.]$/);
    const statuses = Object.keys(operation.responses);
    expect(statuses.some((status) => status.startsWith('2'))).toBe(true);
    expect(statuses).toEqual(expect.arrayContaining(['401', '429', '500', '503']));
  });

  test('has no call twice', () => {
    const ids = operationsOf(document).map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(everyEndpoint().length);
  });

  test('gives examples that its own schemas take', () => {
    const ajv = addFormats(new Ajv({ allowUnionTypes: true }));
    ajv.addVocabulary(Object.keys(document)).addSchema(document, 'document');
    const shown = withExamples(document);
    expect(shown.length).toBeGreaterThan(5);
    const wrong = shown.flatMap(({ pointer, examples }) => {
      const validate = ajv.compile({ $ref: `document${pointer}` });
      return examples.filter((example) => !validate(example)).map((example) => `${pointer} ${JSON.stringify(example)}`);
    });
    expect(wrong).toEqual([]);
  });
});

/** Answers what it does not document when it is asked for. */
const echo = endpoint({
  ...{ method: 'get', path: '/echo/{word}', tag: 'Places', summary: 'Says it again', access: 'open', refuses: [] },
  params: z.object({ word: z.string().max(9) }),
  answers: { 200: z.object({ word: z.string() }).meta({ id: 'Echo' }) },
  run: ({ params: { word } }) => {
    if (word === 'full') return Promise.resolve({ refused: 'full' });
    return Promise.resolve({ json: word === 'more' ? { word, more: 1 } : { word } });
  },
});

describe('what a test is answered', () => {
  let world: World;
  let api: ApiUnderTest;

  beforeAll(async () => {
    world = await openWorld();
    api = await openApi(world, { endpoints: () => [echo] });
  });

  afterAll(async () => {
    await api.close();
    await world.close();
  });

  test('passes as documented', async () => {
    expect((await api.get('/echo/two')).json).toEqual({ word: 'two' });
    expect((await api.get('/echo/much-too-long')).status).toBe(400);
    expect((await api.get('/nowhere')).status).toBe(404);
    expect((await api.post('/echo/two', {})).status).toBe(405);
  });

  test.each(['more', 'full'])('does not pass otherwise: %s', async (word) => {
    await expect(api.get(`/echo/${word}`)).rejects.toThrow('not as documented');
  });
});
