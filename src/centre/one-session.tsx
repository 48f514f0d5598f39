/** One vaccination session: its slots, more or fewer places, other days, and calling it off. */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { SlotWithHolders } from '../store/slots';
import { closeSession, setDoseCapacities, wouldLosePlace } from '../vaccination/close-session';
import { copySession, weeklyFrom, wishOf, type Copied } from '../vaccination/copy-session';
import { datesIn } from '../vaccination/import-sessions';
import { readWhole } from '../vaccination/rules/read-table';
import { MOST_IN_SLOT, type Fault } from '../vaccination/rules/session-wish';
import { audit } from '../web/audit';
import { dayIn } from '../web/dates';
import type { Answered, Route, Visit } from '../web/route';
import { CancelSession, CopiedDays, OneSession } from './session-page';
import { sessionOfStaff } from './session-scope';

const PATH = '/centre/sessions/:session';

export function oneSessionRoutes(store: Store): Route[] {
  const theirs = (run: (visit: Visit, slots: SlotWithHolders[]) => Answered | Promise<Answered>) => ({
    right: 'sessions' as const,
    run: async (visit: Visit): Promise<Answered> => {
      const slots = await sessionOfStaff(store, visit);
      return slots ? run(visit, slots) : { missing: true };
    },
  });
  return [
    { method: 'get', path: PATH, ...theirs((visit, slots) => shown(visit, slots)) },
    { method: 'post', path: `${PATH}/places`, ...theirs((visit, slots) => change(store, visit, slots)) },
    { method: 'get', path: `${PATH}/cancel`, ...theirs((visit, slots) => cancelling(visit, slots)) },
    { method: 'post', path: `${PATH}/cancel`, ...theirs((visit, slots) => cancel(store, visit, slots)) },
    { method: 'post', path: `${PATH}/copy`, ...theirs((visit) => copy(store, visit)) },
  ];
}

const idOf = ({ params }: Visit): string => params['session'] ?? '';
const pathOf = (visit: Visit): string => `/centre/sessions/${idOf(visit)}`;

interface Trouble {
  faults?: readonly Fault[];
  /** How many would lose their place: to be said yes to first. */
  losing?: number;
  status?: number;
}

function shown(
  visit: Visit,
  slots: SlotWithHolders[],
  { faults = [], losing = 0, status = 200 }: Trouble = {},
): Answered {
  const wish = wishOf(slots);
  const page = (
    <OneSession visit={visit} slots={slots} wish={wish} dates={datesIn(slots)} faults={faults} losing={losing} />
  );
  return { page, title: titleOf(visit, slots), status };
}

function titleOf({ language }: Visit, [slot]: readonly SlotWithHolders[]): string {
  return slot ? `${slot.centreNames[language]}, ${dayIn(language, slot.day)}, ${slot.vaccine}` : '';
}

/** People are only moved where whoever asks for it has seen how many. */
async function change(store: Store, visit: Visit, slots: SlotWithHolders[]): Promise<Answered> {
  const { form, now, t } = visit;
  const capacities = [readWhole(form['first'] ?? ''), readWhole(form['second'] ?? '')] as const;
  const keptShare = readWhole(form['share'] ?? '');
  const faults = faultsOfChange(capacities, keptShare, slots);
  if (faults.length > 0) return shown(visit, slots, { faults, status: 422 });
  const losing = wouldLosePlace(slots, { capacities, now });
  if (losing > Number(form['agreed'] ?? 0)) return shown(visit, slots, { losing });
  await setDoseCapacities(store, { session: idOf(visit), capacities, keptShare, now });
  const detail = { first: capacities[0], second: capacities[1], keptShare, losing };
  await audit(visit, { action: 'session.changed', about: `session:${idOf(visit)}`, detail });
  return { to: pathOf(visit), notice: t(losing > 0 ? 'sessions:changedMoved' : 'sessions:changed', { count: losing }) };
}

function faultsOfChange(capacities: readonly number[], share: number, slots: readonly SlotWithHolders[]): Fault[] {
  const most = MOST_IN_SLOT * slots.filter(({ dose }) => dose === 1).length;
  const isTooMany = capacities.some((each) => !(each <= most));
  const hasNoSlot = capacities.some((each, index) => each > 0 && !slots.some(({ dose }) => dose === index + 1));
  return [
    ...(isTooMany || hasNoSlot ? [{ field: 'capacity', why: 'capacity' }] : []),
    ...(isTooMany || capacities.some((each) => each > 0) ? [] : [{ field: 'capacity', why: 'noPlaces' }]),
    ...(share <= 100 ? [] : [{ field: 'share', why: 'share' }]),
  ];
}

function cancelling(visit: Visit, slots: SlotWithHolders[], error?: string): Answered {
  const page = <CancelSession visit={visit} dates={datesIn(slots)} path={pathOf(visit)} error={error} />;
  return {
    page,
    title: visit.t('sessions:cancelTitle', { session: titleOf(visit, slots) }),
    status: error ? 422 : 200,
  };
}

const LONGEST_REASON = 200;

async function cancel(store: Store, visit: Visit, slots: SlotWithHolders[]): Promise<Answered> {
  const { now, t } = visit;
  const reason = (visit.form['reason'] ?? '').trim();
  if (!reason || reason.length > LONGEST_REASON) return cancelling(visit, slots, t('sessions:reasonMissing'));
  await closeSession(store, { session: idOf(visit), reason, now });
  const detail = { dates: datesIn(slots) };
  await audit(visit, { action: 'session.closed', about: `session:${idOf(visit)}`, why: reason, detail });
  return { to: pathOf(visit), notice: t('sessions:cancelledNow') };
}

const MOST_WEEKS = 8;

async function copy(store: Store, visit: Visit): Promise<Answered> {
  const { form, lists, now, once, t } = visit;
  const [, day = ''] = /:(\d{4}-\d\d-\d\d)/.exec(idOf(visit)) ?? [];
  const weeks = Math.min(MOST_WEEKS, readWhole(form['weeks'] ?? '0') || 0);
  const days = [...(lists['days'] ?? []), ...weeklyFrom(day || dayOf(now), weeks)];
  const copied = (await copySession(store, { session: idOf(visit), days, now, once })) ?? [];
  const made = copied.flatMap(({ session }) => session ?? []);
  if (made.length > 0)
    await audit(visit, { action: 'session.copied', about: `session:${idOf(visit)}`, detail: { to: made } });
  const all: readonly Copied[] = copied;
  return { page: <CopiedDays visit={visit} copied={all} path={pathOf(visit)} />, title: t('sessions:copied') };
}
