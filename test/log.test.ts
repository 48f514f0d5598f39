import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '../src/root';

/** A provider's error as it comes: with the request, and so with a number, a text and a password on it. */
const SCRIPT = `
const { createLog } = require(${JSON.stringify(join(ROOT, 'dist/src/log.js'))});
const error = Object.assign(new Error('it failed'), {
  code: 'ECONNRESET',
  config: { data: 'To=%2B919830012345&Body=Rahima', headers: { Authorization: 'Basic c2VjcmV0' } },
  document: { name: 'Rahima Bibi' },
});
createLog('info').error({ err: error }, 'a message failed');
`;

test('what clients and drivers hang on their errors is not logged', () => {
  const line = execFileSync(process.execPath, ['-e', SCRIPT], { encoding: 'utf8' });
  expect(JSON.parse(line)).toMatchObject({
    msg: 'a message failed',
    err: { code: 'ECONNRESET', message: 'it failed' },
  });
  expect(line).not.toMatch(/9830012345|Rahima|Basic/);
});
