import { addDays, dayOf } from '../clock';
import type { SlotWithHolders } from '../store/slots';
import type { Copied } from '../vaccination/copy-session';
import { SHARE_KEPT } from '../vaccination/rules/kept-places';
import type { Fault, SessionWish } from '../vaccination/rules/session-wish';
import { Area, Choose, Field, Form, Link, Notice, Panel, Submit, Table } from '../web/components';
import { dayIn, hoursIn } from '../web/dates';
import type { Visit } from '../web/route';
import { faultIn } from './session-form';

interface Props {
  visit: Visit;
  slots: readonly SlotWithHolders[];
  wish: SessionWish | null;
  /** How many people have a date here. */
  dates: number;
  faults: readonly Fault[];
  losing: number;
}

export function OneSession({ visit, slots, wish, dates, faults, losing }: Props) {
  const { t } = visit;
  const [first] = slots;
  if (!first || !wish) return null;
  const closed = slots.find((slot) => slot.closed !== undefined)?.closed;
  return (
    <>
      <link rel="stylesheet" href="/assets/sessions.css" />
      {closed !== undefined && <Notice kind="bad">{t('sessions:isCancelled', { reason: closed })}</Notice>}
      <p>
        {t('sessions:dates', { count: dates })}{' '}
        {first.price === 0 ? t('sessions:isFree') : t('sessions:costs', { price: first.price })}
      </p>
      <Slots visit={visit} slots={slots} />
      <Places visit={visit} wish={wish} keptShare={first.keptShare} faults={faults} losing={losing} closed={closed} />
      <CopyForm visit={visit} day={first.day} />
      {closed === undefined && (
        <p>
          <a class="button danger" href={`/centre/sessions/${first.session}/cancel`}>
            {t('sessions:cancel')}
          </a>
        </p>
      )}
      <p>
        <Link to="/centre/sessions">{t('sessions:back')}</Link>
      </p>
    </>
  );
}

function Slots({ visit: { t }, slots }: { visit: Visit; slots: readonly SlotWithHolders[] }) {
  const columns = ['hours', 'dose', 'places', 'free', 'kept'];
  return (
    <Table
      caption={t('sessions:slots')}
      head={columns.map((column) => t(`sessions:slot.${column}`))}
      numbers={[1, 2, 3, 4]}
      rows={slots.map(({ from, to, dose, capacity, free, kept }) => [
        ...[hoursIn(from, to), dose, capacity, Math.max(0, free), kept],
      ])}
    />
  );
}

interface PlacesProps extends Pick<Props, 'visit' | 'faults' | 'losing'> {
  wish: SessionWish;
  keptShare: number | undefined;
  closed: string | undefined;
}

/** As it was typed, where it is asked for once more. */
function Places({ visit, wish, keptShare = SHARE_KEPT, faults, losing, closed }: PlacesProps) {
  const { t, form, params } = visit;
  const whole = { type: 'number', inputmode: 'numeric', min: 0, required: true } as const;
  const [first, second] = wish.capacities.map(String);
  return (
    <Panel title={t(closed === undefined ? 'sessions:change' : 'sessions:reopen')}>
      <Form visit={visit} action={`/centre/sessions/${params['session'] ?? ''}/places`}>
        {losing > 0 && <Notice kind="bad">{t('sessions:losing', { count: losing })}</Notice>}
        <div class="row">
          <Field
            label={t('sessions:column.first')}
            name="first"
            value={form['first'] ?? first}
            error={faultIn(visit, faults, 'capacity')}
            {...whole}
          />
          <Field label={t('sessions:column.second')} name="second" value={form['second'] ?? second} {...whole} />
          <Field
            label={t('sessions:share')}
            name="share"
            value={form['share'] ?? String(keptShare)}
            error={faultIn(visit, faults, 'share')}
            {...whole}
            max={100}
          />
        </div>
        <p class="muted">{t('sessions:changeWhy')}</p>
        {losing > 0 && <input type="hidden" name="agreed" value={losing} />}
        <Submit danger={losing > 0}>{t(losing > 0 ? 'sessions:changeAnyway' : 'sessions:save')}</Submit>
      </Form>
    </Panel>
  );
}

function CopyForm({ visit, day }: { visit: Visit; day: string }) {
  const { t, language, now, params } = visit;
  const weeks = ['0', '1', '2', '3', '4', '6', '8'];
  return (
    <Panel title={t('sessions:copy')}>
      <Form visit={visit} action={`/centre/sessions/${params['session'] ?? ''}/copy`}>
        <fieldset class="days">
          <legend>{t('sessions:copyDays')}</legend>
          {daysAfter(day, dayOf(now)).map((each) => (
            <label key={each}>
              <input type="checkbox" name="days" value={each} /> {dayIn(language, each)}
            </label>
          ))}
        </fieldset>
        <Choose
          label={t('sessions:copyWeeks')}
          name="weeks"
          value="0"
          options={weeks.map((value) => ({
            value,
            label: value === '0' ? t('sessions:weeksNone') : t('sessions:weeks', { count: value }),
          }))}
        />
        <Submit second>{t('sessions:copyDo')}</Submit>
      </Form>
    </Panel>
  );
}

/** The two weeks after a day, or after today where that is later. */
const daysAfter = (day: string, today: string): string[] =>
  Array.from({ length: 14 }, (_, index) => addDays(day > today ? day : today, index + 1));

interface CancelProps {
  visit: Visit;
  dates: number;
  path: string;
  error: string | undefined;
}

export function CancelSession({ visit, dates, path, error }: CancelProps) {
  const { t, form } = visit;
  return (
    <Form visit={visit} action={`${path}/cancel`} class="panel">
      <Notice kind={dates > 0 ? 'bad' : 'info'}>
        {dates > 0 ? t('sessions:cancelTold', { count: dates }) : t('sessions:cancelNobody')}
      </Notice>
      <Area
        label={t('sessions:reason')}
        hint={t('sessions:reasonHint')}
        name="reason"
        rows={2}
        value={form['reason']}
        error={error}
        required
      />
      <div class="actions">
        <Submit danger>{t('sessions:cancelDo')}</Submit>
        <Link to={path}>{t('sessions:keep')}</Link>
      </div>
    </Form>
  );
}

export function CopiedDays({ visit, copied, path }: { visit: Visit; copied: readonly Copied[]; path: string }) {
  const { t, language } = visit;
  return (
    <>
      {copied.length === 0 && <Notice kind="bad">{t('sessions:copiedNone')}</Notice>}
      <ul>
        {copied.map(({ day, session, faults: [fault] }) => (
          <li key={day}>
            {session ? <a href={`/centre/sessions/${session}`}>{dayIn(language, day)}</a> : day}:{' '}
            {session ? t('sessions:copiedTo') : t(`sessions:fault.${fault?.why ?? 'exists'}`)}
          </li>
        ))}
      </ul>
      <p>
        <Link to={path}>{t('sessions:backToOne')}</Link>
      </p>
    </>
  );
}
