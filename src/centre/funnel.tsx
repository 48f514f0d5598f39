/** Where people stop: each question, how many came to it, how many went on. */
import { CHANNELS, LANGUAGES } from '../conversation/vocabulary';
import type { FunnelLine, FunnelWish } from '../store/funnel';
import { Choose, Field, Panel, Submit } from '../web/components';
import type { Answered, Route, Visit } from '../web/route';
import { Chart, Patterns, type Bar } from './charts';
import type { DistrictDeps } from './district';
import { rangeOf } from './district-scope';
import { QUESTIONS } from './funnel-questions';
import { fileOf, Shown, type Sheet } from './sheet';

export const funnelRoutes = ({ store: { funnel } }: DistrictDeps): Route[] => [
  {
    ...{ method: 'get', path: '/centre/district/funnel', right: 'district' },
    run: async (visit) => page(visit, await funnel.between(wishOf(visit))),
  },
  {
    ...{ method: 'get', path: '/centre/district/funnel.csv', right: 'district' },
    run: async (visit) => {
      const { fromDay, toDay, channel = 'all', language = 'all' } = wishOf(visit);
      const lines = await funnel.between(wishOf(visit));
      return fileOf(sheetOf(visit, lines), ['funnel', channel, language, fromDay, toDay].join('-'));
    },
  },
];

const TONGUES = [...LANGUAGES, 'none'] as const;

function wishOf({ query, ...visit }: Visit): FunnelWish {
  const channel = CHANNELS.find((each) => each === query['channel']);
  const language = TONGUES.find((each) => each === query['language']);
  return { ...rangeOf({ query, ...visit }), ...(channel ? { channel } : {}), ...(language ? { language } : {}) };
}

function page(visit: Visit, lines: readonly FunnelLine[]): Answered {
  const { t } = visit;
  const wish = wishOf(visit);
  const main = (
    <>
      <Patterns />
      <p>{t('district:funnelWhat')}</p>
      <Question visit={visit} wish={wish} />
      <Panel title={t('district:funnelQuestions')}>
        {lines.length === 0 ? (
          <p>{t('district:funnelNothing')}</p>
        ) : (
          <>
            <Questions visit={visit} lines={lines} />
            <Shown visit={visit} sheet={sheetOf(visit, lines)} csv={csvOf(wish)} open />
          </>
        )}
      </Panel>
    </>
  );
  return { page: main, title: t('district:funnelTitle') };
}

function Question({ visit: { t }, wish: { fromDay, toDay, channel, language } }: { visit: Visit; wish: FunnelWish }) {
  const all = { value: '', label: t('district:everything') };
  const channels = CHANNELS.map((value) => ({ value, label: t(`district:channel.${value}`) }));
  const languages = TONGUES.map((value) => ({ value, label: t(`district:language.${value}`) }));
  return (
    <form class="row" method="get" action="/centre/district/funnel">
      <Choose label={t('district:channel')} name="channel" value={channel} options={[all, ...channels]} />
      <Choose label={t('district:language')} name="language" value={language} options={[all, ...languages]} />
      <Field label={t('district:from')} name="from" type="date" value={fromDay} />
      <Field label={t('district:to')} name="to" type="date" value={toDay} />
      <p>
        <Submit>{t('district:show')}</Submit>
      </p>
    </form>
  );
}

/** At a last word nobody stops. */
function Questions({ visit, lines }: { visit: Visit; lines: readonly FunnelLine[] }) {
  const { t } = visit;
  const bars = lines
    .filter(({ last }) => !last)
    .map((line): Bar => ({
      name: nameOf(visit, line),
      says: t('district:stoppedOf', { stopped: stoppedOf(line), entered: line.entered }),
      parts: { solid: line.left, dotted: stoppedOf(line) },
    }));
  const legend = { solid: t('district:wentOn'), dotted: t('district:stopped') };
  return <Chart title={t('district:funnelChart')} describes={t('district:funnelSays')} bars={bars} legend={legend} />;
}

/** Whose coming was lost with a process may still be counted as going on. */
const stoppedOf = ({ entered, left }: FunnelLine): number => Math.max(0, entered - left);

const nameOf = ({ t }: Visit, { question }: FunnelLine): string =>
  QUESTIONS.includes(question) ? t(`district:question.${question}`) : question;

const sheetOf = (visit: Visit, lines: readonly FunnelLine[]): Sheet => ({
  caption: visit.t('district:funnelTable'),
  head: ['question', 'came', 'wentOn', 'stopped', 'share'].map((key) => visit.t(`district:head.${key}`)),
  rows: lines.map((line) => [nameOf(visit, line), line.entered, ...restOf(visit, line)]),
});

function restOf({ t }: Visit, line: FunnelLine): (string | number)[] {
  if (line.last) return [line.left, t('district:last'), ''];
  return [line.left, stoppedOf(line), Math.round((stoppedOf(line) * 1000) / Math.max(1, line.entered)) / 10];
}

function csvOf({ fromDay: from, toDay: to, ...only }: FunnelWish): string {
  return `/centre/district/funnel.csv?${new URLSearchParams({ from, to, ...only }).toString()}`;
}
