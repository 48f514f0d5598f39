/** Who stands on a list, among those who are registered and those whom lists have asked on the same telephones. */
import type { Store } from '../store';
import type { VillageRow } from '../store/village-lists';
import { maskName } from './rules/mask';

export interface AskedBefore {
  /** Nobody is asked again, by another list, what they have said no to. */
  refused: boolean;
  byAnotherList: boolean;
  /** Other people whom other lists have asked on that number. */
  others: number;
}

export async function askedBefore(
  { villageLists }: Store,
  rows: readonly VillageRow[],
): Promise<(row: VillageRow) => AskedBefore> {
  const contacts = [...new Set(rows.flatMap(({ contact }) => contact ?? []))];
  const known = await villageLists.onNumbers(contacts, ['asked', 'confirmed', 'registered', 'refused']);
  return (row) => {
    const onNumber = known.filter(({ _id, contact }) => _id !== row._id && contact === row.contact);
    const same = onNumber.filter((each) => isSamePerson(each, row));
    const isElsewhere = ({ list }: VillageRow): boolean => list !== row.list;
    return {
      refused: same.some(({ status }) => status === 'refused'),
      byAnotherList: same.some((each) => each.status !== 'refused' && isElsewhere(each)),
      others: onNumber.filter((each) => isElsewhere(each) && !same.includes(each)).length,
    };
  };
}

/** On one number, with one name, and no two cards that would tell them apart. */
export function isSamePerson(one: VillageRow, other: VillageRow): boolean {
  if (one.contact === null || one.contact !== other.contact) return false;
  if (one.card !== null && other.card !== null) return one.card === other.card;
  return isSameName(one.answers.name, other.answers.name);
}

/** Of a row that is over only the mask of the name is left. */
function isSameName(one = '', other = ''): boolean {
  const [first, second] = one.includes('…') || other.includes('…') ? [maskOf(one), maskOf(other)] : [one, other];
  return first !== '' && first.toLowerCase() === second.toLowerCase();
}

const maskOf = (name: string): string => (name.includes('…') ? name : maskName(name));

/** Registered, with the card of the list or under its name: the rest may have been put right on the way. */
export async function isRegistered({ persons }: Store, { contact, card, answers }: VillageRow): Promise<boolean> {
  if (card !== null && (await persons.byCard(card))) return true;
  const people = await persons.ofContact(contact ?? '');
  return people.some(({ name }) => name === answers.name);
}
