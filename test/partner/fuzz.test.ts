/**
 * Each call of the API is sent what its own document asks for, and everything else: it never breaks, always answers as documented,
 * and shows nobody what is somebody else's. `FUZZ_RUNS=2000 FUZZ_SEED=7 npx jest test/partner/fuzz` looks further.
 */
import fc from 'fast-check';
import { sign } from 'jsonwebtoken';
import { everyEndpoint } from '../../src/cli/openapi';
import { newKey } from '../../src/partner/keys';
import { openApiOf, type Operation } from '../../src/partner/openapi';
import { newToken } from '../../src/partner/tokens';
import { anyCall, type Sent, type Token } from '../support/any-call';
import type { Known } from '../support/from-schema';
import { mobileOf, openApi, type ApiUnderTest, type Reply } from '../support/partner-api';
import { openPlaces } from '../support/partner-places';
import { imbalances, MINUTE, newAddress, openWorld, voterCard, type World } from '../support/world';

const RUNS = Number(process.env['FUZZ_RUNS'] ?? 10);
const SEED = Number(process.env['FUZZ_SEED'] ?? 2021);
/** Passwords are slow to try, on purpose. */
const SLOW = '/auth/staff/token';

const document = openApiOf(everyEndpoint());
/** What only looks comes first, while there is something to see, and what takes people away last. */
const turnOf = (method: string, path: string): number => (method === 'get' ? 0 : path.endsWith('/delete') ? 2 : 1);
const OPERATIONS = Object.entries(document.paths)
  .flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, string, Operation] => [method, path, operation]),
  )
  .filter(([, , { tags }]) => !tags.includes('Sandbox'))
  .sort(([a, at], [b, bt]) => turnOf(a, at) - turnOf(b, bt));

const [OWN_NUMBER, THEIR_NUMBER] = [newAddress(), newAddress()];
/** Somebody the others may not hear of. */
const HIDDEN = 'Zubeida Hidden';

let world: World;
let api: ApiUnderTest;
let key: string;
let staff: string;
let tokens: Record<Exclude<Token, 'none'>, string>;
let known: Known;
let secrets: string[];

beforeAll(async () => {
  world = await openWorld();
  await openPlaces(world.site);
  api = await openApi(world);
  key = newKey();
  await world.site.store.partners.add({ name: 'Fuzz', quota: 1e9, createdAt: world.clock.now() }, key);
  const at = { role: 'vaccinator' as const, centres: ['kol-pg'], districts: [], states: [], language: 'en' as const };
  const secret = { password: 'nobody signs in with it', totp: 'JBSWY3DPEHPK3PXP' };
  staff = (await world.site.store.staff.add({ ...at, name: 'fuzz' }, secret))?._id ?? '';
  const [own, theirs] = [await tokenOf(OWN_NUMBER), await tokenOf(THEIR_NUMBER)];
  known = await knownTo(own, theirs);
  world.clock.advance(16 * MINUTE);
  const ended = await tokenOf(OWN_NUMBER);
  await api.post('/auth/logout', {}, { token: ended, key });
  tokens = { ...{ own, expired: own, ended, staff: '' }, forged: sign({ jti: 'anybody', exp: 4e9 }, 'not our key') };
});

afterAll(async () => {
  await api.close();
  await world.close();
});

/** As a code would give it, without waiting for so many of them. */
const tokenOf = (address: string): Promise<string> =>
  newToken(api.deps, {
    ...{ whose: world.site.store.vault.contactOf(address), address },
    kind: 'number',
    partner: null,
  });

const BODY = { birth_year: 1950, gender_id: 2, photo_id_type: 12, comorbidity_ind: 'N' } as const;

async function registered(token: string, name: string, card: number): Promise<string> {
  const body = { ...BODY, name, photo_id_number: voterCard(card) };
  const { json } = await api.post('/registration/beneficiary/new', body, { token, key });
  return String(json['beneficiary_reference_id']);
}

async function booked(token: string, person: string, session: string | undefined): Promise<string> {
  const wish = { dose: 1, session_id: session, slot: '11:00AM-01:00PM', beneficiaries: [person] };
  return String((await api.post('/appointment/schedule', wish, { token, key })).json['appointment_id']);
}

async function knownTo(own: string, theirs: string): Promise<Known> {
  const week = await api.get('/appointment/sessions/public/calendarByPin?pincode=700020&date=03-03-2021', { key });
  const centers = week.json['centers'] as { center_id: number; sessions: { session_id: string }[] }[];
  const sessions = centers.flatMap((center) => center.sessions.map(({ session_id }) => session_id));
  const hidden = await registered(theirs, HIDDEN, 1);
  const [one, other] = [await registered(own, 'Rahima Bibi', 2), await registered(own, 'Karim Ali', 3)];
  for (const card of [5, 6]) await registered(own, 'Amina Begum', card);
  const appointments = [await booked(own, one, sessions[0]), await booked(theirs, hidden, sessions[0])];
  secrets = [HIDDEN, hidden];
  return {
    ...{
      beneficiaries: [[other], [other], [one, other], [hidden]],
      captcha: [undefined],
      beneficiariesToCancel: [[], [one], [hidden]],
    },
    ...{ beneficiary_reference_id: [one, other, hidden], appointment_id: appointments },
    ...{ session_id: sessions, slot: ['09:00AM-11:00AM', '11:00AM-01:00PM'], dose: [1, '1', 2] },
    ...{ mobile: [mobileOf(OWN_NUMBER), mobileOf(THEIR_NUMBER)], mobile_number: [mobileOf(THEIR_NUMBER)] },
    ...{ pincode: ['700020', '700091', 110001], district_id: [725, '730', 0], state_id: [36, '36'] },
    ...{ center_id: centers.map(({ center_id }) => center_id), date: ['05-03-2021', '31-12-2020', '30-02-2021'] },
    ...{ birth_year: [1950, '1950', 2015], photo_id_number: [2, 3, 4].map(voterCard), photo_id_type: [12] },
    ...{ gender_id: [1, '2'], name: ['Rahima Bibi'] },
  };
}

function ask(method: string, { token, headers, address, body, raw }: Sent): Promise<Reply> {
  const options = { ...(token === 'none' ? {} : { token: tokens[token] }), key, headers };
  if (method === 'get') return api.get(address, options);
  if (raw === null) return api.post(address, body ?? null, options);
  return api.post(address, raw.text, { ...options, headers: { ...headers, 'Content-Type': raw.type } });
}

interface Beneficiary {
  beneficiary_reference_id: string;
  appointments: { appointment_id: string }[];
}

async function family(): Promise<Beneficiary[]> {
  const { json } = await api.get('/appointment/beneficiaries', { token: tokens.own, key });
  return (json['beneficiaries'] ?? []) as Beneficiary[];
}

const DEED = fc.record({
  what: fc.constantFrom('schedule', 'reschedule', 'cancel'),
  who: fc.nat(3),
  beside: fc.nat(3),
  where: fc.nat(7),
});
type Deed = typeof DEED extends fc.Arbitrary<infer D> ? D : never;

/** As a program would do it that knows how things stood a moment ago. */
function carryOut({ what, who, beside, where }: Deed, people: readonly Beneficiary[]): Promise<Reply> {
  const [one, other] = [people[who % people.length], people[beside % people.length]];
  const [person, companion] = [one?.beneficiary_reference_id, other?.beneficiary_reference_id];
  const { appointment_id } = one?.appointments[0] ?? {};
  const place = { session_id: known['session_id']?.[where], slot: '11:00AM-01:00PM' };
  const bodies = {
    schedule: { ...place, dose: 1, beneficiaries: [...new Set([person, companion])] },
    reschedule: { ...place, appointment_id },
    cancel: { appointment_id, beneficiariesToCancel: where % 2 === 0 ? [] : [person] },
  };
  return api.post(`/appointment/${what}`, bodies[what], { token: tokens.own, key });
}

describe('whatever is sent', () => {
  beforeEach(async () => {
    // What was counted by the hour is forgotten in between.
    world.clock.advance(10 * MINUTE);
    const session = { whose: staff, kind: 'staff', address: '', partner: null } as const;
    tokens = { ...tokens, own: await tokenOf(OWN_NUMBER), staff: await newToken(api.deps, session) };
  });

  test.each(OPERATIONS)(
    '%s %s answers as documented',
    async (method, path, operation) => {
      const answers = async (sent: Sent): Promise<void> => {
        const { status, bytes } = await ask(method, sent);
        expect(status).toBeLessThan(500);
        // Unless they said it themselves.
        const shown = secrets.filter((secret) => bytes.includes(secret) && !JSON.stringify(sent).includes(secret));
        expect(sent.token === 'staff' ? [] : shown).toEqual([]);
        if (path === '/auth/logout') tokens.own = await tokenOf(OWN_NUMBER);
      };
      const numRuns = path === SLOW ? Math.min(RUNS, 4) : RUNS;
      await fc.assert(fc.asyncProperty(anyCall(path, operation, known), answers), { numRuns, seed: SEED });
      expect(world.site.failures).toEqual([]);
    },
    600_000,
  );

  test('answers as documented where much is done at the same time, in any order', async () => {
    const doing = fc.array(fc.array(DEED, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 });
    const answers = async (rounds: Deed[][]): Promise<void> => {
      for (const deeds of rounds) {
        const people = await family();
        await Promise.all(deeds.map(async (deed) => expect((await carryOut(deed, people)).status).toBeLessThan(500)));
      }
      expect(await imbalances(world.site)).toEqual([]);
    };
    await fc.assert(fc.asyncProperty(doing, answers), { numRuns: RUNS, seed: SEED });
    expect(world.site.failures).toEqual([]);
  }, 600_000);

  test('leaves every place as it is counted', async () => {
    expect(await imbalances(world.site)).toEqual([]);
  });
});
