import { oneWay, sendQueued, type Outgoing, type Send } from '../../src/messages/send-queued';
import { tellEligible } from '../../src/messages/tell-eligible';
import { SendError } from '../../src/errors';
import { createRender } from '../../src/render/render';
import { certificatesOf } from '../support/certificates';
import { openExampleWorld, type ExampleWorld } from '../support/example-world';
import { play } from '../support/transcript';

const render = createRender();
/** 44 in 2021: with an illness their turn comes on 1 January 2022. */
const ASKED_TO_BE_TOLD = `hello
choose register
type {gopal} 1977
choose male
card 1
type {pin}
choose correct
choose tellMe`;
const NEW_YEAR = new Date('2022-01-01T09:00:00+05:30');
const LATER = new Date(NEW_YEAR.getTime() + 600_000);
const unexpected = (error: unknown): never => {
  throw error as Error;
};
const NIGHT = new Date('2022-01-01T03:00:00+05:30');

let world: ExampleWorld;
beforeAll(async () => {
  world = await openExampleWorld();
});
afterAll(() => world.close());

const sendBy = (send: Send, now: Date, failed: (error: unknown) => void = unexpected): Promise<number> =>
  sendQueued({
    ...{ store: world.store, render, begin: unexpected, routes: oneWay(send), now: () => now, failed },
    certificates: certificatesOf(world.store, () => now),
  });

async function sentAt(now: Date): Promise<Outgoing[]> {
  const sent: Outgoing[] = [];
  await sendBy((message) => Promise.resolve(void sent.push(message)), now);
  return sent;
}

beforeEach(async () => {
  await world.connection.collection('messages').deleteMany({});
  await play(world, ASKED_TO_BE_TOLD, { channel: 'sms', locale: 'bn' });
  await world.connection.collection('persons').updateMany({}, { $set: { hasIllness: true } });
});

test('nobody is told before their turn', async () => {
  expect(await tellEligible(world.store, new Date('2021-12-31T12:00:00+05:30'), unexpected)).toBe(0);
});

test('who asked is told once, in their language, in daylight', async () => {
  expect(await tellEligible(world.store, NIGHT, unexpected)).toBe(1);
  expect(await sentAt(NIGHT)).toEqual([]);
  const [message, ...others] = await sentAt(NEW_YEAR);
  expect(others).toEqual([]);
  expect(message).toMatchObject({ address: 'tel:+919830012345', channel: 'sms' });
  expect(message?.text).toContain('গোপাল দাস');
  expect(await tellEligible(world.store, NEW_YEAR, unexpected)).toBe(0);
  expect(await sentAt(NEW_YEAR)).toEqual([]);
  expect(await world.store.messages.sentTo(message?.contact ?? '')).toHaveLength(1);
});

test('what the provider could not take is sent in a later round, and holds up nobody', async () => {
  await tellEligible(world.store, NEW_YEAR, unexpected);
  const failures: unknown[] = [];
  const busy = () => Promise.reject(new SendError('busy', true));
  await sendBy(busy, NEW_YEAR, (error) => failures.push(error));
  expect(failures).toHaveLength(1);
  expect(await sentAt(NEW_YEAR)).toEqual([]);
  expect(await sentAt(LATER)).toHaveLength(1);
});

test('what the provider refuses for good is not tried again', async () => {
  await tellEligible(world.store, NEW_YEAR, unexpected);
  const refused = () => Promise.reject(new SendError('no such number', false));
  await sendBy(refused, NEW_YEAR, () => undefined);
  expect(await sentAt(LATER)).toEqual([]);
});

test('silence asked for while the message waited is kept', async () => {
  await tellEligible(world.store, NIGHT, unexpected);
  await world.store.contacts.setOptedOut(await onlyContact(), true, NIGHT);
  expect(await sentAt(NEW_YEAR)).toEqual([]);
});

test('who asked for silence is not written to, but told once they want to hear from us again', async () => {
  await world.store.contacts.setOptedOut(await onlyContact(), true, NEW_YEAR);
  await tellEligible(world.store, NEW_YEAR, unexpected);
  expect(await sentAt(NEW_YEAR)).toEqual([]);
  await world.store.contacts.setOptedOut(await onlyContact(), false, NEW_YEAR);
  await tellEligible(world.store, NEW_YEAR, unexpected);
  expect(await sentAt(NEW_YEAR)).toHaveLength(1);
});

test('hundreds who must wait longer do not stand before one whose turn has come', async () => {
  const persons = world.connection.collection('persons');
  const person = await persons.findOne();
  const waiting = Array.from({ length: 510 }, (_, index) => ({
    ...person,
    _id: `other-${index}` as never,
    birthYear: 1970,
    hasIllness: false,
    contact: `other-${index}`,
    reference: String(10_000_000_000_000 + index),
    card: { type: 'voter', last4: '0000', hash: `hash-${index}` },
  }));
  await persons.insertMany(waiting);
  expect(await tellEligible(world.store, NEW_YEAR, unexpected)).toBe(1);
});

async function onlyContact(): Promise<string> {
  const person = await world.connection.collection('persons').findOne();
  return String(person?.['contact']);
}
