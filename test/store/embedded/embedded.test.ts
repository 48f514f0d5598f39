import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openEmbedded } from '../../../src/store/embedded';
import {
  end,
  hasHost,
  killHost,
  makeDataDir,
  numbersAt,
  openElsewhere,
  readAll,
  removeDataDir,
  save,
  untilHostIsGone,
  withNumbers,
} from './harness';

let dataDir: string;
beforeEach(() => (dataDir = makeDataDir()));
afterEach(() => removeDataDir(dataDir));

async function saveAndStop(n: number): Promise<void> {
  const engine = await openEmbedded({ dataDir });
  await withNumbers(engine.uri, (numbers) => save(numbers, n));
  await engine.stop();
}

test('what was written is there after a stop, and nothing but the data stays behind', async () => {
  await saveAndStop(1);
  expect(readdirSync(dataDir).filter((name) => !name.startsWith('glibc'))).toEqual(['engine.log', 'mongodb']);
  const engine = await openEmbedded({ dataDir });
  expect(await numbersAt(engine.uri)).toEqual([1]);
  await engine.stop();
});

test('two processes share one engine, and it closes after the last one', async () => {
  const [here, elsewhere] = await Promise.all([openEmbedded({ dataDir }), openElsewhere(dataDir)]);
  expect(elsewhere.uri).toBe(here.uri);
  await withNumbers(here.uri, (numbers) => save(numbers, 1));
  await here.stop();
  expect(await numbersAt(elsewhere.uri)).toEqual([1]);
  await end(elsewhere.process);
  expect(hasHost(dataDir)).toBe(false);
});

test('an engine that is killed comes back at the same address with everything acknowledged', async () => {
  const engine = await openEmbedded({ dataDir });
  await withNumbers(engine.uri, async (numbers) => {
    for (const n of [1, 2, 3]) {
      await save(numbers, n);
      await killHost(dataDir);
      await openEmbedded({ dataDir }).then((again) => again.leave());
    }
    expect(await readAll(numbers)).toEqual([1, 2, 3]);
  });
  await engine.stop();
});

test('nothing acknowledged is lost when the engine is killed amid writes', async () => {
  const engine = await openEmbedded({ dataDir });
  await withNumbers(engine.uri, async (numbers) => {
    const acknowledged: number[] = [];
    const writers = Array.from({ length: 200 }, (_, n) => save(numbers, n).then(() => acknowledged.push(n)));
    await writers[0];
    await killHost(dataDir);
    await Promise.allSettled(writers);
    expect(await readAll(numbers)).toEqual(expect.arrayContaining(acknowledged));
  });
  await engine.stop();
});

test('when its only user is killed the engine closes by itself', async () => {
  const { process: user, uri } = await openElsewhere(dataDir);
  await withNumbers(uri, (numbers) => save(numbers, 1));
  await end(user, 'SIGKILL');
  await untilHostIsGone(dataDir);
  const engine = await openEmbedded({ dataDir });
  expect(await numbersAt(engine.uri)).toEqual([1]);
  await engine.stop();
});

test('what killed processes left behind is in nobody’s way', async () => {
  const { process: user } = await openElsewhere(dataDir);
  user.kill('SIGSTOP');
  await killHost(dataDir);
  await end(user, 'SIGKILL');
  mkdirSync(join(dataDir, 'embedded-mongodb-left'));
  expect(readdirSync(dataDir)).toEqual(expect.arrayContaining(['mongodb.sock', 'presence.sock']));
  await saveAndStop(1);
  for (const name of ['mongodb.sock', 'presence.sock']) writeFileSync(join(dataDir, name), '');
  await saveAndStop(2);
  expect(readdirSync(dataDir)).not.toContain('embedded-mongodb-left');
});

test('an engine that cannot be started again is reported once, in one sentence', async () => {
  let report: (error: Error) => void;
  const lost = new Promise<Error>((resolve) => (report = resolve));
  const engine = await openEmbedded({ dataDir, lost: (error) => report(error) });
  rmSync(join(dataDir, 'mongodb'), { recursive: true });
  writeFileSync(join(dataDir, 'mongodb'), 'not a folder');
  await killHost(dataDir);
  expect(await lost).toMatchObject({
    code: 'ENGINE_UNAVAILABLE',
    message: expect.stringContaining('does not open') as string,
  });
  await engine.stop();
});

test('a directory too deep for a socket is refused in one sentence', async () => {
  const deep = join(dataDir, 'deep'.repeat(30));
  await expect(openEmbedded({ dataDir: deep })).rejects.toThrow('choose a shorter DATA_DIR');
});
