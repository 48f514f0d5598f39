/** Registers a person on a number. Unique indexes hold the rules: places on a number, one person for a card. */
import { randomInt } from 'node:crypto';
import { dayOf, yearOf } from '../clock';
import type { Registered } from '../conversation/effects';
import type { Answers } from '../conversation/vocabulary';
import { AppError } from '../errors';
import type { Store } from '../store';
import type { Person } from '../store/persons';
import type { EligibilityRule, Programme } from '../store/programme';
import { currentProgramme } from './current-programme';
import { bornOf } from './review-answers';
import { likelyBirthYear, mayCome, standingOf } from './rules/eligibility';

export interface Registration {
  contact: string;
  answers: Answers;
  /** `null`: where they are at home was not asked. */
  district: string | null;
  /** The same for a registration that is tried again. */
  key: string;
  now: Date;
  /** Id of the operator who writes for them. */
  by?: string;
  /** Id of the partner whose program registers them. */
  partner?: string;
}

export async function registerPerson(store: Store, registration: Registration): Promise<Registered> {
  const { programme, rule } = await currentProgramme(store, dayOf(registration.now));
  const outcome = await insert(store, personOf(store, registration), programme);
  if (!('status' in outcome)) return registered(outcome, rule, registration.now);
  return outcome.status === 'cardTaken' ? ((await elsewhere(store, registration)) ?? outcome) : outcome;
}

type Refusal = Exclude<Registered, { status: 'registered' }>;

/** Takes the first free place on the number, and another reference id in the rare case that it is taken. */
async function insert(store: Store, person: Person, programme: Programme): Promise<Person | Refusal> {
  const most = programme.mostPeoplePerNumber;
  while (person.seat <= most) {
    const refused = await store.persons.insert(person);
    if (refused === null) return person;
    if (refused === '_id' || refused === 'card') return (await corrected(store, person)) ?? { status: 'cardTaken' };
    if (refused === 'seat') person.seat++;
    else person.reference = newReference();
  }
  return (await corrected(store, person)) ?? { status: 'numberFull', most };
}

/**
 * Registered on this number, with this card and name, before: tried again, or put right by whoever wrote it. Another name on the
 * same card may be another person by mistake, and must not overwrite the first.
 */
async function corrected(store: Store, person: Person): Promise<Person | undefined> {
  const people = await store.persons.ofContact(person.contact);
  const known = people.find(({ card, name }) => card.hash === person.card.hash && name === person.name);
  if (!known) return undefined;
  const { name, birthYear, gender, hasIllness } = person;
  // Who does not say where they are at home has not moved.
  const { pin, district } = person.pin === null ? known : person;
  return store.persons.correct(known, { name, birthYear, gender, hasIllness, pin, district });
}

/** Told apart from a card that is merely taken only so often: nobody is to find out here whose card and year belong together. */
const MOST_ELSEWHERE = 3;
const DAY_MS = 86_400_000;
/** How long the number that asks may then ask for a code. */
const ASKED_WITHIN_MS = 3_600_000;

/** Somebody on another number with this card who was born in the same year, or as near to it as an age tells. */
async function elsewhere(store: Store, { contact, answers, key, now }: Registration): Promise<Registered | null> {
  const { cardType, cardNumber } = answers;
  const born = bornOf(answers);
  const person = cardType && cardNumber && (await store.persons.byCard(store.vault.cardHash(cardType, cardNumber)));
  if (!person || person.contact === contact || !born) return null;
  const since = new Date(now.getTime() - DAY_MS);
  const allowed = await store.limits.allows(`elsewhere:${contact}`, MOST_ELSEWHERE, { key, since, now });
  // The year that is stored may itself have been counted from an age.
  if (!allowed || Math.abs(likelyBirthYear(born, yearOf(now)) - person.birthYear) > 1) return null;
  await store.handOvers.allow(contact, person._id, new Date(now.getTime() + ASKED_WITHIN_MS));
  return { status: 'elsewhere', person: person._id };
}

function registered(person: Person, rule: EligibilityRule, now: Date): Registered {
  const known = { status: 'registered', person: person._id, reference: person.reference } as const;
  const { standing } = standingOf({ birthYear: person.birthYear }, rule, yearOf(now));
  if (mayCome(standing, person.hasIllness)) return { ...known, eligible: true };
  return {
    ...known,
    eligible: false,
    name: person.name,
    fromAge: rule.anyoneFromAge,
    withIllnessFrom: rule.withIllnessFromAge,
  };
}

function personOf({ vault }: Store, { contact, answers, district, key, now, by, partner }: Registration): Person {
  const { name, gender, cardType, cardNumber, pinCode = null, comorbidity } = answers;
  const born = bornOf(answers);
  const isPlaced = district === null ? pinCode === null : pinCode !== null && district !== '';
  if (!name || !gender || !cardType || !cardNumber || !born || !isPlaced) {
    throw new AppError('FLOW_BROKEN', 'a registration reached its end with answers missing');
  }
  return {
    _id: vault.idOf(`person:${key}`),
    contact,
    seat: 1,
    reference: newReference(),
    name,
    birthYear: likelyBirthYear(born, yearOf(now)),
    gender,
    hasIllness: comorbidity === 'yes',
    card: { type: cardType, last4: cardNumber.slice(-4), hash: vault.cardHash(cardType, cardNumber) },
    pin: pinCode,
    district,
    doses: [],
    tellWhenEligible: null,
    registeredAt: now,
    ...(by ? { by } : {}),
    ...(partner ? { partner } : {}),
  };
}

/** 14 digits that tell nothing and cannot be guessed from another. */
function newReference(): string {
  return `${randomInt(1_000_000, 10_000_000)}${randomInt(0, 10_000_000).toString().padStart(7, '0')}`;
}
