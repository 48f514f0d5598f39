/** What partners are told of appointments, received by real servers and checked by the library of the specification. */
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { noteChanges } from '../../src/partner/webhooks/note-changes';
import { tellPartners, type Telling } from '../../src/partner/webhooks/tell-partners';
import type { WebhookEvent } from '../../src/partner/webhooks/event';
import { idsOf } from '../../src/partner/known-places';
import type { Appointment } from '../../src/store/appointments';
import { bookAppointment } from '../../src/vaccination/book-appointment';
import { removePerson } from '../../src/vaccination/remove-person';
import { MINUTE, newAddress, openWorld, registered, slotOf, type Site, type World } from '../support/world';

const SECRET = `whsec_${Buffer.alloc(24, 5).toString('base64')}`;
const HOUR = 60 * MINUTE;

let world: World;
let partners = 0;
let people = 0;
const receivers: Receiver[] = [];
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([slotOf(100), slotOf(100, { from: '13:00' })]);
});
afterEach(async () => {
  expect(world.site.failures).toEqual([]);
  for (const receiver of receivers.splice(0)) await receiver.close();
  // Nobody of an earlier test is told anything any more.
  for (const { _id } of await world.site.store.partners.all()) await world.site.store.partners.setWebhook(_id, null);
  await world.site.connection.collection('webhookEvents').deleteMany({});
});
afterAll(() => world.close());

interface Received {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}
type Answer = (response: ServerResponse, nth: number) => void;
interface Receiver {
  url: string;
  received: Received[];
  close: () => Promise<void>;
}

const status =
  (code: number): Answer =>
  (response) =>
    response.writeHead(code).end();

async function receiver(answer: Answer = status(204)): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (piece: string) => (body += piece));
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body });
      answer(response, received.length);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  };
  const made = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`, received, close };
  receivers.push(made);
  return made;
}

async function partnerAt(url: string | null): Promise<string> {
  const { partners: store } = world.site.store;
  const name = `partner ${++partners}`;
  const added = await store.add({ name, quota: 100, createdAt: world.clock.now() }, `key ${name}`);
  if (!added) throw new Error(`${name} was there before`);
  if (url !== null) await store.setWebhook(added._id, { url, secret: SECRET });
  return added._id;
}

/** An appointment as a partner's program books it. */
async function bookedFor(partner: string): Promise<Appointment> {
  const { site, clock } = world;
  const address = newAddress();
  const contact = site.store.vault.contactOf(address);
  const person = await registered(world, address, ++people);
  const hold = `hold-${people}`;
  const at = { slot: slotOf(1)._id, hold, others: [], move: false };
  const booked = await bookAppointment(site.store, { ...at, person, contact, partner, now: clock.now() });
  if (booked.status !== 'booked') throw new Error(booked.status);
  return (await site.store.appointments.get(hold)) as Appointment;
}

async function moved({ person, contact, _id }: Appointment): Promise<void> {
  const slot = slotOf(1, { from: '13:00' })._id;
  const wish = { person, slot, hold: `${_id}-moved`, others: [], move: true, contact, now: world.clock.now() };
  expect(await bookAppointment(world.site.store, wish)).toMatchObject({ status: 'booked' });
}

const note = ({ store, failures }: Site = world.site): Promise<number> =>
  noteChanges({ store, now: world.clock.now(), failed: (error) => failures.push(error) });
const tell = ({ store, failures }: Site = world.site, more: Partial<Telling> = {}): Promise<void> =>
  tellPartners({ store, now: () => world.clock.now(), failed: (error) => failures.push(error), ...more });
const eventsIn = ({ received }: Receiver): WebhookEvent[] =>
  received.map(({ body, headers }) => new Webhook(SECRET).verify(body, headers as Record<string, string>) as never);
const idsIn = ({ received }: Receiver): unknown[] => received.map(({ headers }) => headers['webhook-id']);

describe('what is told', () => {
  test('a booking, its move and its cancellation, in order, each once, by ids alone', async () => {
    const hook = await receiver();
    const appointment = await bookedFor(await partnerAt(hook.url));
    expect(await note()).toBe(1);
    await moved(appointment);
    expect(await note()).toBe(1);
    await world.site.store.appointments.cancel(appointment._id, null, world.clock.now());
    expect([await note(), await note()]).toEqual([1, 0]);
    await tell();
    const person = await world.site.store.persons.get(appointment.person);
    const ids = await idsOf(world.site.store);
    const data = {
      appointment_id: ids.appointmentUuid(appointment._id),
      beneficiary_reference_id: person?.reference,
      ...{ dose: 1, center_id: ids.numberOf('bidhannagar'), session_id: ids.sessionUuid('bidhannagar:2021-03-05') },
      date: '05-03-2021',
    };
    expect(eventsIn(hook)).toMatchObject([
      { type: 'appointment.booked', data: { ...data, status: 'booked', slot: '09:00AM-11:00AM' } },
      { type: 'appointment.booked', data: { ...data, status: 'booked', slot: '01:00PM-03:00PM' } },
      { type: 'appointment.cancelled', data: { ...data, status: 'cancelled', slot: '01:00PM-03:00PM' } },
    ]);
    expect(new Set(idsIn(hook)).size).toBe(3);
    expect(hook.received.map(({ body }) => body).join()).not.toMatch(/রহিমা|\b98[0-9]{8}\b|WKH/);
  });

  test('that somebody was missed, and vaccinated after all, and that this was taken back', async () => {
    const hook = await receiver();
    const { _id, holder } = await bookedFor(await partnerAt(hook.url));
    const { appointments, atCentre } = world.site.store;
    await note();
    await appointments.finish(_id, 'missed', world.clock.now(), holder);
    await note();
    const given = {
      key: 'dose',
      // Confirmed in the morning, and for want of power done only now.
      at: new Date(world.clock.now().getTime() - 5 * HOUR),
      by: { id: 'nurse', name: 'nurse' },
      day: '2021-03-05',
      batch: 'A1',
    };
    await atCentre.beginDose(_id, holder, given, world.clock.now());
    await note();
    await atCentre.reopen(_id, 'dose', { status: 'booked', changedAt: world.clock.now(), remindAt: null });
    await appointments.settled((await appointments.get(_id)) as Appointment);
    await note();
    await tell();
    const types = eventsIn(hook).map(({ type }) => type.replace('appointment.', ''));
    expect(types).toEqual(['booked', 'missed', 'vaccinated', 'booked']);
  });

  test('what comes after all was told and forgotten is something else than what was told first', async () => {
    const hook = await receiver();
    const { _id } = await bookedFor(await partnerAt(hook.url));
    await note();
    await tell();
    world.clock.advance(HOUR);
    await world.site.store.webhookEvents.forget(world.clock.now());
    await world.site.store.appointments.cancel(_id, null, world.clock.now());
    await note();
    await tell();
    expect(new Set(idsIn(hook)).size).toBe(2);
  });

  test('nothing of who was taken off the number since', async () => {
    const hook = await receiver();
    const { _id, person, contact } = await bookedFor(await partnerAt(hook.url));
    await world.site.store.appointments.cancel(_id, null, world.clock.now());
    const { reference = '' } = (await world.site.store.persons.get(person)) ?? {};
    expect(await removePerson(world.site.store, { reference, contact, now: world.clock.now() })).toBe('removed');
    expect(await note()).toBe(0);
  });

  test('nothing of what is not through yet, but it is when it is through', async () => {
    const hook = await receiver();
    const { _id } = await bookedFor(await partnerAt(hook.url));
    const raw = world.site.connection.collection<Appointment>('appointments');
    await raw.updateOne({ _id }, { $set: { settling: { leave: [], together: true } } });
    expect(await note()).toBe(0);
    world.clock.advance(10 * MINUTE);
    expect(await note()).toBe(0);
    world.clock.advance(10 * MINUTE);
    await raw.updateOne({ _id }, { $set: { settling: null } });
    expect(await note()).toBe(1);
  });

  test('by several processes at once: written down once, sent once', async () => {
    const hook = await receiver();
    const partner = await partnerAt(hook.url);
    for (let n = 0; n < 12; n++) await bookedFor(partner);
    const sites = [world.site, await world.openSite(), await world.openSite()];
    const noted = await Promise.all(sites.map((site) => note(site)));
    expect(noted.reduce((sum, count) => sum + count, 0)).toBe(12);
    await Promise.all(sites.map((site) => tell(site)));
    expect(hook.received).toHaveLength(12);
    expect(new Set(idsIn(hook)).size).toBe(12);
  });

  test('only to the partner whose program booked, and to nobody who has no webhook', async () => {
    const [hook, others] = [await receiver(), await receiver()];
    await partnerAt(others.url);
    await bookedFor(await partnerAt(hook.url));
    const silent = await partnerAt(null);
    await bookedFor(silent);
    expect(await note()).toBe(1);
    await tell();
    expect([hook.received.length, others.received.length]).toEqual([1, 0]);
    // What was booked before is old news for who asks later.
    world.clock.advance(HOUR);
    await note();
    await world.site.store.partners.setWebhook(silent, { url: others.url, secret: SECRET });
    expect(await note()).toBe(0);
  });
});

describe('who does not take it', () => {
  test('is told again later and later, the same under the same id, and then no more', async () => {
    const hook = await receiver(status(500));
    const partner = await partnerAt(hook.url);
    const { _id } = await bookedFor(partner);
    await note();
    await world.site.store.appointments.cancel(_id, null, world.clock.now());
    await note();
    await tell();
    for (const [index, wait] of [5_000, 5 * MINUTE, HOUR / 2, 2 * HOUR, 5 * HOUR, 10 * HOUR].entries()) {
      world.clock.advance(wait - 1);
      await tell();
      expect(hook.received).toHaveLength(index + 1);
      expect(await world.site.store.webhookEvents.countsOf(partner)).toEqual({ waiting: 2, failed: 0 });
      world.clock.advance(1);
      if (index < 5) await tell();
    }
    await world.site.store.partners.setWebhook(partner, { url: hook.url, secret: SECRET });
    await tell();
    const types = eventsIn(hook).map(({ type }) => type.replace('appointment.', ''));
    expect(types).toEqual([...Array<string>(7).fill('booked'), 'cancelled']);
    expect(
      new Set(hook.received.slice(0, 7).map(({ body, headers }) => body + String(headers['webhook-id']))).size,
    ).toBe(1);
    expect(await world.site.store.webhookEvents.countsOf(partner)).toEqual({ waiting: 1, failed: 1 });
  });

  test('because it is away, gets it when it is back', async () => {
    const gone = await receiver();
    await gone.close();
    const partner = await partnerAt(gone.url);
    await bookedFor(partner);
    await note();
    await tell();
    const hook = await receiver();
    await world.site.store.partners.setWebhook(partner, { url: hook.url, secret: SECRET });
    world.clock.advance(5_000);
    await tell();
    expect(eventsIn(hook)).toHaveLength(1);
    expect(await world.site.store.webhookEvents.countsOf(partner)).toEqual({ waiting: 0, failed: 0 });
  });

  test('for good (410) is not asked again', async () => {
    const hook = await receiver(status(410));
    const partner = await partnerAt(hook.url);
    await bookedFor(partner);
    await note();
    await tell();
    world.clock.advance(24 * HOUR);
    await tell();
    expect(hook.received).toHaveLength(1);
    expect(await world.site.store.webhookEvents.countsOf(partner)).toEqual({ waiting: 0, failed: 1 });
  });

  test('but would send us elsewhere is not followed', async () => {
    const elsewhere = await receiver();
    const hook = await receiver((response) => response.writeHead(307, { Location: elsewhere.url }).end());
    const partner = await partnerAt(hook.url);
    await bookedFor(partner);
    await note();
    await tell();
    expect([hook.received.length, elsewhere.received.length]).toEqual([1, 0]);
    expect(await world.site.store.webhookEvents.countsOf(partner)).toEqual({ waiting: 1, failed: 0 });
  });

  test('and is slow keeps nobody else waiting', async () => {
    let release = (): void => undefined;
    const slow = await receiver((response) => (release = () => response.end()));
    const quick = await receiver((response) => {
      response.end();
      release();
    });
    const slowPartner = await partnerAt(slow.url);
    await bookedFor(slowPartner);
    await note();
    // The slow one answers only after the quick one, who is booked for while the slow one is waited for.
    const telling = tell();
    while (slow.received.length === 0) await new Promise(setImmediate);
    await bookedFor(await partnerAt(quick.url));
    await note();
    await telling;
    expect([slow.received.length, quick.received.length]).toEqual([1, 1]);
    expect(await world.site.store.webhookEvents.countsOf(slowPartner)).toEqual({ waiting: 0, failed: 0 });
  });

  test('and never answers is given up for now', async () => {
    const hook = await receiver(() => undefined);
    const partner = await partnerAt(hook.url);
    await bookedFor(partner);
    await note();
    await tell(world.site, { patienceMs: 50 });
    expect(await world.site.store.webhookEvents.countsOf(partner)).toEqual({ waiting: 1, failed: 0 });
  });
});

test('an answer without an end is not read to its end', async () => {
  let closed: Promise<unknown> | undefined;
  const hook = await receiver((response) => {
    closed = once(response, 'close');
    const pour = (): void => {
      if (!response.destroyed) response.write('x'.repeat(100_000), () => setImmediate(pour));
    };
    response.writeHead(200);
    pour();
  });
  const partner = await partnerAt(hook.url);
  await bookedFor(partner);
  await note();
  await tell();
  await closed;
  expect(await world.site.store.webhookEvents.countsOf(partner)).toEqual({ waiting: 0, failed: 0 });
});

test('what a process had that has died is sent by another one', async () => {
  const hook = await receiver();
  const partner = await partnerAt(hook.url);
  await bookedFor(partner);
  await note();
  const at = { now: world.clock.now(), onTheWall: new Date() };
  const leasedUntil = new Date(at.onTheWall.getTime() + 60_000);
  const dead = await world.site.store.webhookEvents.claim(partner, { ...at, leasedUntil });
  await tell();
  expect(hook.received).toEqual([]);
  const raw = world.site.connection.collection('webhookEvents');
  await raw.updateOne({ partner }, { $set: { leasedUntil: new Date(at.onTheWall.getTime() - 1) } });
  await tell();
  expect(idsIn(hook)).toEqual([dead?.id]);
});

test('who wants to be told no more is told no more; what was told is forgotten', async () => {
  const hook = await receiver(status(500));
  const [partner, other] = [await partnerAt(hook.url), await partnerAt((await receiver()).url)];
  await bookedFor(partner);
  await bookedFor(other);
  await note();
  await tell();
  await world.site.store.partners.setWebhook(partner, null);
  world.clock.advance(5_000);
  await tell();
  expect(hook.received).toHaveLength(1);
  expect(await world.site.store.webhookEvents.countsOf(partner)).toEqual({ waiting: 0, failed: 0 });
  world.clock.advance(1);
  await world.site.store.webhookEvents.forget(world.clock.now());
  expect(
    await world.site.connection.collection('webhookEvents').countDocuments({ partner: { $in: [partner, other] } }),
  ).toBe(0);
});
