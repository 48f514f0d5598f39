/**
 * The API for partners' programs: what is free, as kept for some seconds and as read anew for each request, and bookings; beside
 * what Express alone does with the same bytes. The service, the engine and the programs that call share the machine.
 */
import { Buffer } from 'node:buffer';
import { exampleCentres } from '../../../dist/src/cli/seed/example-places.js';
import { exampleSlots } from '../../../dist/src/cli/seed/example-sessions.js';
import { newKey } from '../../../dist/src/partner/keys.js';
import { idsOf, knownPlaces } from '../../../dist/src/partner/known-places.js';
import { newToken } from '../../../dist/src/partner/tokens.js';
import { forked } from '../child.mjs';
import { knownNumber } from '../people.mjs';
import { conversationOf, fill, personOf } from './people.mjs';
import { openWorld, TODAY } from './world.mjs';
import { wrongOf } from './wrong.mjs';

const CROWD = 64;
const READS = 20_000;
const FRESH_READS = 5_000;
const BOOKINGS = 3_000;
const TARGETS = { kept: 4_000, fresh: 800, bookings: 300, p99: 50 };
const ANY_QUOTA = 1_000_000_000;

export async function door({ size, profile }, tools) {
  const world = await openFilled(Math.round(BOOKINGS * size), tools);
  const { calls } = world;
  const [pin, district] = [calls.byPin, calls.byDistrict];
  const port = await portOf(
    './door-service.mjs',
    { dataDir: world.dataDir, offset: world.clock.offset },
    tools,
    profile,
  );
  const load = forked('./door-load.mjs');
  tools.later(load.stop);
  const play = async (what, where, calls, count) => {
    tools.say(what);
    await load.ask({ port: where, crowd: CROWD, calls, count: Math.ceil(count / 10) });
    return load.ask({ port: where, crowd: CROWD, calls, count: Math.ceil(count) });
  };
  const kept = (calls) => calls.map((call) => ({ ...call, path: `/api/v2${call.path}` }));
  const fresh = (calls) => calls.map((call) => ({ ...call, path: `/fresh${call.path}` }));
  const bytes = Buffer.from(await (await globalThis.fetch(urlOf(port, kept(district)[0]))).arrayBuffer());
  const floor = await portOf('./door-floor.mjs', { bytes: bytes.toString() }, tools);
  const figures = {
    floor: await play('Express alone', floor, [{ method: 'GET', path: '/floor' }], READS * size),
    'PIN code, kept': await play('places of a PIN code, kept', port, kept(pin), READS * size),
    'district, kept': await play('places of a district, kept', port, kept(district), READS * size),
    'PIN code, read anew': await play('places of a PIN code, read anew', port, fresh(pin), FRESH_READS * size),
    'district, read anew': await play('places of a district, read anew', port, fresh(district), FRESH_READS * size),
  };
  tools.say('bookings');
  const bookings = await load.ask({ port, crowd: CROWD, calls: world.bookings, count: world.bookings.length });
  const wrong = Object.entries({ ...figures, bookings }).flatMap(([name, { statuses }]) => notAll200(name, statuses));
  return {
    name: `the API, ${CROWD} connections`,
    wrong: [...wrong, ...wrongOf(await countsOf(world.db, world.bookings.length))],
    figures: { ...figuresOf({ ...figures, bookings }), 'a district, kB': bytes.length / 1_024 },
    memory: {},
  };
}

function figuresOf({ floor, ...measured }) {
  const rows = Object.entries(measured).flatMap(([name, { perSecond, p50, p99, cpu }]) => [
    [`${name}, a second`, perSecond],
    [`${name}, of the ${targetOf(name)} asked for`, perSecond / targetOf(name)],
    [`${name}, of the floor`, perSecond / floor.perSecond],
    [`${name}, p50, ms`, p50],
    [`${name}, p99, ms, of the ${TARGETS.p99} allowed`, p99],
    [`${name}, ms of the callers' own`, cpu],
  ]);
  return { 'floor, a second': floor.perSecond, 'floor, p99, ms': floor.p99, ...Object.fromEntries(rows) };
}

function targetOf(name) {
  if (name === 'bookings') return TARGETS.bookings;
  return name.endsWith('kept') ? TARGETS.kept : TARGETS.fresh;
}

const notAll200 = (name, statuses) =>
  Object.keys(statuses).every((status) => status === '200') ? [] : [`${name}: ${JSON.stringify(statuses)}`];

/** Every booking has its place, and no place is counted twice. */
async function countsOf(db, bookings) {
  const taken = { $subtract: ['$capacity', '$free'] };
  return {
    'slots that miscount': await db
      .collection('slots')
      .countDocuments({ $expr: { $ne: [taken, { $size: '$holders' }] } }),
    'bookings without a date': bookings - (await db.collection('appointments').countDocuments({ status: 'booked' })),
  };
}

const urlOf = (port, { path }) => `http://127.0.0.1:${port}${path}`;

async function portOf(file, question, { later }, profile = undefined) {
  const child = forked(file, {}, profile);
  later(child.stop);
  return (await child.ask(question)).port;
}

/** Two weeks of the example centres, a program without a limit, and people who are signed in with it. */
async function openFilled(people, tools) {
  const world = await openWorld('10:00', tools);
  const { store, db, vault, clock } = world;
  const centres = exampleCentres();
  await store.slots.add(exampleSlots(centres, TODAY));
  const key = newKey();
  const partner = await store.partners.add({ name: 'Bench', quota: ANY_QUOTA, createdAt: clock.now() }, key);
  const persons = [];
  await fill(db, people, (index) => {
    persons[index] = personOf(vault, index);
    return { persons: persons[index], conversations: conversationOf(vault, index) };
  });
  await store.createIndexes();
  const headers = { 'X-Api-Key': key };
  const places = await knownPlaces(store);
  const districts = [...new Set(centres.map(({ district }) => district))];
  return {
    ...world,
    calls: {
      byPin: centres.map(({ pin }) => calendar(`calendarByPin?pincode=${pin}`, headers)),
      byDistrict: districts.map((id) =>
        calendar(`calendarByDistrict?district_id=${places.cowin.districtNumber(id)}`, headers),
      ),
    },
    bookings: await bookingsOf(world, persons, { centres, headers, partner: partner._id }),
  };
}

const calendar = (query, headers) => ({
  ...{ method: 'GET', path: `/appointment/sessions/public/${query}&date=${dateOf(TODAY)}`, headers },
});
const dateOf = (day) => day.split('-').reverse().join('-');
const HOURS = ['09:00AM-11:00AM', '11:00AM-01:00PM', '01:00PM-03:00PM', '03:00PM-05:00PM'];

/** Each with a token of their own, spread over the sessions so that all of them find a place. */
async function bookingsOf({ store, clock }, persons, { centres, headers, partner }) {
  const ids = await idsOf(store);
  const slots = exampleSlots(centres, TODAY).filter(({ dose, day }) => dose === 1 && day > TODAY);
  const sessions = [...new Set(slots.map(({ session }) => session))];
  return Promise.all(
    persons.map(async ({ contact, reference }, index) => {
      const address = `tel:${knownNumber(index)}`;
      const token = await newToken(
        { store, isSandbox: false, now: () => clock.now() },
        { kind: 'number', whose: contact, address, partner },
      );
      const session = sessions[index % sessions.length];
      const slot = HOURS[Math.floor(index / sessions.length) % HOURS.length];
      const body = { dose: 1, session_id: ids.sessionUuid(session), slot, beneficiaries: [reference] };
      return {
        ...{ method: 'POST', path: '/api/v2/appointment/schedule', body: JSON.stringify(body) },
        headers: { ...headers, Authorization: `Bearer ${token}` },
      };
    }),
  );
}
