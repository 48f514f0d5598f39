/** The list on paper, for a day on which there is neither network nor power: a line for each, a box to tick. */
import type { Store } from '../store';
import { listDay, type DayList, type DaySlot } from '../vaccination/list-day';
import { audit } from '../web/audit';
import { Notice } from '../web/components';
import { fullDayIn, hoursIn, momentIn } from '../web/dates';
import type { Answered, Route, Visit } from '../web/route';
import { hereOf, listPath, MISSING, type Here } from './day-scope';

export const dayPrintRoutes = ({ store }: { store: Store }): Route[] => [
  { method: 'get', path: '/centre/day/print', right: 'day', run: (visit) => print(store, visit) },
];

async function print(store: Store, visit: Visit): Promise<Answered> {
  const here = await hereOf(store, visit);
  if (!here) return MISSING;
  const list = await listDay(store, { centre: here.centre._id, day: here.day, now: visit.now });
  await audit(visit, { action: 'day.printed', about: `centre:${here.centre._id}`, detail: { day: here.day } });
  const { t, language } = visit;
  return { title: here.centre.names[language], page: <Paper visit={visit} here={here} list={list} t={t} /> };
}

function Paper({ visit, here, list, t }: { visit: Visit; here: Here; list: DayList; t: Visit['t'] }) {
  const { language, now } = visit;
  const slots = list.slots.filter(({ people }) => people.length > 0);
  return (
    <div class="paper">
      <link rel="stylesheet" href="/assets/print.css" />
      <script src="/assets/print.js" type="module" />
      <p class="actions">
        <button type="button" class="first" data-print>
          {t('day:print.now')}
        </button>
        <a class="button" href={listPath(here.centre._id, here.day)}>
          {t('day:person.back')}
        </a>
      </p>
      <p>
        <b>{fullDayIn(language, here.day)}</b> · {t('day:print.people', { n: list.counts.expected })} ·{' '}
        {t('day:print.asOf', { at: momentIn(language, now) })}
      </p>
      <p class="secret">{t('day:print.secret')}</p>
      {slots.length === 0 && <Notice kind="info">{t('day:list.noSlots')}</Notice>}
      {slots.map((slot) => (
        <SlotTable visit={visit} here={here} slot={slot} />
      ))}
    </div>
  );
}

const COLUMNS = ['tick', 'name', 'born', 'dose', 'card', 'reference', 'code'] as const;

/** Its heading comes again on each sheet: sheets get mixed up. The code they say is written down, for the time the network is back. */
function SlotTable({ visit: { t, language }, here, slot }: { visit: Visit; here: Here; slot: DaySlot }) {
  const { from, to, vaccine, people } = slot;
  const heading = [here.centre.names[language], fullDayIn(language, here.day), hoursIn(from, to), vaccine].join(' · ');
  return (
    <div class="scroll" role="region" aria-label={heading} tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th colSpan={COLUMNS.length} scope="colgroup">
              {heading}
            </th>
          </tr>
          <tr>
            {COLUMNS.map((column) => (
              <th scope="col" class={column}>
                {t(`day:print.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map(({ name, birthYear, dose, card, reference, status, needsCertificate }) => (
            <tr>
              <td class="tick">{status === 'vaccinated' ? '☑' : '☐'}</td>
              <td class="name">
                <b>{name}</b>
                {needsCertificate && ` (${t('day:list.certificate')})`}
              </td>
              <td>{birthYear}</td>
              <td>{dose}</td>
              <td>
                {t(`day:card.${card.type}`)} {card.last4}
              </td>
              <td>{reference.slice(-4)}</td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
