/** What a certificate says, read from the person as stored now. */
import { dayOf } from '../clock';
import type { CardType, Names } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Certificate } from '../store/certificates';
import type { Dose, Person } from '../store/persons';
import { latestProgramme } from '../vaccination/latest-programme';
import { DOSES, dueDay } from '../vaccination/rules/dose-interval';

export interface Facts {
  id: string;
  name: string;
  birthYear: number;
  card: { type: CardType; last4: string };
  /** 14 digits. */
  reference: string;
  dose: number;
  of: number;
  vaccine: string;
  /** `YYYY-MM-DD` */
  day: string;
  centre: Names | null;
  district: Names | null;
  /** From when the next dose may be had; `null` where none is to come. */
  nextFrom: string | null;
  issuedAt: Date;
}

export async function factsOf(
  store: Store,
  { certificate, person, dose }: { certificate: Certificate; person: Person; dose: Dose },
  now: Date,
): Promise<Facts> {
  const { name, birthYear, card, reference, doses } = person;
  const { vaccine, day } = dose;
  const [first] = doses;
  return {
    ...{ id: certificate._id, name, birthYear, card: { type: card.type, last4: card.last4 }, reference },
    ...{ dose: certificate.dose, of: DOSES, vaccine, day, issuedAt: certificate.at },
    ...(await placeOf(store, dose)),
    nextFrom: first && doses.length < DOSES ? dueDay(first, await latestProgramme(store), dayOf(now)) : null,
  };
}

async function placeOf(store: Store, { centre: id }: Dose): Promise<Pick<Facts, 'centre' | 'district'>> {
  const centre = id === undefined ? null : await store.places.centre(id);
  if (!centre) return { centre: null, district: null };
  const district = (await store.places.districts()).find(({ _id }) => _id === centre.district);
  return { centre: centre.names, district: district?.names ?? null };
}
