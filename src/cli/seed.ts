/** `npm run seed`: loads the example data into the database of the settings, beside a running service or without one. */
import { environment, readConfig } from '../config';
import { AppError } from '../errors';
import { openStore } from '../open-store';
import { seed } from './seed/seed';

async function main(): Promise<void> {
  const { store, close } = await openStore(readConfig(environment()), say);
  try {
    await seed(store, new Date(), say);
    say('The example data is loaded.');
  } finally {
    await close();
  }
}

function say(sentence: string): void {
  process.stdout.write(`${sentence}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof AppError ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
