/** A rule that changes for very many people inside a running service, while others write to it. */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { addDays, dayOf } from '../../../dist/src/clock.js';
import { createStore } from '../../../dist/src/store/index.js';
import { readOrCreateDataKey } from '../../../dist/src/store/data-key.js';
import { createVault } from '../../../dist/src/store/vault.js';
import { dueFrom } from '../../../dist/src/vaccination/rules/dose-interval.js';
import { setInterval as changeInterval } from '../../../dist/src/vaccination/set-interval.js';
import { summaryOf } from '../plays.mjs';
import { openStand, prepare } from '../stand.mjs';
import { measureFloor, meanOf } from './floor.mjs';
import { fill, personOf } from './people.mjs';
import { LOOK_MS, watch } from './progress.mjs';
import { wrongOf } from './wrong.mjs';

const VACCINE = 'COVISHIELD';
const REGISTERED = 1_000;
const QUIET_TURNS = 6_000;
const TURNS_OF_A_ROUND = 250;
const DAYS_AGO = 20;
const FIRST_INTERVAL = 28;
const NEW_INTERVAL = 84;
/** Numbers and references of those who are registered through the service come before. */
const NUMBERS_FROM = 100_000_000;
const TARGET = 2;

export async function rule(options, tools) {
  const people = options.ruled;
  const stand = await openStand(options, 'twilio', people, tools);
  await prepare(stand, options, REGISTERED, tools);
  const store = createStore(stand.connection, createVault(readOrCreateDataKey(stand.dataDir)));
  tools.say(`${people} people have had a first dose`);
  await fill(stand.connection.db, people, firstDoseOf(store.vault));
  const floorBefore = await measureFloor(stand.connection.db);
  const quietBefore = summaryOf([await stand.load.ask({ turns: QUIET_TURNS, seconds: options.seconds })]);
  const during = await change(store, stand, options, tools);
  const quietAfter = summaryOf([await stand.load.ask({ turns: QUIET_TURNS, seconds: options.seconds })]);
  const floor = meanOf(floorBefore, await measureFloor(stand.connection.db));
  const quiet = (quietBefore.p99 + quietAfter.p99) / 2;
  const rate = during.people / during.seconds;
  return {
    name: `${people} people, one rule`,
    wrong: await wrongIn(stand.connection.db, people, [quietBefore, during.played, quietAfter]),
    figures: {
      'people a second': rate,
      '  of the raw updates': rate / floor.updates,
      'people told': during.told,
      seconds: during.seconds,
      'dialogue latency p50, ms: quiet': (quietBefore.p50 + quietAfter.p50) / 2,
      '  while the rule changes': during.played.p50,
      'dialogue latency p99, ms: quiet before': quietBefore.p99,
      '  quiet after': quietAfter.p99,
      '  meanwhile': during.played.p99,
      [`  of the quiet one (${TARGET} allowed)`]: during.played.p99 / quiet,
      'dialogue turns a second: quiet':
        (quietBefore.turns / quietBefore.seconds + quietAfter.turns / quietAfter.seconds) / 2,
      '  while the rule goes on': during.played.turns / during.played.seconds,
      'raw updates a second': floor.updates,
    },
    memory: during.memory,
  };
}

function firstDoseOf(vault) {
  const today = dayOf(new Date());
  const day = addDays(today, -DAYS_AGO);
  return (index) => {
    const given = addDays(day, index % 15);
    const due = dueFrom(addDays(given, FIRST_INTERVAL), new Date());
    return { persons: personOf(vault, NUMBERS_FROM + index, { doses: [{ vaccine: VACCINE, day: given }], ...due }) };
  };
}

/** Announced as `npm run programme -- set-interval` does it; the service takes it up by itself. */
async function change(store, { load, pids }, { seconds, ruled }, { say }) {
  const now = new Date();
  await changeInterval(store, { vaccine: VACCINE, days: NEW_INTERVAL, from: dayOf(now), now });
  const progress = watch(store, pids, ruled, say);
  while (!progress.isBegun()) await pause(LOOK_MS);
  const plays = [];
  const until = performance.now() + seconds * 1_000;
  while (!progress.isOver() && performance.now() < until)
    plays.push(await load.ask({ turns: TURNS_OF_A_ROUND, seconds }));
  return { ...progress.stop(), played: summaryOf(plays) };
}

async function wrongIn(db, people, plays) {
  const due = addDays(dayOf(new Date()), NEW_INTERVAL - DAYS_AGO);
  const messages = await count(db.collection('messages').find({}, { projection: { _id: 1 } }), ({ _id }) =>
    _id.startsWith('interval:'),
  );
  const concerned = db.collection('persons').find({ 'doses.vaccine': VACCINE }, { projection: { dueDay: 1 } });
  const early = await count(concerned, ({ dueDay }) => dueDay < due);
  const reasons = plays.flatMap(({ failed }) => failed);
  const failures = plays.reduce((sum, play) => sum + play.failures, 0);
  const wrong = { 'people untold': people - messages, 'people still due too early': early, 'turns failed': failures };
  return [...wrongOf(wrong), ...reasons];
}

/** In many commands: one that counts a million takes longer than the service lets any command take. */
async function count(cursor, is) {
  let found = 0;
  for await (const document of cursor) if (is(document)) found++;
  return found;
}
