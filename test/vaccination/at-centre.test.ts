/** The nurse at nine in the morning: the list, who has come, and "vaccinated" with the code and the card. */
import { addDays } from '../../src/clock';
import type { Appointment } from '../../src/store/appointments';
import { arrive, undoArrival } from '../../src/vaccination/arrive';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { closeSession } from '../../src/vaccination/close-session';
import { displaceOverfull } from '../../src/vaccination/displace';
import { finishDoses } from '../../src/vaccination/give-dose';
import { listDay, type DayPerson } from '../../src/vaccination/list-day';
import { recordDose } from '../../src/vaccination/record-dose';
import { searchDay } from '../../src/vaccination/search-day';
import { settlePeople } from '../../src/vaccination/settle-person';
import { sweep } from '../../src/vaccination/settle-places';
import { vaccinate } from '../../src/vaccination/vaccinate';
import {
  appointmentOf,
  booked,
  CENTRE,
  doseWish,
  guest,
  MITA,
  newKey,
  otherCode,
  personOf,
  RANA,
  type Guest,
} from '../support/day';
import { imbalances, MINUTE, openWorld, slotOf, TODAY, type World } from '../support/world';
import { Wire } from '../support/wire';

let world: World;
let wire: Wire;
const SLOT = slotOf(500, { inDays: 0, from: '15:00' });
const LATER = slotOf(500, { inDays: 3 });
const SEALDAH = slotOf(500, { centre: 'sealdah', inDays: 0, from: '15:00' });
const store = () => world.site.store;
const now = () => world.clock.now();

beforeAll(async () => {
  world = await openWorld();
  wire = await Wire.to(world.database.uri);
  await store().slots.add([SLOT, LATER, SEALDAH]);
});
afterAll(async () => {
  await world.close();
  wire.cut();
});

const list = (centre = CENTRE) => listDay(store(), { centre, day: TODAY, now: now() });
const rowOf = async ({ appointment }: Guest): Promise<DayPerson | undefined> =>
  (await list()).slots.flatMap(({ people }) => people).find((each) => each.appointment === appointment._id);
const arrival = ({ appointment }: Guest) => ({
  ...{ appointment: appointment._id, centre: CENTRE, by: MITA, at: now(), now: now() },
});

describe('the list', () => {
  test('has who is booked, by slot, with what is compared; never the code, and nobody who cancelled', async () => {
    const [here, gone, other] = [await guest(world, SLOT), await guest(world, SLOT), await guest(world, SEALDAH)];
    await cancelAppointment(store(), {
      ...{ appointment: gone.appointment._id, contact: gone.appointment.contact, now: now() },
    });
    const { slots, counts } = await list();
    const people = slots.find(({ _id }) => _id === SLOT._id)?.people ?? [];
    expect(people.find(({ appointment }) => appointment === here.appointment._id)).toMatchObject({
      ...{ name: here.person.name, reference: here.person.reference, status: 'booked', dose: 1, walkIn: false },
      card: { type: 'voter', last4: here.card.slice(-4) },
    });
    expect(people.map(({ appointment }) => appointment)).not.toContain(gone.appointment._id);
    expect(people.map(({ appointment }) => appointment)).not.toContain(other.appointment._id);
    expect(counts).toMatchObject({ expected: people.length, left: people.length, vaccinated: 0 });
    expect(Object.keys(people[0] ?? {})).not.toContain('code');
  });

  test('takes as many commands for two hundred as for one', async () => {
    const count = async (): Promise<number> => {
      const commands: string[] = [];
      const client = world.site.connection.getClient();
      const heard = ({ commandName }: { commandName: string }) => commands.push(commandName);
      client.on('commandStarted', heard);
      await list('barasat');
      client.off('commandStarted', heard);
      return commands.length;
    };
    const slot = slotOf(300, { centre: 'barasat', inDays: 0, from: '15:00' });
    await store().slots.add([slot]);
    await guest(world, slot);
    const uri = `${world.database.uri}&monitorCommands=true`;
    const site = world.site;
    world.site = await world.openSite(uri);
    try {
      await count();
      const one = await count();
      await Promise.all(Array.from({ length: 200 }, () => guest(world, slot)));
      expect((await list('barasat')).counts.expected).toBe(201);
      expect([one, await count()]).toEqual([expect.any(Number), one]);
      expect(one).toBeGreaterThan(2);
    } finally {
      world.site = site;
    }
  });

  test('is searched by the beginning of a name, by last digits, and by the code, which finds one', async () => {
    const wanted = await guest(world, SLOT);
    const people = (await list()).slots.flatMap((slot) => slot.people);
    const search = async (typed: string, by = MITA.id) =>
      searchDay(store(), { people, centre: CENTRE, day: TODAY, typed, isWhole: true, by, now: now() });
    const has = async (typed: string) =>
      (await search(typed)).found.some(({ appointment }) => appointment === wanted.appointment._id);
    const [first = '', number = ''] = wanted.person.name.split(' ');
    expect(await has(first.slice(0, 2))).toBe(true);
    expect(await has(`${number} ${first.slice(0, 3)}`)).toBe(true);
    expect(await has('হিমা')).toBe(false);
    expect(await has(wanted.person.reference.slice(-6))).toBe(true);
    expect(await has(wanted.card.slice(-4))).toBe(true);
    const byCode = await search(wanted.appointment.code);
    expect(byCode.byCode).toContain(wanted.appointment._id);
    expect(byCode.found.map(({ appointment }) => appointment)).toContain(wanted.appointment._id);
  });

  test('by a code: whoever else it may mean is found too, also where two have the same', async () => {
    const [one, other, third] = [await guest(world, SLOT), await guest(world, SLOT), await guest(world, SLOT)];
    const { last4 } = third.person.card;
    const ids = [one, other].map(({ appointment }) => appointment._id);
    await world.site.connection
      .collection<Appointment>('appointments')
      .updateMany({ _id: { $in: ids } }, { $set: { code: last4 } });
    const people = (await list()).slots.flatMap((slot) => slot.people);
    const search = { people, centre: CENTRE, day: TODAY, typed: last4, by: 'x', now: now() };
    const found = async (isWhole: boolean) =>
      (await searchDay(store(), { ...search, isWhole })).found.map(({ appointment }) => appointment);
    expect(await found(true)).toEqual(expect.arrayContaining([...ids, third.appointment._id]));
    // While it is being typed it may become anything: no code is looked for.
    expect(await found(false)).not.toContain(one.appointment._id);
  });

  test('by codes nobody has: five in an hour; a whole queue of right ones counts for nothing', async () => {
    const right = (await Promise.all(Array.from({ length: 12 }, () => guest(world, SLOT)))).map(
      ({ appointment }) => appointment.code,
    );
    const people = (await list()).slots.flatMap((slot) => slot.people);
    const search = (typed: string) =>
      searchDay(store(), { people, centre: CENTRE, day: TODAY, typed, isWhole: true, by: 'curious', now: now() });
    const booked = await world.site.connection
      .collection<Appointment>('appointments')
      .find({ centre: CENTRE, day: TODAY, status: 'booked' })
      .toArray();
    const known = new Set([...booked.map(({ code }) => code), ...people.map(({ card }) => card.last4)]);
    const nobodys = Array.from({ length: 9_000 }, (_, n) => String(n + 1_000)).filter(
      (code) => !known.has(code) && !people.some(({ reference }) => reference.endsWith(code)),
    );
    for (const code of right) expect((await search(code)).byCode?.length).toBeGreaterThan(0);
    // Nor do those who are looked for by their cards.
    for (const { card } of people.slice(0, 7)) expect((await search(card.last4)).found.length).toBeGreaterThan(0);
    for (const code of nobodys.slice(0, 5)) expect(await search(code)).toMatchObject({ byCode: [], found: [] });
    expect(await search(nobodys[5] ?? '')).toMatchObject({ found: [], tooManyCodes: true });
    expect(await search(right[0] ?? '')).toMatchObject({ tooManyCodes: true });
  });

  test('is searched by the last digits of the telephone of who has written to us', async () => {
    const wanted = await guest(world, SLOT);
    await world.talk(wanted.address).say('টিকা');
    const people = (await list()).slots.flatMap((slot) => slot.people);
    const typed = wanted.address.slice(-8);
    const search = { people, centre: CENTRE, day: TODAY, typed, isWhole: false, by: 'x', now: now() };
    const { found } = await searchDay(store(), search);
    expect(found.map(({ appointment }) => appointment)).toEqual([wanted.appointment._id]);
  });
});

describe('arrival', () => {
  test('is written once, the earlier hour stands, and can be taken back', async () => {
    const wanted = await guest(world, SLOT);
    expect(await arrive(store(), arrival(wanted))).toMatchObject({ status: 'arrived', again: false, at: now() });
    const before = now();
    world.clock.advance(MINUTE);
    expect(await arrive(store(), arrival(wanted))).toMatchObject({ status: 'arrived', again: true, at: before });
    expect(await rowOf(wanted)).toMatchObject({ status: 'arrived', arrivedAt: before });
    expect(await undoArrival(store(), arrival(wanted))).toEqual({ status: 'undone' });
    expect(await rowOf(wanted)).toMatchObject({ status: 'booked', arrivedAt: null });
  });

  test('of who moved to another day counts there no more', async () => {
    const wanted = await guest(world, SLOT);
    await arrive(store(), arrival(wanted));
    await booked(world, wanted.person._id, LATER, true);
    expect(await arrive(store(), arrival(wanted))).toEqual({ status: 'notToday' });
    const there = await listDay(store(), { centre: CENTRE, day: addDays(TODAY, 3), now: now() });
    const row = there.slots.flatMap(({ people }) => people).find(({ person }) => person === wanted.person._id);
    expect(row).toMatchObject({ status: 'booked', arrivedAt: null });
  });
});

describe('"vaccinated"', () => {
  test('with the right code and card: the dose with its batch, and from when the second is', async () => {
    const wanted = await guest(world, SLOT);
    const wish = doseWish(world, wanted, { batch: ' 4120-z 001', code: ` ${wanted.appointment.code} ` });
    const secondFrom = addDays(TODAY, 28);
    expect(await vaccinate(store(), wish)).toMatchObject({ status: 'given', again: false, dose: 1, secondFrom });
    expect(await vaccinate(store(), wish)).toMatchObject({ status: 'given', again: true, secondFrom });
    const { doses } = await personOf(world, wanted.person._id);
    expect(doses).toEqual([
      { vaccine: 'COVISHIELD', day: TODAY, centre: CENTRE, batch: '4120Z001', by: MITA.id, at: now() },
    ]);
    expect(await rowOf(wanted)).toMatchObject({ status: 'vaccinated', given: { batch: '4120Z001', by: MITA } });
    expect((await list()).batches).toMatchObject({ COVISHIELD: '4120Z001' });
    expect(await store().atCentre.lastBatch(CENTRE, TODAY, 'COVISHIELD')).toBe('4120Z001');
  });

  test('code and card may be written in Bengali digits and with blanks', async () => {
    const wanted = await guest(world, SLOT);
    const bengali = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(0x9e6 + Number(digit)));
    const card = { last4: ` ${bengali(wanted.person.card.last4)} ` };
    const wish = doseWish(world, wanted, { code: bengali(wanted.appointment.code), card });
    expect(await vaccinate(store(), wish)).toMatchObject({ status: 'given' });
  });

  test('not with a wrong code, a card that differs, no batch, at another centre or on another day', async () => {
    const wanted = await guest(world, SLOT);
    const later = await guest(world, LATER);
    const tried = (change: Parameters<typeof doseWish>[2], who = wanted) =>
      vaccinate(store(), doseWish(world, who, change));
    expect(await tried({ code: otherCode(wanted) })).toEqual({ status: 'wrongCode' });
    expect(await tried({ code: '' })).toEqual({ status: 'wrongCode' });
    expect(await tried({ card: { last4: '0000' } })).toEqual({ status: 'cardDiffers' });
    expect(await tried({ card: { last4: wanted.person.card.last4, type: 'aadhaar' } })).toEqual({
      status: 'cardDiffers',
    });
    expect(await tried({ batch: 'x'.repeat(21) })).toEqual({ status: 'noBatch' });
    expect(await tried({ centre: 'sealdah' })).toEqual({ status: 'moved' });
    expect(await tried({}, later)).toEqual({ status: 'notToday' });
    expect(await tried({ appointment: 'nobody' })).toEqual({ status: 'unknown' });
    expect((await personOf(world, wanted.person._id)).doses).toEqual([]);
  });

  test('after five wrong codes not with the right one either, for an hour; also of a hundred at once only five are looked at', async () => {
    const wanted = await guest(world, SLOT);
    const codes = Array.from({ length: 40 }, (_, n) => otherCode(wanted, n + 1));
    const tries = await Promise.all(codes.map((code) => vaccinate(store(), doseWish(world, wanted, { code }))));
    expect(tries.filter(({ status }) => status === 'wrongCode')).toHaveLength(5);
    expect(await vaccinate(store(), doseWish(world, wanted))).toEqual({ status: 'tooManyTries' });
    world.clock.advance(61 * MINUTE);
    expect(await vaccinate(store(), doseWish(world, wanted))).toMatchObject({ status: 'given' });
  });

  test('whoever tries a few codes with each of many people is stopped after twenty; right ones count for nothing', async () => {
    const by = { id: 'staff-guesses', name: 'Guesses' };
    const all = await Promise.all(Array.from({ length: 25 }, () => guest(world, SLOT)));
    const [last, next, ...others] = all as [Guest, Guest, ...Guest[]];
    const tried = (who: Guest, code: string) => vaccinate(store(), doseWish(world, who, { by, code }));
    for (const each of others.slice(0, 10)) expect((await tried(each, each.appointment.code)).status).toBe('given');
    for (const each of others.slice(10, 23)) for (const n of [1, 2]) await tried(each, otherCode(each, n));
    expect(await tried(last, last.appointment.code)).toEqual({ status: 'tooManyTries' });
    expect(await vaccinate(store(), doseWish(world, last))).toMatchObject({ status: 'given' });
    world.clock.advance(61 * MINUTE);
    expect(await tried(next, next.appointment.code)).toMatchObject({ status: 'given' });
  });

  test('of two nurses who press at once one records it, the other is told who did', async () => {
    const wanted = await guest(world, SLOT);
    const [one, other] = await Promise.all(
      [MITA, RANA].map((by) => vaccinate(store(), doseWish(world, wanted, { by }))),
    );
    expect([one?.status, other?.status].sort()).toEqual(['already', 'given']);
    expect((await personOf(world, wanted.person._id)).doses).toHaveLength(1);
  });

  test('while the person cancels by SMS: either there is a dose or the date is cancelled, never both', async () => {
    const outcomes = new Set<string>();
    for (let round = 0; round < 20; round++) {
      const wanted = await guest(world, SLOT);
      const { _id: appointment, contact } = wanted.appointment;
      const pause = new Promise((resolve) => setTimeout(resolve, round));
      const [dose, cancelled] = await Promise.all([
        vaccinate(store(), doseWish(world, wanted)),
        pause.then(() => cancelAppointment(store(), { appointment, contact, now: now() })),
      ]);
      const { doses } = await personOf(world, wanted.person._id);
      const { status } = await appointmentOf(world, appointment);
      outcomes.add(status);
      expect([dose.status, cancelled, doses.length, status]).toEqual(
        status === 'cancelled' ? ['cancelled', 'cancelled', 0, status] : ['given', 'gone', 1, 'vaccinated'],
      );
    }
    expect(outcomes).toContain('vaccinated');
  });

  test('not where the date was moved, the slot was closed, or the dose recorded elsewhere meanwhile', async () => {
    const [moved, elsewhere] = [await guest(world, SLOT), await guest(world, SLOT)];
    await booked(world, moved.person._id, SEALDAH, true);
    expect(await vaccinate(store(), doseWish(world, moved))).toEqual({ status: 'moved' });
    const given = { reference: elsewhere.person.reference, vaccine: 'COVISHIELD', day: TODAY, centre: 'sealdah' };
    await recordDose(store(), { ...given, now: now() });
    expect(await vaccinate(store(), doseWish(world, elsewhere))).toEqual({ status: 'elsewhere' });
    const slot = { ...slotOf(9, { inDays: 0, from: '17:00' }), _id: 'closing', session: 'closing' };
    await store().slots.add([slot]);
    const closed = await guest(world, slot);
    await closeSession(store(), { session: 'closing', reason: 'fire', now: now() });
    await displaceOverfull(store(), now());
    expect(await vaccinate(store(), doseWish(world, closed))).toEqual({ status: 'displaced' });
  });

  test('while the session is closed: either there is a dose, or the date is cancelled and another one owed', async () => {
    for (let round = 0; round < 6; round++) {
      const slot = { ...slotOf(9, { inDays: 0, from: '17:00' }), _id: `closing-${round}`, session: `closing-${round}` };
      await store().slots.add([slot]);
      const wanted = await guest(world, slot);
      const pause = new Promise((resolve) => setTimeout(resolve, round * 4));
      const [dose] = await Promise.all([
        vaccinate(store(), doseWish(world, wanted)),
        pause
          .then(() => closeSession(store(), { session: slot.session, reason: 'fire', now: now() }))
          .then(() => displaceOverfull(store(), now())),
      ]);
      const { status, owed } = await appointmentOf(world, wanted.appointment._id);
      const { doses } = await personOf(world, wanted.person._id);
      expect([dose.status, status, owed ?? false, doses.length]).toEqual(
        dose.status === 'given' ? ['given', 'vaccinated', false, 1] : ['displaced', 'cancelled', true, 0],
      );
    }
  });

  test('what the doses so far do not allow is refused, and the date is as it was', async () => {
    const wanted = await guest(world, SLOT);
    // Written to the person by a process that died before it could end the date.
    const dose = { vaccine: 'COVAXIN', day: addDays(TODAY, -1) };
    const { connection } = world.site;
    const before = await connection.collection<Appointment>('appointments').findOne({ _id: wanted.appointment._id });
    await connection.collection('persons').updateOne({ _id: wanted.person._id as never }, { $set: { doses: [dose] } });
    await connection
      .collection('appointments')
      .updateOne({ _id: wanted.appointment._id as never }, { $set: { dose: 2 } });
    expect(await vaccinate(store(), doseWish(world, wanted))).toMatchObject({ status: 'otherVaccine' });
    const after = await appointmentOf(world, wanted.appointment._id);
    expect(after).toMatchObject({ status: 'booked', holder: before?.holder, settling: null });
    expect(after.atCentre?.given).toBeUndefined();
    expect(await imbalances(world.site)).toEqual([]);
  });

  test('a process dies at each write: the sweep finishes it, or the nurse presses again', async () => {
    for (const next of ['sweep', 'again'] as const) {
      for (let writes = 0, died = true; died; writes++) {
        const wanted = await guest(world, SLOT);
        const wish = doseWish(world, wanted, { key: newKey() });
        await wire.restore();
        const site = await world.openSite(wire.uri());
        const death = wire.dieAfter(writes).then(() => true);
        const running = vaccinate(site.store, wish);
        died = await Promise.race([death, running.then(() => false)]);
        wire.cut();
        await site.close();
        await running.catch(() => undefined);
        world.clock.advance(2 * MINUTE);
        if (next === 'again') expect(await vaccinate(store(), wish)).toMatchObject({ status: 'given', dose: 1 });
        await finishDoses(store(), now());
        await settlePeople(store(), now());
        await sweep(store(), now());
        const { status, atCentre } = await appointmentOf(world, wanted.appointment._id);
        const { doses, unsettled } = await personOf(world, wanted.person._id);
        expect([status, doses.length, atCentre?.given?.pending, unsettled]).toEqual(
          status === 'vaccinated' ? ['vaccinated', 1, undefined, undefined] : ['booked', 0, undefined, undefined],
        );
        expect(await imbalances(world.site)).toEqual([]);
        if (!died) expect(writes).toBeGreaterThan(2);
      }
    }
  });
});
