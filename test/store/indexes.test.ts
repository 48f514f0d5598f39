/** What comes round every few seconds, and what people wait for, is found by an index: a partial one serves only who repeats its condition. */
import mongoose from 'mongoose';
import { createStore, type Store } from '../../src/store';
import { createVault } from '../../src/store/vault';
import { openWorld, slotOf, START, TEST_KEY, TODAY, type World } from '../support/world';

let world: World;
let watched: mongoose.Connection;
let store: Store;
let commands: Command[] = [];
beforeAll(async () => {
  world = await openWorld();
  const slots = Array.from({ length: 40 }, (_, n) => ({ ...slotOf(5), _id: `slot-${n}`, freed: n % 2 }));
  await world.site.store.slots.add(slots);
  const { uri, dbName } = world.database;
  const quiet = { autoIndex: false, autoCreate: false };
  watched = await mongoose.createConnection(uri, { dbName, monitorCommands: true, ...quiet }).asPromise();
  watched.getClient().on('commandStarted', ({ command }) => commands.push(command));
  store = createStore(watched, createVault(TEST_KEY));
});
afterAll(async () => {
  await watched.close(true);
  await world.close();
});

type Command = Record<string, unknown>;
interface Stage {
  stage: string;
  indexName?: string;
  inputStage?: Stage;
  inputStages?: Stage[];
}

const namesIn = ({ stage, indexName, inputStage, inputStages = [] }: Stage): string[] => [
  indexName ?? stage,
  ...[...(inputStage ? [inputStage] : []), ...inputStages].flatMap(namesIn),
];

/** The stages by which the database would answer, and the indexes it would read. */
async function planOf(ask: () => Promise<unknown>): Promise<string[]> {
  commands = [];
  await ask();
  const [{ lsid: _, $db: __, writeConcern: ___, ...asked } = {}] = commands;
  const explained = await world.site.connection.db?.command({ explain: asked, verbosity: 'queryPlanner' });
  return namesIn((explained?.['queryPlanner'] as { winningPlan: Stage }).winningPlan);
}

const SOME = 10;
test.each<[string, string, () => Promise<unknown>]>([
  ['a family', 'group.id_1__id_1', () => store.appointments.ofGroup('family')],
  ['dates half-made', 'changedAt_1', () => store.appointments.unsettled(START, SOME)],
  ['dates owed', 'changedAt_1__id_1', () => store.appointments.owed(SOME)],
  ['dates to be reminded of', 'remindAt_1', () => store.appointments.toRemind(START, SOME)],
  ['who holds a place', 'holder_1', () => store.appointments.activeByHolder('holder')],
  ['proposals unanswered', 'until_1', () => store.proposals.overdue(START, SOME)],
  ['proposals half-made', 'changedAt_1', () => store.proposals.unsettled(START, SOME)],
  ['who has rested', 'restsUntil_1', () => store.wishes.rested(START, SOME)],
  ['proposals half-told', 'unsettled_1', () => store.wishes.unsettled(START, SOME)],
  ['who waits, once a day', 'checkedAt_1', () => store.wishes.unchecked(START, SOME)],
  ['places come free', 'day_1', () => store.slots.freshBetween(TODAY, '2021-04-01', SOME)],
  ['places come free and not waited for', 'day_1', () => store.slots.lookedAtBut(['sealdah'])],
  ['too many holders', 'free_1', () => store.slots.overfull({ day: TODAY, time: '10:00' }, SOME)],
  ['places whose time ran out', 'holders.until_1', () => store.slots.lapsed(START, SOME)],
  ['people not known everywhere', 'registeredAt_1', () => store.persons.unsettled(SOME)],
  ['second doses due', 'remindAt_1', () => store.persons.toRemind(START, SOME)],
  ['between two doses', 'doses.vaccine_1__id_1', () => store.persons.betweenDoses('COVISHIELD', '', SOME)],
  ['sessions half-changed', 'at_1', () => store.sessionChanges.unfinished(SOME)],
])('%s', async (_, index, ask) => {
  const plan = await planOf(ask);
  expect(plan).toContain(index);
  expect(plan).not.toContain('SORT');
});
