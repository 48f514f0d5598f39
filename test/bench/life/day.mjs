/** A centre's list of a day, by HTTP as a browser gets it: what the service takes for it, beside two bare reads of the same. */
import { performance } from 'node:perf_hooks';
import { gzipSync } from 'node:zlib';
import express from 'express';
import { dayRoutes } from '../../../dist/src/centre/day-routes.js';
import { exampleCentres } from '../../../dist/src/cli/seed/example-places.js';
import { consoleOf } from '../../../dist/src/web/serve.js';
import { cookieName } from '../../../dist/src/web/visitor.js';
import { readWords } from '../../../dist/src/web/words.js';
import { appointmentOf, fill, personOf, slotOf } from './people.mjs';
import { openWorld, TODAY } from './world.mjs';

const PEOPLE = 2_000;
const USUAL = 120;
const OF_SLOT = 250;
const ROUNDS = 40;
/** Until the compiler has seen the page. */
const WARM_UP = 10;
const TARGET_MS = 300;

export async function day({ size }, tools) {
  const people = Math.round(PEOPLE * size);
  const world = await openWorld('09:00', tools);
  const [large, usual] = exampleCentres();
  await dayAt(world, large, people, 0);
  await dayAt(world, usual, USUAL, people);
  await world.store.createIndexes();
  const get = await openPage(world, [large, usual], tools);
  tools.say(`the list of ${people}, ${ROUNDS} times`);
  const listed = await timed(() => get(large));
  const found = await timed(() => get(large, '&q=%E0%A6%B0%E0%A6%B9&part'));
  const bare = await timed(() => bareReads(world, large));
  const [page, small] = [await get(large), await get(usual)];
  return {
    name: `a list of ${people} appointments`,
    wrong: wrongIn(page, people).concat(wrongIn(small, USUAL)),
    figures: {
      'page p50, ms': listed.p50,
      [`  of the ${TARGET_MS} allowed`]: listed.p50 / TARGET_MS,
      '  of the bare reads': listed.p50 / bare.p50,
      'page p95, ms': listed.p95,
      'page, ms of one processor': listed.cpu,
      'bare reads, ms of one processor': bare.cpu,
      'search p50, ms': found.p50,
      'bare reads p50, ms': bare.p50,
      'page, kB': page.length / 1_024,
      'page, kB as sent': gzipSync(page).length / 1_024,
      [`page of ${USUAL}, kB as sent`]: gzipSync(small).length / 1_024,
    },
    memory: {},
  };
}

async function dayAt({ db, vault }, centre, people, from) {
  const slots = Array.from({ length: Math.ceil(people / OF_SLOT) }, (_, index) => {
    const hour = String(9 + index).padStart(2, '0');
    const hours = { from: `${hour}:00`, to: `${hour}:59`, day: TODAY, capacity: OF_SLOT };
    return slotOf(`${centre._id}:${TODAY}:${hour}`, centre, hours);
  });
  await db.collection('slots').insertMany(slots);
  await fill(db, people, (index) => {
    const persons = personOf(vault, from + index);
    persons.sealedName = vault.seal(`persons:${persons._id}:name`, nameOf(index));
    return { persons, appointments: appointmentOf(persons, slots[Math.floor(index / OF_SLOT)]) };
  });
}

const FIRST = [
  'রহিমা',
  'আবদুল',
  'লক্ষ্মী',
  'সন্ধ্যা',
  'গোপাল',
  'মালতী',
  'ফতিমা',
  'বিভূতি',
  'নারায়ণ',
  'সরস্বতী',
  'अमित',
  'Rina',
];
const LAST = ['বিবি', 'করিম', 'দাস', 'রায়', 'মণ্ডল', 'চক্রবর্তী', 'শেখ', 'সরকার', 'বন্দ্যোপাধ্যায়', 'देवी', 'Ghosh'];
const nameOf = (n) => `${FIRST[n % FIRST.length]} ${LAST[Math.floor(n / 7) % LAST.length]}`;

/** Behind its guards, for somebody who is signed in. */
async function openPage({ store, clock }, centres, { later }) {
  const now = () => clock.now();
  const served = consoleOf(dayRoutes({ store }), {
    ...{ webSessions: store.webSessions, staff: store.staff, trail: store.audit, vault: store.vault, now },
    ...{ words: readWords(), isSecure: false, failed: console.error, signInPage: () => undefined },
  });
  const server = express().use(served.router).listen(0, '127.0.0.1');
  later(() => server.close());
  await new Promise((resolve) => server.once('listening', resolve));
  const nurse = await store.staff.add(
    {
      name: 'Mita',
      role: 'vaccinator',
      language: 'bn',
      centres: centres.map(({ _id }) => _id),
      districts: [],
      states: [],
    },
    { password: 'nobody signs in with it', totp: 'JBSWY3DPEHPK3PXP' },
  );
  const { token } = await store.webSessions.open(nurse._id, now(), '127.0.0.1');
  const headers = { cookie: `${cookieName(false)}=${token}`, 'accept-encoding': 'gzip' };
  return async ({ _id }, more = '') => {
    const part = more.endsWith('&part') ? { 'HX-Request': 'true' } : {};
    const path = `/centre/day?centre=${_id}${more}`;
    const answer = await globalThis.fetch(`http://127.0.0.1:${server.address().port}${path}`, {
      headers: { ...headers, ...part },
    });
    return answer.text();
  };
}

/** What nobody can do without: the appointments and their people, and nothing made of them. */
async function bareReads({ db }, { _id: centre }) {
  const batchSize = 20_000;
  const all = await db.collection('appointments').find({ centre, day: TODAY }, { batchSize }).toArray();
  const ids = all.map(({ person }) => person);
  await db
    .collection('persons')
    .find({ _id: { $in: ids } }, { batchSize })
    .toArray();
}

async function timed(work) {
  const took = [];
  let before = process.cpuUsage();
  for (let round = 0; round < WARM_UP + ROUNDS; round++) {
    if (round === WARM_UP) before = process.cpuUsage();
    const startedAt = performance.now();
    await work();
    if (round >= WARM_UP) took.push(performance.now() - startedAt);
  }
  const { user, system } = process.cpuUsage(before);
  took.sort((a, b) => a - b);
  const at = (share) => took[Math.min(took.length - 1, Math.floor(took.length * share))];
  return { p50: at(0.5), p95: at(0.95), cpu: (user + system) / 1_000 / ROUNDS };
}

function wrongIn(page, people) {
  const rows = page.match(/<li><a href="\/centre\/day\/[^"]+"><b>/g)?.length ?? 0;
  return rows === people ? [] : [`${rows} rows of ${people}`];
}
