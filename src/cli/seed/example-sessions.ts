/** Vaccination sessions at the example centres for the next two weeks: the same for the same day, wherever they are made. */
import { createHash } from 'node:crypto';
import { addDays } from '../../clock';
import type { Centre } from '../../store/places';
import type { Slot } from '../../store/slots';
import { keptForPhones } from '../../vaccination/rules/kept-places';

/** Today and thirteen more. */
const DAYS = 14;
const HOURS = [
  ['09:00', '11:00'],
  ['11:00', '13:00'],
  ['13:00', '15:00'],
  ['15:00', '17:00'],
] as const;
/** Of ten places in a slot so many are for second doses. */
const SECOND_DOSES = 3;

export function exampleSlots(centres: readonly Centre[], today: string): Slot[] {
  const days = Array.from({ length: DAYS }, (_, index) => addDays(today, index));
  return centres.flatMap((centre) =>
    days.filter((day) => isOpen(centre, day)).flatMap((day) => sessionSlots(centre, day)),
  );
}

/** Nobody vaccinates on Sundays but the big hospitals; small places rest on one more day. */
function isOpen({ _id }: Centre, day: string): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday === 0 ? chance(_id, 10) < 2 : weekday !== 1 + chance(_id, 12);
}

function sessionSlots(centre: Centre, day: string): Slot[] {
  const vaccine = chance(centre._id, 10) < 7 ? 'COVISHIELD' : 'COVAXIN';
  const perSlot = 20 + 10 * chance(`${centre._id} ${day}`, 5);
  return HOURS.flatMap(([from, to]) =>
    [1, 2].map((dose) => {
      const second = Math.floor((perSlot * SECOND_DOSES) / 10);
      const capacity = dose === 1 ? perSlot - second : second;
      const session = `${centre._id}:${day}`;
      return {
        _id: `${session}:${from}:${dose}`,
        session,
        centre: centre._id,
        centreNames: centre.names,
        district: centre.district,
        day,
        from,
        to,
        vaccine,
        dose,
        price: centre.price,
        capacity,
        free: capacity,
        kept: keptForPhones(capacity),
        // New places are first those of people who wait.
        freed: capacity,
      };
    }),
  );
}

/** 0 … below − 1, always the same for the same name. */
const chance = (name: string, below: number): number =>
  createHash('sha256').update(name).digest().readUInt32BE(0) % below;
