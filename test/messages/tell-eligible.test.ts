import { sendQueued } from '../../src/messages/send-queued';
import { tellEligible } from '../../src/messages/tell-eligible';
import { createRender } from '../../src/render/render';
import type { Message } from '../../src/store/messages';
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
const NIGHT = new Date('2022-01-01T03:00:00+05:30');

let world: ExampleWorld;
beforeAll(async () => {
  world = await openExampleWorld();
});
afterAll(() => world.close());

async function sentAt(now: Date): Promise<Message[]> {
  const sent: Message[] = [];
  await sendQueued(world.store, (message) => Promise.resolve(void sent.push(message)), now);
  return sent;
}

beforeEach(async () => {
  await world.connection.collection('messages').deleteMany({});
  await play(world, ASKED_TO_BE_TOLD, 'bn');
  await world.connection.collection('persons').updateMany({}, { $set: { hasIllness: true } });
});

test('nobody is told before their turn', async () => {
  expect(await tellEligible(world.store, render, new Date('2021-12-31T12:00:00+05:30'))).toBe(0);
});

test('who asked is told once, in their language, in daylight', async () => {
  expect(await tellEligible(world.store, render, NIGHT)).toBe(1);
  expect(await sentAt(NIGHT)).toEqual([]);
  const [message, ...others] = await sentAt(NEW_YEAR);
  expect(others).toEqual([]);
  expect(message).toMatchObject({ address: 'tel:+919830012345', channel: 'sms' });
  expect(message?.text).toContain('গোপাল দাস');
  expect(await tellEligible(world.store, render, NEW_YEAR)).toBe(0);
  expect(await sentAt(NEW_YEAR)).toEqual([]);
  expect(await world.store.messages.sentTo(message?.contact ?? '')).toHaveLength(1);
});

test('what the provider refused is sent in a later round', async () => {
  await tellEligible(world.store, render, NEW_YEAR);
  await expect(sendQueued(world.store, () => Promise.reject(new Error('busy')), NEW_YEAR)).rejects.toThrow('busy');
  expect(await sentAt(NEW_YEAR)).toEqual([]);
  expect(await sentAt(new Date(NEW_YEAR.getTime() + 120_000))).toHaveLength(1);
});

test('who asked for silence is not written to', async () => {
  const [person] = await world.store.persons.waitingToBeTold(2000);
  await world.store.contacts.setOptedOut(person?.contact ?? '', true, NEW_YEAR);
  await tellEligible(world.store, render, NEW_YEAR);
  expect(await sentAt(NEW_YEAR)).toEqual([]);
});
