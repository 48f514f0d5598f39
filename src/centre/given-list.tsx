/** What was recorded here in the last 24 hours: what was a mistake can still be taken back, by two. */
import { addDays } from '../clock';
import type { Store } from '../store';
import type { Appointment } from '../store/appointments';
import { UNDO_MS } from '../vaccination/ask-undo';
import { audit } from '../web/audit';
import { Notice, Table } from '../web/components';
import { momentIn } from '../web/dates';
import type { Answered, Route, Visit } from '../web/route';
import { hereOf, listPath, MISSING } from './day-scope';
import { pathOf } from './on-day';

export const givenRoutes = ({ store }: { store: Store }): Route[] => [
  { method: 'get', path: '/centre/given', right: 'day', run: (visit) => given(store, visit) },
];

async function given(store: Store, visit: Visit): Promise<Answered> {
  const here = await hereOf(store, visit);
  if (!here) return MISSING;
  const { t, now } = visit;
  const { _id: centre } = here.centre;
  // Recorded in time, the dose itself may be two days old.
  const recent = await store.atCentre.givenSince(centre, new Date(now.getTime() - UNDO_MS), addDays(here.today, -3));
  const people = await store.persons.many(recent.map(({ person }) => person));
  await audit(visit, { action: 'day.givenListed', about: `centre:${centre}`, detail: { n: recent.length } });
  const names = new Map(people.map(({ _id, name }) => [_id, name]));
  return {
    title: t('day:given.title'),
    page: (
      <>
        <p>
          <a href={listPath(centre)}>← {t('day:person.back')}</a>
        </p>
        <p>{t('day:given.how')}</p>
        {recent.length === 0 ? (
          <Notice kind="info">{t('day:given.none')}</Notice>
        ) : (
          <Recent visit={visit} recent={recent} names={names} />
        )}
      </>
    ),
  };
}

interface Props {
  visit: Visit;
  recent: readonly Appointment[];
  names: ReadonlyMap<string, string>;
}

function Recent({ visit: { t, language }, recent, names }: Props) {
  const head = ['name', 'dose', 'batch', 'by', 'at'].map((column) => t(`day:given.${column}`));
  const rows = recent.flatMap(({ _id, person, dose, vaccine, atCentre }) => {
    const dosed = atCentre?.given;
    if (!dosed) return [];
    const by = dosed.witness ? `${dosed.by.name}, ${dosed.witness.by.name}` : dosed.by.name;
    const name = <a href={pathOf(_id)}>{names.get(person)}</a>;
    return [[name, `${vaccine}, ${t(`day:dose.${dose}`)}`, dosed.batch, by, momentIn(language, dosed.at)]];
  });
  return <Table caption={t('day:given.title')} head={head} rows={rows} />;
}
