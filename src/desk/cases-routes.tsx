/** `/desk/cases`: what is recorded wrongly is sent to the centre, put right, or refused; the person is told by the domain. */
import { dayOf } from '../clock';
import type { Store } from '../store';
import type { Case } from '../store/cases';
import { correctDose, type Correction } from '../vaccination/correct-dose';
import { currentProgramme } from '../vaccination/current-programme';
import { moveCase, type CaseMove } from '../vaccination/move-case';
import { audit } from '../web/audit';
import type { Answered, Route, Visit } from '../web/route';
import { CasePage, casePath, CasesPage, CasesPart, type CaseOf, type CaseProps } from './cases';
import type { DeskDeps } from './shared';

const MOST_SHOWN = 300;
const LIST = '/desk/cases';

export function caseRoutes({ store }: Pick<DeskDeps, 'store'>): Route[] {
  const deed = (path: string, run: Deed): Route => ({
    ...{ method: 'post', path: `${LIST}/:number/${path}`, right: 'relay' },
    run: (visit) => onCase(store, visit, run),
  });
  return [
    { method: 'get', path: LIST, right: 'relay', run: (visit) => list(store, visit) },
    { method: 'get', path: `${LIST}/:number`, right: 'relay', run: (visit) => onCase(store, visit, show) },
    deed('at-centre', (from, visit, known) => move(from, visit, known, 'atCentre')),
    deed('refuse', refuse),
    deed('correct', correct),
  ];
}

type Deed = (store: Store, visit: Visit, known: Case) => Promise<Answered>;

async function onCase(store: Store, visit: Visit, run: Deed): Promise<Answered> {
  const number = /^\d{1,9}$/.test(visit.params['number'] ?? '') ? Number(visit.params['number']) : 0;
  const known = await store.cases.get(number);
  return known ? run(store, visit, known) : { missing: true };
}

async function list(store: Store, visit: Visit): Promise<Answered> {
  const open = await store.cases.openOnes(MOST_SHOWN);
  const all = await Promise.all(open.map((known) => withPerson(store, known)));
  if (visit.isPart) return { part: <CasesPart visit={visit} all={all} /> };
  return { page: <CasesPage visit={visit} all={all} />, title: visit.t('queue:case.title') };
}

const withPerson = async (store: Store, known: Case): Promise<CaseOf> => ({
  known,
  person: await store.persons.get(known.person),
});

/** What was given to whom is seen, and so is that it was. */
async function show(store: Store, visit: Visit, known: Case, refused?: CaseProps['refused']): Promise<Answered> {
  const { person } = await withPerson(store, known);
  if (person)
    await audit(visit, { action: 'person.looked', about: `person:${person._id}`, why: `case ${known.number}` });
  const { programme } = await currentProgramme(store, dayOf(visit.now));
  const ids = person?.doses.flatMap(({ centre }) => centre ?? []) ?? [];
  const given = await Promise.all(ids.map((id) => store.places.centre(id)));
  const districts = [person?.district, ...given.map((centre) => centre?.district)].filter(
    (id) => typeof id === 'string',
  );
  const centres = await store.places.centresIn([...new Set(districts)]);
  const vaccines = programme.vaccines.map(({ id }) => id);
  return {
    page: <CasePage {...{ visit, known, person, vaccines, centres, refused }} />,
    title: visit.t('queue:case.one', { number: known.number }),
    ...(refused ? { status: 422 } : {}),
  };
}

async function move(
  store: Store,
  visit: Visit,
  { number, person }: Case,
  status: CaseMove['status'],
  note = '',
): Promise<Answered> {
  const { t, staff, now } = visit;
  const moved = await moveCase(store, { number, status, who: staff.name, note, now });
  if (moved.status === 'unknown') return { missing: true };
  if (moved.status !== 'moved') return { to: casePath(number), notice: t(`queue:case.${moved.status}Already`) };
  await audit(visit, {
    action: 'case.moved',
    about: `person:${person}`,
    why: note || null,
    detail: { number, status },
  });
  return { to: LIST, notice: t('queue:case.moved', { number, status: t(`queue:status.${status}`) }) };
}

function refuse(store: Store, visit: Visit, known: Case): Promise<Answered> {
  const note = (visit.form['note'] ?? '').trim();
  if (note !== '') return move(store, visit, known, 'refused', note);
  return show(store, visit, known, { form: 'refuse', error: visit.t('queue:case.refuseEmpty') });
}

async function correct(store: Store, visit: Visit, known: Case): Promise<Answered> {
  const { t, staff, now, form } = visit;
  const { number, person } = known;
  const wanted = wantedOf(form);
  const isNothing = !wanted.vaccine && !wanted.day && !wanted.centre;
  // Without anything changed there is nothing put right, unless it was about something that stands in no dose.
  if (isNothing && (known.about === 'vaccine' || known.about === 'date'))
    return show(store, visit, known, { form: 'correct', error: t('queue:case.nothing') });
  if (isNothing) return move(store, visit, known, 'corrected', form['note']);
  if (wanted.centre && !(await store.places.centre(wanted.centre)))
    return show(store, visit, known, { form: 'correct', error: t('queue:refused.unknownCentre') });
  const corrected = await correctDose(store, { ...wanted, number, who: staff.name, note: form['note'] ?? '', now });
  if (corrected.status !== 'corrected')
    return show(store, visit, known, { form: 'correct', error: t(`queue:refused.${corrected.status}`) });
  await audit(visit, { action: 'dose.corrected', about: `person:${person}`, detail: { number, ...wanted } });
  const { dose, cancelled } = corrected;
  const key = cancelled ? 'queue:case.correctedAndCancelled' : 'queue:case.corrected';
  return { to: LIST, notice: t(key, { number, vaccine: dose.vaccine, day: dose.day }) };
}

function wantedOf(form: Visit['form']): Pick<Correction, 'nth' | 'vaccine' | 'day' | 'centre'> {
  const { nth = '', vaccine, day, centre } = form;
  return {
    ...(/^[1-9]$/.test(nth) && { nth: Number(nth) }),
    ...(vaccine && { vaccine }),
    ...(day && { day }),
    ...(centre && { centre }),
  };
}
