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

test('who writes the same again after an apology gets the answer that came too late, once', async () => {
  let finish: (late: Answer) => void = () => undefined;
  const turns: string[] = [];
  const converse = apologising(
    ({ text }) => {
      turns.push(text);
      return turns.length === 1
        ? new Promise((resolve) => (finish = resolve))
        : Promise.resolve({ ...answer, text: 'next' });
    },
    { render, patience: 10, failed: () => undefined },
  );
  await expect(converse(inbound('1'))).resolves.toMatchObject({ expects: 'unavailable' });
  finish({ ...answer, text: 'late' });
  await new Promise(setImmediate);
  await expect(converse(inbound('1'))).resolves.toMatchObject({ text: 'late' });
  await expect(converse(inbound('1'))).resolves.toMatchObject({ text: 'next' });
  expect(turns).toEqual(['1', '1']);
});

test('another button is not taken for the same one again, though neither has a text', async () => {
  let finish: (late: Answer) => void = () => undefined;
  let turns = 0;
  const converse = apologising(
    () => (++turns === 1 ? new Promise((resolve) => (finish = resolve)) : Promise.resolve({ ...answer, text: 'next' })),
    { render, patience: 10, failed: () => undefined },
  );
  const press = (value: string): Inbound => ({ ...inbound(''), choice: { turn: 1, value } });
  await converse(press('female'));
  finish({ ...answer, text: 'late' });
  await new Promise(setImmediate);
  await expect(converse(press('male'))).resolves.toMatchObject({ text: 'next' });
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
