/** Many more people than places, all at the same moment and from two processes' connections: none is sold twice. */
import { performance } from 'node:perf_hooks';
import { exampleCentres } from '../../../dist/src/cli/seed/example-places.js';
import { addDays } from '../../../dist/src/clock.js';
import { openStore } from '../../../dist/src/open-store.js';
import { bookAppointment } from '../../../dist/src/vaccination/book-appointment.js';
import { measureFloor, meanOf } from './floor.mjs';
import { fill, newId, personOf, slotOf } from './people.mjs';
import { openWorld, TODAY } from './world.mjs';
import { wrongOf } from './wrong.mjs';

const PEOPLE = 5_000;
const PLACES = 500;
const PLACES_OF_SLOT = 50;
const AT_ONCE = 200;
const TARGET = 300;

export async function contention({ size }, tools) {
  const people = Math.round(PEOPLE * size);
  const places = Math.max(PLACES_OF_SLOT, Math.round((PLACES * size) / PLACES_OF_SLOT) * PLACES_OF_SLOT);
  const world = await openWorld('10:00', tools);
  const persons = [];
  await fill(world.db, people, (index) => ({ persons: (persons[index] = personOf(world.vault, index)) }));
  const slots = slotsOf(places);
  await world.db.collection('slots').insertMany(slots);
  const other = await openStore({ dataDir: world.dataDir }, tools.say);
  tools.later(other.close);
  const before = await measureFloor(world.db);
  tools.say(`${people} people book ${places} places, ${AT_ONCE} at once`);
  const booked = await bookAll(world, [world.store, other.store], persons, slots);
  const floor = meanOf(before, await measureFloor(world.db));
  return {
    name: `${people} people, ${places} places`,
    wrong: await wrongIn(world, places, booked),
    figures: {
      'attempts a second': booked.rate,
      [`  of the ${TARGET} asked for`]: booked.rate / TARGET,
      '  of the raw updates': booked.rate / floor.updates,
      booked: booked.booked,
      gone: booked.gone,
      'latency p50, ms': booked.p50,
      'latency p99, ms': booked.p99,
      'raw updates a second': floor.updates,
    },
    memory: {},
  };
}

function slotsOf(places) {
  const centres = exampleCentres();
  const day = addDays(TODAY, 2);
  return Array.from({ length: places / PLACES_OF_SLOT }, (_, index) =>
    slotOf(`${centres[index]._id}:${day}:11:00:1`, centres[index], { day, capacity: PLACES_OF_SLOT }),
  );
}

async function bookAll({ clock }, stores, persons, slots) {
  const answers = { booked: 0, gone: 0 };
  const latencies = [];
  let next = 0;
  const one = async (store) => {
    while (next < persons.length) {
      const index = next++;
      const { _id: person, contact } = persons[index];
      const slot = slots[index % slots.length]._id;
      const startedAt = performance.now();
      const { status } = await bookAppointment(store, {
        person,
        slot,
        hold: newId(),
        others: [],
        move: false,
        contact,
        now: clock.now(),
      });
      latencies.push(performance.now() - startedAt);
      answers[status] = (answers[status] ?? 0) + 1;
    }
  };
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => one(stores[index % stores.length])));
  const rate = (persons.length * 1_000) / (performance.now() - startedAt);
  const sorted = latencies.sort((a, b) => a - b);
  return { ...answers, rate, p50: sorted[sorted.length >> 1], p99: sorted[Math.floor(sorted.length * 0.99)] };
}

async function wrongIn({ db }, places, { booked }) {
  const slots = await db.collection('slots').find().toArray();
  const appointments = await db.collection('appointments').find({ status: 'booked' }).toArray();
  const held = slots.flatMap(({ holders }) => holders.map(({ id }) => id));
  const holders = new Set(appointments.map(({ holder }) => holder));
  return wrongOf({
    'slots hold more than their places': slots.filter(({ holders, capacity }) => holders.length > capacity).length,
    'slots count wrongly': slots.filter(({ free, holders, capacity }) => free !== capacity - holders.length).length,
    'places held for nobody': held.filter((id) => !holders.has(id)).length,
    'dates without a place': appointments.length - held.filter((id) => holders.has(id)).length,
    'places unsold': places - held.length,
    'answers that were not true': Math.abs(booked - appointments.length),
  });
}
