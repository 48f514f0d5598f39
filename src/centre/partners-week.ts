/** The last seven days of partners' programs: what they asked, what they were answered, what came of it for the officer's districts. */
import { addDays, dayOf, instantOf } from '../clock';
import type { Store } from '../store';
import { NO_CALLS, OUTCOMES, type Outcomes, type UsageCount } from '../store/api-usage';
import { grouped } from '../store/grouped';
import type { Partner } from '../store/partners';
import { seesDistrict } from '../web/rights';
import type { Visit } from '../web/route';

export interface PartnerWeek {
  /** `null`: all calls without a key. */
  partner: Partner | null;
  today: Outcomes;
  week: Outcomes;
  /** By kind of call, as the API's document groups them. */
  kinds: Map<string, { today: Outcomes; week: Outcomes }>;
  /** Dates taken through it, and how many of them were cancelled since. */
  taken: number;
  cancelled: number;
  /** Changes it is still to be told, and those it was told in vain. */
  waiting: number;
  failed: number;
}

/** Today and the six days before. */
const DAYS_BEFORE = 6;

/** Who called most comes first, calls without a key last. */
export async function partnersWeek(store: Store, { staff, now }: Visit): Promise<PartnerWeek[]> {
  const [today, fromDay] = [dayOf(now), addDays(dayOf(now), -DAYS_BEFORE)];
  const districts = (await store.places.districts()).filter((district) => seesDistrict(staff, district));
  const centres = await store.places.centresIn(districts.map(({ _id }) => _id));
  const ids = centres.map(({ _id }) => _id);
  const [partners, counts, dates] = await Promise.all([
    store.partners.all(),
    store.apiUsage.between(fromDay, today),
    store.reports.throughPartners(ids, instantOf(fromDay, '00:00')),
  ]);
  const byPartner = new Map(dates.map((each) => [each.partner, each]));
  const weekOf = async (partner: Partner | null): Promise<PartnerWeek> => {
    const { taken = 0, cancelled = 0 } = byPartner.get(partner?._id ?? '') ?? {};
    const own = counts.filter((count) => count.partner === (partner?._id ?? null));
    const told = partner?.webhook ? await store.webhookEvents.countsOf(partner._id) : { waiting: 0, failed: 0 };
    return { partner, taken, cancelled, ...told, ...callsOf(own, today), kinds: kindsOf(own, today) };
  };
  const weeks = await Promise.all(partners.map(weekOf));
  const open = await weekOf(null);
  const most = weeks.sort((a, b) => callsIn(b.week) - callsIn(a.week));
  return callsIn(open.week) > 0 ? [...most, open] : most;
}

export const callsIn = (outcomes: Outcomes): number => OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);

function kindsOf(counts: readonly UsageCount[], today: string): PartnerWeek['kinds'] {
  const byTag = [...grouped(counts, ({ tag }) => tag)].sort(([a], [b]) => (a < b ? -1 : 1));
  return new Map(byTag.map(([tag, own]) => [tag, callsOf(own, today)]));
}

const callsOf = (counts: readonly UsageCount[], today: string): Pick<PartnerWeek, 'today' | 'week'> => ({
  today: together(counts.filter(({ day }) => day === today)),
  week: together(counts),
});

function together(counts: readonly Outcomes[]): Outcomes {
  const sum = { ...NO_CALLS };
  for (const count of counts) for (const outcome of OUTCOMES) sum[outcome] += count[outcome];
  return sum;
}
