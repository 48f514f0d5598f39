/** Stands for `harfbuzzjs` in tests (package.json, moduleNameMapper): what waits for it gets the package itself. */
import { realImport } from './real-import';

export = Object.assign(realImport('harfbuzzjs'), { __esModule: true });
