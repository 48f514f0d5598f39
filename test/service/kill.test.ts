/** kill -9 of the service and of the database's engine in the middle of dialogues; two services on one directory. */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Conversation } from '../../src/conversation/ports';
import { openStore, type OpenStore } from '../../src/open-store';
import { readCatalogue } from '../../src/render/catalogue';
import { killHost, makeDataDir, removeDataDir, untilHostIsGone } from '../store/embedded/harness';
import { Service } from '../support/service';
import { imbalances, voterCard } from '../support/world';

const sorry = readCatalogue().bn('common:away');

let DATA_DIR: string;
let service: Service;
let other: Service | undefined;
/** A look into what is stored. */
let opened: OpenStore;
beforeAll(async () => {
  DATA_DIR = makeDataDir();
  service = await Service.start({ DATA_DIR });
  opened = await openStore({ mongodbUri: undefined, dataDir: DATA_DIR, dataKey: undefined }, () => undefined);
});
afterAll(async () => {
  await Promise.all([service.stop(), other?.stop()]);
  await opened.close();
  await untilHostIsGone(DATA_DIR);
  removeDataDir(DATA_DIR);
});

let people = 0;
const newNumber = (): string => `+9198311${String(++people).padStart(5, '0')}`;

const conversationOf = (number: string): Promise<Conversation | null> =>
  opened.store.conversations.load(opened.store.vault.contactOf(`tel:${number}`));

async function expects(number: string): Promise<string> {
  const dialogue = (await conversationOf(number))?.dialogue;
  return dialogue ? `${dialogue.flow}.${dialogue.value}` : 'nothing';
}

/** What the nth person writes at each question. */
const answerTo = (question: string, n: number): string =>
  ({
    nothing: 'টিকা',
    'welcome.menu': '1',
    'registration.name': 'রহিমা বিবি',
    'registration.age': '69',
    'registration.gender': '1',
    'registration.cardType': '2',
    'registration.cardNumber': voterCard(n),
    'registration.pinCode': '700091',
    'registration.confirm': '1',
    'booking.offer': '1',
  })[question] ?? '?';

/** Answers whatever is asked until `goal`, as often as it takes; tells what was replied. */
async function until(number: string, n: number, goal: string): Promise<string[]> {
  const replies: string[] = [];
  for (let messages = 0; messages < 400; messages++) {
    const question = await expects(number).catch(() => undefined);
    if (question === goal) return replies;
    const reply = await service.say(number, question ? answerTo(question, n) : '?').catch(() => undefined);
    if (reply === undefined) await pause(50);
    else replies.push(reply);
  }
  throw new Error(`${number} never reached ${goal}, but ${await expects(number)}`);
}

async function expectBooked(numbers: readonly string[]): Promise<void> {
  for (const number of numbers) {
    const contact = opened.store.vault.contactOf(`tel:${number}`);
    expect(await opened.store.persons.ofContact(contact)).toMatchObject([{ name: 'রহিমা বিবি', pin: '700091' }]);
    expect(await opened.store.appointments.activeOfContact(contact, '2021-01-01')).toHaveLength(1);
  }
  expect(await imbalances(opened)).toEqual([]);
}

test('the key beside the data is for its owner alone', () => {
  expect(statSync(join(DATA_DIR, 'data-key')).mode & 0o777).toBe(0o600);
  expect(statSync(DATA_DIR).mode & 0o077).toBe(0);
});

test('the service is killed in the middle of a dialogue: after the restart the same question is asked', async () => {
  const number = newNumber();
  await until(number, people, 'registration.gender');
  const asked = await service.say(number, '?');
  await service.kill();
  service = await Service.start({ DATA_DIR });
  expect(await service.say(number, '?')).toBe(asked);
  await until(number, people, 'booking.booked');
  const [person] = await opened.store.persons.ofContact(opened.store.vault.contactOf(`tel:${number}`));
  expect(person).toMatchObject({ name: 'রহিমা বিবি', birthYear: new Date().getFullYear() - 69, gender: 'female' });
});

test('the service is killed while twenty people write: nobody loses an answer, nobody is booked twice', async () => {
  const numbers = Array.from({ length: 20 }, newNumber);
  const first = people - numbers.length + 1;
  const halfway = numbers.map((number, index) => until(number, first + index, 'registration.cardType'));
  const dialogues = halfway.map(async (half, index) => {
    await half;
    await until(numbers[index] ?? '', first + index, 'booking.booked');
  });
  await Promise.race(halfway);
  await service.kill();
  service = await Service.start({ DATA_DIR });
  await Promise.all(dialogues);
  await expectBooked(numbers);
});

test('the engine is killed again and again while people write: at worst an apology in their language, nothing is lost', async () => {
  const numbers = Array.from({ length: 12 }, newNumber);
  const first = people - numbers.length + 1;
  await Promise.all(numbers.map((number, index) => until(number, first + index, 'registration.name')));
  const state = { over: false };
  const dialogues = Promise.all(numbers.map((number, index) => until(number, first + index, 'booking.booked')));
  const ended = dialogues.finally(() => (state.over = true));
  for (let kills = 0; kills < 3 && !state.over; kills++) {
    await killHost(DATA_DIR);
    await service.untilReady();
  }
  const replies = (await ended).flat();
  expect(replies.filter((text) => !/[\u0980-\u09ff]/.test(text))).toEqual([]);
  await expectBooked(numbers);
});

test('two services on one directory answer one person’s messages at once: every one is a turn, none is lost', async () => {
  other = await Service.start({ DATA_DIR });
  const number = newNumber();
  await until(number, people, 'registration.name');
  const before = (await conversationOf(number))?.turn ?? 0;
  const messages = ['?', 'নাম: রহিমা বিবি', 'বয়স 69', 'মহিলা', 'পিন 700091', '?', `ভোটার ${voterCard(people)}`, '?'];
  const answers = await Promise.all(
    messages.map((text, n) => ((n % 2 ? other : undefined) ?? service).say(number, text)),
  );
  expect(answers.filter((text) => text === sorry || text === '')).toEqual([]);
  const after = await conversationOf(number);
  expect(after?.turn).toBe(before + messages.length);
  expect(after?.dialogue?.context).toMatchObject({ answers: { name: 'রহিমা বিবি', age: 69, pinCode: '700091' } });
  expect(await service.say(number, '?')).not.toBe('');
});
