/** The page of one village's list: how far it has come, and each of its people. */
import { EDITABLE, type VillageList } from '../store/village-lists';
import type { ReviewedRow } from '../vaccination/review-rows';
import { Form, Panel, Submit } from '../web/components';
import { momentIn } from '../web/dates';
import type { Visit } from '../web/route';
import { EditedRow, listPath, Row, Standing } from './list-row';

interface Shown {
  visit: Visit;
  list: VillageList;
  rows: readonly ReviewedRow[];
}

/** @param edited the line that is open to be put right */
export function ListPage({ visit, list, rows, edited }: Shown & { edited: number | undefined }) {
  const { t, language } = visit;
  const isAllAsked = !rows.some(({ status }) => EDITABLE.includes(status));
  return (
    <>
      <link rel="stylesheet" href="/assets/lists.css" />
      <p class="muted">{t('lists:about', { at: momentIn(language, list.madeAt), count: rows.length })}</p>
      <Panel title={t('lists:progress')}>
        <div hx-get={listPath(list._id)} hx-trigger="every 15s, submit from:body delay:1s" hx-headers={BY_ITSELF}>
          <Progress visit={visit} rows={rows} />
        </div>
        <div class="actions">
          {!isAllAsked && (
            <>
              {rows.some(({ ready }) => ready) && (
                <Form visit={visit} action={`${listPath(list._id)}/send`}>
                  <Submit>{t('lists:send')}</Submit>
                </Form>
              )}
              <a href={`${listPath(list._id)}/missing.csv`}>{t('lists:missing')}</a>
            </>
          )}
        </div>
        <p class="muted">{t('lists:kept')}</p>
      </Panel>
      <table class="people">
        <caption class="hidden">{t('lists:people')}</caption>
        <thead>
          <tr>
            {['line', 'who', 'phone', 'card', 'understood'].map((column) => (
              <th scope="col">{t(`lists:column.${column}`)}</th>
            ))}
          </tr>
        </thead>
        <tbody hx-boost="true" hx-target="closest tr" hx-swap="outerHTML" hx-push-url="false">
          {rows.map((row) => (row.line === edited ? <EditedRow visit={visit} row={row} /> : <Row t={t} row={row} />))}
        </tbody>
      </table>
    </>
  );
}

/** A page that looks again by itself keeps nobody signed in. */
const BY_ITSELF = JSON.stringify({ 'X-By-Itself': '1' });

/** What a page that is open fetches by itself; forms that are being filled in stay as they are. */
export function FreshProgress({ visit, rows }: Omit<Shown, 'list'>) {
  return (
    <>
      <Progress visit={visit} rows={rows} />
      {rows.map((row) => (
        <Standing t={visit.t} row={row} fresh />
      ))}
    </>
  );
}

const COUNTS: readonly (readonly [string, (row: ReviewedRow) => boolean])[] = [
  ['ready', ({ ready }) => ready],
  ['toPutRight', ({ problems }) => problems.length > 0],
  ['asked', ({ status }) => status === 'asked'],
  ['confirmed', ({ status }) => status === 'confirmed'],
  ['registered', ({ status }) => status === 'registered'],
  ['refused', ({ status }) => status === 'refused'],
  ['expired', ({ status }) => status === 'expired'],
];

function Progress({ visit: { t }, rows }: Omit<Shown, 'list'>) {
  return (
    <dl class="counts">
      {COUNTS.map(([name, counts]) => (
        <div>
          <dt>{t(`lists:count.${name}`)}</dt>
          <dd>{rows.filter(counts).length}</dd>
        </div>
      ))}
    </dl>
  );
}
