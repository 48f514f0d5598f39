import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import type { Connection } from 'mongoose';
import { connect, connectionLost } from '../../src/store/database';
import { openTestDatabase, type TestDatabase } from '../support/database';

const sockets: Socket[] = [];
const collect = (message: unknown): void => void sockets.push((message as { socket: Socket }).socket);

let database: TestDatabase;
let connection: Connection;
beforeAll(async () => {
  database = await openTestDatabase();
  subscribe('net.client.socket', collect);
  connection = await connect(database);
});
afterAll(async () => {
  unsubscribe('net.client.socket', collect);
  await connection.close(true);
  await database.close();
});

test('what is written to a connection that has just gone, and has not said so yet, fails instead of waiting for ever', async () => {
  const things = connection.collection('things');
  const insertFour = () => Promise.allSettled([1, 2, 3, 4].map((n) => things.insertOne({ n })));
  await insertFour();
  for (const socket of sockets) socket.destroy();
  const failed = (await insertFour()).flatMap((write) =>
    write.status === 'rejected' ? [write.reason as unknown] : [],
  );
  expect(failed.length).toBeGreaterThan(0);
  expect(failed.filter((error) => !connectionLost(error))).toEqual([]);
  expect(await things.countDocuments()).toBeGreaterThanOrEqual(4);
});
