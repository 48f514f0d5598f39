/** What people take along, as their programs fetch it: their own, in their language, and nobody else's. */
import { papersEndpoints } from '../../src/partner/papers';
import { idsOf } from '../../src/partner/known-places';
import { uuidOf } from '../../src/partner/own-appointments';
import { signInEndpoints } from '../../src/partner/sign-in';
import { cancelAppointment } from '../../src/vaccination/cancel-appointment';
import { bookTogether } from '../../src/vaccination/book-together';
import { guest, personOf, type Guest } from '../support/day';
import { openApi, type ApiUnderTest, type CallOptions, type Reply } from '../support/partner-api';
import { actualTexts } from '../support/pdf';
import { DAY, newAddress, openWorld, registered, slotOf, type World } from '../support/world';
import { vaccinated } from '../certificates/world';

const slot = slotOf(50);
const SLIP = '/appointment/appointmentslip/download';
const CERTIFICATES = ['/registration/certificate/download', '/registration/certificate/public/download'] as const;

let world: World;
let api: ApiUnderTest;
let one: Guest;
let token: string;
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([slot]);
  api = await openApi(world, { endpoints: (deps) => [...signInEndpoints(deps), ...papersEndpoints(deps)] });
  one = await guest(world, slot);
  token = await api.signIn(one.address);
});
afterAll(async () => {
  await api.close();
  await world.close();
});

async function slip(appointment: Guest['appointment'], options: CallOptions = { token }): Promise<Reply> {
  const uuid = uuidOf(await idsOf(world.site.store), appointment);
  return api.get(`${SLIP}?appointment_id=${uuid}`, options);
}

describe('a slip', () => {
  test('is one’s own, as a file with a name', async () => {
    const { status, headers, bytes } = await slip(one.appointment);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/pdf');
    expect(headers.get('content-disposition')).toBe('attachment; filename="appointment-slip.pdf"');
    const said = actualTexts(bytes);
    for (const each of [one.person.name, one.appointment.code, 'Bidhannagar']) expect(said).toContain(each);
  });

  test('is in the language asked for, else in the one they write in', async () => {
    const inHindi = await slip(one.appointment, { token, language: 'hi_IN' });
    expect(actualTexts(inHindi.bytes)).toContain('बिधाननगर');
    await world.talk(one.address).say('টিকা');
    expect(actualTexts((await slip(one.appointment)).bytes)).toContain('বিধাননগর');
  });

  test('has the whole family on it', async () => {
    const address = newAddress();
    const people = [await registered(world, address, 91), await registered(world, address, 92)];
    const { contact } = await personOf(world, people[0] ?? '');
    const wish = { people, slot: slot._id, hold: 'all of us', others: [], contact, now: world.clock.now() };
    const outcome = await bookTogether(world.site.store, wish);
    expect(outcome.status).toBe('booked');
    const [first] = await world.site.store.appointments.ofGroup('all of us');
    const { bytes } = await slip(first ?? one.appointment, { token: await api.signIn(address) });
    for (const name of ['রহিমা 91', 'রহিমা 92']) expect(actualTexts(bytes)).toContain(name);
  });

  test('of another number is like one that never was, and so is one that was cancelled', async () => {
    const other = await guest(world, slot);
    const never = await api.get(`${SLIP}?appointment_id=3fa85f64-5717-8562-b3fc-2c963f66afa6`, { token });
    expect(never).toMatchObject({ status: 404, json: { errorCode: 'TIKAPI3002' } });
    const theirs = await slip(other.appointment);
    expect([theirs.status, theirs.json]).toEqual([never.status, never.json]);
    const { contact, _id: appointment } = other.appointment;
    await cancelAppointment(world.site.store, { appointment, contact, now: world.clock.now() });
    const cancelled = await slip(other.appointment, { token: await api.signIn(other.address) });
    expect([cancelled.status, cancelled.json]).toEqual([never.status, never.json]);
  });

  test.each(['', '?appointment_id=', '?appointment_id=1', "?appointment_id[$ne]=x'"])(
    'is not had by %j',
    async (query) => {
      expect((await api.get(SLIP + query, { token })).json).toMatchObject({ errorCode: 'TIKAPI0400' });
      expect((await api.get(SLIP + query)).status).toBe(401);
    },
  );
});

describe.each(CERTIFICATES)('a certificate by %s', (path) => {
  test('is of the last dose, or of the one asked for', async () => {
    const { id, address } = await vaccinated(world);
    const { reference, name } = await personOf(world, id);
    const mine = await api.signIn(address);
    for (const dose of ['', '&dose=1']) {
      const { status, bytes } = await api.get(`${path}?beneficiary_reference_id=${reference}${dose}`, { token: mine });
      expect(status).toBe(200);
      expect(actualTexts(bytes)).toContain(name);
    }
    const second = await api.get(`${path}?beneficiary_reference_id=${reference}&dose=2`, { token: mine });
    expect(second.json).toMatchObject({ errorCode: 'TIKAPI3003' });
    const third = await api.get(`${path}?beneficiary_reference_id=${reference}&dose=3`, { token: mine });
    expect(third.json).toMatchObject({ errorCode: 'TIKAPI0400' });
  });

  test('is not there before a dose was given', async () => {
    const asked = await api.get(`${path}?beneficiary_reference_id=${one.person.reference}`, { token });
    expect(asked).toMatchObject({ status: 404, json: { errorCode: 'TIKAPI3003' } });
  });

  test('is given to nobody who knows the number of another', async () => {
    const { id } = await vaccinated(world);
    const { reference } = await personOf(world, id);
    const theirs = await api.get(`${path}?beneficiary_reference_id=${reference}`, { token });
    const nobodys = await api.get(`${path}?beneficiary_reference_id=10000000000000`, { token });
    expect(theirs).toMatchObject({ status: 404, json: { errorCode: 'TIKAPI2006' } });
    expect(theirs.json).toEqual(nobodys.json);
  });
});

test('a number has thirty papers drawn in an hour', async () => {
  const busy = await guest(world, slot);
  const mine = { token: await api.signIn(busy.address) };
  const asked = await Promise.all(
    Array.from({ length: 31 }, () => api.get(`${CERTIFICATES[0]}?beneficiary_reference_id=10000000000000`, mine)),
  );
  expect(asked.filter(({ status }) => status === 429)).toHaveLength(1);
  expect((await slip(busy.appointment, mine)).headers.get('retry-after')).toBe('3600');
  world.clock.advance(DAY / 24);
  expect((await slip(busy.appointment, { token: await api.signIn(busy.address) })).status).toBe(200);
});
