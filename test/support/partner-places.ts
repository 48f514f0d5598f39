/** West Bengal as it is in the example, so that Co-WIN's numbers fit; with places free for nine days at two centres. */
import { exampleCentres, exampleDistricts } from '../../src/cli/seed/example-places';
import type { Slot } from '../../src/store/slots';
import { slotOf, type Site } from './world';

export const CENTRES = exampleCentres().filter(({ district }) =>
  ['wb-kolkata', 'wb-north-24-parganas'].includes(district),
);
/** PG Hospital at 700020 in Kolkata (725), and one at 700091. */
const OPEN = ['kol-pg', 'n24-karunamoyee'];
const DAYS = [0, 1, 2, 3, 4, 5, 6, 7, 8];

export async function seedPlaces({ store }: Pick<Site, 'store'>): Promise<void> {
  const districts = exampleDistricts().filter(({ state }) => state === 'west-bengal');
  const pinCodes = [
    { _id: '700020', districts: ['wb-kolkata'] },
    { _id: '700091', districts: ['wb-north-24-parganas'] },
  ];
  await store.places.replaceAll({ districts, centres: CENTRES, pinCodes });
}

export async function openPlaces(site: Pick<Site, 'store'>): Promise<void> {
  await seedPlaces(site);
  await site.store.slots.add(
    CENTRES.filter(({ _id }) => OPEN.includes(_id)).flatMap(({ _id: centre, names, district }) =>
      DAYS.flatMap((inDays) =>
        ['09:00', '11:00'].map((from): Slot => {
          const slot = slotOf(500, { inDays, from });
          const session = `${centre}:${slot.day}`;
          return { ...slot, _id: `${session}:${from}:1`, session, centre, centreNames: names, district, freed: 0 };
        }),
      ),
    ),
  );
}
