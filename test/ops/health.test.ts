import express from 'express';
import { healthRouter } from '../../src/ops/health';
import { listen, type Listening } from '../support/listen';

let service: Listening;
let databaseAnswers: () => Promise<boolean>;

beforeAll(async () => {
  service = await listen(
    express().use(
      '/health',
      healthRouter(() => databaseAnswers()),
    ),
  );
});
afterAll(() => service.close());

async function asked(path: string): Promise<[number, unknown]> {
  const response = await fetch(`${service.url}/health/${path}`);
  return [response.status, await response.json()];
}

test('ready while the database answers', async () => {
  databaseAnswers = () => Promise.resolve(true);
  expect(await asked('ready')).toEqual([200, { status: 'ready' }]);
});

test('not ready while it does not, and ready again when it does', async () => {
  databaseAnswers = () => Promise.resolve(false);
  expect(await asked('ready')).toEqual([503, { status: 'the database does not answer' }]);
  databaseAnswers = () => Promise.resolve(true);
  expect(await asked('ready')).toEqual([200, { status: 'ready' }]);
});

test('alive without a database: a restart of the process would not bring it back', async () => {
  databaseAnswers = () => new Promise(() => undefined);
  expect(await asked('live')).toEqual([200, { status: 'live' }]);
});
