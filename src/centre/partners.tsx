/** Partners' apps at a glance: what is wrong first, then how much each of them asks, and what came of it here. */
import type { Store } from '../store';
import { Notice, Panel } from '../web/components';
import type { Answered, Route, Visit } from '../web/route';
import { Chart, Patterns, type Bar } from './charts';
import type { DistrictDeps } from './district';
import { callSheet, dateSheet, kindSheet, nameOf } from './partners-sheets';
import { callsIn, partnersWeek, type PartnerWeek } from './partners-week';
import { fileOf, Shown, type Sheet } from './sheet';

export const partnerRoutes = ({ store }: DistrictDeps): Route[] => [
  { method: 'get', path: '/centre/partners', right: 'district', run: (visit) => page(store, visit) },
  { method: 'get', path: '/centre/partners/csv/:what', right: 'district', run: (visit) => file(store, visit) },
];

const SHEETS: Readonly<Record<string, (visit: Visit, weeks: readonly PartnerWeek[]) => Sheet>> = {
  calls: callSheet,
  dates: dateSheet,
  kinds: kindSheet,
};

interface Weeks {
  visit: Visit;
  weeks: readonly PartnerWeek[];
}

async function page(store: Store, visit: Visit): Promise<Answered> {
  const { t } = visit;
  const weeks = await partnersWeek(store, visit);
  const all = { visit, weeks };
  const hasPartners = weeks.some(({ partner }) => partner !== null);
  const main = (
    <>
      <Patterns />
      <p>{t('partners:what')}</p>
      {weeks.length === 0 ? (
        <Notice kind="info">{t('partners:none')}</Notice>
      ) : (
        <>
          <Standing {...all} />
          <Panel title={t('partners:calls')}>
            <CallChart {...all} />
            <Shown visit={visit} sheet={callSheet(visit, weeks)} csv="/centre/partners/csv/calls" open />
          </Panel>
          <Panel title={t('partners:dates')}>
            {hasPartners ? (
              <Shown visit={visit} sheet={dateSheet(visit, weeks)} csv="/centre/partners/csv/dates" open />
            ) : (
              <p>{t('partners:noDates')}</p>
            )}
          </Panel>
          <Panel title={t('partners:kinds')}>
            <Shown visit={visit} sheet={kindSheet(visit, weeks)} csv="/centre/partners/csv/kinds" />
          </Panel>
        </>
      )}
    </>
  );
  return { page: main, title: t('partners:title') };
}

function Standing({ visit, weeks }: Weeks) {
  const said = weeks.flatMap((each) => worries(visit, each));
  if (said.length === 0) return <Notice kind="good">{visit.t('partners:well')}</Notice>;
  return (
    <Panel title={visit.t('partners:standing')}>
      <ul>
        {said.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ul>
    </Panel>
  );
}

/** What somebody should know of it today. */
function worries(visit: Visit, each: PartnerWeek): string[] {
  const { t } = visit;
  const { partner, today, failed } = each;
  const name = nameOf(visit, each);
  return [
    partner?.disabled ? t('partners:stopped', { name }) : '',
    today.tooMany > 0 ? heldBack(visit, each) : '',
    today.broken > 0 ? t('partners:broken', { name, count: today.broken }) : '',
    failed > 0 ? t('partners:untold', { name, count: failed }) : '',
  ].filter(Boolean);
}

function heldBack({ t }: Visit, { partner, today: { tooMany: count } }: PartnerWeek): string {
  if (!partner) return t('partners:openTooMany', { count });
  return t('partners:tooMany', { name: partner.name, count, quota: partner.quota });
}

/** More bars than that are not looked at; the table has them all. */
const MOST_BARS = 12;

function CallChart({ visit: { t }, weeks }: Weeks) {
  const bars = weeks.slice(0, MOST_BARS).map((each): Bar => {
    const { ok: solid, refused: hatched, tooMany: dotted, broken: empty } = each.week;
    return { name: nameOf({ t }, each), says: String(callsIn(each.week)), parts: { solid, hatched, dotted, empty } };
  });
  const legend = {
    ...{ solid: t('partners:head.ok'), hatched: t('partners:head.refused') },
    ...{ dotted: t('partners:head.tooMany'), empty: t('partners:head.broken') },
  };
  return <Chart title={t('partners:chart')} describes={t('partners:chartSays')} bars={bars} legend={legend} />;
}

async function file(store: Store, visit: Visit): Promise<Answered> {
  const { what = '' } = visit.params;
  const sheet = Object.hasOwn(SHEETS, what) ? SHEETS[what] : undefined;
  if (!sheet) return { missing: true };
  return fileOf(sheet(visit, await partnersWeek(store, visit)), `partners-${what}`);
}
