/** What two members of staff do together: a dose without the code, and a recorded one taken back. */
import { addDays } from '../../src/clock';
import { longestOf } from '../../src/messages/dlt-sheet';
import { createRender } from '../../src/render/render';
import { segmentsOf } from '../../src/render/segments';
import { LOCALES } from '../../src/conversation/vocabulary';
import { KINDS, type Taken } from '../../src/store/messages';
import { askOverride } from '../../src/vaccination/ask-override';
import { askUndo } from '../../src/vaccination/ask-undo';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { confirmLook, finishLooks, type Confirmed } from '../../src/vaccination/confirm-look';
import { finishDoses } from '../../src/vaccination/give-dose';
import { listDay } from '../../src/vaccination/list-day';
import { recordDose } from '../../src/vaccination/record-dose';
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
  personOf,
  RANA,
  type Guest,
} from '../support/day';
import { DAY, imbalances, MINUTE, openWorld, slotOf, START, TODAY, type World } from '../support/world';
import { Wire } from '../support/wire';

let world: World;
let wire: Wire;
const SLOT = slotOf(500, { inDays: 0, from: '15:00' });
const store = () => world.site.store;
const now = () => world.clock.now();

beforeAll(async () => {
  world = await openWorld();
  wire = await Wire.to(world.database.uri);
  await store().slots.add([SLOT, slotOf(500, { inDays: 2 }), slotOf(500, { inDays: 10, dose: 2 })]);
});
afterAll(async () => {
  await world.close();
  wire.cut();
});
beforeEach(() => world.clock.advance(START.getTime() - now().getTime()));

const override = ({ appointment }: Guest, change = {}) =>
  askOverride(store(), {
    ...{ appointment: appointment._id, centre: CENTRE, why: 'the phone is lost', batch: '4120Z001', by: MITA },
    ...{ key: newKey(), now: now(), ...change },
  });
const undo = ({ appointment }: Guest, change = {}) =>
  askUndo(store(), {
    ...{ appointment: appointment._id, centre: CENTRE, why: 'it was her sister', by: MITA, key: newKey(), now: now() },
    ...change,
  });

async function openLook(asked: Promise<{ status: string; look?: { _id: string } }>): Promise<string> {
  const { status, look } = await asked;
  if (!look) throw new Error(status);
  return look._id;
}

const confirm = (look: string, by = RANA, at = store()): Promise<Confirmed> =>
  confirmLook(at, { look, centre: CENTRE, by, now: now() });

async function told(contact: string): Promise<Taken[]> {
  const at = new Date(now().getTime() + DAY);
  const all = await store().messages.claim({ now: at, lanes: ['any'], kinds: KINDS, most: 1_000, leasedUntil: at });
  return all.filter((message) => message.contact === contact);
}

/** Somebody whose dose was just recorded. */
async function vaccinated(): Promise<Guest> {
  const wanted = await guest(world, SLOT);
  const done = await vaccinate(store(), doseWish(world, wanted));
  if (done.status !== 'given') throw new Error(done.status);
  return wanted;
}

async function swept(): Promise<void> {
  world.clock.advance(2 * MINUTE);
  await finishLooks(store(), now());
  await finishDoses(store(), now());
  await settlePeople(store(), now());
  await sweep(store(), now());
}

describe('a dose without the code', () => {
  test('is recorded when another one confirms it, and says who and why', async () => {
    const wanted = await guest(world, SLOT);
    const look = await openLook(override(wanted));
    const waiting = (await listDay(store(), { centre: CENTRE, day: TODAY, now: now() })).slots
      .flatMap(({ people }) => people)
      .find(({ appointment }) => appointment === wanted.appointment._id);
    expect(waiting?.status).toBe('waiting');
    expect(await store().secondLooks.openAt(CENTRE, now())).toMatchObject([{ _id: look, by: MITA }]);
    expect(await confirm(look)).toMatchObject({ status: 'given', dose: 1, secondFrom: addDays(TODAY, 28) });
    expect(await confirm(look)).toEqual({ status: 'over' });
    const { atCentre, status } = await appointmentOf(world, wanted.appointment._id);
    expect({ status, witness: atCentre?.given?.witness }).toEqual({
      ...{ status: 'vaccinated', witness: { by: RANA, why: 'the phone is lost' } },
    });
    expect((await personOf(world, wanted.person._id)).doses).toMatchObject([{ batch: '4120Z001', by: MITA.id }]);
    expect(await store().secondLooks.openAt(CENTRE, now())).toEqual([]);
  });

  test('not by who asked, at another centre, after half an hour, without a reason, twice', async () => {
    const wanted = await guest(world, SLOT);
    expect(await override(wanted, { why: ' x ' })).toEqual({ status: 'noReason' });
    expect(await override(wanted, { batch: '' })).toEqual({ status: 'noBatch' });
    const look = await openLook(override(wanted));
    expect(await confirm(look, MITA)).toEqual({ status: 'own' });
    expect(await confirmLook(store(), { look, centre: 'sealdah', by: RANA, now: now() })).toEqual({
      status: 'unknown',
    });
    // Asked for by another one too, it is still the first.
    expect(await openLook(override(wanted, { by: RANA }))).toBe(look);
    world.clock.advance(31 * MINUTE);
    expect(await confirm(look)).toEqual({ status: 'over' });
    const anew = await openLook(override(wanted));
    expect(anew).not.toBe(look);
    expect(await store().secondLooks.withdraw(anew, RANA.id)).toBe(false);
    expect(await store().secondLooks.withdraw(anew, MITA.id)).toBe(true);
    expect(await confirm(anew)).toEqual({ status: 'over' });
    expect((await personOf(world, wanted.person._id)).doses).toEqual([]);
  });

  test('of two who confirm at once one does it; of a date cancelled meanwhile nothing is recorded', async () => {
    const [wanted, gone] = [await guest(world, SLOT), await guest(world, SLOT)];
    const look = await openLook(override(wanted));
    const third = { id: 'staff-third', name: 'Third' };
    const outcomes = await Promise.all([confirm(look), confirm(look, third)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['given', 'over']);
    expect((await personOf(world, wanted.person._id)).doses).toHaveLength(1);
    const late = await openLook(override(gone));
    const { _id: appointment, contact } = gone.appointment;
    await cancelAppointment(store(), { appointment, contact, now: now() });
    expect(await confirm(late)).toMatchObject({ status: 'refused' });
    expect((await personOf(world, gone.person._id)).doses).toEqual([]);
  });
});

describe('a dose taken back', () => {
  test('by two: the person is without it and told, the date is good again, and the dose can be given anew', async () => {
    const wanted = await vaccinated();
    await told(wanted.person.contact);
    const look = await openLook(undo(wanted));
    expect(await confirm(look, MITA)).toEqual({ status: 'own' });
    expect(await confirm(look)).toMatchObject({ status: 'undone' });
    expect(await confirm(look)).toEqual({ status: 'over' });
    const person = await personOf(world, wanted.person._id);
    expect(person).toMatchObject({ doses: [], dueDay: null, remindAt: null });
    expect(person.unsettled).toBeUndefined();
    expect(await appointmentOf(world, wanted.appointment._id)).toMatchObject({ status: 'booked', settling: null });
    const keys = (await told(person.contact)).map(({ prompts }) => prompts?.[0]?.key);
    expect(keys).toEqual(['templates:doseUndone']);
    world.clock.advance(MINUTE);
    expect(await vaccinate(store(), doseWish(world, wanted))).toMatchObject({ status: 'given', dose: 1 });
    expect((await told(person.contact)).map(({ prompts }) => prompts?.[0]?.key)).toContain('templates:doseOne');
    expect(await imbalances(world.site)).toEqual([]);
  });

  test('is recorded anew by nothing that was asked for before: neither by who confirmed it, nor by the form sent again', async () => {
    const [witnessed, typed] = [await guest(world, SLOT), await guest(world, SLOT)];
    const first = await openLook(override(witnessed));
    await confirm(first);
    const wish = doseWish(world, typed);
    await vaccinate(store(), wish);
    for (const wanted of [witnessed, typed]) await confirm(await openLook(undo(wanted)));
    world.clock.advance(MINUTE);
    // Another tab that still shows it.
    expect(await confirm(first)).toEqual({ status: 'over' });
    expect(await vaccinate(store(), { ...wish, now: now() })).toEqual({ status: 'takenBack' });
    for (const { person } of [witnessed, typed]) expect((await personOf(world, person._id)).doses).toEqual([]);
    expect(await vaccinate(store(), doseWish(world, typed))).toMatchObject({ status: 'given', dose: 1 });
  });

  test('within a day, also on the next morning; then the date is a missed one', async () => {
    const [wanted, late] = [await vaccinated(), await vaccinated()];
    world.clock.advance(23 * 60 * MINUTE);
    const look = await openLook(undo(wanted));
    expect(await confirm(look)).toMatchObject({ status: 'undone' });
    expect(await appointmentOf(world, wanted.appointment._id)).toMatchObject({ status: 'missed', remindAt: null });
    world.clock.advance(2 * 60 * MINUTE);
    expect(await undo(late)).toEqual({ status: 'tooLate' });
  });

  test('not one that was recorded in another way, nor one that another followed, nor without a reason', async () => {
    const [wanted, other] = [await vaccinated(), await guest(world, SLOT)];
    expect(await undo(wanted, { why: '' })).toEqual({ status: 'noReason' });
    expect(await undo(wanted, { centre: 'sealdah' })).toEqual({ status: 'unknown' });
    const given = { vaccine: 'COVISHIELD', day: TODAY, centre: CENTRE, now: now() };
    await recordDose(store(), { ...given, reference: other.person.reference });
    expect(await undo(other)).toEqual({ status: 'notOurs' });
    const look = await openLook(undo(wanted));
    const second = { vaccine: 'COVISHIELD', day: addDays(TODAY, 1) };
    await world.site.connection
      .collection('persons')
      .updateOne({ _id: wanted.person._id as never }, { $push: { doses: second } as never });
    expect(await confirm(look)).toMatchObject({ status: 'refused', because: 'followed' });
    expect((await personOf(world, wanted.person._id)).doses).toHaveLength(2);
  });

  test('a date for the second dose goes with the first, and somebody calls', async () => {
    const wanted = await vaccinated();
    const { connection } = world.site;
    // The first was long enough ago for a date of the second.
    await connection
      .collection('persons')
      .updateOne({ _id: wanted.person._id as never }, { $set: { 'doses.0.day': addDays(TODAY, -40) } });
    const date = await booked(world, wanted.person._id, slotOf(1, { inDays: 10, dose: 2 }));
    const look = await openLook(undo(wanted));
    expect(await confirm(look)).toMatchObject({ status: 'undone' });
    expect(await appointmentOf(world, date._id)).toMatchObject({ status: 'cancelled', settling: null });
    const calls = await store().calls.open(1_000);
    expect(calls.filter(({ person }) => person === wanted.person._id)).toMatchObject([{ reason: 'closed' }]);
    expect(await imbalances(world.site)).toEqual([]);
  });

  test('whoever took another date meanwhile keeps that one', async () => {
    const wanted = await vaccinated();
    const look = await openLook(undo(wanted));
    const { at } = (await personOf(world, wanted.person._id)).doses[0] ?? {};
    // Taken back by a process that died before it reached the date.
    await store().persons.takeBack(wanted.person._id, 1, { vaccine: 'COVISHIELD', day: TODAY, at: at as Date });
    const other = await booked(world, wanted.person._id, slotOf(1));
    expect(await confirm(look)).toMatchObject({ status: 'undone' });
    expect(await appointmentOf(world, wanted.appointment._id)).toMatchObject({ status: 'missed' });
    expect(await appointmentOf(world, other._id)).toMatchObject({ status: 'booked' });
  });
});

test.each(['override', 'undo'] as const)(
  '%s: a process dies at each write, and the sweep finishes what was confirmed',
  async (kind) => {
    for (let writes = 0, died = true; died; writes++) {
      const wanted = kind === 'undo' ? await vaccinated() : await guest(world, SLOT);
      const look = await openLook(kind === 'undo' ? undo(wanted) : override(wanted));
      await wire.restore();
      const site = await world.openSite(wire.uri());
      const death = wire.dieAfter(writes).then(() => true);
      const running = confirm(look, RANA, site.store);
      died = await Promise.race([death, running.then(() => false)]);
      wire.cut();
      await site.close();
      await running.catch(() => undefined);
      await swept();
      await swept();
      const { status } = (await store().secondLooks.get(look)) ?? {};
      const isDone = status === 'done';
      expect([status, isDone || writes === 0]).toEqual([isDone ? 'done' : 'open', true]);
      const { doses, unsettled } = await personOf(world, wanted.person._id);
      const expected = isDone === (kind === 'override') ? 1 : 0;
      expect([doses.length, unsettled]).toEqual([expected, undefined]);
      expect((await appointmentOf(world, wanted.appointment._id)).status).toBe(expected ? 'vaccinated' : 'booked');
      expect(await imbalances(world.site)).toEqual([]);
      if (!died) expect(writes).toBeGreaterThan(3);
      world.clock.advance(START.getTime() - now().getTime());
    }
  },
);

test.each(LOCALES)('what is told of it fits two SMS in %s', (locale) => {
  const text = longestOf(createRender(), 'templates:doseUndone', locale);
  expect(segmentsOf(text).segments).toBeLessThanOrEqual(2);
});
