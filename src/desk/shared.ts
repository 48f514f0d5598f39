/** What the helpline's lists have in common: how long somebody waits, by which hour, and numbers that do not show whose they are. */
import { dayOf, instantOf, timeOf } from '../clock';
import type { Hold } from '../conversation/hold';
import type { Render } from '../render/render';
import type { Store } from '../store';
import type { Taker } from '../store/taking';
import { currentProgramme } from '../vaccination/current-programme';
import { isDay } from '../vaccination/rules/days';
import { maskNumber } from '../vaccination/rules/mask';
import type { Visit } from '../web/route';
import { momentIn } from '../web/dates';
import type { Translate } from '../web/words';

export interface DeskDeps {
  store: Store;
  hold: Hold;
  render: Render;
}

/** In what an operator writes to a person: three SMS in Bengali. */
export const MOST_WORDS = 200;

const MINUTE_MS = 60_000;

/** "12 min", "3 h 05 min", "2 days" */
export function lasting(t: Translate, from: Date, now: Date): string {
  const minutes = Math.max(0, Math.floor((now.getTime() - from.getTime()) / MINUTE_MS));
  if (minutes < 60) return t('queue:minutes', { minutes });
  const hours = Math.floor(minutes / 60);
  if (hours < 24) return t('queue:hours', { hours, minutes: String(minutes % 60).padStart(2, '0') });
  return t('queue:days', { days: Math.floor(hours / 24) });
}

/** The hour alone where it is today's. */
export const hourOf = ({ language, now }: Pick<Visit, 'language' | 'now'>, at: Date): string =>
  dayOf(at) === dayOf(now) ? timeOf(at) : momentIn(language, at);

export const maskedAddress = (address: string | null): string =>
  address === null ? '–' : address.startsWith('telegram:') ? `Telegram ${maskNumber(address)}` : maskNumber(address);

/** As it is dialled; `null`: an account of Telegram has no number. */
export const dialled = (address: string | null): string | null =>
  address?.startsWith('tel:') ? address.slice('tel:'.length) : null;

export const takerOf = ({ staff }: Pick<Visit, 'staff'>): Taker => ({ staff: staff._id, name: staff.name });

const FURTHEST_MS = 30 * 86_400_000;

/** The hour, agreed on for a call, that the fields `day` and `time` of a form name: one at which somebody is there to call. */
export async function hourAgreed(store: Store, visit: Visit): Promise<{ at: Date } | { error: string }> {
  const { helpline } = (await currentProgramme(store, dayOf(visit.now))).programme;
  const { from, to } = helpline;
  const at = momentOf(visit);
  if (at && timeOf(at) >= from && timeOf(at) < to) return { at };
  return { error: visit.t('queue:call.unlikely', { from, to }) };
}

/** `null`: there is none, it is past, or too far. */
function momentOf({ form, now }: Pick<Visit, 'form' | 'now'>): Date | null {
  const { day = '', time = '' } = form;
  if (!isDay(day) || !/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return null;
  const at = instantOf(day, time);
  return at > now && at.getTime() < now.getTime() + FURTHEST_MS ? at : null;
}
