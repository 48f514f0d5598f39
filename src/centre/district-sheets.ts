/** The tables behind the district's charts, for the page and for the file. */
import { addDays } from '../clock';
import type { Store } from '../store';
import type { MessagesCounted } from '../store/reports';
import {
  centresOn,
  messagesOfAll,
  messagesOfDated,
  together,
  waysTo,
  type CentreDay,
  type DayNumbers,
} from '../vaccination/district-report';
import type { Visit } from '../web/route';
import type { Asked } from './district-scope';
import type { Sheet } from './sheet';

export interface Line {
  name: string;
  /** Of the district, where each line is one. */
  district?: string;
  numbers: DayNumbers;
}

/** A line for each centre of the chosen district, or for each district. By name. */
export function linesOf({ chosen, theirs }: Asked, centres: readonly CentreDay[], { language }: Visit): Line[] {
  const lines = chosen
    ? centres.map(({ centre, ...numbers }): Line => ({ name: centre.names[language], numbers }))
    : theirs.map(({ _id, names }): Line => ({
        ...{ name: names[language], district: _id },
        numbers: together(centres.filter(({ centre }) => centre.district === _id)),
      }));
  return lines.sort((a, b) => a.name.localeCompare(b.name, language));
}

export const NUMBERS = ['first', 'second', 'booked', 'free', 'done', 'missed', 'walkIns', 'closed'] as const;

export const centreSheet = ({ t }: Visit, { chosen }: Asked, lines: readonly Line[]): Sheet => ({
  caption: t('district:dayTable'),
  head: [t(chosen ? 'district:centre' : 'district:district'), ...NUMBERS.map((key) => t(`district:number.${key}`))],
  rows: lines.map(({ name, numbers }) => [name, ...NUMBERS.map((key) => numbers[key])]),
});

export function idleSheet({ t, language }: Visit, { theirs }: Asked, centres: readonly CentreDay[]): Sheet {
  const names = new Map(theirs.map((district) => [district._id, district.names[language]]));
  const rows = centres
    .filter(({ idle }) => idle)
    .map(({ centre }) => [centre.names[language], names.get(centre.district) ?? '', centre.pin]);
  return {
    ...{ caption: t('district:idleTable'), head: [t('district:centre'), t('district:district'), t('district:pin')] },
    rows: rows.sort((a, b) => a.join().localeCompare(b.join(), language)),
  };
}

const TOLD = ['delivered', 'sent', 'notDelivered', 'waiting', 'dropped'] as const;

export const messageSheet = ({ t }: Visit, counted: readonly MessagesCounted[]): Sheet => ({
  caption: t('district:messageTable'),
  head: [t('district:kind'), t('district:route'), ...TOLD.map((key) => t(`district:told.${key}`))],
  rows: counted.map((each) => [
    ...[t(`district:kind.${each.kind}`), each.route ?? t('district:noRoute')],
    ...TOLD.map((key) => each[key]),
  ]),
});

/** As many days, the last one included. */
const BOOKING_DAYS = 30;
const UNTOLD = ['–', '–'];
const minutes = (seconds: number): number => Math.round(seconds / 6) / 10;

/** Of one district: of many at once they are too many to be counted while somebody waits. */
export async function waySheet(store: Store, { t }: Visit, { chosen, day }: Asked): Promise<Sheet> {
  const ways = chosen ? await waysTo(store, chosen._id, addDays(day, 1 - BOOKING_DAYS), day) : [];
  const head = ['ageGroup', 'bookings', 'messagesHalf', 'messagesMost', 'minutesHalf', 'minutesMost'] as const;
  return {
    caption: t('district:wayTable'),
    head: head.map((key) => t(`district:way.${key}`)),
    rows: ways.map(({ ageGroup, bookings, messages, seconds }) => [
      ...[t(`district:age.${ageGroup}`), bookings, ...(messages ?? UNTOLD), ...(seconds?.map(minutes) ?? UNTOLD)],
    ]),
  };
}

/** Of a chosen district the people who have a date there that day are meant, else everybody. */
export const messagesOf = (store: Store, { chosen, day }: Asked): Promise<MessagesCounted[] | null> =>
  chosen ? messagesOfDated(store, chosen._id, day) : messagesOfAll(store, day);

export const centresOf = (store: Store, { counted, day, today }: Asked): Promise<CentreDay[]> =>
  centresOn(store, counted, day, today);
