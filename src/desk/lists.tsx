/** The pages before a village's list: all that one has made, and the making of one. */
import type { RowStatus, VillageList } from '../store/village-lists';
import { LOCALES } from '../conversation/vocabulary';
import { LONGEST_PLACE } from '../vaccination/rules/listed-names';
import { Area, Choose, Field, Form, Notice, Submit, Table } from '../web/components';
import { momentIn } from '../web/dates';
import type { Visit } from '../web/route';
import { listPath } from './list-row';

export interface Progressed extends VillageList {
  counts: Readonly<Partial<Record<RowStatus, number>>>;
}

const COLUMNS: readonly (readonly [string, readonly RowStatus[]])[] = [
  ['open', ['open', 'full', 'undeliverable']],
  ['asked', ['asked']],
  ['yes', ['confirmed', 'registered']],
  ['no', ['refused']],
  ['expired', ['expired']],
];

export function ListsPage({ visit: { t, language }, lists }: { visit: Visit; lists: readonly Progressed[] }) {
  const counted = ({ counts }: Progressed, statuses: readonly RowStatus[]): number =>
    statuses.reduce((sum, status) => sum + (counts[status] ?? 0), 0);
  return (
    <>
      <p>{t('lists:what')}</p>
      <p class="actions">
        <a class="button first" href="/desk/lists/new">
          {t('lists:new')}
        </a>
      </p>
      {lists.length === 0 ? (
        <p class="muted">{t('lists:none')}</p>
      ) : (
        <Table
          caption={t('lists:own')}
          head={[t('lists:village'), t('lists:made'), ...COLUMNS.map(([name]) => t(`lists:overview.${name}`))]}
          numbers={[2, 3, 4, 5, 6]}
          rows={lists.map((list) => [
            <a href={listPath(list._id)}>{list.village}</a>,
            momentIn(language, list.madeAt),
            ...COLUMNS.map(([, statuses]) => counted(list, statuses)),
          ])}
        />
      )}
    </>
  );
}

interface NewProps {
  visit: Visit;
  /** What is wrong with what was sent, as a sentence. */
  error?: string | undefined;
  villageError?: string | undefined;
}

export function NewListPage({ visit, error, villageError }: NewProps) {
  const { t, form, language } = visit;
  const locales = LOCALES.map((value) => ({ value, label: t(`lists:locale.${value}`) }));
  return (
    <Form visit={visit} action="/desk/lists/new" uploads>
      {error && <Notice kind="bad">{error}</Notice>}
      <Field
        {...{ label: t('lists:village'), name: 'village', value: form['village'], hint: t('lists:villageHint') }}
        {...{ error: villageError, required: true, maxlength: LONGEST_PLACE, autocomplete: 'off' }}
      />
      <Choose label={t('lists:locale')} name="locale" value={form['locale'] ?? language} options={locales} />
      <Area label={t('lists:paste')} name="people" value={form['people'] ?? ''} rows={12} hint={t('lists:pasteHint')} />
      <Field label={t('lists:file')} name="file" type="file" accept=".csv,.txt,.xlsx" hint={t('lists:fileHint')} />
      <div class="actions">
        <Submit>{t('lists:read')}</Submit>
        <a href="/desk/lists">{t('lists:leave')}</a>
      </div>
    </Form>
  );
}
