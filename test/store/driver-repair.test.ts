import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { connect, connectionLost } from '../../src/store/database';
import { openTestDatabase } from '../support/database';

const sockets: Socket[] = [];
const collect = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);
beforeAll(() => subscribe('net.client.socket', collect));
afterAll(() => unsubscribe('net.client.socket', collect));

test('what is written to a connection that has just gone, and has not said so yet, fails instead of waiting for ever', async () => {
  const database = await openTestDatabase();
  sockets.length = 0;
  const connection = await connect(database);
  const things = connection.collection('things');
  await Promise.all(Array.from({ length: 4 }, (_, n) => things.insertOne({ n })));
  for (const socket of sockets) socket.destroy();
  const writes = await Promise.allSettled(Array.from({ length: 4 }, (_, n) => things.insertOne({ n })));
  const failed = writes.flatMap((write) => (write.status === 'rejected' ? [write.reason as unknown] : []));
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.filter((error) => !connectionLost(error))).toEqual([]);
  expect(await things.countDocuments()).toBeGreaterThanOrEqual(4);
  await connection.close();
  await database.close();
});
