/** Jest cannot load every ES module (one that waits while it loads, one it would have to rewrite): Node itself does. */
import { join } from 'node:path';
import { constants, runInThisContext } from 'node:vm';
import { ROOT } from '../../src/root';

export const realImport = (name: string): Promise<unknown> =>
  runInThisContext(`import(${JSON.stringify(name)})`, {
    filename: join(ROOT, 'package.json'),
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  }) as Promise<unknown>;
