/** What was recorded without network, when there is one again. */
import { addDays, instantOf } from '../../src/clock';
import type { Centre } from '../../src/store/places';
import { askUndo } from '../../src/vaccination/ask-undo';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { confirmLook } from '../../src/vaccination/confirm-look';
import { doDeeds, type Deed, type DeedOutcome } from '../../src/vaccination/do-deeds';
import { askForConflict, discardConflict } from '../../src/vaccination/settle-conflict';
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
import { answersOf, imbalances, MINUTE, openWorld, slotOf, START, TODAY, type World } from '../support/world';

let world: World;
let centre: Centre;
const store = () => world.site.store;
const now = () => world.clock.now();
const SLOT = slotOf(500, { inDays: 0, from: '15:00' });
const SEALDAH = slotOf(500, { centre: 'sealdah', inDays: 0, from: '15:00' });

beforeAll(async () => {
  world = await openWorld();
  await store().slots.add([SLOT, SEALDAH, slotOf(500)]);
  centre = (await store().places.centre(CENTRE)) as Centre;
});
afterAll(() => world.close());
beforeEach(() => world.clock.advance(START.getTime() - now().getTime()));

let deeds = 0;
const ago = (minutes: number): Date => new Date(now().getTime() - minutes * MINUTE);
const dose = ({ appointment, person }: Guest, change: object = {}): Deed => ({
  ...{ id: `deed-${++deeds}`, kind: 'vaccinated', at: ago(30), appointment: appointment._id },
  ...{ code: appointment.code, card: { last4: person.card.last4 }, batch: 'B7' },
  ...change,
});
const arrivalOf = ({ appointment }: Guest, change: object = {}): Deed => ({
  ...{ id: `deed-${++deeds}`, kind: 'arrived', at: ago(40), appointment: appointment._id, ...change },
});
const send = (all: readonly Deed[], by = MITA): Promise<DeedOutcome[]> =>
  doDeeds(store(), { centre, deeds: all, by, now: now() });
const one = async (deed: Deed, by = MITA): Promise<DeedOutcome | undefined> => (await send([deed], by))[0];
const openConflicts = () => store().dayConflicts.openAt(CENTRE);

test('are done in their order, with their own hour, and once however often they are sent', async () => {
  const wanted = await guest(world, SLOT);
  const all = [arrivalOf(wanted), dose(wanted)];
  const before = ago(40);
  expect(await send(all)).toMatchObject([
    { outcome: 'done' },
    { outcome: 'done', dose: 1, secondFrom: addDays(TODAY, 28) },
  ]);
  world.clock.advance(5 * MINUTE);
  expect(await send(all)).toMatchObject([{ outcome: 'done before' }, { outcome: 'done before', dose: 1 }]);
  expect((await appointmentOf(world, wanted.appointment._id)).atCentre?.arrived?.at).toEqual(before);
  expect((await personOf(world, wanted.person._id)).doses).toMatchObject([{ day: TODAY, batch: 'B7', by: MITA.id }]);
  const together = await Promise.all([dose(wanted), dose(wanted)].map((deed) => one(deed)));
  expect(together).toMatchObject([{ outcome: 'done before' }, { outcome: 'done before' }]);
});

test('of a day without any network are heard the next morning, with the day on which the dose was given', async () => {
  const wanted = await guest(world, SLOT);
  const deed = dose(wanted);
  world.clock.advance(22 * 60 * MINUTE);
  expect(await one(deed)).toMatchObject({ outcome: 'done' });
  expect((await personOf(world, wanted.person._id)).doses).toMatchObject([{ day: TODAY }]);
});

test('of a dose that two people took back before the device heard of it: sent again, it makes no dose', async () => {
  const wanted = await guest(world, SLOT);
  const deed = dose(wanted);
  await one(deed);
  const undo = { appointment: wanted.appointment._id, centre: CENTRE, why: 'her sister', key: newKey(), now: now() };
  const asked = await askUndo(store(), { ...undo, by: MITA });
  if (asked.status !== 'open') throw new Error(asked.status);
  await confirmLook(store(), { look: asked.look._id, centre: CENTRE, by: RANA, now: now() });
  expect(await one(deed)).toEqual({ id: deed.id, outcome: 'done before' });
  expect((await personOf(world, wanted.person._id)).doses).toEqual([]);
});

test('a walk-in who has moved to another day since is not here because the device asks again', async () => {
  const who = { answers: { ...answersOf(910_003), name: 'Walk Away' }, phone: '', language: 'bn' as const };
  const deed: Deed = { id: 'walk-away', kind: 'walkIn', at: ago(20), who };
  const came = await one(deed);
  const { person } = await appointmentOf(world, came?.appointment ?? '');
  await booked(world, person, slotOf(500), true);
  expect(await one(deed)).toMatchObject({ outcome: 'done before' });
  const { atCentre, slot } = await appointmentOf(world, came?.appointment ?? '');
  expect(atCentre?.arrived?.slot).not.toBe(slot);
});

test('a walk-in is registered and has arrived; sent again it is the same person', async () => {
  const who = { answers: { ...answersOf(910_001), name: 'Walk Deed' }, phone: '', language: 'bn' as const };
  const deed: Deed = { id: 'walk-1', kind: 'walkIn', at: ago(20), who };
  const came = await one(deed);
  expect(came).toMatchObject({ outcome: 'done', appointment: expect.any(String) as string });
  expect(await one(deed)).toEqual({ ...came, outcome: 'done before' });
  const { person, atCentre } = await appointmentOf(world, came?.appointment ?? '');
  expect((await personOf(world, person)).name).toBe('Walk Deed');
  expect(atCentre?.arrived).toMatchObject({ at: ago(20), walkIn: true });
});

describe('a conflict', () => {
  const cases: [string, (wanted: Guest) => Promise<Deed>][] = [
    ['wrongCode', (wanted) => Promise.resolve(dose(wanted, { code: otherCode(wanted) }))],
    ['cardDiffers', (wanted) => Promise.resolve(dose(wanted, { card: { last4: '0000' } }))],
    [
      'cancelled',
      async (wanted) => {
        const { _id: appointment, contact } = wanted.appointment;
        await cancelAppointment(store(), { appointment, contact, now: now() });
        return dose(wanted);
      },
    ],
    [
      'moved',
      async (wanted) => {
        await booked(world, wanted.person._id, SEALDAH, true);
        return dose(wanted);
      },
    ],
    [
      'already',
      async (wanted) => {
        await vaccinate(store(), doseWish(world, wanted, { by: RANA }));
        return dose(wanted);
      },
    ],
    ['unknown', (wanted) => Promise.resolve(dose(wanted, { appointment: 'nobody' }))],
    ['future', (wanted) => Promise.resolve(dose(wanted, { at: ago(-10) }))],
    ['late', (wanted) => Promise.resolve(dose(wanted, { at: instantOf(addDays(TODAY, -1), '12:00') }))],
    ['late', (wanted) => Promise.resolve(arrivalOf(wanted, { at: instantOf(addDays(TODAY, -5), '12:00') }))],
  ];
  test.each(cases)(
    '%s: nothing is recorded, it is written down once, and answered the same again',
    async (reason, made) => {
      const wanted = await guest(world, SLOT);
      const deed = await made(wanted);
      const { length } = (await personOf(world, wanted.person._id)).doses;
      const before = (await openConflicts()).length;
      expect(await one(deed)).toEqual({ id: deed.id, outcome: 'conflict', reason });
      // The right code a second time makes no dose of it: people have to look.
      expect(await one({ ...deed, code: wanted.appointment.code } as Deed)).toMatchObject({
        outcome: 'conflict',
        reason,
      });
      expect(await openConflicts()).toHaveLength(before + 1);
      expect((await personOf(world, wanted.person._id)).doses).toHaveLength(length);
    },
  );

  test('keeps what was typed sealed, and the code not at all', async () => {
    const wanted = await guest(world, SLOT);
    const deed = dose(wanted, { code: '0000' });
    await one(deed);
    const [stored] = await world.site.connection.collection('dayConflicts').find().sort({ _id: -1 }).toArray();
    expect(Object.keys(stored ?? {})).toContain('sealed');
    const conflict = (await openConflicts()).find(({ appointment }) => appointment === wanted.appointment._id);
    expect(conflict?.said).toEqual({ batch: 'B7', last4: wanted.person.card.last4 });
  });

  test('keeps of the card of a walk-in its last four only', async () => {
    const who = { answers: { ...answersOf(910_002), age: 30 }, phone: '', language: 'bn' as const };
    expect(await one({ id: 'walk-2', kind: 'walkIn', at: ago(20), who })).toMatchObject({ reason: 'tooYoung' });
    const kept = JSON.stringify((await openConflicts()).find(({ kind }) => kind === 'walkIn')?.said);
    expect(kept).toContain(`"last4":"${who.answers.cardNumber?.slice(-4) ?? ''}"`);
    expect(kept).not.toContain(who.answers.cardNumber);
  });

  test.each(['wrongCode', 'cancelled'] as const)(
    '%s: two people make it a dose, of the day on which it was given',
    async (reason) => {
      const wanted = await guest(world, SLOT);
      const deed = dose(wanted, reason === 'wrongCode' ? { code: '0000' } : {});
      const { _id: appointment, contact } = wanted.appointment;
      if (reason === 'cancelled') await cancelAppointment(store(), { appointment, contact, now: now() });
      await one(deed);
      world.clock.advance(20 * 60 * MINUTE);
      const conflict = (await openConflicts()).find((each) => each.appointment === appointment);
      const settlement = { conflict: conflict?._id ?? '', centre: CENTRE, by: MITA, key: newKey(), now: now() };
      expect(await askForConflict(store(), { ...settlement, why: '' })).toEqual({ status: 'noReason' });
      const asked = await askForConflict(store(), { ...settlement, why: 'she was here, I gave it' });
      if (asked.status !== 'open') throw new Error(asked.status);
      const confirmation = { look: asked.look._id, centre: CENTRE, now: now() };
      expect(await confirmLook(store(), { ...confirmation, by: MITA })).toEqual({ status: 'own' });
      expect(await confirmLook(store(), { ...confirmation, by: RANA })).toMatchObject({ status: 'given', dose: 1 });
      expect((await personOf(world, wanted.person._id)).doses).toMatchObject([
        { day: TODAY, batch: 'B7', centre: CENTRE },
      ]);
      expect((await openConflicts()).map((each) => each.appointment)).not.toContain(appointment);
      expect(await imbalances(world.site)).toEqual([]);
    },
  );

  test('that is put aside is no dose any more, whoever was asked to look before', async () => {
    const wanted = await guest(world, SLOT);
    await one(dose(wanted, { code: '0000' }));
    const conflict = (await openConflicts()).find(({ appointment }) => appointment === wanted.appointment._id);
    const settlement = { conflict: conflict?._id ?? '', centre: CENTRE, why: 'not her', by: MITA, now: now() };
    const asked = await askForConflict(store(), { ...settlement, key: newKey() });
    if (asked.status !== 'open') throw new Error(asked.status);
    expect(await discardConflict(store(), { ...settlement, key: newKey() })).toEqual({ status: 'discarded' });
    const confirmation = { look: asked.look._id, centre: CENTRE, by: RANA, now: now() };
    expect(await confirmLook(store(), confirmation)).toMatchObject({ status: 'refused', because: 'overtaken' });
    expect((await personOf(world, wanted.person._id)).doses).toEqual([]);
  });

  test('is put aside with a reason, once', async () => {
    const wanted = await guest(world, SLOT);
    await one(dose(wanted, { code: '0000' }));
    const conflict = (await openConflicts()).find(({ appointment }) => appointment === wanted.appointment._id);
    const settlement = { conflict: conflict?._id ?? '', centre: CENTRE, by: MITA, key: newKey(), now: now() };
    expect(await discardConflict(store(), { ...settlement, why: 'x' })).toEqual({ status: 'noReason' });
    expect(await discardConflict(store(), { ...settlement, why: 'pressed by mistake' })).toEqual({
      status: 'discarded',
    });
    expect(await discardConflict(store(), { ...settlement, why: 'pressed by mistake' })).toEqual({ status: 'unknown' });
    expect((await personOf(world, wanted.person._id)).doses).toEqual([]);
  });
});
