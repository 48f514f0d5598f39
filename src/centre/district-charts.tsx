/** The district's numbers as bars. */
import type { MessagesCounted } from '../store/reports';
import type { Visit } from '../web/route';
import { Chart, type Bar } from './charts';
import type { Line } from './district-sheets';
import type { Sheet } from './sheet';

/** More bars than that are not looked at; the table has them all. */
const MOST_BARS = 30;

export function DayChart({ visit: { t }, lines }: { visit: Visit; lines: readonly Line[] }) {
  const size = ({ numbers: { first, second } }: Line): number => first + second;
  const shown = [...lines].sort((a, b) => size(b) - size(a)).slice(0, MOST_BARS);
  const bars = shown.map(({ name, numbers: { booked, done, missed, free } }): Bar => ({
    ...{ name, says: `${done} / ${done + booked + missed}` },
    parts: { solid: done, hatched: booked, dotted: missed, empty: free },
  }));
  const legend = {
    ...{ solid: t('district:number.done'), hatched: t('district:number.booked') },
    ...{ dotted: t('district:number.missed'), empty: t('district:number.free') },
  };
  return (
    <>
      <Chart title={t('district:dayChart')} describes={t('district:dayChartSays')} bars={bars} legend={legend} />
      {lines.length > MOST_BARS && <p>{t('district:largest', { shown: MOST_BARS, all: lines.length })}</p>}
    </>
  );
}

export function MessageChart({ visit: { t }, counted }: { visit: Visit; counted: readonly MessagesCounted[] }) {
  const bars = counted.map(({ kind, route, delivered, sent, notDelivered, waiting }): Bar => ({
    name: `${t(`district:kind.${kind}`)}, ${route ?? t('district:noRoute')}`,
    says: `${notDelivered} / ${delivered + sent + notDelivered + waiting}`,
    parts: { solid: delivered, hatched: sent, dotted: notDelivered, empty: waiting },
  }));
  const legend = {
    ...{ solid: t('district:told.delivered'), hatched: t('district:told.sent') },
    ...{ dotted: t('district:told.notDelivered'), empty: t('district:told.waiting') },
  };
  if (bars.length === 0) return null;
  return (
    <Chart title={t('district:messageChart')} describes={t('district:messageChartSays')} bars={bars} legend={legend} />
  );
}

/** @param sheet as `waySheet` makes it: age, bookings, messages of half of them, messages of nine of ten */
export function WayChart({ visit: { t }, sheet }: { visit: Visit; sheet: Sheet }) {
  if (sheet.rows.length === 0) return <p>{t('district:noBookings')}</p>;
  const bars = sheet.rows.map(([age = '', , half, most]): Bar => {
    const isTold = typeof half === 'number' && typeof most === 'number';
    const parts = isTold ? { solid: half, hatched: most - half } : {};
    return { name: String(age), says: isTold ? `${half} / ${most}` : '–', parts };
  });
  const legend = { solid: t('district:way.messagesHalf'), hatched: t('district:way.messagesMost') };
  return <Chart title={t('district:wayChart')} describes={t('district:wayChartSays')} bars={bars} legend={legend} />;
}
