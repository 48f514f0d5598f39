/** `/centre/sessions`: what is planned, and planning it. */
import type { Store } from '../store';
import { addDays, dayOf } from '../clock';
import type { Centre } from '../store/places';
import type { SessionSummary } from '../store/slots';
import { createSession } from '../vaccination/plan-session';
import { currentProgramme } from '../vaccination/current-programme';
import { isDay } from '../vaccination/rules/days';
import type { Fault } from '../vaccination/rules/session-wish';
import { audit } from '../web/audit';
import { toCsv } from '../web/csv';
import type { Answered, Route, Visit } from '../web/route';
import { importRoutes } from './import-routes';
import { oneSessionRoutes } from './one-session';
import { NewSession, wishOfForm } from './session-form';
import { SessionList } from './session-list';
import { centresOfStaff } from './session-scope';

interface Deps {
  store: Store;
}

export const sessionRoutes = ({ store }: Deps): Route[] => [
  { method: 'get', path: '/centre/sessions', right: 'sessions', run: (visit) => list(store, visit) },
  { method: 'get', path: '/centre/sessions.csv', right: 'sessions', run: (visit) => exported(store, visit) },
  { method: 'get', path: '/centre/sessions/new', right: 'sessions', run: (visit) => form(store, visit) },
  { method: 'post', path: '/centre/sessions/new', right: 'sessions', run: (visit) => plan(store, visit) },
  ...oneSessionRoutes(store),
  ...importRoutes(store),
];

const DAYS = 14;
/** Three hundred lines are a page that nobody reads to its end; one day of a district is more useful. */
const MOST_SHOWN = 300;

export interface Listed {
  centres: Centre[];
  sessions: SessionSummary[];
  /** What was asked for; empty: all. */
  centre: string;
  day: string;
  today: string;
  more: boolean;
}

async function listed(store: Store, visit: Visit): Promise<Listed> {
  const { query, now } = visit;
  const centres = await centresOfStaff(store, visit);
  const centre = centres.find(({ _id }) => _id === query['centre'])?._id ?? '';
  const day = isDay(query['day'] ?? '') ? (query['day'] ?? '') : '';
  const today = dayOf(now);
  const ids = centre ? [centre] : centres.map(({ _id }) => _id);
  const sessions = await store.slots.sessionsOf(ids, day || today, day || addDays(today, DAYS - 1));
  return { centres, sessions: sessions.slice(0, MOST_SHOWN), centre, day, today, more: sessions.length > MOST_SHOWN };
}

async function list(store: Store, visit: Visit): Promise<Answered> {
  return { page: <SessionList visit={visit} {...await listed(store, visit)} />, title: visit.t('sessions:title') };
}

const COLUMNS = ['centre', 'day', 'hours', 'vaccine', 'first', 'firstFree', 'second', 'secondFree', 'price', 'state'];

async function exported(store: Store, visit: Visit): Promise<Answered> {
  const { t, language } = visit;
  const { sessions, day, today } = await listed(store, visit);
  const rows = sessions.map((each) => [
    ...[each.centreNames[language], each.day, `${each.from}-${each.to}`, each.vaccine],
    ...[each.capacities[0], each.free[0], each.capacities[1], each.free[1], each.price],
    each.closed === null ? t('sessions:open') : `${t('sessions:cancelled')}: ${each.closed}`,
  ]);
  const head = COLUMNS.map((column) => t(`sessions:column.${column}`));
  return { file: toCsv([head, ...rows]), type: 'text/csv', name: `sessions-${day || today}.csv` };
}

async function form(store: Store, visit: Visit): Promise<Answered> {
  const { query, now, t } = visit;
  const typed = { centre: query['centre'] ?? '', day: addDays(dayOf(now), 1), from: '09:00', to: '17:00' };
  const usual = { minutes: '120', second: '0', price: '0', share: '30' };
  return { page: await newSession(store, visit, { ...typed, ...usual }, []), title: t('sessions:new') };
}

async function newSession(store: Store, visit: Visit, typed: Record<string, string>, faults: readonly Fault[]) {
  const centres = await centresOfStaff(store, visit);
  const { programme } = await currentProgramme(store, dayOf(visit.now));
  const vaccines = programme.vaccines.map(({ id }) => id);
  return <NewSession visit={visit} centres={centres} vaccines={vaccines} typed={typed} faults={faults} />;
}

async function plan(store: Store, visit: Visit): Promise<Answered> {
  const { form: typed, now, once, t } = visit;
  const centres = await centresOfStaff(store, visit);
  if (!centres.some(({ _id }) => _id === typed['centre'])) return { missing: true };
  const wish = wishOfForm(typed);
  const planned = await createSession(store, { wish, now, once });
  if (planned.status === 'refused')
    return { page: await newSession(store, visit, typed, planned.faults), title: t('sessions:new'), status: 422 };
  await audit(visit, { action: 'session.planned', about: `session:${planned.session}`, detail: wish });
  return { to: `/centre/sessions/${planned.session}`, notice: t('sessions:planned') };
}
