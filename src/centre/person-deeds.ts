/** What staff do with one person on one date; what comes back is said in words on the person's page. */
import type { Store } from '../store';
import { arrive, undoArrival } from '../vaccination/arrive';
import { askOverride } from '../vaccination/ask-override';
import { askUndo } from '../vaccination/ask-undo';
import { vaccinate } from '../vaccination/vaccinate';
import { audit } from '../web/audit';
import { dayIn } from '../web/dates';
import type { Visit } from '../web/route';
import { listPath, whoOf } from './day-scope';
import { pathOf, type OnDay, type Wrong } from './on-day';

export type Said = { to: string; notice: string } | Wrong;
type Work = (store: Store, visit: Visit, date: OnDay) => Promise<Said>;

const around = (visit: Visit, { appointment }: OnDay) => ({
  ...{ appointment: appointment._id, centre: appointment.centre, by: whoOf(visit), key: visit.once, now: visit.now },
});
const back = ({ appointment }: OnDay): string => pathOf(appointment._id);
const aboutOf = ({ person }: OnDay): string => `person:${person._id}`;

export const arrived: Work = async (store, visit, date) => {
  const outcome = await arrive(store, { ...around(visit, date), at: visit.now });
  if (outcome.status !== 'arrived') return { why: outcome.status, of: 'arrived' };
  await audit(visit, { action: 'person.arrived', about: aboutOf(date), detail: { appointment: date.appointment._id } });
  return { to: back(date), notice: visit.t('day:done.arrived') };
};

export const notArrived: Work = async (store, visit, date) => {
  const outcome = await undoArrival(store, { ...around(visit, date), at: visit.now });
  if (outcome.status !== 'undone') return { why: outcome.status, of: 'arrived' };
  await audit(visit, { action: 'person.notArrived', about: aboutOf(date), detail: null });
  return { to: back(date), notice: visit.t('day:done.notArrived') };
};

export const vaccinated: Work = async (store, visit, date) => {
  const { form, t, language } = visit;
  const card = { last4: form['last4'] ?? '', type: date.person.card.type };
  const asked = { ...around(visit, date), code: form['code'] ?? '', batch: form['batch'] ?? '', card };
  const outcome = await vaccinate(store, asked);
  const detail = { appointment: date.appointment._id, batch: asked.batch };
  if (outcome.status !== 'given') {
    await audit(visit, { action: 'dose.refused', about: aboutOf(date), why: outcome.status, detail });
    return { why: outcome.status, of: 'vaccinated' };
  }
  await audit(visit, { action: 'dose.recorded', about: aboutOf(date), detail });
  const { dose, secondFrom } = outcome;
  const { name } = date.person;
  const { centre, vaccine } = date.appointment;
  const notice = secondFrom
    ? t('day:done.first', { name, day: dayIn(language, secondFrom), vaccine })
    : t(`day:done.dose${dose}`, { name });
  // On to the next one.
  return { to: listPath(centre), notice };
};

export const asked: Work = async (store, visit, date) => {
  const { form, t } = visit;
  const outcome = await askOverride(store, {
    ...{ ...around(visit, date), why: form['why'] ?? '', batch: form['batch'] ?? '' },
  });
  if (outcome.status !== 'open') return { why: outcome.status, of: 'asked' };
  const detail = { look: outcome.look._id, batch: outcome.look.batch };
  await audit(visit, { action: 'dose.overrideAsked', about: aboutOf(date), why: form['why'] ?? '', detail });
  return { to: back(date), notice: t('day:done.asked') };
};

export const undoAsked: Work = async (store, visit, date) => {
  const { form, t } = visit;
  const outcome = await askUndo(store, { ...around(visit, date), why: form['why'] ?? '' });
  if (outcome.status !== 'open') return { why: outcome.status, of: 'undo' };
  const detail = { look: outcome.look._id };
  await audit(visit, { action: 'dose.undoAsked', about: aboutOf(date), why: form['why'] ?? '', detail });
  return { to: back(date), notice: t('day:done.undoAsked') };
};
