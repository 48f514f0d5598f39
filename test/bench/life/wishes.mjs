/** People who wait in line and places that come free at once: how fast they are matched, and how many of the line are looked at. */
import { performance } from 'node:perf_hooks';
import { proposePlaces } from '../../../dist/src/vaccination/propose-places.js';
import { measureFloor, meanOf } from './floor.mjs';
import { fill } from './people.mjs';
import { difference, explained, readByAll, watchedStore } from './searches.mjs';
import { PLACES_OF_SLOT, slotsOf, wishesOf } from './waiting.mjs';
import { openWorld } from './world.mjs';
import { wrongOf } from './wrong.mjs';

const WISHES = 10_000;
const PLACES = 2_000;
const TARGET_S = 10;

export async function wishes({ size }, tools) {
  const waiting = Math.round(WISHES * size);
  const slots = slotsOf(Math.max(1, Math.round((PLACES * size) / PLACES_OF_SLOT)));
  const places = slots.length * PLACES_OF_SLOT;
  const world = await openWorld('10:00', tools);
  await fill(world.db, waiting, wishesOf(world));
  await world.db.collection('slots').insertMany(slots);
  const before = await measureFloor(world.db);
  const { store, searches } = await watchedStore(world, tools.later);
  const readBefore = await readByAll(world.db);
  tools.say(`${waiting} people wait, ${places} places come free`);
  const startedAt = performance.now();
  const proposed = await proposePlaces(store, world.clock.now());
  const seconds = (performance.now() - startedAt) / 1_000;
  const read = difference(readBefore, await readByAll(world.db));
  const floor = meanOf(before, await measureFloor(world.db));
  const wrong = await wrongIn(world, places, proposed);
  await world.db.collection('wishes').updateMany({ status: 'proposed' }, { $set: { status: 'waiting' } });
  const line = await explained(world.db, searches);
  return {
    name: `${waiting} wishes, ${places} places`,
    wrong,
    figures: {
      seconds,
      [`  of the ${TARGET_S} allowed`]: seconds / TARGET_S,
      'proposals a second': proposed / seconds,
      '  of the raw updates': proposed / seconds / floor.updates,
      proposed,
      'read by all it did: documents': read.documents,
      '  index entries': read.keys,
      '  searches without an index': read.scans,
      '  documents a proposal': read.documents / proposed,
      'searches in the line': line.searches,
      '  wishes found': line.found,
      '  wishes read': line.read,
      '  index entries read': line.keys,
      '  read for each found': line.read / line.found,
      'raw updates a second': floor.updates,
    },
    memory: {},
  };
}

async function wrongIn({ db }, places, proposed) {
  const [slots, proposals, taken, messages] = await Promise.all([
    db.collection('slots').find().toArray(),
    db.collection('proposals').find({ status: 'open' }).toArray(),
    db.collection('wishes').find({ status: 'proposed' }).toArray(),
    db.collection('messages').countDocuments({}),
  ]);
  const byId = new Map(taken.map((wish) => [wish._id, wish]));
  const held = new Set(slots.flatMap(({ _id, holders }) => holders.map(({ id }) => `${_id} ${id}`)));
  return wrongOf({
    'places without a proposal': places - proposals.length,
    'proposals without a place': proposals.filter(({ _id, slot }) => !held.has(`${slot} ${_id}`)).length,
    'places held for nobody': held.size - proposals.length,
    'slots hold more than their places': slots.filter(({ holders, capacity }) => holders.length > capacity).length,
    'proposals to who does not want them': proposals.filter(
      ({ centre, wish }) => !byId.get(wish)?.centres.includes(centre),
    ).length,
    'people with two': proposals.length - new Set(proposals.map(({ person }) => person)).size,
    'proposals untold': Math.abs(messages - proposals.length),
    'proposals miscounted': Math.abs(proposed - proposals.length),
  });
}
