/** A vaccinator's program: who stands at the table is found and registered, and nobody else can be told from nobody. */
import type { Role, Staff } from '../../src/store/staff';
import { idsOf } from '../../src/partner/known-places';
import { uuidOf } from '../../src/partner/own-appointments';
import { newToken } from '../../src/partner/tokens';
import { lookEndpoints } from '../../src/partner/vaccinators-find';
import { onSpotEndpoints } from '../../src/partner/vaccinators-on-spot';
import { bookTogether } from '../../src/vaccination/book-together';
import { vaccinated } from '../certificates/world';
import { appointmentOf, guest, personOf, type Guest } from '../support/day';
import { mobileOf, openApi, type ApiUnderTest, type Reply } from '../support/partner-api';
import { actualTexts } from '../support/pdf';
import { sentMessages } from '../support/sent';
import { MINUTE, newAddress, openWorld, registered, slotOf, voterCard, type World } from '../support/world';

const today = slotOf(60, { inDays: 0, from: '11:00' });
const elsewhere = slotOf(20, { centre: 'sealdah', inDays: 0, from: '11:00' });
const tomorrow = slotOf(20, { inDays: 1 });

const NEW = '/vaccinator/beneficiaries/new';
const ON_SPOT = '/vaccinator/onspots/schedule';
const BY_REFERENCE = '/vaccinator/beneficiaries/findByReferenceId?beneficiary_reference_id=';
const BY_MOBILE = '/vaccinator/beneficiaries/findByMobile?mobile_number=';
const CERTIFICATE = '/vaccinator/certificate/download?beneficiary_reference_id=';

let world: World;
let api: ApiUnderTest;
let nurse: { staff: Staff; token: string };
let one: Guest;
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([today, elsewhere, tomorrow]);
  api = await openApi(world, { endpoints: (deps) => [...onSpotEndpoints(deps), ...lookEndpoints(deps)] });
  nurse = await signedIn('vaccinator', ['bidhannagar']);
  one = await guest(world, today);
});
afterAll(async () => {
  await api.close();
  await world.close();
});

let people = 0;
async function signedIn(role: Role, centres: string[]): Promise<{ staff: Staff; token: string }> {
  const account = { name: `${role} ${++people}`, role, centres, districts: [], states: [], language: 'bn' as const };
  const staff = await world.site.store.staff.add(account, { password: 'not used', totp: 'JBSWY3DPEHPK3PXP' });
  if (!staff) throw new Error('there is one of that name');
  const session = { kind: 'staff', whose: staff._id, address: '', partner: null } as const;
  return { staff, token: await newToken(api.deps, session) };
}

const get = (path: string, token = nurse.token): Promise<Reply> => api.get(path, { token });
const post = (path: string, body: object, token = nurse.token): Promise<Reply> => api.post(path, body, { token });
/** Newest first. */
const deeds = (about: string | null, staff = nurse.staff) =>
  world.site.store.audit.find({ staff: staff._id, ...(about === null ? {} : { about }) }, 5);
const numberOf = async (centre: string): Promise<number> => (await idsOf(world.site.store)).numberOf(centre);
const theirId = async (id: string): Promise<string> =>
  uuidOf(await idsOf(world.site.store), await appointmentOf(world, id));

/** Exactly what is answered for somebody who never was. */
async function expectUnknown(asked: Reply): Promise<void> {
  const nobody = await get(`${BY_REFERENCE}10000000000000`);
  expect(nobody).toMatchObject({ status: 404, json: { errorCode: 'TIKAPI2006' } });
  expect([asked.status, asked.json]).toEqual([nobody.status, nobody.json]);
}

const SOMEBODY = {
  ...{ name: 'Rahima Bibi', birth_year: '1952', gender_id: 2, photo_id_type: 12, comorbidity_ind: 'N' },
  consent_version: '1',
};

describe('looking somebody up', () => {
  test('shows who has an open appointment here today, and is written down for them to see', async () => {
    for (const path of [BY_REFERENCE + one.person.reference, BY_MOBILE + mobileOf(one.address)]) {
      const { status, json } = await get(path);
      expect(status).toBe(200);
      expect(json['beneficiaries']).toEqual([
        expect.objectContaining({
          ...{ beneficiary_reference_id: one.person.reference, name: one.person.name, birth_year: '1952' },
          photo_id_number: expect.stringMatching(new RegExp(`^X+${one.card.slice(-4)}$`)) as string,
          appointments: [expect.objectContaining({ appointment_id: await theirId(one.appointment._id), dose: 1 })],
        }),
      ]);
    }
    const [last, before] = await deeds(`person:${one.person._id}`);
    for (const entry of [last, before])
      expect(entry).toMatchObject({ action: 'person.looked', role: 'vaccinator', why: 'vaccination today, api' });
  });

  test('shows of a number those alone who have one', async () => {
    const address = newAddress();
    const ids = [await registered(world, address, 71), await registered(world, address, 72)];
    await registered(world, address, 73);
    const { contact } = await personOf(world, ids[0] ?? '');
    const wish = { people: ids, slot: today._id, hold: 'here', others: [], contact, now: world.clock.now() };
    expect((await bookTogether(world.site.store, wish)).status).toBe('booked');
    const { json } = await get(BY_MOBILE + mobileOf(address));
    const names = (json['beneficiaries'] as { name: string }[]).map(({ name }) => name).sort();
    expect(names).toEqual(['রহিমা 71', 'রহিমা 72']);
  });

  test.each([
    ['has one at another centre', () => guest(world, elsewhere)],
    ['has one tomorrow', () => guest(world, tomorrow)],
    [
      'has cancelled it',
      async () => {
        const gone = await guest(world, today);
        await world.site.store.appointments.cancel(gone.appointment._id, null, world.clock.now());
        return gone;
      },
    ],
  ] as const)('does not tell who %s from who never was', async (_, made) => {
    const { person, address } = await made();
    await expectUnknown(await get(BY_REFERENCE + person.reference));
    await expectUnknown(await get(BY_MOBILE + mobileOf(address)));
    expect(await deeds(`person:${person._id}`)).toEqual([]);
  });

  test('is written down also where there was nobody', async () => {
    const other = await signedIn('centreManager', ['bidhannagar']);
    await get(`${BY_MOBILE}9999999999`, other.token);
    expect(await deeds(null, other.staff)).toMatchObject([{ action: 'person.notFound', about: null }]);
  });

  test('ends for an hour after three hundred in one', async () => {
    const busy = await signedIn('vaccinator', ['bidhannagar']);
    const now = world.clock.now();
    const looks = { since: new Date(now.getTime() - 60 * MINUTE), now };
    const { limits } = world.site.store;
    await Promise.all(
      Array.from({ length: 299 }, (_, n) =>
        limits.allows(`api looks:${busy.staff._id}`, 300, { key: `${n}`, ...looks }),
      ),
    );
    expect((await get(BY_REFERENCE + one.person.reference, busy.token)).status).toBe(200);
    for (const path of [BY_REFERENCE + one.person.reference, BY_MOBILE + mobileOf(one.address)])
      expect(await get(path, busy.token)).toMatchObject({ status: 429, json: { errorCode: 'TIKAPI0429' } });
    expect((await post(NEW, { ...SOMEBODY, photo_id_number: voterCard(5) }, busy.token)).status).toBe(429);
    expect((await get(BY_REFERENCE + one.person.reference)).status).toBe(200);
  });
});

describe('somebody new', () => {
  test('is registered and has a place of today, by which they are found again', async () => {
    const address = newAddress();
    const card = voterCard(800_001);
    const { status, json } = await post(NEW, { ...SOMEBODY, photo_id_number: card, mobile_number: mobileOf(address) });
    expect(status).toBe(200);
    const { beneficiary_reference_id: reference, appointment_id: id } = json;
    expect(json).not.toHaveProperty('code');
    const { json: found } = await get(BY_REFERENCE + String(reference));
    expect(found['beneficiaries']).toMatchObject([{ name: 'Rahima Bibi', appointments: [{ appointment_id: id }] }]);
    expect((await sentMessages(world, address)).at(-1)?.text).toMatch(/\d{4}/);
    const person = await world.site.store.persons.byReference(String(reference));
    expect(await deeds(`person:${person?._id}`)).toMatchObject([
      { action: 'person.looked' },
      { action: 'person.walkedIn', why: 'vaccination today, api' },
    ]);
  });

  test('without a telephone gets the code on paper', async () => {
    const { json } = await post(NEW, {
      ...SOMEBODY,
      photo_id_number: voterCard(800_002),
      center_id: await numberOf('bidhannagar'),
    });
    expect(json['code']).toMatch(/^\d{4}$/);
  });

  test('sent twice is one', async () => {
    const headers = { 'Idempotency-Key': 'somebody-new-once' };
    const body = { ...SOMEBODY, photo_id_number: voterCard(800_003) };
    const send = (): Promise<Reply> => api.post(NEW, body, { token: nurse.token, headers });
    expect((await send()).json).toEqual((await send()).json);
  });

  test('is refused with what is wrong', async () => {
    const wrong = async (change: object, token?: string) =>
      (await post(NEW, { ...SOMEBODY, photo_id_number: voterCard(800_004), ...change }, token)).json['errorCode'];
    expect(await wrong({ photo_id_number: one.card, mobile_number: '9800000001' })).toBe('TIKAPI2002');
    expect(await deeds(null)).toMatchObject([{ action: 'person.notFound', why: 'cardTaken, api' }, {}, {}, {}, {}]);
    expect(await wrong({ photo_id_number: 'ABC1234560' })).toBe('TIKAPI2001');
    expect(await wrong({ birth_year: 1990 })).toBe('TIKAPI2005');
    expect(await wrong({ birth_year: 1802 })).toBe('TIKAPI2004');
    expect(await wrong({ name: '' })).toBe('TIKAPI0400');
    expect(await wrong({ center_id: await numberOf('sealdah') })).toBe('TIKAPI1003');
    expect(await wrong({ center_id: 7 })).toBe('TIKAPI1003');
    const two = await signedIn('vaccinator', ['bidhannagar', 'sealdah']);
    expect(await wrong({}, two.token)).toBe('TIKAPI1003');
    const full = await signedIn('vaccinator', ['barasat']);
    expect(await wrong({}, full.token)).toBe('APPOIN0040');
  });
});

describe('somebody who is registered', () => {
  test('is given a place of today by their number and card', async () => {
    const later = await guest(world, tomorrow);
    const body = {
      beneficiary_reference_id: later.person.reference,
      photo_id_number: later.card,
      dose: 1,
      slot: 'any',
    };
    const { status, json } = await post(ON_SPOT, { ...body, center_id: String(await numberOf('bidhannagar')) });
    expect(status).toBe(200);
    const id = await theirId(later.appointment._id);
    expect(json).toEqual({ appointment_confirmation_no: id, appointment_id: id });
    expect(await appointmentOf(world, later.appointment._id)).toMatchObject({ day: today.day, centre: 'bidhannagar' });
    // Asked again by another request they are here already.
    expect((await post(ON_SPOT, body)).json).toEqual(json);
    expect((await deeds(`person:${later.person._id}`)).map(({ action }) => action)).toEqual([
      ...['person.looked', 'person.walkedIn'],
    ]);
  });

  test('is unknown where one of both is wrong, and where dates are none of ours', async () => {
    const other = await guest(world, tomorrow);
    const right = { beneficiary_reference_id: other.person.reference, photo_id_number: other.card };
    await expectUnknown(await post(ON_SPOT, { ...right, photo_id_number: '0000' }));
    await expectUnknown(await post(ON_SPOT, { ...right, beneficiary_reference_id: '10000000000001' }));
    expect((await appointmentOf(world, other.appointment._id)).day).toBe(tomorrow.day);
    expect((await post(ON_SPOT, { ...right, photo_id_number: '53' })).json['errorCode']).toBe('TIKAPI0400');
  });

  test('has no second dose before its time', async () => {
    const { id } = await vaccinated(world);
    const { reference, card } = await personOf(world, id);
    const body = { beneficiary_reference_id: reference, photo_id_number: card.last4 };
    expect((await post(ON_SPOT, body)).json['errorCode']).toBe('TIKAPI3001');
  });
});

describe('a certificate', () => {
  test('is given where the dose was, and that is written down', async () => {
    const { id } = await vaccinated(world);
    const { reference, name } = await personOf(world, id);
    const { status, bytes } = await get(CERTIFICATE + reference);
    expect(status).toBe(200);
    expect(actualTexts(bytes)).toContain(name);
    expect(await deeds(`person:${id}`)).toMatchObject([{ action: 'certificate.given', detail: { dose: 1 } }]);
    const other = await signedIn('vaccinator', ['sealdah']);
    await expectUnknown(await get(CERTIFICATE + reference, other.token));
    await expectUnknown(await get(`${CERTIFICATE}${reference}&dose=2`));
    await expectUnknown(await get(CERTIFICATE + one.person.reference));
  });
});

test.each(['operator', 'districtOfficer', 'auditor'] as const)('is nothing for a token of a %s', async (role) => {
  const { token } = await signedIn(role, ['bidhannagar']);
  for (const path of [BY_REFERENCE, CERTIFICATE])
    expect((await get(path + one.person.reference, token)).json['errorCode']).toBe('TIKAPI0402');
});

test('is nothing for a number, nor for nobody', async () => {
  const session = { kind: 'number', whose: one.person.contact, address: one.address, partner: null } as const;
  const token = await newToken(api.deps, session);
  expect((await get(BY_REFERENCE + one.person.reference, token)).json['errorCode']).toBe('TIKAPI0404');
  expect((await api.get(BY_REFERENCE + one.person.reference)).status).toBe(401);
});
