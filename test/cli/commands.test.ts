import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../src/root';

const read = (file: string): string => readFileSync(join(ROOT, file), 'utf8');
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

test('every command the README names is there', () => {
  const named = [...read('README.md').matchAll(/npm run ([a-z][a-z-]*)/g)].map(([, name = '']) => name);
  expect(named).toContain('jobs');
  expect([...new Set(named)].filter((name) => !(name in scripts))).toEqual([]);
});

test('every command has something to run', () => {
  const built = Object.values(scripts).flatMap((script) => /dist\/(src\/\S+)\.js$/.exec(script)?.[1] ?? []);
  expect(built.length).toBeGreaterThan(5);
  expect(built.filter((file) => !existsSync(join(ROOT, `${file}.ts`)))).toEqual([]);
});
