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
  return namesIn(plannerOf(explained).winningPlan);
}

/** Of an aggregation it stands in its first stage, unless all of it is one query. */
function plannerOf(explained: unknown): { winningPlan: Stage } {
  interface Explained {
    queryPlanner?: { winningPlan: Stage & { queryPlan?: Stage } };
    stages?: { $cursor: Explained }[];
  }
  const { queryPlanner, stages } = explained as Explained;
  if (!queryPlanner) return plannerOf(stages?.[0]?.$cursor);
  return { winningPlan: queryPlanner.winningPlan.queryPlan ?? queryPlanner.winningPlan };
}

const SOME = 10;
const EVERYWHERE = { districts: ['near'], states: ['wb'], placeless: true };
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
  ['people who left', 'leftAt_1', () => store.persons.left(START, SOME)],
  ['what was done to somebody', 'about_1__id_-1', () => store.audit.of('person:1', SOME)],
  ['what one of the staff did', 'staff_1__id_-1', () => store.audit.find({ staff: 'mita' }, SOME)],
  ['what was done of a kind', 'action_1__id_-1', () => store.audit.find({ action: 'dose.recorded', before: 9 }, SOME)],
  ['between two doses', 'doses.vaccine_1__id_1', () => store.persons.betweenDoses('COVISHIELD', '', SOME)],
  ['sessions of a centre', 'centre_1_dose_1_day_1_from_1', () => store.slots.sessionsOf(['sealdah'], TODAY, TODAY)],
  ['sessions half-planned', 'at_1', () => store.sessionPlans.unfinished(SOME)],
  ['a form sent before', 'once_1', () => store.sessionPlans.ofOnce('form')],
  ['what is planned for a day', 'day_1_centre_1', () => store.sessionPlans.onDay('sealdah', TODAY)],
  ['tables half brought in', 'confirmedAt_1', () => store.imports.unfinished(START, SOME)],
  ['who is on a list and not told', 'untold_1__id_1', () => store.villageLists.untold('', SOME)],
  ['who was asked', 'status_1__id_1', () => store.villageLists.inStatus('asked')('', SOME)],
  ['old lines of lists', 'status_1_changedAt_1', () => store.villageLists.unchangedSince(['asked'], START, SOME)],
  ['lines of a number', 'contact_1_status_1', () => store.villageLists.onNumbers(['somebody'], ['asked'])],
  ['sessions half-changed', 'at_1', () => store.sessionChanges.unfinished(SOME)],
  ['who asked for a person', 'status_1_dueAt_1', () => store.helpRequests.openOnes(SOME)],
  ['whom somebody has taken', 'status_1_dueAt_1', () => store.helpRequests.takenOnes(SOME)],
  ['whom to call', 'status_1_by_1', () => store.calls.open(SOME)],
  ['calls to one contact', 'contact_1_by_1', () => store.calls.ofContact('contact')],
  ['talks in silence', 'heldUntil_1', () => store.conversations.heldInSilence(START, SOME)],
  ['what centres planned', 'district_1_day_1', () => store.reports.plannedOn(['near'], TODAY)],
  ['centres at work', 'district_1_day_1', () => store.reports.atWork(['near'], TODAY, '2021-04-01')],
  [
    'dates of a day',
    'centre_1_day_1_status_1_atCentre.arrived.walkIn_1',
    () => store.reports.datesOn(['barasat'], TODAY),
  ],
  [
    'who has a date',
    'centre_1_day_1_status_1_atCentre.arrived.walkIn_1',
    () => store.reports.contactsOn(['x'], TODAY, 9),
  ],
  ['ways to bookings', 'centre_1_bookedAt_1', () => store.reports.waysTo(['barasat'], START, new Date())],
  [
    'dates taken through partners',
    'centre_1_bookedAt_1_partner_1',
    () => store.reports.throughPartners(['barasat'], START),
  ],
  ['messages of a day', 'at_1', () => store.reports.messages(START, START)],
  ['messages of some', 'contact_1_at_1', () => store.reports.messages(START, START, ['contact'])],
  ['where people stop', 'day_1', () => store.funnel.between({ fromDay: TODAY, toDay: TODAY })],
  ['glitches untold', 'untold_1__id_1', () => store.glitches.untold(SOME)],
  ['glitches open', 'open_1__id_1', () => store.glitches.within(EVERYWHERE, true, SOME)],
  ['glitches of one', 'by_1__id_-1', () => store.glitches.ofStaff('mita', SOME)],
])('%s', async (_, index, ask) => {
  const plan = await planOf(ask);
  expect(plan).toContain(index);
  expect(plan).not.toContain('SORT');
});
