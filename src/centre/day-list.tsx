/** Everybody of today, by slot: found by typing, opened by one click. */
import type { ComponentChildren } from 'preact';
import { dayOf, timeOf } from '../clock';
import type { Store } from '../store';
import { listDay, type DayList, type DayPerson, type DaySlot } from '../vaccination/list-day';
import { isCode, searchDay, type Found } from '../vaccination/search-day';
import { audit } from '../web/audit';
import { Notice, Submit } from '../web/components';
import { fullDayIn, hoursIn } from '../web/dates';
import type { Answered, Route, Visit } from '../web/route';
import { Counts, Ways, Which } from './day-head';
import { at, hereOf, listPath, MISSING, type Here } from './day-scope';
import { pathOf } from './on-day';

export const dayListRoutes = ({ store }: { store: Store }): Route[] => [
  { method: 'get', path: '/centre/day', right: 'day', run: (visit) => day(store, visit) },
];

/** Than any name. */
const LONGEST = 100;

async function day(store: Store, visit: Visit): Promise<Answered> {
  const here = await hereOf(store, visit);
  if (!here) return MISSING;
  const { staff, now, query } = visit;
  const list = await listDay(store, { centre: here.centre._id, day: here.day, now });
  const people = list.slots.flatMap((slot) => slot.people);
  const typed = (query['q'] ?? '').trim().slice(0, LONGEST);
  const search = { people, centre: list.centre, day: list.day, typed, isWhole: !visit.isPart, by: staff._id, now };
  const found = await searchDay(store, search);
  await writeDown(visit, here, found);
  const [only, ...others] = found.found;
  // Whoever pressed Enter wants to go on.
  if (!visit.isPart && typed !== '' && only && others.length === 0) return { to: wayTo(only, found, typed) };
  const shown = <People visit={visit} list={list} found={found} typed={typed} />;
  if (visit.isPart) return { part: shown };
  const title = visit.t('day:list.title', { centre: here.centre.names[visit.language] });
  const { length: conflicts } = await store.dayConflicts.openAt(list.centre);
  const props = { visit, here, list, conflicts, typed };
  return { title, page: <Day {...props}>{shown}</Day> };
}

/** Each view once; what is typed letter by letter is one, but a code that is looked for is written down each time. */
async function writeDown(visit: Visit, { centre, day }: Here, { byCode }: Found): Promise<void> {
  const about = `centre:${centre._id}`;
  if (byCode !== null)
    await audit(visit, { action: 'day.searchedByCode', about, detail: { day, found: byCode.length } });
  if (!visit.isPart) await audit(visit, { action: 'day.listed', about, detail: { day } });
}

/** The code that somebody was found by need not be typed a second time. */
const wayTo = ({ appointment }: DayPerson, { byCode }: Found, typed: string): string =>
  pathOf(appointment) + (byCode?.includes(appointment) ? `?${new URLSearchParams({ code: typed }).toString()}` : '');

interface DayProps {
  visit: Visit;
  here: Here;
  list: DayList;
  /** How many wait to be settled. */
  conflicts: number;
  typed: string;
  children: ComponentChildren;
}

function Day({ visit, here, list, conflicts, typed, children }: DayProps) {
  const { t, language } = visit;
  const { centre, day, today } = here;
  return (
    <>
      <link rel="stylesheet" href="/assets/day.css" />
      <p class="big">{fullDayIn(language, day)}</p>
      {day !== today && (
        <Notice kind="info">
          {t('day:list.otherDay')} <a href={listPath(centre._id)}>{t('day:list.toToday')}</a>
        </Notice>
      )}
      <form method="get" action="/centre/day" role="search" class="find">
        <input type="hidden" name="centre" value={centre._id} />
        <input type="hidden" name="day" value={day} />
        <Search visit={visit} typed={typed} />
        <Submit second>{t('day:list.find')}</Submit>
      </form>
      <Ways visit={visit} here={here} list={list} conflicts={conflicts} />
      <Counts visit={visit} list={list} />
      <Which visit={visit} here={here} />
      {children}
    </>
  );
}

/** Its own element, since it asks by itself at every pause. */
function Search({ visit: { t }, typed }: { visit: Visit; typed: string }) {
  return (
    <div class="field">
      <label for="q">{t('day:list.search')}</label>
      <span class="hint" id="q-hint">
        {t('day:list.searchHint')}
      </span>
      <input
        id="q"
        type="search"
        name="q"
        value={typed}
        autocomplete="off"
        autofocus
        aria-describedby="q-hint"
        hx-get="/centre/day"
        hx-include="closest form"
        hx-trigger="input changed delay:300ms"
        hx-target="#people"
        hx-swap="outerHTML"
        hx-sync="this:replace"
      />
    </div>
  );
}

interface PeopleProps {
  visit: Visit;
  list: DayList;
  found: Found;
  typed: string;
}

function People({ visit, list, found: all, typed }: PeopleProps) {
  const { t, isPart } = visit;
  const { found, tooManyCodes } = all;
  const mayBeCode = isPart && isCode(typed);
  const wanted = new Set(found.map(({ appointment }) => appointment));
  const wayOf = (person: DayPerson): string => wayTo(person, all, typed);
  const slots = list.slots.map((slot) => ({
    ...{ slot, people: slot.people.filter(({ appointment }) => wanted.has(appointment)) },
  }));
  return (
    <div id="people">
      {typed !== '' && (
        <p class="muted" role="status">
          {t('day:list.found', { n: found.length })}
        </p>
      )}
      {tooManyCodes && <Notice kind="bad">{t('day:list.tooManyCodes')}</Notice>}
      {mayBeCode && <Notice kind="info">{t('day:list.enter', { code: typed })}</Notice>}
      {typed !== '' && found.length === 0 && !tooManyCodes && !mayBeCode && (
        <Notice kind="info">
          {t('day:list.nobody')} <a href={`/centre/day/walk-in?${at(list.centre)}`}>{t('day:tile.walkIn')}</a>
        </Notice>
      )}
      {typed === '' && list.slots.length === 0 && <Notice kind="info">{t('day:list.noSlots')}</Notice>}
      {slots.map(({ slot, people }) =>
        people.length > 0 || (typed === '' && !isOver(list, slot, visit.now)) ? (
          <Slot visit={visit} slot={slot} people={people} wayOf={wayOf} />
        ) : null,
      )}
    </div>
  );
}

/** Hours that are over and that nobody came to only push down those who wait. */
const isOver = ({ day }: DayList, { to }: DaySlot, now: Date): boolean =>
  day < dayOf(now) || (day === dayOf(now) && to <= timeOf(now));

interface SlotProps {
  visit: Visit;
  slot: DaySlot;
  people: readonly DayPerson[];
  wayOf: (person: DayPerson) => string;
}

function Slot({ visit, slot, people, wayOf }: SlotProps) {
  const { t } = visit;
  const { from, to, vaccine, dose, free, closed } = slot;
  return (
    <section>
      <h2>
        {hoursIn(from, to)} · {vaccine} · {t(`day:dose.${dose}`)}
        {closed && <span class="chip bad">{t('day:list.closed')}</span>}
      </h2>
      <p class="muted">{t('day:list.slot', { n: slot.people.length, free: Math.max(0, free) })}</p>
      {people.length > 0 && (
        <ul class="people">
          {people.map((person) => (
            <Row t={t} person={person} to={wayOf(person)} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Row({ t, person, to }: { t: Visit['t']; person: DayPerson; to: string }) {
  const { name, birthYear, card, status, arrivedAt, walkIn, needsCertificate, price, given } = person;
  const hour = given?.at ?? arrivedAt;
  return (
    <li>
      <a href={to}>
        <b>{name}</b> <span>{birthYear}</span>{' '}
        <span>
          {t(`day:card.${card.type}`)} ····{card.last4}
        </span>{' '}
        <span class={`chip ${STATUS[status]}`}>
          {t(`day:status.${status}`)}
          {hour && ` ${timeOf(hour)}`}
        </span>
        {walkIn && <i>{t('day:list.walkIn')}</i>}
        {needsCertificate && <i>{t('day:list.certificate')}</i>}
        {price > 0 && <i>₹{price}</i>}
      </a>
    </li>
  );
}

const STATUS: Readonly<Record<DayPerson['status'], string>> = {
  ...{ booked: '', arrived: 'here', waiting: 'waits', vaccinated: 'good', missed: 'bad' },
};
