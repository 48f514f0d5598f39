/** Where one way fails the next is taken, the same day: the second route, another channel, a call. Receipts come in any order. */
import fc from 'fast-check';
import { SendError } from '../../src/errors';
import { createReceipts } from '../../src/messages/receipts';
import { sendQueued } from '../../src/messages/send-queued';
import type { Message, Receipt } from '../../src/store/messages';
import { bindAccount } from '../../src/vaccination/prove-number';
import { MINUTE, newAddress, openWorld, START, TestClock, type World } from '../support/world';
import { outboxOf, type Sending } from './sending';

let world: World;
let sending: Sending;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.advance(START.getTime() - world.clock.now().getTime());
  await clear();
  sending = outboxOf(world, ['kannel', 'twilio'], ['kannel', 'twilio']);
});
const clear = async (): Promise<void> => {
  for (const name of ['messages', 'calls']) await world.site.connection.collection(name).deleteMany({});
};
const sendDue = (): Promise<number> => sendQueued(sending.outbox);
const routes = (): string[] => sending.sent.map(({ route }) => route);
const told = (route: string, reference: string, status: Receipt): Promise<void> =>
  createReceipts(sending.outbox)(route)(reference, status);
const refusing =
  (...names: string[]) =>
  (_: unknown, route: string): Promise<undefined> =>
    names.includes(route) ? Promise.reject(new SendError(`${route} refuses`, false)) : Promise.resolve(undefined);

let count = 0;
async function queued(more: Partial<Message> = {}): Promise<string> {
  const address = newAddress();
  const occasion = `test:${++count}`;
  const contact = world.site.store.vault.contactOf(address);
  const message: Message = {
    occasion,
    contact,
    address,
    text: 'a text',
    kind: 'urgent',
    at: world.clock.now(),
    ...more,
  };
  await world.site.store.messages.queue(message);
  return occasion;
}

describe('the second route is taken', () => {
  test('where the first refuses the message', async () => {
    const occasion = await queued();
    sending.behave(refusing('kannel'));
    await sendDue();
    expect(routes()).toEqual(['kannel', 'twilio']);
    expect(await sending.stored(occasion)).toMatchObject({ status: 'sent', sent: { route: 'twilio' } });
  });

  test.each(['undelivered', 'failed'] as const)('where the first says %s', async (status) => {
    const occasion = await queued();
    await sendDue();
    await told('kannel', sending.sent[0]?.reference ?? '', status);
    // Twice, and late: it has had its say.
    await told('kannel', sending.sent[0]?.reference ?? '', status);
    await sendDue();
    await told('kannel', sending.sent[0]?.reference ?? '', status);
    await sendDue();
    expect(routes()).toEqual(['kannel', 'twilio']);
    expect(sending.sent[1]?.reference).not.toBe(sending.sent[0]?.reference);
    await told('twilio', sending.sent[1]?.reference ?? '', 'delivered');
    expect(await sending.stored(occasion)).toMatchObject({ status: 'delivered' });
  });

  test.each([
    ['code', 1],
    ['urgent', 10],
    ['service', 60],
  ] as const)('where nothing is heard of a message of the kind %s for %i min', async (kind, minutes) => {
    await queued({ kind });
    await sendDue();
    world.clock.advance((minutes - 1) * MINUTE);
    await sendDue();
    expect(routes()).toEqual(['kannel']);
    world.clock.advance(2 * MINUTE);
    await sendDue();
    expect(routes()).toEqual(['kannel', 'twilio']);
  });

  test('where the first is away for longer than the message can wait', async () => {
    await queued({ kind: 'code' });
    sending.behave((_, route) =>
      route === 'kannel' ? Promise.reject(new SendError('away', true)) : Promise.resolve(undefined),
    );
    for (let second = 0; second < 120; second += 5) {
      await sendDue();
      world.clock.advance(5_000);
    }
    expect(routes().at(-1)).toBe('twilio');
    expect(routes().filter((route) => route === 'twilio')).toHaveLength(1);
  });

  test('but not in the night, and not where the first has delivered', async () => {
    world.clock.advance(9.8 * 60 * MINUTE);
    const [late, there] = [await queued({ kind: 'service' }), await queued({ kind: 'service' })];
    await sendDue();
    const reference = sending.sent.find(({ occasion }) => occasion === there)?.reference ?? '';
    await told('kannel', reference, 'delivered');
    world.clock.advance(3 * 60 * MINUTE);
    await sendDue();
    expect(routes()).toEqual(['kannel', 'kannel']);
    world.clock.advance(10 * 60 * MINUTE);
    await sendDue();
    expect(sending.sent.slice(2).map(({ route, occasion }) => [route, occasion])).toEqual([['twilio', late]]);
  });

  test('not where a route gives no receipts: nothing is known, so nothing is sent twice', async () => {
    sending = outboxOf(world, ['http', 'twilio'], ['twilio']);
    await queued();
    await sendDue();
    world.clock.advance(5 * 60 * MINUTE);
    await sendDue();
    expect(routes()).toEqual(['http']);
  });
});

describe('after all routes of SMS', () => {
  test('an account of the number gets it, and a code goes to no account', async () => {
    const number = newAddress();
    const account = 'telegram:8000002';
    const contact = world.site.store.vault.contactOf(number);
    await bindAccount(world.site.store, { account, number, at: world.clock.now(), locale: 'bn' });
    await clear();
    const occasion = await queued({ contact, address: number });
    await queued({ contact, address: number, kind: 'code' });
    sending.behave((message, route) =>
      route === 'telegram'
        ? Promise.resolve({ id: '1', delivered: true })
        : refusing('kannel', 'twilio')(message, route),
    );
    await sendDue();
    const byTelegram = sending.sent.filter(({ route }) => route === 'telegram');
    expect(byTelegram.map((each) => [each.occasion, each.address])).toEqual([[occasion, account]]);
    expect(await sending.stored(occasion)).toMatchObject({ status: 'delivered', sent: { id: '1' } });
    expect(sending.delivered).toEqual([['telegram', 'urgent', 0]]);
  });

  test('somebody calls, where the message says so, once, and knows whom', async () => {
    const [address, other] = [newAddress(), newAddress()];
    const occasion = await queued({ address, calls: true });
    const quiet = await queued({ address: other });
    sending.behave(refusing('kannel', 'twilio'));
    await sendDue();
    const calls = await world.site.store.calls.open(10);
    expect(calls).toMatchObject([{ occasion, address, reason: 'undelivered' }]);
    expect(await sending.stored(occasion)).toMatchObject({ status: 'failed', because: 'twilio refuses' });
    expect(await sending.stored(quiet)).toMatchObject({ status: 'failed', because: 'twilio refuses' });
    await world.site.store.calls.take(occasion, { staff: 'mita', name: 'Mita' }, world.clock.now());
    expect(await world.site.store.calls.open(10)).toEqual([]);
  });

  test('somebody calls whom no receipt says anything of', async () => {
    const occasion = await queued({ calls: true });
    for (let minute = 0; minute < 40; minute++) {
      await sendDue();
      world.clock.advance(MINUTE);
    }
    expect(routes()).toEqual(['kannel', 'twilio']);
    expect(await world.site.store.calls.open(10)).toMatchObject([{ occasion }]);
    expect(await sending.stored(occasion)).toMatchObject({ status: 'sent', because: 'no receipt' });
  });

  test('who was never heard of has no address, and is called', async () => {
    const occasion = `test:${++count}`;
    const [kind, at] = ['urgent' as const, world.clock.now()];
    await world.site.store.messages.queue({ occasion, contact: 'nobody', kind, at, prompts: [], calls: true });
    await sendDue();
    expect(sending.sent).toEqual([]);
    expect(await world.site.store.calls.open(10)).toMatchObject([{ occasion, address: null }]);
  });
});

describe('a gateway that is too busy', () => {
  const busy = (): Promise<undefined> => Promise.reject(new SendError('429', true, true));
  const single = (): void => {
    sending = outboxOf(world, ['kannel'], ['kannel']);
  };

  test('once, after a night or a standstill of ours, is asked again before anything else is done', async () => {
    single();
    const occasion = await queued({ calls: true });
    world.clock.advance(20 * 60 * MINUTE);
    sending.behave(busy);
    await sendDue();
    sending.behave();
    world.clock.advance(MINUTE);
    await sendDue();
    expect(await sending.stored(occasion)).toMatchObject({ status: 'sent' });
    expect(await world.site.store.calls.open(10)).toEqual([]);
  });

  test('for an hour: who must know is called meanwhile, and the message goes once it can', async () => {
    single();
    const occasion = await queued({ calls: true });
    sending.behave(busy);
    for (let minute = 0; minute < 60; minute++) {
      await sendDue();
      world.clock.advance(MINUTE);
      if (minute === 5) expect(await world.site.store.calls.open(10)).toEqual([]);
      if (minute === 30) expect(await world.site.store.calls.open(10)).toMatchObject([{ occasion }]);
    }
    sending.behave();
    const inVain = sending.sent.length;
    for (let minute = 0; minute < 60; minute++) {
      await sendDue();
      world.clock.advance(MINUTE);
      if (sending.sent.length > inVain) await told('kannel', sending.sent.at(-1)?.reference ?? '', 'delivered');
    }
    expect(sending.sent).toHaveLength(inVain + 1);
    expect(await sending.stored(occasion)).toMatchObject({ status: 'delivered' });
    expect(await world.site.store.calls.open(10)).toHaveLength(1);
  });
});

describe('the id of a template', () => {
  test('goes with the message; without one a gateway of India takes nothing, and another may', async () => {
    const [indian, abroad] = sending.routes.sms;
    if (!indian || !abroad) throw new Error('no routes');
    sending.routes.sms = [{ ...indian, dlt: true }, abroad];
    const known = await queued({ template: 'eligible.bn' });
    const unknown = await queued({ template: 'eligible.hi' });
    const reply = await queued({ kind: 'answer' });
    const templateId = (name: string) => Promise.resolve(name === 'eligible.bn' ? '1107' : undefined);
    await sendQueued({ ...sending.outbox, templateId, dltRequired: true });
    const by = Object.fromEntries(sending.sent.map((each) => [each.occasion, [each.route, each.templateId]]));
    expect(by).toEqual({
      [known]: ['kannel', '1107'],
      [unknown]: ['twilio', undefined],
      [reply]: ['kannel', undefined],
    });
  });
});

describe('receipts', () => {
  const RECEIPTS: readonly Receipt[] = ['sent', 'delivered', 'undelivered', 'failed'];
  const DONE = new Set(['delivered', 'undelivered', 'failed', 'sent']);

  test('in any order, and before the provider has answered our call: forward only, nothing forgotten, nothing twice by one way', async () => {
    const order = fc.shuffledSubarray([...RECEIPTS], { minLength: 1 });
    const property = fc.asyncProperty(order, fc.nat(4), async (receipts, before) => {
      await clear();
      world.clock.advance(START.getTime() - world.clock.now().getTime());
      sending = outboxOf(world, ['kannel', 'twilio'], ['kannel']);
      const occasion = await queued();
      const seen: unknown[] = [];
      const tell = async (reference: string, status: Receipt): Promise<void> => {
        await told('kannel', reference, status);
        seen.push((await sending.stored(occasion)).status);
      };
      sending.behave(async ({ reference }, route) => {
        if (route === 'kannel') for (const each of receipts.slice(0, before)) await tell(reference, each);
        return undefined;
      });
      await sendDue();
      for (const each of receipts.slice(before)) await tell(sending.sent[0]?.reference ?? '', each);
      for (let minute = 0; minute < 3; minute++) {
        world.clock.advance(10 * MINUTE);
        await sendDue();
      }
      const { status, lane } = await sending.stored(occasion);
      expect(lane).toBeUndefined();
      expect(DONE.has(String(status))).toBe(true);
      const arrived = receipts.includes('delivered');
      expect(status).toBe(arrived ? 'delivered' : 'sent');
      if (arrived) expect(seen.slice(seen.indexOf('delivered')).every((each) => each === 'delivered')).toBe(true);
      expect(routes().filter((route) => route === 'kannel')).toHaveLength(1);
      expect(routes().filter((route) => route === 'twilio').length).toBeLessThanOrEqual(1);
      if (!arrived) expect(routes()).toEqual(['kannel', 'twilio']);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  test('of one that has taken what our call failed to hand over: it is not sent again', async () => {
    const occasion = await queued();
    sending.behave(async ({ reference }, route) => {
      if (route === 'kannel') await told('kannel', reference, 'sent');
      throw new SendError('no answer', true);
    });
    await sendDue();
    world.clock.advance(9 * MINUTE);
    await sendDue();
    expect(routes()).toEqual(['kannel']);
    await told('kannel', sending.sent[0]?.reference ?? '', 'delivered');
    world.clock.advance(20 * MINUTE);
    await sendDue();
    expect(routes()).toEqual(['kannel']);
    expect(await sending.stored(occasion)).toMatchObject({ status: 'delivered' });
  });

  test('measure how long a message took, by route and kind', async () => {
    await queued();
    await sendDue();
    world.clock.advance(42_000);
    await told('kannel', sending.sent[0]?.reference ?? '', 'delivered');
    await told('kannel', sending.sent[0]?.reference ?? '', 'delivered');
    expect(sending.delivered).toEqual([['kannel', 'urgent', 42]]);
  });

  test('of messages that nobody knows are nothing', async () => {
    await told('kannel', '0'.repeat(32), 'delivered');
    await told('kannel', 'x', 'failed');
    expect(sending.delivered).toEqual([]);
  });

  test('are shown as one thing: what a person was sent, as it was sent', async () => {
    const clock = new TestClock(world.clock.now());
    const address = newAddress();
    await queued({ address, contact: world.site.store.vault.contactOf(address) });
    await sendDue();
    const sent = await world.site.store.messages.sentTo(world.site.store.vault.contactOf(address));
    expect(sent).toEqual([{ text: 'a text', kind: 'urgent', channel: 'sms', at: clock.now() }]);
  });
});
