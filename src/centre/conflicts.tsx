/** What was recorded without network and does not fit: there until somebody has seen to it. */
import type { Store } from '../store';
import type { DayConflict } from '../store/day-conflicts';
import type { Person } from '../store/persons';
import { askForConflict, discardConflict, type ConflictSettled } from '../vaccination/settle-conflict';
import { audit } from '../web/audit';
import { Field, Form, Notice, Panel, Submit } from '../web/components';
import { momentIn } from '../web/dates';
import type { Answered, Route, Visit } from '../web/route';
import { at, centreOfTheirs, hereOf, listPath, MISSING, whoOf } from './day-scope';
import { pathOf } from './on-day';

const PATH = '/centre/conflicts';

export const conflictRoutes = ({ store }: { store: Store }): Route[] => [
  { method: 'get', path: PATH, right: 'day', run: (visit) => list(store, visit) },
  { method: 'post', path: `${PATH}/:conflict/ask`, right: 'day', run: (visit) => settle(store, visit, 'ask') },
  { method: 'post', path: `${PATH}/:conflict/discard`, right: 'day', run: (visit) => settle(store, visit, 'discard') },
];

interface Open {
  conflict: DayConflict;
  person: Person | null;
}

async function list(store: Store, visit: Visit): Promise<Answered> {
  const here = await hereOf(store, visit);
  if (!here) return MISSING;
  const { t } = visit;
  const conflicts = await store.dayConflicts.openAt(here.centre._id);
  const open = await Promise.all(
    conflicts.map(async (conflict) => ({ conflict, person: await whose(store, conflict) })),
  );
  await audit(visit, { action: 'day.conflictsListed', about: `centre:${here.centre._id}`, detail: { n: open.length } });
  return {
    title: t('day:conflicts.title'),
    page: (
      <>
        <link rel="stylesheet" href="/assets/day.css" />
        <p>
          <a href={listPath(here.centre._id)}>← {t('day:person.back')}</a>
        </p>
        <p>{t('day:conflicts.how')}</p>
        {open.length === 0 && <Notice kind="good">{t('day:conflicts.none')}</Notice>}
        {open.map((each) => (
          <Conflict visit={visit} open={each} />
        ))}
      </>
    ),
  };
}

async function whose(store: Store, { appointment }: DayConflict): Promise<Person | null> {
  const date = appointment === null ? null : await store.appointments.get(appointment);
  return date && store.persons.get(date.person);
}

/** What a device sends of a walk-in. */
interface Said {
  batch?: string;
  who?: { answers?: { name?: string }; reference?: string };
}

function Conflict({ visit, open: { conflict, person } }: { visit: Visit; open: Open }) {
  const { t, language } = visit;
  const { _id, kind, reason, by, at: done, appointment } = conflict;
  const said = conflict.said as Said;
  const name = person?.name ?? said.who?.answers?.name ?? said.who?.reference ?? t('day:conflicts.somebody');
  return (
    <Panel title={name}>
      <p>
        <span class="chip bad">{t(`day:why.${reason}`)}</span>
      </p>
      <p>{t(`day:conflicts.${kind}`, { name: by.name, at: momentIn(language, done) })}</p>
      {appointment !== null && person && (
        <p>
          <a href={pathOf(appointment)}>{t('day:conflicts.open')}</a>
        </p>
      )}
      <div class="grid">
        {kind === 'vaccinated' && person && (
          <Form visit={visit} action={`${PATH}/${_id}/ask`}>
            <Field label={t('day:person.why')} name="why" required autocomplete="off" />
            <Field label={t('day:person.batch')} name="batch" required autocomplete="off" value={said.batch ?? ''} />
            <Submit>{t('day:conflicts.ask')}</Submit>
          </Form>
        )}
        <Form visit={visit} action={`${PATH}/${_id}/discard`}>
          <Field label={t('day:conflicts.why')} name="why" required autocomplete="off" />
          <Submit second>{t('day:conflicts.discard')}</Submit>
        </Form>
      </div>
    </Panel>
  );
}

async function settle(store: Store, visit: Visit, how: 'ask' | 'discard'): Promise<Answered> {
  const conflict = await store.dayConflicts.get(visit.params['conflict'] ?? '');
  if (!conflict || !(await centreOfTheirs(store, visit, conflict.centre))) return MISSING;
  const { form, once: key, now } = visit;
  const settlement = { conflict: conflict._id, centre: conflict.centre, why: form['why'] ?? '', key, now };
  const asked = { ...settlement, by: whoOf(visit), batch: form['batch'] ?? '' };
  const settled = await (how === 'ask' ? askForConflict(store, asked) : discardConflict(store, asked));
  await writeDown(visit, conflict, settled);
  return { to: `${PATH}?${at(conflict.centre)}`, notice: visit.t(`day:settled.${settled.status}`) };
}

async function writeDown(visit: Visit, { _id, appointment }: DayConflict, { status }: ConflictSettled): Promise<void> {
  if (status !== 'open' && status !== 'discarded') return;
  const action = status === 'open' ? 'conflict.asked' : 'conflict.discarded';
  await audit(visit, {
    action,
    about: `appointment:${appointment ?? ''}`,
    why: visit.form['why'] ?? '',
    detail: { _id },
  });
}
