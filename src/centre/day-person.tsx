/** One person at the table: what to compare, what to type, and one large button. */
import { dayOf, yearOf } from '../clock';
import type { Store } from '../store';
import { currentProgramme } from '../vaccination/current-programme';
import { dayPerson } from '../vaccination/list-day';
import { audit } from '../web/audit';
import { Notice } from '../web/components';
import { dayIn } from '../web/dates';
import type { Answered, Route, Visit } from '../web/route';
import { at, centreOfTheirs, listPath } from './day-scope';
import type { OnDay, Props, Wrong } from './on-day';
import { Arrival, Compare, Waits, WhatNow } from './person-facts';
import { Ask, Given, Vaccinate } from './person-forms';
import * as deeds from './person-deeds';

const PATH = '/centre/day/:appointment';

export const dayPersonRoutes = ({ store }: { store: Store }): Route[] => [
  { method: 'get', path: PATH, right: 'day', run: (visit) => looked(store, visit) },
  { method: 'post', path: `${PATH}/arrived`, right: 'day', run: doing(store, deeds.arrived) },
  { method: 'post', path: `${PATH}/not-arrived`, right: 'day', run: doing(store, deeds.notArrived) },
  { method: 'post', path: `${PATH}/vaccinated`, right: 'day', run: doing(store, deeds.vaccinated) },
  { method: 'post', path: `${PATH}/ask`, right: 'day', run: doing(store, deeds.asked) },
  { method: 'post', path: `${PATH}/undo`, right: 'day', run: doing(store, deeds.undoAsked) },
];

async function onDay(store: Store, visit: Visit): Promise<OnDay | null> {
  const appointment = await store.appointments.get(visit.params['appointment'] ?? '');
  const centre = appointment && (await centreOfTheirs(store, visit, appointment.centre));
  const person = centre && (await store.persons.get(appointment.person));
  if (!person) return null;
  const looks = await store.secondLooks.openAt(appointment.centre, visit.now);
  return { appointment, person, look: looks.find((each) => each.appointment === appointment._id) ?? null };
}

async function looked(store: Store, visit: Visit): Promise<Answered> {
  const date = await onDay(store, visit);
  if (!date) return gone(visit);
  const { day } = date.appointment;
  const why = day === dayOf(visit.now) ? 'vaccination today' : `vaccination of ${day}`;
  await audit(visit, { action: 'person.looked', about: `person:${date.person._id}`, why });
  return shown(store, visit, date);
}

function doing(store: Store, work: (store: Store, visit: Visit, date: OnDay) => Promise<deeds.Said>): Route['run'] {
  return async (visit) => {
    const date = await onDay(store, visit);
    if (!date) return gone(visit);
    const said = await work(store, visit, date);
    return 'to' in said ? said : shown(store, visit, (await onDay(store, visit)) ?? date, said);
  };
}

/** Not theirs, unknown, or moved to another centre since the page was opened: which one is not said. */
const gone = ({ t }: Visit): Answered => ({
  title: t('day:why.moved'),
  status: 404,
  page: (
    <>
      <Notice kind="bad">{t('day:what.moved')}</Notice>
      <a class="button first" href="/centre/day">
        {t('day:person.back')}
      </a>
    </>
  ),
});

async function shown(store: Store, visit: Visit, date: OnDay, wrong?: Wrong): Promise<Answered> {
  const { appointment, person, look } = date;
  const [{ rule }, batch] = await Promise.all([
    currentProgramme(store, dayOf(visit.now)),
    store.atCentre.lastBatch(appointment.centre, appointment.day, appointment.vaccine),
  ]);
  const row = dayPerson(appointment, person, rule, look?.kind === 'dose', yearOf(visit.now));
  const props = { visit, date, row, batch: batch ?? '', wrong };
  return { title: person.name, page: <OnePerson {...props} />, ...(wrong ? { status: 422 } : {}) };
}

function OnePerson(props: Props) {
  const { visit, date, row, wrong } = props;
  const { t, now, staff } = visit;
  const { appointment, look } = date;
  const isToday = appointment.day === dayOf(now);
  const isOpen = appointment.status === 'booked' && isToday;
  const isOwnSlip = appointment.atCentre?.shownTo?.includes(staff._id) ?? false;
  return (
    <>
      <link rel="stylesheet" href="/assets/day.css" />
      <p>
        <a href={listPath(appointment.centre, appointment.day)}>← {t('day:person.back')}</a>
      </p>
      {wrong && <WhatNow t={t} why={wrong.why} />}
      {!isToday && (
        <Notice kind="info">{t('day:person.otherDay', { day: dayIn(visit.language, appointment.day) })}</Notice>
      )}
      {appointment.status === 'cancelled' && (
        <Notice kind="bad">
          {t('day:why.cancelled')} <a href={`/centre/day/walk-in?${at(appointment.centre)}`}>{t('day:tile.walkIn')}</a>
        </Notice>
      )}
      <Compare t={t} row={row} />
      {isOpen && !look && <Arrival visit={visit} row={row} />}
      {look && <Waits visit={visit} look={look} />}
      {isOpen && !look && (isOwnSlip ? <WhatNow t={t} why="ownSlip" /> : <Vaccinate {...props} />)}
      {isOpen && !look && <Ask {...props} isOpen={isOwnSlip} />}
      {row.status === 'vaccinated' && <Given {...props} />}
    </>
  );
}
