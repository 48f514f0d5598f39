/** What does not work: reported by any member of staff, seen to by their officers. */
import type { Store } from '../store';
import type { GlitchMove } from '../vaccination/move-glitch';
import { moveGlitch, scopeOf } from '../vaccination/move-glitch';
import { proveStaffPhone, sendStaffCode } from '../vaccination/prove-staff-phone';
import { reportGlitch } from '../vaccination/report-glitch';
import { maskNumber } from '../vaccination/rules/mask';
import { typedDigits, typedPhone } from '../vaccination/rules/typed';
import { audit } from '../web/audit';
import { may } from '../web/rights';
import type { Answered, Route, Visit } from '../web/route';
import { GlitchesPage, type Trouble } from './glitches-page';

export interface GlitchDeps {
  store: Store;
}

const HERE = '/centre/glitches';
const MOST = 100;
const LONGEST = 500;
const LONGEST_NOTE = 300;

export const glitchRoutes = ({ store }: GlitchDeps): Route[] => [
  { method: 'get', path: HERE, right: 'own', run: (visit) => page(store, visit) },
  { method: 'post', path: HERE, right: 'own', run: (visit) => report(store, visit) },
  { method: 'post', path: `${HERE}/phone`, right: 'own', run: (visit) => phone(store, visit) },
  { method: 'post', path: `${HERE}/phone/code`, right: 'own', run: (visit) => code(store, visit) },
  { method: 'post', path: `${HERE}/phone/remove`, right: 'own', run: (visit) => remove(store, visit) },
  { method: 'post', path: `${HERE}/:number/move`, right: 'glitches', run: (visit) => move(store, visit) },
];

/** @param trouble with what was just sent, which is then still in its field */
async function page({ glitches, staffPhones }: Store, visit: Visit, trouble: Trouble = {}): Promise<Answered> {
  const { staff, t, query } = visit;
  const scope = scopeOf(staff);
  const seesTo = may(staff, 'glitches');
  const [own, number, open, closed] = await Promise.all([
    glitches.ofStaff(staff._id, MOST),
    staffPhones.phoneOf(staff._id),
    seesTo ? glitches.within(scope, true, MOST) : null,
    seesTo ? glitches.within(scope, false, MOST) : null,
  ]);
  const shown = { own, phone: number && maskNumber(number), open, closed };
  const awaitsCode = query['code'] !== undefined || trouble.field === 'code';
  return {
    page: <GlitchesPage visit={visit} shown={shown} trouble={trouble} awaitsCode={awaitsCode} />,
    title: t('glitches:title'),
    ...(trouble.field ? { status: 422 } : {}),
  };
}

async function report(store: Store, visit: Visit): Promise<Answered> {
  const { t, form, staff, once, now } = visit;
  const text = (form['text'] ?? '').trim();
  if (text === '') return page(store, visit, { field: 'text', error: t('glitches:textMissing') });
  if (text.length > LONGEST)
    return page(store, visit, { field: 'text', error: t('glitches:textLong', { most: LONGEST }), typed: text });
  const { number } = await reportGlitch(store, staff, { text, key: `${staff._id}:${once}`, bySms: false, now });
  return { to: HERE, notice: t('glitches:noted', { number }) };
}

async function phone(store: Store, visit: Visit): Promise<Answered> {
  const { t, form, staff, once: key, now } = visit;
  const typed = form['phone'] ?? '';
  const number = typedPhone(typed);
  if (!number) return page(store, visit, { field: 'phone', error: t('glitches:phoneWrong'), typed });
  const sent = await sendStaffCode(store, staff, number, { key, now });
  if (sent.status === 'tooMany') return page(store, visit, { field: 'phone', error: t('glitches:tooMany'), typed });
  const notice =
    sent.status === 'wait'
      ? t('glitches:wait', { seconds: sent.seconds })
      : t('glitches:codeSent', { phone: maskNumber(number) });
  return { to: `${HERE}?code`, notice };
}

async function code(store: Store, visit: Visit): Promise<Answered> {
  const { t, form, staff, once: key, now } = visit;
  const status = await proveStaffPhone(store, staff, { code: typedDigits(form['code'] ?? ''), key, now });
  if (status === 'wrong') return page(store, visit, { field: 'code', error: t('glitches:codeWrong') });
  if (status === 'over') return page(store, visit, { field: 'phone', error: t('glitches:codeOver') });
  await audit(visit, { action: 'account.phoneAdded', about: `staff:${staff._id}` });
  return { to: HERE, notice: t('glitches:phoneAdded') };
}

async function remove(store: Store, visit: Visit): Promise<Answered> {
  const { t, staff } = visit;
  await store.staffPhones.remove(staff._id);
  await audit(visit, { action: 'account.phoneRemoved', about: `staff:${staff._id}` });
  return { to: HERE, notice: t('glitches:phoneRemoved') };
}

const MOVES: readonly GlitchMove['status'][] = ['seen', 'fixed', 'notAFault'];

async function move(store: Store, visit: Visit): Promise<Answered> {
  const { t, form, params, staff, now } = visit;
  const status = MOVES.find((each) => each === form['status']);
  const number = Number(params['number']);
  if (!status || !Number.isSafeInteger(number)) return { missing: true };
  const note = (form['note'] ?? '').trim().slice(0, LONGEST_NOTE);
  const moved = await moveGlitch(store, staff, { number, status, note, now });
  if (moved.status === 'missing') return { missing: true };
  if (moved.status === 'moved')
    await audit(visit, { action: 'glitch.moved', about: `glitch:${number}`, why: note || null, detail: { status } });
  return {
    to: HERE,
    notice: t(`glitches:${moved.status}`, { number, status: t(`glitches:status.${moved.glitch.status}`) }),
  };
}
