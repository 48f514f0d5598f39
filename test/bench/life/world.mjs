/** An empty database on the engine itself, and India's clock at a chosen hour: the parts of the service without its doors. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exampleCentres, exampleDistricts, exampleProgramme } from '../../../dist/src/cli/seed/example-places.js';
import { dayOf, instantOf, MovableClock } from '../../../dist/src/clock.js';
import { openStore } from '../../../dist/src/open-store.js';
import { engineStatus } from '../observe.mjs';

/** What is measured must not depend on when it is. */
export const TODAY = '2021-03-10';

/** @typedef {Awaited<ReturnType<typeof openWorld>>} World */

/**
 * @param {string} time `HH:MM` at which everything begins
 * @param {{later: (stop: () => unknown) => void, say: (sentence: string) => void}} tools
 */
export async function openWorld(time, { later, say }) {
  const dataDir = await mkdtemp(join(tmpdir(), 'tika-bench-'));
  later(() => rm(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }));
  const clock = new MovableClock(instantOf(TODAY, time).getTime() - Date.now());
  const opened = await openStore({ dataDir }, say);
  later(opened.close);
  const { store, connection } = opened;
  await store.programme.replace(exampleProgramme());
  await store.places.replaceAll({ districts: exampleDistricts(), pinCodes: [], centres: exampleCentres() });
  const { pid: engine } = await engineStatus(connection);
  return {
    dataDir,
    clock,
    store,
    connection,
    db: connection.db,
    vault: store.vault,
    engine,
    today: dayOf(clock.now()),
  };
}
