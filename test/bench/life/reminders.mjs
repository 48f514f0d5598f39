/** Reminders that are due: queued by one process, then sent by two, each message counted by the provider. */
import { performance } from 'node:perf_hooks';
import { clearInterval, setInterval } from 'node:timers';
import { exampleCentres } from '../../../dist/src/cli/seed/example-places.js';
import { addDays, instantOf } from '../../../dist/src/clock.js';
import { remindDates } from '../../../dist/src/vaccination/remind-dates.js';
import { drain, PROCESSES } from './drain.mjs';
import { measureFloor, meanOf } from './floor.mjs';
import { memoryBy, processorTime } from './memory.mjs';
import { appointmentOf, conversationOf, fill, personOf, slotOf } from './people.mjs';
import { openWorld, TODAY } from './world.mjs';
import { wrongOf } from './wrong.mjs';

const ALL = 100_000;
const TARGET = 1_500;

export async function reminders({ size, profile }, tools) {
  const count = Math.round(ALL * size);
  const world = await openWorld('17:30', tools);
  tools.say(`${count} people have a date tomorrow`);
  await fill(world.db, count, documentsOf(world));
  const before = await measureFloor(world.db);
  tools.say('queueing their reminders');
  const queued = await queue(world, count);
  tools.say(`sending them from ${PROCESSES} processes`);
  const sent = await drain(world, count, profile, tools);
  const floor = meanOf(before, await measureFloor(world.db));
  return {
    name: `${count} reminders, ${PROCESSES} processes`,
    wrong: await wrongIn(world, sent),
    figures: {
      'queued a second': queued.rate,
      '  of the raw inserts': queued.rate / floor.inserts,
      '  processor time a message, ms': queued.cpu / count,
      "  the engine's, ms": queued.engine / count,
      'sent a second': sent.rate,
      [`  of the ${TARGET} asked for`]: sent.rate / TARGET,
      '  of the raw updates': sent.rate / floor.updates,
      '  processor time of each, ms': (sent.cpu * 1_000) / count,
      "  and the engine's, ms": sent.engine / count,
      'raw inserts a second': floor.inserts,
      'raw updates a second': floor.updates,
    },
    memory: { 'queueing process': queued.memory, ...sent.memory },
  };
}

function documentsOf({ vault }) {
  const day = addDays(TODAY, 1);
  const centres = exampleCentres();
  return (index) => {
    const persons = personOf(vault, index);
    const centre = centres[index % centres.length];
    const slot = slotOf(`${centre._id}:${day}:11:00:1`, centre, { day, capacity: 1 });
    const appointments = appointmentOf(persons, slot, { remindAt: instantOf(TODAY, '17:00') });
    return { persons, appointments, conversations: conversationOf(vault, index) };
  };
}

async function queue({ store, clock, db, engine }, count) {
  const memory = memoryBy({ queue: process.pid });
  memory.at(0);
  const timer = setInterval(
    async () => memory.at((await db.collection('messages').estimatedDocumentCount()) / count),
    100,
  );
  const [cpu, engineCpu] = [processorTime(process.pid), processorTime(engine)];
  const startedAt = performance.now();
  await remindDates(store, clock.now());
  const rate = (count * 1_000) / (performance.now() - startedAt);
  clearInterval(timer);
  memory.at(1);
  return { rate, memory: memory.seen().queue, cpu: cpu(), engine: engineCpu() };
}

async function wrongIn({ db }, { taken }) {
  const occasions = new Set(taken.map(([occasion]) => occasion));
  const due = await db
    .collection('appointments')
    .find({}, { projection: { holder: 1 } })
    .toArray();
  const forgotten = due.filter(({ _id, holder }) => !occasions.has(`evening:${_id}:${holder}`)).length;
  const unsent = await db
    .collection('messages')
    .countDocuments({ $or: [{ status: { $ne: 'sent' } }, { lane: { $exists: true } }] });
  return wrongOf({
    'told twice': taken.length - occasions.size,
    forgotten,
    'without words': taken.filter(([, , length]) => length < 20).length,
    'not written down as sent': unsent,
    'never due': taken.length - (due.length - forgotten) - (taken.length - occasions.size),
  });
}
