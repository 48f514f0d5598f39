import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../errors';

const BYTES = 32;

/** The key beside the embedded data, made at the first start and readable by its owner alone. 32 bytes. */
export function readOrCreateDataKey(dataDir: string): Buffer {
  const file = join(dataDir, 'data-key');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) create(file);
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length === BYTES) return key;
  throw new AppError('CONFIG_INVALID', `${file} holds no key of ${BYTES} bytes: put it back from a backup.`);
}

/** Whole or not at all, whenever we are killed; of several processes that start at once, one makes it. */
function create(file: string): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(BYTES).toString('base64')}\n`, { mode: 0o600, flush: true });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft);
  }
}
