/** The floor: what Express takes to answer the same bytes from memory. */
import express from 'express';

process.on('message', ({ bytes }) => {
  const body = globalThis.Buffer.from(bytes);
  const app = express().disable('x-powered-by').disable('etag');
  app.get('/floor', (_request, response) => void response.set('Content-Type', 'application/json').end(body));
  const server = app.listen(0, '127.0.0.1');
  server.once('listening', () => process.send({ port: server.address().port }));
});
process.on('disconnect', () => process.exit());
process.on('SIGINT', () => undefined);
