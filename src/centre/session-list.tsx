import { Choose, Field, Link, Notice, Submit, Table } from '../web/components';
import { dayIn, hoursIn } from '../web/dates';
import { may } from '../web/rights';
import type { Visit } from '../web/route';
import type { SessionSummary } from '../store/slots';
import type { Listed } from './sessions';

export function SessionList({ visit, ...listed }: { visit: Visit } & Listed) {
  const { t, staff } = visit;
  const { sessions, centre, day, more } = listed;
  const asked = new URLSearchParams({ centre, day }).toString();
  return (
    <>
      <link rel="stylesheet" href="/assets/sessions.css" />
      <div class="actions">
        <a class="button first" href={`/centre/sessions/new?${asked}`}>
          {t('sessions:new')}
        </a>
        {may(staff, 'importSessions') && <Link to="/centre/import/sessions">{t('sessions:importSessions')}</Link>}
        {may(staff, 'importCentres') && <Link to="/centre/import/centres">{t('sessions:importCentres')}</Link>}
        <a href={`/centre/sessions.csv?${asked}`}>{t('sessions:export')}</a>
      </div>
      <Filter visit={visit} {...listed} />
      {more && <Notice kind="info">{t('sessions:more')}</Notice>}
      {sessions.length === 0 ? <Notice kind="info">{t('sessions:none')}</Notice> : <All visit={visit} {...listed} />}
    </>
  );
}

function Filter({ visit: { t, language }, centres, centre, day }: { visit: Visit } & Listed) {
  const options = centres.map(({ _id, names }) => ({ value: _id, label: names[language] }));
  return (
    <form method="get" action="/centre/sessions" class="row">
      <Choose
        label={t('sessions:column.centre')}
        name="centre"
        value={centre}
        options={[{ value: '', label: t('sessions:allCentres') }, ...options]}
      />
      <Field label={t('sessions:onDay')} name="day" type="date" value={day} />
      <div class="field">
        <Submit second>{t('sessions:show')}</Submit>
      </div>
    </form>
  );
}

function All({ visit, sessions, day, today }: { visit: Visit } & Listed) {
  const { t, language } = visit;
  const caption = day
    ? t('sessions:captionDay', { count: sessions.length, day: dayIn(language, day) })
    : t('sessions:caption', { count: sessions.length, day: dayIn(language, today) });
  return (
    <Table
      caption={caption}
      head={['session', 'firstFree', 'secondFree', 'vaccine', 'price', 'state'].map((column) =>
        t(`sessions:column.${column}`),
      )}
      numbers={[1, 2, 4]}
      rows={sessions.map((session) => rowOf(visit, session))}
    />
  );
}

function rowOf({ t, language }: Visit, session: SessionSummary) {
  const { _id, day, from, to, centreNames, vaccine, capacities, free, price, closed } = session;
  const [first, second] = capacities.map((places, index) => t('sessions:of', { free: free[index] ?? 0, places }));
  return [
    <span class="when">
      <a href={`/centre/sessions/${_id}`}>
        {dayIn(language, day)}, {hoursIn(from, to)}
      </a>
      <br />
      {centreNames[language]}
    </span>,
    ...[first, second, vaccine],
    price === 0 ? t('sessions:free') : `₹${price}`,
    closed === null ? (
      <span class="chip good">{t('sessions:open')}</span>
    ) : (
      <span class="chip bad">{t('sessions:cancelled')}</span>
    ),
  ];
}
