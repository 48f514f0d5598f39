/** A line of people all over the country, and places that come free at its centres. */
import { exampleCentres } from '../../../dist/src/cli/seed/example-places.js';
import { addDays } from '../../../dist/src/clock.js';
import { personOf, slotOf } from './people.mjs';
import { TODAY } from './world.mjs';

export const PLACES_OF_SLOT = 20;
const CENTRES_OF_WISH = 10;
/** So that few places are already everywhere. */
const STRIDE = 7;
const HOURS = ['any', 'any', 'any', 'morning', 'afternoon'];

export function slotsOf(count) {
  const centres = exampleCentres();
  return Array.from({ length: count }, (_, index) => {
    const centre = centres[(index * STRIDE) % centres.length];
    const day = addDays(TODAY, 2 + Math.floor(index / centres.length));
    const [from, to] = index % 2 === 0 ? ['11:00', '13:00'] : ['13:00', '15:00'];
    const more = { day, from, to, capacity: PLACES_OF_SLOT, freed: PLACES_OF_SLOT };
    return slotOf(`${centre._id}:${day}:${from}:1`, centre, more);
  });
}

/** Documents of the n-th who waits. */
export function wishesOf({ vault, clock }) {
  const centres = exampleCentres().map(({ _id }) => _id);
  const now = clock.now();
  return (index) => {
    const persons = personOf(vault, index);
    const near = Array.from(
      { length: CENTRES_OF_WISH },
      (_, step) => centres[(index * STRIDE + step) % centres.length],
    );
    const wishes = {
      ...{ _id: `${persons._id}:1`, person: persons._id, contact: persons.contact, dose: 1, vaccine: null },
      ...{
        pin: persons.pin,
        centres: near,
        fromDay: TODAY,
        hours: HOURS[index % HOURS.length],
        freeOnly: index % 2 === 0,
      },
      ...{ birthYear: persons.birthYear, askedAt: new Date(now.getTime() - 86_400_000 + index), status: 'waiting' },
      ...{ restsUntil: null, unanswered: 0, refused: [], proposed: null, checkedAt: now },
    };
    return { persons, wishes };
  };
}
