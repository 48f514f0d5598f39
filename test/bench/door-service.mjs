/** The API alone, on the database it is told of: as the service has it, or with nothing kept of what was read. */
import express from 'express';
import { MovableClock } from '../../dist/src/clock.js';
import { openStore } from '../../dist/src/open-store.js';
import { certificatesOf } from '../../dist/src/outbox.js';
import { createApi } from '../../dist/src/partner/api.js';
import { availabilityEndpoints } from '../../dist/src/partner/availability.js';
import { endpointsOf } from '../../dist/src/partner/endpoints.js';

process.on('message', async ({ dataDir, offset }) => {
  const clock = new MovableClock(offset);
  const now = () => clock.now();
  const opened = await openStore({ dataDir }, () => undefined);
  const { store } = opened;
  const certificates = certificatesOf({ config: { publicUrl: 'http://localhost', port: 0 }, store, now });
  const deps = { store, now, certificates, isSandbox: false, phoneTime: now, failed: console.error };
  const [kept, fresh] = [
    createApi(endpointsOf(deps), deps),
    createApi(availabilityEndpoints(deps, { open: 0, number: 0 }), deps),
  ];
  const app = express().disable('x-powered-by').disable('etag');
  app.use('/api/v2', kept.router).use('/fresh', fresh.router);
  const server = app.listen(0, '127.0.0.1');
  server.once('listening', () => process.send({ port: server.address().port }));
  process.once('disconnect', async () => {
    await opened.close();
    process.exit();
  });
});
process.on('SIGINT', () => undefined);
