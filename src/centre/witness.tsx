/** The second pair of eyes: what colleagues have asked for in the last half hour, to be looked at and confirmed. */
import { timeOf } from '../clock';
import type { Store } from '../store';
import type { Listed } from '../store/persons';
import type { SecondLook } from '../store/second-looks';
import { confirmLook, type Confirmed } from '../vaccination/confirm-look';
import { audit } from '../web/audit';
import { Form, Notice, Panel, Submit } from '../web/components';
import { dayIn } from '../web/dates';
import type { Answered, Route, Visit } from '../web/route';
import { at, centreOfTheirs, hereOf, listPath, MISSING, whoOf, type Here } from './day-scope';

export const witnessRoutes = ({ store }: { store: Store }): Route[] => [
  { method: 'get', path: '/centre/witness', right: 'witness', run: (visit) => list(store, visit) },
  { method: 'post', path: '/centre/witness/:look', right: 'witness', run: (visit) => confirm(store, visit) },
  { method: 'post', path: '/centre/witness/:look/withdraw', right: 'day', run: (visit) => withdraw(store, visit) },
];

interface Open {
  look: SecondLook;
  person: Listed;
}

async function list(store: Store, visit: Visit): Promise<Answered> {
  const here = await hereOf(store, visit);
  if (!here) return MISSING;
  const looks = await store.secondLooks.openAt(here.centre._id, visit.now);
  const people = new Map((await store.persons.many(looks.map(({ person }) => person))).map((each) => [each._id, each]));
  const open = looks.flatMap((look) => {
    const person = people.get(look.person);
    return person ? [{ look, person }] : [];
  });
  for (const { person, look } of open)
    await audit(visit, { action: 'person.looked', about: `person:${person._id}`, why: `second look: ${look.why}` });
  return { title: visit.t('day:witness.title'), page: <Witness visit={visit} here={here} open={open} /> };
}

function Witness({ visit, here, open }: { visit: Visit; here: Here; open: readonly Open[] }) {
  const { t } = visit;
  return (
    <>
      <link rel="stylesheet" href="/assets/day.css" />
      <p>
        <a href={listPath(here.centre._id)}>← {t('day:person.back')}</a>
      </p>
      <p>{t('day:witness.how')}</p>
      {open.length === 0 && <Notice kind="info">{t('day:witness.none')}</Notice>}
      {open.map((each) => (
        <Look visit={visit} open={each} />
      ))}
    </>
  );
}

function Look({ visit, open: { look, person } }: { visit: Visit; open: Open }) {
  const { t, staff, language } = visit;
  const { kind, by, why, at: asked, day, batch } = look;
  const isOwn = by.id === staff._id;
  const card = `${t(`day:card.${person.card.type}`)} ····${person.card.last4}`;
  return (
    <Panel title={person.name}>
      <p>
        <span class={`chip ${kind === 'undo' ? 'bad' : 'waits'}`}>{t(`day:witness.${kind}`)}</span>
      </p>
      <p class="big">{[person.birthYear, card].join(' · ')}</p>
      <p>{t('day:witness.asked', { name: by.name, time: timeOf(asked), why })}</p>
      <p>{t('day:witness.what', { day: dayIn(language, day), batch })}</p>
      {isOwn && <p class="muted">{t('day:witness.own')}</p>}
      <div class="actions">
        {!isOwn && (
          <Form visit={visit} action={`/centre/witness/${look._id}`}>
            <Submit danger={kind === 'undo'}>{t(`day:witness.confirm.${kind}`)}</Submit>
          </Form>
        )}
        {isOwn && (
          <Form visit={visit} action={`/centre/witness/${look._id}/withdraw`}>
            <Submit second>{t('day:waits.withdraw')}</Submit>
          </Form>
        )}
      </div>
    </Panel>
  );
}

/** The look that is named, where its centre is theirs. */
async function lookOf(store: Store, visit: Visit): Promise<SecondLook | null> {
  const look = await store.secondLooks.get(visit.params['look'] ?? '');
  return look && (await centreOfTheirs(store, visit, look.centre)) ? look : null;
}

async function confirm(store: Store, visit: Visit): Promise<Answered> {
  const look = await lookOf(store, visit);
  if (!look) return MISSING;
  const done = await confirmLook(store, { look: look._id, centre: look.centre, by: whoOf(visit), now: visit.now });
  await writeDown(visit, look, done);
  return { to: `/centre/witness?${at(look.centre)}`, notice: sentenceOf(visit, done) };
}

async function writeDown(visit: Visit, look: SecondLook, done: Confirmed): Promise<void> {
  const action = { given: 'dose.witnessed', undone: 'dose.undone', refused: 'dose.refused' }[done.status as 'given'];
  const detail = { look: look._id, asked: look.by.id, appointment: look.appointment };
  if (action) await audit(visit, { action, about: `person:${look.person}`, why: look.why, detail });
}

function sentenceOf({ t, language }: Visit, done: Confirmed): string {
  if (done.status === 'given' && done.secondFrom)
    return t('day:done.witnessedFirst', { day: dayIn(language, done.secondFrom) });
  if (done.status === 'refused') return `${t('day:done.refused')} ${t(`day:why.${done.because}`)}`;
  return t(`day:done.${done.status === 'given' ? 'witnessed' : done.status}`);
}

async function withdraw(store: Store, visit: Visit): Promise<Answered> {
  const look = await lookOf(store, visit);
  if (!look) return MISSING;
  const isDone = await store.secondLooks.withdraw(look._id, visit.staff._id);
  if (isDone)
    await audit(visit, { action: 'dose.askWithdrawn', about: `person:${look.person}`, detail: { look: look._id } });
  return { to: `/centre/witness?${at(look.centre)}`, notice: visit.t(isDone ? 'day:done.withdrawn' : 'day:done.over') };
}
