/**
 * Somebody who is registered on one number writes from another: with a code sent to the old number the person, with doses and
 * dates, belongs to the new one. Until the code was right nothing of the person is shown; and only who named the card and the
 * year of birth may ask for one (`registerPerson`).
 */
import { dayOf } from '../clock';
import type { CodeSent, EffectContext, EffectTypes } from '../conversation/effects';
import type { Conversation } from '../conversation/ports';
import type { Language, Locale } from '../conversation/vocabulary';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import { currentProgramme } from './current-programme';
import { checkCode, sendCode } from './prove-number';
import { settlePerson } from './settle-person';

type TakenOver = EffectTypes['takeOver']['output'];

/** A code that was sent for one person and one who asks is no other's. */
const whoseOf = (contact: string, person: string): string => `${contact}:${person}`;

export async function sendHandOverCode(
  store: Store,
  { person: id }: EffectTypes['sendHandOverCode']['input'],
  { contact, key, language, now }: EffectContext,
): Promise<CodeSent> {
  const person = await askedFor(store, contact, id, now);
  const conversation = person && (await store.conversations.load(person.contact));
  // With no number to be reached there is only the helpline, as after too many codes.
  if (!conversation) return { status: 'tooMany' };
  return sendCode(store, {
    ...{ door: 'handOver', whose: whoseOf(contact, id), number: conversation.address, key, now },
    ...{ template: 'templates:handOverCode', language: localeOf(conversation, language) },
  });
}

/** As the old number reads. */
function localeOf({ language, script }: Conversation, otherwise: Language): Locale {
  const spoken = language ?? otherwise;
  return script === 'latin' && spoken !== 'en' ? `${spoken}-Latn` : spoken;
}

export async function takeOver(
  store: Store,
  { person: id, code }: EffectTypes['takeOver']['input'],
  { contact, key, now }: EffectContext,
): Promise<TakenOver> {
  const person = await askedFor(store, contact, id, now);
  if (!person) return { status: 'over' };
  if (person.contact === contact) return arrived(store, person, now);
  const checked = await checkCode(store, { door: 'handOver', whose: whoseOf(contact, id), code, key, now });
  if (checked.status !== 'proved') return { status: checked.status };
  // The person went to a third number since the code was sent.
  if (store.vault.contactOf(checked.number) !== person.contact) return { status: 'over' };
  return move(store, person, contact, now);
}

async function askedFor(store: Store, contact: string, id: string, now: Date): Promise<Person | null> {
  return (await store.handOvers.isAllowed(contact, id, now)) ? store.persons.get(id) : null;
}

async function move(store: Store, person: Person, contact: string, now: Date): Promise<TakenOver> {
  const { mostPeoplePerNumber: most } = (await currentProgramme(store, dayOf(now))).programme;
  const seats = Array.from({ length: most }, (_, index) => index + 1);
  const taken = (await store.persons.ofContact(contact)).map(({ seat }) => seat);
  const free = seats.filter((seat) => !taken.includes(seat));
  if (free.length === 0) return { status: 'numberFull', most };
  // First of all, so that nobody is taken away in silence.
  await tellOldNumber(store, person, now);
  for (const seat of free) {
    if (await store.persons.moveTo(person._id, person.contact, contact, seat)) break;
  }
  const moved = await store.persons.get(person._id);
  return moved?.contact === contact ? arrived(store, moved, now) : { status: 'numberFull', most };
}

async function tellOldNumber(store: Store, { _id, contact, name }: Person, now: Date): Promise<void> {
  await store.messages.queue({
    occasion: `movedAway:${_id}:${contact}:${dayOf(now)}`,
    ...{ contact, kind: 'answer', at: now },
    prompts: [{ key: 'templates:movedAway', params: { name: { person: name } } }],
  });
}

/** Dates and wishes follow; what is left undone here is done by the sweep. */
async function arrived(store: Store, person: Person, now: Date): Promise<TakenOver> {
  await settlePerson(store, person, now);
  return { status: 'moved', name: person.name };
}
