/** People who wait in line, and what has become of the places they wait for. */
import type { Appointment } from '../../src/store/appointments';
import type { Person } from '../../src/store/persons';
import type { Proposal } from '../../src/store/proposals';
import type { Slot } from '../../src/store/slots';
import type { Wish } from '../../src/store/wishes';
import { lookForMe, type LookRequest } from '../../src/vaccination/look-for-me';
import { newAddress, slotOf, voterCard, type SlotOptions, type World } from './world';

let people = 0;

/** Somebody who is registered, without a dialogue. */
export async function newPerson({ site, clock }: World, about: Partial<Person> = {}): Promise<Person> {
  const n = ++people;
  const card = voterCard(n);
  const person: Person = {
    ...{ _id: `person-${n}`, contact: site.store.vault.contactOf(newAddress()), seat: 1, name: `রহিমা ${n}` },
    ...{ reference: String(10_000_000_000_000 + n), birthYear: 1950, gender: 'female', hasIllness: false },
    card: { type: 'voter', last4: card.slice(-4), hash: site.store.vault.cardHash('voter', card) },
    ...{ pin: '700091', district: 'near', doses: [], tellWhenEligible: null, registeredAt: clock.now() },
    ...about,
  };
  if (await site.store.persons.insert(person)) throw new Error(`person ${n} was refused`);
  return person;
}

/** Somebody who waits since now. */
export async function waiter(
  world: World,
  wants: Partial<LookRequest> = {},
  about: Partial<Person> = {},
): Promise<Person> {
  const person = await newPerson(world, about);
  const wish = { pinCode: null, hours: 'any' as const, freeOnly: false, fromDay: null, ...wants };
  await lookForMe(world.site.store, { ...wish, person: person._id, contact: person.contact, now: world.clock.now() });
  return person;
}

/** A slot all of whose places came free. */
export const freshSlot = (capacity: number, options?: SlotOptions): Slot => ({
  ...slotOf(capacity, options),
  freed: capacity,
});

const collection = <T extends object>(world: World, name: string) => world.site.connection.collection<T>(name);
export const allProposals = (world: World): Promise<Proposal[]> =>
  collection<Proposal>(world, 'proposals').find().sort({ madeAt: 1 }).toArray();
export const openProposals = async (world: World): Promise<Proposal[]> =>
  (await allProposals(world)).filter(({ status }) => status === 'open');
export const allWishes = (world: World): Promise<Wish[]> => collection<Wish>(world, 'wishes').find().toArray();
export const messagesAbout = async (world: World): Promise<string[]> => {
  const messages = await collection<{ _id: unknown }>(world, 'messages').find().toArray();
  // A proposal is told to the number that the person is on.
  return messages.map(({ _id }) => String(_id).replace(/^(proposal:[^:]+):.*/, '$1'));
};

/** What does not fit between proposals, wishes and places, as sentences; none when all is well. */
export async function discords(world: World): Promise<string[]> {
  const [proposals, wishes, told] = await Promise.all([allProposals(world), allWishes(world), messagesAbout(world)]);
  const slots = await collection<Slot & { holders: { id: string }[] }>(world, 'slots').find().toArray();
  const booked = await collection<Appointment>(world, 'appointments').find({ status: 'booked' }).toArray();
  const open = proposals.filter(({ status }) => status === 'open');
  const holdersOf = (id: string): string[] =>
    slots.filter(({ holders }) => holders.some((holder) => holder.id === id)).map(({ _id }) => _id);
  const known = [...open.map(({ _id }) => _id), ...booked.map(({ holder }) => holder)];
  const waits = wishes.filter(({ status }) => status === 'proposed');
  return [
    ...open.filter(({ _id, slot }) => holdersOf(_id).join() !== slot).map(({ _id }) => `${_id} keeps no place`),
    ...open.filter(({ _id }) => !told.includes(`proposal:${_id}`)).map(({ _id }) => `${_id} is told to nobody`),
    ...open
      .filter(({ wish, _id }) => wish !== null && !waits.some(({ proposed }) => proposed?.id === _id))
      .map(({ _id }) => `${_id} is not known to its wish`),
    ...waits
      .filter(({ proposed }) => !open.some(({ _id }) => _id === proposed?.id))
      .map(({ _id }) => `${_id} waits for a proposal that is not open`),
    ...slots
      .flatMap(({ holders }) => holders.map(({ id }) => id))
      .filter((id) => !known.includes(id))
      .map((id) => `${id} is kept for nobody`),
    ...[...proposals, ...wishes].filter(({ unsettled }) => unsettled).map(({ _id }) => `${_id} is unsettled`),
    ...open
      .filter(({ person, dose }, index) => open.findIndex((o) => o.person === person && o.dose === dose) !== index)
      .map(({ person }) => `${person} has two`),
  ];
}
