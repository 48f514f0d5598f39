import { apologising } from '../../src/conversation/apologise';
import type { Answer } from '../../src/conversation/ports';
import type { Inbound } from '../../src/conversation/vocabulary';
import { createRender } from '../../src/render/render';

const render = createRender();
const inbound = (text: string): Inbound => ({
  channel: 'sms',
  address: 'tel:+919830012345',
  externalId: text,
  text,
  receivedAt: new Date(),
});
const answer: Answer = { text: 'ठीक', menu: [], expects: 'welcome.menu', language: 'hi', done: false, turn: 1 };

test('a turn that fails gets an apology, and the failure is told', async () => {
  const failures: unknown[] = [];
  const converse = apologising(() => Promise.reject(new Error('down')), {
    render,
    patience: 1_000,
    failed: (error) => failures.push(error),
  });
  const { text, language } = await converse(inbound('টিকা'));
  expect(text).toBe(render([{ key: 'common:away' }], 'bn').text);
  expect(language).toBe('bn');
  expect(failures).toEqual([new Error('down')]);
});

test('a turn that never ends gets one too', async () => {
  const converse = apologising(() => new Promise(() => undefined), { render, patience: 10, failed: () => undefined });
  await expect(converse(inbound('टीका'))).resolves.toMatchObject({ language: 'hi', expects: 'unavailable' });
});

test('the language a person was last answered in is remembered', async () => {
  let up = true;
  const converse = apologising(() => (up ? Promise.resolve(answer) : Promise.reject(new Error('down'))), {
    render,
    patience: 1_000,
    failed: () => undefined,
  });
  await converse(inbound('hello'));
  up = false;
  await expect(converse(inbound('1'))).resolves.toMatchObject({ text: render([{ key: 'common:away' }], 'hi').text });
});

test('where nothing tells the language, it is said in all', async () => {
  const converse = apologising(() => Promise.reject(new Error('down')), {
    render,
    patience: 10,
    failed: () => undefined,
  });
  const { text } = await converse(inbound('1'));
  expect(text).toMatch(/[ঀ-৿]/);
  expect(text).toMatch(/[ऀ-ॿ]/);
  expect(text).toMatch(/[a-z]/);
});

test('who writes the same again after an apology is asked for by the first id, once: its answer may have come too late', async () => {
  let finish: (late: Answer) => void = () => undefined;
  const asked: string[] = [];
  const converse = apologising(
    ({ externalId }) => {
      asked.push(externalId);
      return asked.length === 1 ? new Promise((resolve) => (finish = resolve)) : Promise.resolve(answer);
    },
    { render, patience: 10, failed: () => undefined },
  );
  const again = (externalId: string): Inbound => ({ ...inbound('1'), externalId });
  await expect(converse(again('first'))).resolves.toMatchObject({ expects: 'unavailable' });
  finish(answer);
  await new Promise(setImmediate);
  await converse(again('second'));
  await converse(again('third'));
  expect(asked).toEqual(['first', 'first', 'third']);
});

test('another button is not taken for the same one again, though neither has a text', async () => {
  let finish: (late: Answer) => void = () => undefined;
  const asked: string[] = [];
  const converse = apologising(
    ({ externalId }) => {
      asked.push(externalId);
      return asked.length === 1 ? new Promise((resolve) => (finish = resolve)) : Promise.resolve(answer);
    },
    { render, patience: 10, failed: () => undefined },
  );
  const press = (value: string): Inbound => ({ ...inbound(''), externalId: value, choice: { turn: 1, value } });
  await converse(press('female'));
  finish(answer);
  await new Promise(setImmediate);
  await converse(press('male'));
  expect(asked).toEqual(['female', 'male']);
});

test('a call is answered in the language of most who call, and ends', async () => {
  const converse = apologising(() => Promise.reject(new Error('down')), {
    render,
    patience: 10,
    failed: () => undefined,
  });
  const { text, done } = await converse({ ...inbound('1'), channel: 'ussd', language: 'hi' });
  expect(text).toBe(render([{ key: 'common:away' }], 'hi-Latn').text);
  expect(done).toBe(true);
});
