/** The tables of the partners' page, for the page and for the file. */
import { OUTCOMES } from '../store/api-usage';
import type { Visit } from '../web/route';
import { callsIn, type PartnerWeek } from './partners-week';
import type { Sheet } from './sheet';

type Words = Pick<Visit, 't'>;

export const nameOf = ({ t }: Words, { partner }: Pick<PartnerWeek, 'partner'>): string =>
  partner?.name ?? t('partners:withoutKey');

const headOf = ({ t }: Words, keys: readonly string[]): string[] => keys.map((key) => t(`partners:head.${key}`));

export const callSheet = (visit: Words, weeks: readonly PartnerWeek[]): Sheet => ({
  caption: visit.t('partners:callTable'),
  head: headOf(visit, ['app', 'state', 'today', 'week', ...OUTCOMES]),
  rows: weeks.map((each) => [
    ...[nameOf(visit, each), stateOf(visit, each), callsIn(each.today), callsIn(each.week)],
    ...OUTCOMES.map((outcome) => each.week[outcome]),
  ]),
});

function stateOf({ t }: Words, { partner, week }: PartnerWeek): string {
  if (partner?.disabled) return t('partners:state.stopped');
  return callsIn(week) > 0 ? t('partners:state.used') : t('partners:state.silent');
}

/** Of those with a key: others take no dates, and are told of none. */
export const dateSheet = (visit: Words, weeks: readonly PartnerWeek[]): Sheet => ({
  caption: visit.t('partners:dateTable'),
  head: headOf(visit, ['app', 'taken', 'cancelled', 'waiting', 'failed']),
  rows: weeks
    .filter(({ partner }) => partner !== null)
    .map((each) => [
      ...[nameOf(visit, each), each.taken, each.cancelled],
      ...(each.partner?.webhook ? [each.waiting, each.failed] : ['–', '–']),
    ]),
});

export const kindSheet = (visit: Words, weeks: readonly PartnerWeek[]): Sheet => ({
  caption: visit.t('partners:kindTable'),
  head: headOf(visit, ['app', 'kind', 'today', 'week', 'refused', 'tooMany']),
  rows: weeks.flatMap((each) =>
    [...each.kinds].map(([tag, { today, week }]) => [
      ...[nameOf(visit, each), kindOf(visit, tag), callsIn(today), callsIn(week)],
      ...[week.refused, week.tooMany],
    ]),
  ),
});

/** As the API's document groups its calls. */
export const KINDS = ['Sign-in', 'Places', 'People', 'Appointments', 'Papers', 'Vaccinators', 'Sandbox'];

const kindOf = ({ t }: Words, tag: string): string => (KINDS.includes(tag) ? t(`partners:kind.${tag}`) : tag);
