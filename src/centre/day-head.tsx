/** What stands above the list of a day: the other ways, the counts, another centre or day. */
import type { DayList } from '../vaccination/list-day';
import { Choose, Field, Submit } from '../web/components';
import type { Visit } from '../web/route';
import { at, type Here } from './day-scope';

interface WaysProps {
  visit: Visit;
  here: Here;
  list: DayList;
  /** How many wait to be settled. */
  conflicts: number;
}

export function Ways({ visit: { t }, here, list, conflicts }: WaysProps) {
  const centre = at(here.centre._id);
  const waiting = list.slots.flatMap(({ people }) => people).filter(({ status }) => status === 'waiting').length;
  const ways = [
    { to: `/centre/day/walk-in?${centre}`, key: 'walkIn', n: 0 },
    { to: `/centre/offline?${centre}`, key: 'offline', n: 0 },
    { to: `/centre/witness?${centre}`, key: 'witness', n: waiting },
    { to: `/centre/conflicts?${centre}`, key: 'conflicts', n: conflicts },
    { to: `/centre/given?${centre}`, key: 'given', n: 0 },
    { to: `/centre/day/print?${at(here.centre._id, here.day)}`, key: 'print', n: 0 },
  ];
  return (
    <ul class="around">
      {ways.map(({ to, key, n }) => (
        <li>
          <a href={to}>{t(`day:tile.${key}`)}</a>
          {n > 0 && <span class="chip waits">{n}</span>}
        </li>
      ))}
    </ul>
  );
}

/** Whoever works at several centres, or looks at another day. */
export function Which({ visit: { t, language }, here }: { visit: Visit; here: Here }) {
  const { centre, centres, day } = here;
  const options = centres.map(({ _id, names }) => ({ value: _id, label: names[language] }));
  return (
    <details>
      <summary>{t('day:list.which')}</summary>
      <form method="get" action="/centre/day" class="row">
        <Choose label={t('day:list.centre')} name="centre" value={centre._id} options={options} />
        <Field label={t('day:list.day')} name="day" type="date" value={day} />
        <Submit second>{t('day:list.show')}</Submit>
      </form>
    </details>
  );
}

export function Counts({ visit: { t }, list: { counts } }: { visit: Visit; list: DayList }) {
  const all = ['expected', 'arrived', 'vaccinated', 'left'] as const;
  return (
    <dl class="counts">
      {all.map((name) => (
        <div>
          <dt>{t(`day:count.${name}`)}</dt>
          <dd>{counts[name]}</dd>
        </div>
      ))}
    </dl>
  );
}
