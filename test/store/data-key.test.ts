import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrCreateDataKey } from '../../src/store/data-key';

let dataDir: string;
beforeEach(() => (dataDir = mkdtempSync(join(tmpdir(), 'tikasetu-key-'))));
afterEach(() => rmSync(dataDir, { recursive: true }));

const file = (): string => join(dataDir, 'data-key');

test('the key is made once, for its owner alone, and leaves nothing else behind', () => {
  const key = readOrCreateDataKey(dataDir);
  expect(key).toHaveLength(32);
  expect(readOrCreateDataKey(dataDir)).toEqual(key);
  expect(statSync(file()).mode & 0o777).toBe(0o600);
  expect(readdirSync(dataDir)).toEqual(['data-key']);
});

test('two installations have two keys', () => {
  expect(readOrCreateDataKey(join(dataDir, 'a'))).not.toEqual(readOrCreateDataKey(join(dataDir, 'b')));
});

test.each([
  ['empty, as a full disk or a kill leaves it', ''],
  ['cut short', 'c2hvcnQ=\n'],
])('a key that is %s stops the start: sealing with it would protect nothing', (_, content) => {
  writeFileSync(file(), content);
  expect(() => readOrCreateDataKey(dataDir)).toThrow(/data-key/);
});

test('a process killed while it makes the key leaves a whole one or none', () => {
  const script = `
    const fs = require('node:fs');
    const write = fs.writeSync;
    fs.writeSync = () => process.exit(0);
    fs.writeFileSync = (file, data, options) => { fs.closeSync(fs.openSync(file, 'wx', 0o600)); process.exit(0); };
    require(process.argv[1]).readOrCreateDataKey(process.argv[2]);
  `;
  execFileSync(process.execPath, ['-e', script, require.resolve('../../dist/src/store/data-key.js'), dataDir]);
  expect(readOrCreateDataKey(dataDir)).toHaveLength(32);
});
