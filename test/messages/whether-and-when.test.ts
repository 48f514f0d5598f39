/** What is still true, still of use, wanted, and not in the night. */
import type { Begin } from '../../src/conversation/begin';
import { SendError } from '../../src/errors';
import { sendQueued } from '../../src/messages/send-queued';
import type { Message, MessageKind } from '../../src/store/messages';
import { DAY, MINUTE, newAddress, openWorld, registered, slotOf, START, type World } from '../support/world';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { outboxOf, type Sending } from './sending';

let world: World;
let sending: Sending;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  goTo('2021-03-03T10:00');
  for (const name of ['messages', 'calls', 'slots', 'appointments'])
    await world.site.connection.collection(name).deleteMany({});
  sending = outboxOf(world);
});
const goTo = (india: string): void =>
  world.clock.advance(new Date(`${india}:00+05:30`).getTime() - world.clock.now().getTime());
const sendDue = (): Promise<number> => sendQueued(sending.outbox);
const occasions = (): string[] => sending.sent.map(({ occasion }) => occasion);

let count = 0;
async function queued(more: Partial<Message> = {}): Promise<string> {
  const address = newAddress();
  const occasion = `test:${++count}`;
  const contact = world.site.store.vault.contactOf(address);
  await world.site.store.messages.queue({
    ...{ occasion, contact, address, text: 'a text', kind: 'service', at: world.clock.now() },
    ...more,
  });
  return occasion;
}

describe('by night', () => {
  const FROM_TO: [MessageKind, string, string][] = [
    ['urgent', '06:00', '22:00'],
    ['service', '08:00', '20:00'],
    ['reminder', '08:00', '20:00'],
  ];

  test.each(FROM_TO)('%s comes between %s and %s', async (kind, from, to) => {
    const before = (time: string): string => {
      const [hours = 0, minutes = 0] = time.split(':').map(Number);
      const earlier = hours * 60 + minutes - 1;
      return `${String(Math.floor(earlier / 60)).padStart(2, '0')}:${String(earlier % 60).padStart(2, '0')}`;
    };
    goTo('2021-03-04T03:00');
    const early = await queued({ kind });
    await sendDue();
    goTo(`2021-03-04T${before(from)}`);
    await sendDue();
    expect(occasions()).toEqual([]);
    goTo(`2021-03-04T${from}`);
    await sendDue();
    expect(occasions()).toEqual([early]);
    goTo(`2021-03-04T${before(to)}`);
    const last = await queued({ kind });
    await sendDue();
    goTo(`2021-03-04T${to}`);
    await queued({ kind });
    await sendDue();
    expect(occasions()).toEqual([early, last]);
  });

  test.each(['code', 'answer'] as const)('%s comes at any hour', async (kind) => {
    goTo('2021-03-04T03:00');
    const occasion = await queued({ kind });
    await sendDue();
    expect(occasions()).toEqual([occasion]);
  });

  test('nothing comes that was begun before the clock went on', async () => {
    goTo('2021-03-03T19:59');
    for (let each = 0; each < 300; each++) await queued({ kind: 'reminder' });
    sending.behave(() => {
      if (sending.sent.length === 50) goTo('2021-03-04T03:00');
      return Promise.resolve(undefined);
    });
    await sendDue();
    // Those that were in the hands of the provider at that moment.
    expect(sending.sent.length).toBeLessThan(200);
    sending.behave();
    goTo('2021-03-04T09:00');
    await sendDue();
    expect(new Set(occasions()).size).toBe(300);
    expect(occasions()).toHaveLength(300);
  });
});

describe('whoever wants silence', () => {
  const kinds: MessageKind[] = ['code', 'answer', 'urgent', 'service', 'reminder'];
  async function sentTo(wish: 'setOptedOut' | 'setNoReminders'): Promise<MessageKind[]> {
    const address = newAddress();
    const contact = world.site.store.vault.contactOf(address);
    for (const kind of kinds) await queued({ contact, address, kind, calls: kind === 'urgent' });
    await world.site.store.contacts[wish](contact, true, world.clock.now());
    await sendDue();
    const all = await world.site.connection.collection('messages').find({ contact, status: 'sent' }).toArray();
    return all.map(({ kind }) => kind as MessageKind);
  }

  test('gets what they asked for, and a call instead of what they must know', async () => {
    expect((await sentTo('setOptedOut')).sort()).toEqual(['answer', 'code']);
    expect(await world.site.store.calls.open(10)).toHaveLength(1);
  });

  test('of reminders alone gets all else', async () => {
    expect(await sentTo('setNoReminders')).toEqual(expect.arrayContaining(['code', 'answer', 'urgent', 'service']));
    expect(occasions()).toHaveLength(4);
  });

  test('may change their mind, about one without the other', async () => {
    const { contacts } = world.site.store;
    await contacts.setOptedOut('x', true, START);
    await contacts.setNoReminders('x', true, START);
    await contacts.setOptedOut('x', false, START);
    expect(await contacts.silenceOf('x')).toEqual({ optedOut: false, noReminders: true });
    expect(await contacts.silenceOf('y')).toEqual({ optedOut: false, noReminders: false });
  });
});

describe('what is no longer so is not said', () => {
  async function booked() {
    const { store } = world.site;
    const address = newAddress();
    await store.slots.add([slotOf(5), slotOf(5, { from: '11:00' })]);
    const person = await registered(world, address, 5_000 + ++count);
    const contact = store.vault.contactOf(address);
    const slot = slotOf(5)._id;
    const wish = { person, slot, hold: `hold-${count}`, others: [], move: false };
    const booking = await bookAppointment(store, { ...wish, contact, now: world.clock.now() });
    if (booking.status !== 'booked') throw new Error(booking.status);
    const appointment = await store.appointments.get(booking.appointment.id);
    if (!appointment) throw new Error('no appointment');
    return { address, contact, person, appointment };
  }

  test('of an appointment: it stands, it was cancelled, it was moved', async () => {
    const { store } = world.site;
    const all = [await booked(), await booked(), await booked()];
    const [stands, ...rest] = await Promise.all(
      all.map(({ address, contact, appointment: { _id, holder } }) =>
        queued({ address, contact, about: { appointment: _id, holder } }),
      ),
    );
    const [, cancelled, moved] = all;
    await store.appointments.cancel(cancelled?.appointment._id ?? '', null, world.clock.now());
    const { _id = '', holder = '' } = moved?.appointment ?? {};
    if (moved) await store.appointments.move(_id, holder, { ...moved.appointment, holder: 'other' }, world.clock.now());
    await sendDue();
    expect(occasions()).toEqual([stands]);
    for (const each of rest)
      expect(await sending.stored(each)).toMatchObject({ status: 'dropped', because: 'not true any more' });
  });

  test('of a dose: who has a date, or had the dose, needs no word of it', async () => {
    const dated = await booked();
    const free = await registered(world, newAddress(), 6_001);
    const given = await registered(world, newAddress(), 6_002);
    await world.site.store.persons.giveDose(given, 0, { vaccine: 'COVAXIN', day: '2021-03-01' }, null);
    const wanted = await queued({ about: { person: free, dose: 1 } });
    const second = await queued({ about: { person: given, dose: 2 } });
    await queued({ about: { person: dated.person, dose: 1 } });
    await queued({ about: { person: given, dose: 1 } });
    await queued({ about: { person: 'nobody', dose: 1 } });
    await sendDue();
    expect(occasions().sort()).toEqual([wanted, second].sort());
  });

  test('of what is over: after its time it is of no use, and who must know is called', async () => {
    goTo('2021-03-03T21:00');
    const until = new Date(world.clock.now().getTime() + 60 * MINUTE);
    const dropped = await queued({ until });
    const called = await queued({ until, calls: true });
    goTo('2021-03-04T09:00');
    await sendDue();
    expect(sending.sent).toEqual([]);
    expect(await sending.stored(dropped)).toMatchObject({ status: 'dropped', because: 'of no use any more' });
    expect(await world.site.store.calls.open(10)).toMatchObject([{ occasion: called }]);
  });
});

test('the same occasion is told once, however it is queued', async () => {
  const { messages } = world.site.store;
  const occasion = await queued();
  const [contact, at] = ['x', world.clock.now()];
  const again: Message = { occasion, contact, kind: 'service', at, address: newAddress(), text: 'again' };
  expect(await messages.queue(again)).toBe(false);
  expect(await messages.queueAll([again, { ...again, occasion: 'new:1' }, { ...again, occasion: 'new:2' }])).toBe(2);
  expect(await messages.queueAll([])).toBe(0);
  await sendDue();
  expect(occasions().sort()).toEqual(['new:1', 'new:2', occasion].sort());
});

describe('a message that begins a dialogue', () => {
  const begun = {
    channel: 'sms',
    address: '',
    text: 'take it?',
    menu: [{ number: '1', value: 'take', label: 'yes' }],
    takeBack: () => Promise.resolve(),
  } as const;
  const opens = { flow: 'proposal', input: { proposal: 'p' } } as const;
  const beginning = (begin: Begin) => sendQueued({ ...sending.outbox, begin });

  test('carries its answers, in the language in which it was begun', async () => {
    const occasion = await queued({ opens, text: undefined } as never);
    const prompts = [{ key: 'templates:found' }];
    await beginning(() => Promise.resolve({ ...begun, turn: 7, locale: 'hi', prompts }));
    expect(sending.sent).toMatchObject([
      { occasion, text: 'take it?', menu: begun.menu, turn: 7, template: 'found.hi' },
    ]);
    const contact = sending.sent[0]?.contact ?? '';
    expect(await world.site.store.messages.sentTo(contact)).toMatchObject([
      { text: 'take it?', menu: begun.menu, turn: 7 },
    ]);
  });

  test('waits while the person is in the middle of something', async () => {
    const occasion = await queued({ opens, text: undefined } as never);
    let asked = 0;
    const busyOnce: Begin = () =>
      Promise.resolve(asked++ === 0 ? 'busy' : { ...begun, turn: 7, locale: 'hi', prompts: [] });
    await beginning(busyOnce);
    await beginning(busyOnce);
    expect(sending.sent).toEqual([]);
    world.clock.advance(2 * MINUTE);
    await beginning(busyOnce);
    expect(occasions()).toEqual([occasion]);
  });

  test('is begun when its turn has come to go, so that nobody is asked what they cannot see yet', async () => {
    const about = Array.from({ length: 150 }, () => queued({ opens, text: undefined } as never));
    await Promise.all(about);
    const blocked: (() => void)[] = [];
    sending.behave(() => new Promise((resolve) => blocked.push(() => resolve(undefined))));
    let asked = 0;
    const round = beginning(() => Promise.resolve({ ...begun, turn: ++asked, locale: 'hi', prompts: [] }));
    await sending.until(100);
    expect(asked).toBe(100);
    sending.behave();
    for (const each of blocked) each();
    await round;
    expect(asked).toBe(150);
  });

  test.each([
    ['no', new SendError('429', true, true), 1],
    ['nothing', new SendError('no answer', true), 0],
  ])('is taken back where the provider says no, not where it says nothing: %s', async (_, error, times) => {
    await queued({ opens, text: undefined } as never);
    sending.behave(() => Promise.reject(error));
    let back = 0;
    const takeBack = (): Promise<void> => {
      back++;
      return Promise.resolve();
    };
    await beginning(() => Promise.resolve({ ...begun, takeBack, turn: 7, locale: 'hi', prompts: [] }));
    expect(back).toBe(times);
  });

  test('is dropped where nothing is left to be said', async () => {
    const occasion = await queued({ opens, text: undefined } as never);
    await beginning(() => Promise.resolve('over'));
    expect(await sending.stored(occasion)).toMatchObject({ status: 'dropped' });
  });
});

test('after two days of standstill everything that still holds is sent once, by day', async () => {
  const useless = await queued({ until: new Date(world.clock.now().getTime() + DAY) });
  const wanted = await queued({ until: new Date(world.clock.now().getTime() + 3 * DAY) });
  goTo('2021-03-05T23:00');
  await sendDue();
  expect(occasions()).toEqual([]);
  goTo('2021-03-06T08:00');
  await sendDue();
  await sendDue();
  expect(occasions()).toEqual([wanted]);
  expect(await sending.stored(useless)).toMatchObject({ status: 'dropped' });
});
