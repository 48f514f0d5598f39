/** `/desk/calls`: whom to call, taken by one operator each; the number is seen by who has taken it, and that is written down. */
import { OUTCOMES, type OpenCall } from '../store/calls';
import type { Store } from '../store';
import { callsOf, endCalls, takeCalls, type Called } from '../vaccination/call-contact';
import { maskName } from '../vaccination/rules/mask';
import { audit } from '../web/audit';
import type { Answered, Route, Visit } from '../web/route';
import { CallPage, callPath, CallsPage, CallsPart, type ToCall } from './calls';
import { hourAgreed, takerOf, type DeskDeps } from './shared';

const MOST_SHOWN = 300;
/** Nobody answered: tried again after so long. */
const AGAIN_MS = 60 * 60_000;

const LIST = '/desk/calls';

export function callRoutes({ store }: Pick<DeskDeps, 'store'>): Route[] {
  return [
    { method: 'get', path: LIST, right: 'relay', run: (visit) => list(store, visit) },
    { method: 'get', path: `${LIST}/:contact`, right: 'relay', run: (visit) => show(store, visit) },
    { method: 'post', path: `${LIST}/:contact/take`, right: 'relay', run: (visit) => take(store, visit) },
    { method: 'post', path: `${LIST}/:contact/end`, right: 'relay', run: (visit) => end(store, visit) },
  ];
}

async function list(store: Store, visit: Visit): Promise<Answered> {
  const [open, taken] = await Promise.all([store.calls.open(MOST_SHOWN), store.calls.takenOnes(MOST_SHOWN)]);
  const all = await toCall(store, [...taken, ...open]);
  if (visit.isPart) return { part: <CallsPart visit={visit} all={all} /> };
  return { page: <CallsPage visit={visit} all={all} />, title: visit.t('queue:calls.title') };
}

async function toCall(store: Store, calls: readonly OpenCall[]): Promise<ToCall[]> {
  const sorted = calls.toSorted((a, b) => a.by.getTime() - b.by.getTime());
  const contacts = [...new Set(sorted.map(({ contact }) => contact))];
  return Promise.all(
    contacts.map(async (contact) => {
      const own = sorted.filter((call) => call.contact === contact);
      return { contact, calls: own, names: await namesOf(store, own) };
    }),
  );
}

async function namesOf(store: Store, calls: readonly OpenCall[]): Promise<string[]> {
  const ids = [...new Set(calls.flatMap(({ person }) => person ?? []))];
  const people = await Promise.all(ids.map((id) => store.persons.get(id)));
  return people.flatMap((person) => (person ? maskName(person.name) : []));
}

async function show(store: Store, visit: Visit, error?: string): Promise<Answered> {
  const contact = visit.params['contact'] ?? '';
  const [own] = await toCall(store, await callsOf(store, contact, visit.staff._id));
  if (!own) return { to: LIST, notice: visit.t('queue:gone') };
  await audit(visit, { action: 'number.looked', about: `contact:${contact}`, why: 'call' });
  return { page: <CallPage {...{ visit, error }} toCall={own} />, title: visit.t('queue:calls.one') };
}

async function take(store: Store, visit: Visit): Promise<Answered> {
  const { t, now } = visit;
  const contact = visit.params['contact'] ?? '';
  const taken = await takeCalls(store, contact, takerOf(visit), now);
  if (taken.status === 'others') return { to: LIST, notice: t('queue:takenBy', { name: taken.name }) };
  if (taken.status === 'gone') return { to: LIST, notice: t('queue:gone') };
  await audit(visit, { action: 'call.taken', about: `contact:${contact}` });
  return { to: callPath(contact) };
}

async function end(store: Store, visit: Visit): Promise<Answered> {
  const { t, staff, now } = visit;
  const contact = visit.params['contact'] ?? '';
  const called = await calledOf(store, visit);
  if ('error' in called) return show(store, visit, called.error);
  if (!(await endCalls(store, contact, staff._id, called, now))) return { to: LIST, notice: t('queue:notYours') };
  await audit(visit, { action: 'call.ended', about: `contact:${contact}`, detail: called });
  return { to: LIST, notice: t(`queue:calls.ended.${called.outcome}`) };
}

/** `error`: the hour agreed on cannot be. */
async function calledOf(store: Store, visit: Visit): Promise<Called | { error: string }> {
  const { form, now } = visit;
  const outcome = OUTCOMES.find((each) => each === form['outcome']);
  if (outcome) return { outcome, note: (form['note'] ?? '').trim() };
  if (form['outcome'] === 'notReached') return { outcome: 'notReached', notBefore: new Date(now.getTime() + AGAIN_MS) };
  if (form['outcome'] === 'givenBack') return { outcome: 'givenBack' };
  const agreed = await hourAgreed(store, visit);
  return 'error' in agreed ? agreed : { outcome: 'later', notBefore: agreed.at };
}
