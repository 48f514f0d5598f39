/** The district's day: what was planned, what is left, what was done; who was not reached; how long a booking takes. */
import type { Store } from '../store';
import { addDays } from '../clock';
import { together, undeliveredShare } from '../vaccination/district-report';
import { Choose, Field, Link, Notice, Panel, Submit } from '../web/components';
import { fullDayIn } from '../web/dates';
import type { Answered, Route, Visit } from '../web/route';
import { Patterns } from './charts';
import { DayChart, MessageChart, WayChart } from './district-charts';
import { askedOf, type Asked } from './district-scope';
import {
  centresOf,
  centreSheet,
  idleSheet,
  linesOf,
  messageSheet,
  messagesOf,
  NUMBERS,
  waySheet,
} from './district-sheets';
import { fileOf, Shown, type Sheet } from './sheet';

export interface DistrictDeps {
  store: Store;
}

export const districtRoutes = ({ store }: DistrictDeps): Route[] => [
  { method: 'get', path: '/centre/district', right: 'district', run: (visit) => page(store, visit) },
  { method: 'get', path: '/centre/district/csv/:what', right: 'district', run: (visit) => file(store, visit) },
];

async function page(store: Store, visit: Visit): Promise<Answered> {
  const { t, language } = visit;
  const asked = await askedOf(store, visit);
  if (!asked) return { missing: true };
  const { chosen, day } = asked;
  const [centres, counted, ways] = await Promise.all([
    centresOf(store, asked),
    messagesOf(store, asked),
    waySheet(store, visit, asked),
  ]);
  const lines = linesOf(asked, centres, visit);
  const csv = csvOf(asked);
  const sheet = centreSheet(visit, asked, lines);
  const links = lines.flatMap(({ district }) => (district === undefined ? [] : `?day=${day}&district=${district}`));
  const main = (
    <>
      <Patterns />
      <Question visit={visit} asked={asked} />
      <h2>
        {t('district:onDay', { day: fullDayIn(language, day), where: chosen?.names[language] ?? t('district:all') })}
      </h2>
      <Totals visit={visit} lines={lines} />
      <Panel title={t('district:planned')}>
        <DayChart visit={visit} lines={lines} />
        <Shown visit={visit} sheet={sheet} links={links} csv={csv('day')} open />
      </Panel>
      <Panel title={t('district:idle')}>
        <Idle visit={visit} sheet={idleSheet(visit, asked, centres)} csv={csv('idle')} />
      </Panel>
      <Panel title={t('district:messages')}>
        <p>{t(chosen ? 'district:messagesOfDated' : 'district:messagesOfAll')}</p>
        {counted ? (
          <>
            <Share visit={visit} share={undeliveredShare(counted)} />
            <MessageChart visit={visit} counted={counted} />
            <Shown visit={visit} sheet={messageSheet(visit, counted)} csv={csv('messages')} />
          </>
        ) : (
          <Notice kind="info">{t('district:tooMany')}</Notice>
        )}
      </Panel>
      <Panel title={t('district:ways')}>
        {chosen ? (
          <>
            <p>{t('district:waysWhat')}</p>
            <WayChart visit={visit} sheet={ways} />
            <Shown visit={visit} sheet={ways} csv={csv('bookings')} />
          </>
        ) : (
          <p>{t('district:waysChoose')}</p>
        )}
      </Panel>
      <p>
        <Link to="/centre/district/funnel">{t('district:toFunnel')}</Link>
      </p>
    </>
  );
  return { page: main, title: t('district:title') };
}

function Question({ visit: { t, language }, asked: { theirs, chosen, day, today } }: { visit: Visit; asked: Asked }) {
  const options = theirs.map(({ _id, names }) => ({ value: _id, label: names[language] }));
  return (
    <form class="row" method="get" action="/centre/district">
      <Field label={t('district:day')} name="day" type="date" value={day} max={addDays(today, 366)} />
      {theirs.length > 1 && (
        <Choose
          {...{ label: t('district:district'), name: 'district', value: chosen?._id ?? '' }}
          options={[{ value: '', label: t('district:all') }, ...options]}
        />
      )}
      <p>
        <Submit>{t('district:show')}</Submit>
      </p>
    </form>
  );
}

function Totals({ visit: { t }, lines }: { visit: Visit; lines: ReturnType<typeof linesOf> }) {
  const totals = together(lines.map(({ numbers }) => numbers));
  return (
    <dl class="totals">
      {NUMBERS.map((key) => (
        <div>
          <dt>{t(`district:number.${key}`)}</dt>
          <dd>{totals[key]}</dd>
        </div>
      ))}
    </dl>
  );
}

function Idle({ visit, sheet, csv }: { visit: Visit; sheet: Sheet; csv: string }) {
  const { t } = visit;
  if (sheet.rows.length === 0) return <p>{t('district:noneIdle')}</p>;
  return (
    <>
      <p>{t('district:someIdle', { count: sheet.rows.length })}</p>
      <Shown visit={visit} sheet={sheet} csv={csv} open={sheet.rows.length <= MOST_OPEN} />
    </>
  );
}

/** More than that is a list to take away. */
const MOST_OPEN = 20;

function Share({ visit: { t }, share }: { visit: Visit; share: number | null }) {
  if (share === null) return <p>{t('district:noMessages')}</p>;
  return <p class="big">{t('district:undelivered', { percent: Math.round(share * 1000) / 10 })}</p>;
}

const csvOf =
  ({ chosen, day }: Asked) =>
  (what: string): string =>
    `/centre/district/csv/${what}?${new URLSearchParams({ day, ...(chosen ? { district: chosen._id } : {}) }).toString()}`;

const SHEETS: Readonly<Record<string, (store: Store, visit: Visit, asked: Asked) => Promise<Sheet>>> = {
  day: async (store, visit, asked) => centreSheet(visit, asked, linesOf(asked, await centresOf(store, asked), visit)),
  idle: async (store, visit, asked) => idleSheet(visit, asked, await centresOf(store, asked)),
  messages: async (store, visit, asked) => messageSheet(visit, (await messagesOf(store, asked)) ?? []),
  bookings: waySheet,
};

async function file(store: Store, visit: Visit): Promise<Answered> {
  const { what = '' } = visit.params;
  const asked = await askedOf(store, visit);
  const sheet = Object.hasOwn(SHEETS, what) ? SHEETS[what] : undefined;
  if (!asked || !sheet) return { missing: true };
  return fileOf(await sheet(store, visit, asked), `${what}-${asked.chosen?._id ?? 'all'}-${asked.day}`);
}
