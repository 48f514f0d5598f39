/** Dates as programs book, move and cancel them, over real HTTP; and the same dates as their people see them by SMS. */
import { appointmentEndpoints } from '../../src/partner/appointments';
import { captchaEndpoints } from '../../src/partner/captcha';
import { idsOf } from '../../src/partner/known-places';
import { peopleEndpoints } from '../../src/partner/people';
import { signInEndpoints } from '../../src/partner/sign-in';
import { newToken } from '../../src/partner/tokens';
import { knowNumber } from '../../src/vaccination/know-number';
import type { Slot } from '../../src/store/slots';
import { ownSlot } from '../support/own-slot';
import { openApi, type ApiUnderTest, type Reply } from '../support/partner-api';
import { sentMessages } from '../support/sent';
import {
  DAY,
  imbalances,
  MINUTE,
  newAddress,
  openWorld,
  registered,
  type SlotOptions,
  type Talk,
  TODAY,
  type World,
} from '../support/world';

/** Run by hand with 5,000 before it was written down. */
const AT_ONCE = 64;

let world: World;
let api: ApiUnderTest;
beforeAll(async () => {
  world = await openWorld();
  api = await openApi(world, {
    endpoints: (deps) =>
      [signInEndpoints, captchaEndpoints, peopleEndpoints, appointmentEndpoints].flatMap((each) => each(deps)),
  });
});
afterAll(async () => {
  await api.close();
  await world.close();
});

const store = () => world.site.store;

const newSlot = (capacity: number, options: SlotOptions = { centre: 'sealdah' }): Promise<Slot> =>
  ownSlot(store(), capacity, options);
const freeIn = async ({ _id }: Slot): Promise<number | undefined> => (await store().slots.get(_id))?.free;

let cards = 0;
async function newFamily(size: number) {
  const address = newAddress();
  const contact = await knowNumber(store(), address, 'bn');
  for (let n = 0; n < size; n++) await registered(world, address, ++cards);
  const people = await store().persons.ofContact(contact);
  const token = await newToken(api.deps, { kind: 'number', whose: contact, address, partner: null });
  const post = (path: string, body: object, headers = {}): Promise<Reply> =>
    api.post(`/appointment/${path}`, body, { token, headers });
  const dates = async () => (await store().appointments.activeOfContact(contact, TODAY)).map(({ slot }) => slot);
  return { address, token, post, dates, references: people.map(({ reference }) => reference) };
}
type Family = Awaited<ReturnType<typeof newFamily>>;

const wishFor = async ({ references }: Pick<Family, 'references'>, { session }: Slot, more = {}) => ({
  ...{ dose: 1, session_id: (await idsOf(store())).sessionUuid(session), slot: '09:00AM-11:00AM' },
  ...{ beneficiaries: references, ...more },
});
const toSlot = async ({ session }: Slot) => {
  const { session_id, slot } = await wishFor({ references: [] }, { session } as Slot);
  return { session_id, slot };
};

async function scheduled(family: Family, slot: Slot): Promise<string> {
  const { status, json } = await family.post('schedule', await wishFor(family, slot));
  expect({ status, json }).toMatchObject({ status: 200 });
  return String(json['appointment_id']);
}
const toldTo = async ({ address }: Family): Promise<string[]> =>
  (await sentMessages(world, address)).map(({ text }) => text);

async function inMenu({ address }: Family): Promise<Talk> {
  const talk = world.talk(address);
  await talk.say('টিকা');
  if (talk.last?.expects === 'welcome.resume') await talk.choose('restart');
  return talk;
}

test('the places that are kept for telephones stay for them: a program is told that it is full while an SMS still books', async () => {
  const slot = await newSlot(2, { centre: 'bidhannagar' });
  const [first, second, third] = [await newFamily(1), await newFamily(1), await newFamily(1)];
  await scheduled(first, slot);
  const { status, json } = await second.post('schedule', await wishFor(second, slot));
  expect([status, json['errorCode']]).toEqual([409, 'APPOIN0040']);
  const talk = await inMenu(third);
  await talk.choose('book');
  await talk.choose('offer1');
  expect(await third.dates()).toEqual([slot._id]);
  expect(await freeIn(slot)).toBe(0);
});

describe('one person', () => {
  test('is booked, told by SMS, and seen by SMS and by the program alike', async () => {
    const [family, slot] = [await newFamily(1), await newSlot(9)];
    const { status, json } = await family.post('schedule', await wishFor(family, slot));
    expect(status).toBe(200);
    expect(json['appointment_confirmation_no']).toBe(json['appointment_id']);
    const [slip = ''] = await toldTo(family);
    expect(slip).toContain('শিয়ালদহ');
    const code = /কোড (\d{4})/.exec(slip)?.[1] ?? 'none';
    const talk = await inMenu(family);
    expect((await talk.choose('appointments')).text).toContain(code);
    const { json: listed } = await api.get('/appointment/beneficiaries', { token: family.token });
    expect(JSON.stringify(listed)).toContain(String(json['appointment_id']));
  });

  test('has one booking, however often the same request is sent', async () => {
    const [family, slot] = [await newFamily(1), await newSlot(9)];
    const wish = await wishFor(family, slot);
    const replies = await Promise.all(
      Array.from({ length: 5 }, () => family.post('schedule', wish, { 'Idempotency-Key': 'first' })),
    );
    replies.push(await family.post('schedule', wish, { 'Idempotency-Key': 'first' }));
    const booked = replies.filter(({ status }) => status === 200);
    expect(new Set(booked.map(({ json }) => json['appointment_id'])).size).toBe(1);
    expect(replies.at(-1)?.status).toBe(200);
    expect(replies.filter(({ status }) => ![200, 409].includes(status))).toEqual([]);
    const other = await family.post('schedule', wish, { 'Idempotency-Key': 'another' });
    expect([other.status, other.json['errorCode']]).toEqual([400, 'APPOIN0022']);
    expect(await freeIn(slot)).toBe(8);
    expect(await toldTo(family)).toHaveLength(1);
  });

  test.each([
    ['what Co-WIN asked for beside it', { center_id: 1234, captcha: undefined, secret: 'x' }],
    ['a captcha left empty', { captcha: null }],
    ['numbers as text, and small letters', { dose: '1', center_id: '1234', slot: '09:00am - 11:00am' }],
  ])('is booked with %s', async (_, more) => {
    const family = await newFamily(1);
    const { status } = await family.post('schedule', await wishFor(family, await newSlot(9), more));
    expect(status).toBe(200);
  });

  test('is booked and moved by half days, into the first hours that are not full', async () => {
    // One for programs, one for telephones.
    const session = await newSlot(2);
    const at = (from: string, to: string): Slot => ({ ...session, from, to, _id: `${session.session}:${from}:1` });
    const [second, afternoon] = [at('11:00', '13:00'), at('13:00', '15:00')];
    await store().slots.add([second, afternoon]);
    const [first, family] = [await newFamily(1), await newFamily(1)];
    const wish = (each: Family, slot: string) => wishFor(each, session, { slot });
    expect((await first.post('schedule', await wish(first, 'FORENOON'))).status).toBe(200);
    const { status, json } = await family.post('schedule', await wish(family, 'forenoon'));
    expect([status, await first.dates(), await family.dates()]).toEqual([200, [session._id], [second._id]]);
    const there = { ...(await wish(family, 'AFTERNOON')), appointment_id: json['appointment_id'] };
    expect((await family.post('reschedule', there)).status).toBe(204);
    expect(await family.dates()).toEqual([afternoon._id]);
  });

  test('books with the captcha that was shown, and not with another', async () => {
    const [family, slot] = [await newFamily(1), await newSlot(9)];
    const codes = [];
    for (const captcha of ['', 'NO'])
      codes.push((await family.post('schedule', await wishFor(family, slot, { captcha }))).json['errorCode']);
    expect(codes).toEqual(['APPOIN0044', 'APPOIN0045']);
    expect(await family.dates()).toEqual([]);
  });
});

describe('what cannot be booked is refused by name', () => {
  let family: Family;
  let slot: Slot;
  beforeAll(async () => {
    family = await newFamily(1);
    slot = await newSlot(9);
  });
  const many = Array.from({ length: 5 }, (_, n) => `1234567890123${n}`);
  const unknown = '3fa85f64-5717-8562-b3fc-2c963f66afa6';

  test.each<[string, object, number, string]>([
    ['no dose', { dose: undefined }, 400, 'TIKAPI0400'],
    ['a third dose', { dose: 3 }, 400, 'TIKAPI0400'],
    ['half a dose', { dose: 1.5 }, 400, 'TIKAPI0400'],
    ['a dose that is not the next', { dose: 2 }, 400, 'TIKAPI3001'],
    ['no session', { session_id: undefined }, 400, 'TIKAPI0400'],
    ['no UUID', { session_id: 'sealdah' }, 400, 'TIKAPI0400'],
    ['a session nobody gave out', { session_id: unknown }, 400, 'TIKAPI1005'],
    ['no slot', { slot: undefined }, 400, 'APPOIN0015'],
    ['an hour of no slot', { slot: '09:30AM-11:00AM' }, 400, 'APPOIN0015'],
    ['an endless slot', { slot: '9'.repeat(9_000) }, 400, 'APPOIN0015'],
    ['nobody', { beneficiaries: [] }, 400, 'TIKAPI0400'],
    ['no list', { beneficiaries: '12345678901234' }, 400, 'TIKAPI0400'],
    ['five people', { beneficiaries: many }, 400, 'TIKAPI0400'],
    ['a name', { beneficiaries: ['রহিমা'] }, 400, 'TIKAPI0400'],
    ['somebody unknown', { beneficiaries: ['99999999999999'] }, 404, 'TIKAPI2006'],
    ['an endless captcha', { captcha: 'A'.repeat(5_000) }, 400, 'TIKAPI0400'],
    ['too much of everything', { captcha: 'A'.repeat(50_000) }, 413, 'TIKAPI0407'],
  ])('%s', async (_, more, status, errorCode) => {
    const reply = await family.post('schedule', await wishFor(family, slot, more));
    expect([reply.status, reply.json['errorCode']]).toEqual([status, errorCode]);
    expect(await freeIn(slot)).toBe(9);
  });

  test('somebody of another number, alone or beside one’s own, is answered like somebody unknown', async () => {
    const { references: others } = await newFamily(1);
    const unknownReply = await family.post('schedule', await wishFor({ references: ['99999999999999'] }, slot));
    for (const references of [others, [...family.references, ...others]]) {
      const reply = await family.post('schedule', await wishFor({ references }, slot));
      expect([reply.status, reply.json]).toEqual([404, unknownReply.json]);
    }
    expect(await freeIn(slot)).toBe(9);
  });

  test('without a token nothing is', async () => {
    for (const path of ['schedule', 'reschedule', 'cancel']) {
      const reply = await api.post(`/appointment/${path}`, await wishFor(family, slot, { appointment_id: unknown }));
      expect(reply.status).toBe(401);
    }
  });
});

describe('a family', () => {
  test('is booked as one appointment, of which one may be taken off, and then the rest; each is told', async () => {
    const [family, slot] = [await newFamily(3), await newSlot(9)];
    const appointment_id = await scheduled(family, slot);
    expect([await freeIn(slot), (await toldTo(family)).length]).toEqual([6, 3]);
    const [first = '', , third = ''] = family.references;
    const stranger = await family.post('cancel', { appointment_id, beneficiariesToCancel: [first, '99999999999999'] });
    expect([stranger.status, await freeIn(slot)]).toEqual([404, 6]);
    expect((await family.post('cancel', { appointment_id, beneficiariesToCancel: [third] })).status).toBe(204);
    expect([await freeIn(slot), (await toldTo(family)).length]).toEqual([7, 1]);
    const gone = await family.post('cancel', { appointment_id, beneficiariesToCancel: [third] });
    expect([gone.status, await freeIn(slot)]).toEqual([404, 7]);
    // A request that was broken off after the third of them, and is sent again.
    const both = await family.post('cancel', { appointment_id, beneficiariesToCancel: [first, third] });
    expect([both.status, await freeIn(slot), (await toldTo(family)).length]).toEqual([204, 8, 1]);
    expect((await family.post('cancel', { appointment_id, beneficiariesToCancel: [] })).status).toBe(204);
    expect([await freeIn(slot), (await toldTo(family)).length]).toEqual([9, 1]);
    expect((await family.post('cancel', { appointment_id })).json['errorCode']).toBe('TIKAPI3002');
  });

  test('of whom one is booked already is not booked', async () => {
    const [family, slot] = [await newFamily(2), await newSlot(9)];
    const [one = ''] = family.references;
    await family.post('schedule', await wishFor({ references: [one] }, slot));
    const reply = await family.post('schedule', await wishFor(family, slot));
    expect([reply.json['errorCode'], await freeIn(slot)]).toEqual(['APPOIN0022', 8]);
  });

  test('moves together and stays one appointment; the same slot again changes nothing', async () => {
    const [family, from, to] = [
      await newFamily(2),
      await newSlot(9),
      await newSlot(9, { centre: 'sealdah', inDays: 3 }),
    ];
    const appointment_id = await scheduled(family, from);
    await toldTo(family);
    for (let time = 0; time < 2; time++) {
      const { status } = await family.post('reschedule', { appointment_id, ...(await toSlot(to)) });
      expect(status).toBe(204);
    }
    expect([await freeIn(from), await freeIn(to), await family.dates()]).toEqual([9, 7, [to._id, to._id]]);
    expect(await toldTo(family)).toHaveLength(2);
    expect((await family.post('cancel', { appointment_id })).status).toBe(204);
    expect(await freeIn(to)).toBe(9);
  });
});

describe('an appointment', () => {
  test('does not move to what is full, unknown, or nobody’s slot, and stays where it is', async () => {
    const [family, from, full] = [await newFamily(1), await newSlot(9), await newSlot(1)];
    const appointment_id = await scheduled(family, from);
    const tried = async (more: object) => {
      const { status, json } = await family.post('reschedule', { appointment_id, ...(await toSlot(from)), ...more });
      return [status, json['errorCode']];
    };
    expect(await tried(await toSlot(full))).toEqual([409, 'APPOIN0040']);
    expect(await tried({ slot: 'noon' })).toEqual([400, 'APPOIN0015']);
    expect(await tried({ session_id: appointment_id })).toEqual([400, 'TIKAPI1005']);
    expect(await tried({ appointment_id: 'mine' })).toEqual([400, 'TIKAPI0400']);
    expect(await family.dates()).toEqual([from._id]);
  });

  test('that is cancelled while it is moved is cancelled, and no other takes its place', async () => {
    for (let time = 0; time < 8; time++) {
      const [family, from, to] = [await newFamily(1), await newSlot(9), await newSlot(9)];
      const appointment_id = await scheduled(family, from);
      const [moved, cancelled] = await Promise.all([
        family.post('reschedule', { appointment_id, ...(await toSlot(to)) }),
        family.post('cancel', { appointment_id }),
      ]);
      expect([204, 404]).toContain(moved.status);
      expect([cancelled.status, await family.dates()]).toEqual([204, []]);
      expect([await freeIn(from), await freeIn(to)]).toEqual([9, 9]);
    }
  });

  test('of another number, one that was cancelled, and one that was missed are all unknown', async () => {
    const [family, other, slot] = [await newFamily(1), await newFamily(1), await newSlot(9)];
    const theirs = await scheduled(other, slot);
    const mine = await scheduled(family, slot);
    const answersFor = async (appointment_id: string) => [
      (await family.post('cancel', { appointment_id })).bytes.toString(),
      (await family.post('reschedule', { appointment_id, ...(await toSlot(slot)) })).bytes.toString(),
    ];
    const unknown = await answersFor('3fa85f64-5717-8562-b3fc-2c963f66afa6');
    expect(unknown.every((each) => each.includes('TIKAPI3002'))).toBe(true);
    expect(await answersFor(theirs)).toEqual(unknown);
    expect(await other.dates()).toEqual([slot._id]);
    await family.post('cancel', { appointment_id: mine });
    expect(await answersFor(mine)).toEqual(unknown);
    world.clock.advance(5 * DAY);
    const token = await newToken(api.deps, {
      ...{ kind: 'number', whose: store().vault.contactOf(other.address), address: other.address, partner: null },
    });
    const late = await api.post('/appointment/cancel', { appointment_id: theirs }, { token });
    expect(late.bytes.toString()).toBe(unknown[0]);
    world.clock.advance(-5 * DAY);
  });
});

describe('by SMS and by a program it is one record', () => {
  test('what was booked by SMS is moved and cancelled by the program, and the number is told', async () => {
    const [near, far] = [await newSlot(9, { centre: 'bidhannagar' }), await newSlot(9)];
    const family = await newFamily(1);
    const talk = await inMenu(family);
    await talk.choose('book');
    await talk.choose('offer1');
    expect(await family.dates()).toEqual([near._id]);
    const { json } = await api.get('/appointment/beneficiaries', { token: family.token });
    const appointment_id = /"appointment_id":"([^"]+)"/.exec(JSON.stringify(json))?.[1] ?? '';
    expect((await family.post('reschedule', { appointment_id, ...(await toSlot(far)) })).status).toBe(204);
    expect(await family.dates()).toEqual([far._id]);
    expect((await (await inMenu(family)).choose('appointments')).text).toContain('শিয়ালদহ');
    await toldTo(family);
    expect((await family.post('cancel', { appointment_id })).status).toBe(204);
    expect(await toldTo(family)).toEqual([
      expect.stringMatching(
        /^টিকাসেতু: রহিমা .*শিয়ালদহ\) অ্যাপ থেকে বাতিল করা হল। আপনি না করে থাকলে "সাহায্য" লিখে পাঠান।$/,
      ),
    ]);
    expect((await (await inMenu(family)).choose('appointments')).text).not.toContain('শিয়ালদহ');
  });

  test('what the program booked is cancelled by SMS, and is then unknown to the program', async () => {
    const [family, slot] = [await newFamily(1), await newSlot(9)];
    const appointment_id = await scheduled(family, slot);
    const talk = await inMenu(family);
    await talk.choose('appointments');
    await talk.choose('cancel');
    expect(await talk.choose('cancel')).toMatchObject({ expects: 'appointment.cancelled' });
    expect(await freeIn(slot)).toBe(9);
    expect((await family.post('cancel', { appointment_id })).json['errorCode']).toBe('TIKAPI3002');
    expect((await toldTo(family)).filter((text) => text.includes('অ্যাপ'))).toEqual([]);
  });
});

test(`${AT_ONCE} programs want the last place in the same moment: one has it, each of the others is told so`, async () => {
  const slot = await newSlot(2);
  const wishes = [];
  for (let n = 0; n < AT_ONCE; n++) {
    const family = await newFamily(1);
    wishes.push({ family, wish: await wishFor(family, slot) });
  }
  const replies = await Promise.all(wishes.map(({ family, wish }) => family.post('schedule', wish)));
  const [booked, refused] = [200, 409].map((code) => replies.filter(({ status }) => status === code));
  expect([booked?.length, refused?.length]).toEqual([1, AT_ONCE - 1]);
  expect(new Set(refused?.map(({ json }) => json['errorCode']))).toEqual(new Set(['APPOIN0040']));
  expect(await freeIn(slot)).toBe(1);
  world.clock.advance(2 * MINUTE);
  expect(await imbalances(world.site)).toEqual([]);
  expect(world.site.failures).toEqual([]);
});
