import type { ComponentChild } from 'preact';
import type { Import, ImportKind } from '../store/imports';
import type { ImportPlan, PlannedRow } from '../vaccination/import-sessions';
import { Area, Field, Form, Link, Notice, Panel, Submit, Table } from '../web/components';
import type { Visit } from '../web/route';
import type { SheetRefusal } from '../web/spreadsheet';

interface BringInProps {
  visit: Visit;
  kind: ImportKind;
  refused: SheetRefusal | undefined;
}

export function BringIn({ visit, kind, refused }: BringInProps) {
  const { t, form } = visit;
  return (
    <>
      <p>{t('sessions:bringWhy')}</p>
      <p>
        <a href={`/centre/import/${kind}/template.csv`}>{t('sessions:template')}</a>
      </p>
      {refused && <Notice kind="bad">{t(`sheet:${refused}`)}</Notice>}
      <Form visit={visit} action={`/centre/import/${kind}`} uploads class="panel">
        <Field
          label={t('sessions:file')}
          hint={t('sessions:fileHint')}
          name="file"
          type="file"
          accept=".csv,.xlsx,text/csv"
        />
        <Area label={t('sessions:paste')} hint={t('sessions:pasteHint')} name="pasted" value={form['pasted']} />
        <Submit>{t('sessions:look')}</Submit>
      </Form>
      {kind === 'sessions' && (
        <p>
          <Link to="/centre/sessions">{t('sessions:back')}</Link>
        </p>
      )}
    </>
  );
}

interface PreviewProps {
  visit: Visit;
  table: Import;
  plan: ImportPlan;
}

export function Preview({ visit, table, plan }: PreviewProps) {
  const { t } = visit;
  const path = `/centre/import/${table.kind}`;
  if (plan.status !== 'read') return <Unreadable visit={visit} plan={plan} path={path} />;
  const wrong = plan.rows.filter(({ faults }) => faults.length > 0);
  return (
    <>
      <link rel="stylesheet" href="/assets/sessions.css" />
      {wrong.length > 0 ? (
        <Notice kind="bad">
          <p>{t('sessions:someWrong', { wrong: wrong.length, all: plan.rows.length })}</p>
          <p>
            <a href={`${path}/${table._id}/errors.csv`}>{t('sessions:errors')}</a>{' '}
            <Link to={path}>{t('sessions:another')}</Link>
          </p>
        </Notice>
      ) : (
        <Confirm visit={visit} table={table} rows={plan.rows} />
      )}
      <Rows visit={visit} rows={[...wrong, ...plan.rows.filter((row) => !wrong.includes(row))]} />
    </>
  );
}

type Unread = Exclude<ImportPlan, { status: 'read' }>;

function Unreadable({ visit: { t }, plan, path }: { visit: Visit; plan: Unread; path: string }) {
  return (
    <>
      <Notice kind="bad">
        {plan.status === 'noRows'
          ? t('sessions:noRows')
          : t('sessions:noColumns', { columns: plan.missing.map((field) => t(`sessions:field.${field}`)).join(', ') })}
      </Notice>
      <p>
        <a href={`${path}/template.csv`}>{t('sessions:template')}</a> <Link to={path}>{t('sessions:another')}</Link>
      </p>
    </>
  );
}

function Confirm({ visit, table, rows }: { visit: Visit; table: Import; rows: readonly PlannedRow[] }) {
  const { t } = visit;
  const count = (wanted: PlannedRow['change']): number => rows.filter(({ change }) => change === wanted).length;
  const losing = rows.reduce((sum, row) => sum + row.losing, 0);
  const [fresh, changed, unchanged] = [count('new'), count('changed'), count('unchanged')];
  return (
    <Panel title={t('sessions:allRight')}>
      <p>{t('sessions:would', { fresh, changed, unchanged })}</p>
      {losing > 0 && <Notice kind="bad">{t('sessions:losing', { count: losing })}</Notice>}
      <Form visit={visit} action={`/centre/import/${table.kind}/${table._id}`}>
        <div class="actions">
          <Submit danger={losing > 0}>{t('sessions:bringInNow')}</Submit>
          <Link to={`/centre/import/${table.kind}`}>{t('sessions:another')}</Link>
        </div>
      </Form>
    </Panel>
  );
}

/** A page of five thousand lines is read by nobody; what is wrong is on top. */
const MOST_SHOWN = 200;

function Rows({ visit, rows }: { visit: Visit; rows: readonly PlannedRow[] }) {
  const { t } = visit;
  const fields = Object.keys(rows[0]?.values ?? {});
  return (
    <Table
      caption={t('sessions:rows', { shown: Math.min(MOST_SHOWN, rows.length), all: rows.length })}
      head={[t('sessions:row'), t('sessions:column.state'), ...fields.map((field) => t(`sessions:field.${field}`))]}
      numbers={[0]}
      rows={rows
        .slice(0, MOST_SHOWN)
        .map((row) => [String(row.row), stateOf(visit, row), ...fields.map((field) => row.values[field] ?? '')])}
    />
  );
}

function stateOf({ t }: Visit, { change, faults, booked, losing }: PlannedRow): ComponentChild {
  if (faults.length > 0)
    return (
      <ul class="faults error">
        {faults.map(({ field, why }) => (
          <li key={`${field} ${why}`}>{t(`sessions:fault.${why}`)}</li>
        ))}
      </ul>
    );
  if (losing > 0) return t('sessions:rowLosing', { booked, losing });
  return <span class={change === 'unchanged' ? 'muted' : 'chip good'}>{t(`sessions:row.${change}`)}</span>;
}

export function Brought({ visit: { t }, table }: { visit: Visit; table: Import }) {
  const { kind, status, steps, applied, failed } = table;
  return (
    <>
      {status === 'done' ? (
        <Notice kind="good">{t('sessions:broughtAll', { count: steps.length - failed.length })}</Notice>
      ) : (
        <Notice kind="info">
          {t('sessions:bringing', { applied, all: steps.length })} <a href="">{t('sessions:lookAgain')}</a>
        </Notice>
      )}
      {failed.length > 0 && (
        <Notice kind="bad">
          <ul class="faults">
            {failed.map(({ row, why }) => (
              <li key={row}>{t('sessions:rowFailed', { row, why: t(`sessions:fault.${why}`) })}</li>
            ))}
          </ul>
        </Notice>
      )}
      <p>
        {kind === 'sessions' ? (
          <Link to="/centre/sessions">{t('sessions:back')}</Link>
        ) : (
          <Link to="/centre/import/centres">{t('sessions:another')}</Link>
        )}
      </p>
    </>
  );
}
