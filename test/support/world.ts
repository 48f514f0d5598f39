/**
 * A small world on the real engine: two districts, three centres, the programme of 2021, slots as a test wants them; and one or
 * several processes of the service beside each other, each with its own connection, in which people hold dialogues.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from 'mongoose';
import { addDays, dayOf, type Clock } from '../../src/clock';
import { createConverse, type Converse } from '../../src/conversation/converse';
import type { Registered } from '../../src/conversation/effects';
import type { Answer } from '../../src/conversation/ports';
import type { Answers, Names } from '../../src/conversation/vocabulary';
import { createNotify } from '../../src/messages/notify';
import { throughAccounts } from '../../src/conversation/accounts';
import { createEffects } from '../../src/effects';
import { createFunnelCounter, type FunnelCounter } from '../../src/ops/funnel';
import { createRender } from '../../src/render/render';
import { ROOT } from '../../src/root';
import { createStore, type Store } from '../../src/store';
import type { Appointment } from '../../src/store/appointments';
import { connect, connectionLost } from '../../src/store/database';
import type { Programme } from '../../src/store/programme';
import type { Holder, Slot } from '../../src/store/slots';
import { createVault } from '../../src/store/vault';
import { pinCodeNear } from '../../src/vaccination/pin-code-near';
import { bindAccount } from '../../src/vaccination/prove-number';
import { staffAt } from '../../src/vaccination/report-glitch';
import { registerPerson } from '../../src/vaccination/register-person';
import { keptForPhones } from '../../src/vaccination/rules/kept-places';
import { openTestDatabase, type TestDatabase } from './database';

export const TEST_KEY = Buffer.alloc(32, 7);
/** A Wednesday morning in the first week. */
export const START = new Date('2021-03-03T10:00:00+05:30');
export const TODAY = dayOf(START);
export const MINUTE = 60_000;
export const DAY = 86_400_000;

export const PROGRAMME = JSON.parse(readFileSync(join(ROOT, 'src/cli/seed/programme.json'), 'utf8')) as Programme;

const names = (en: string, bn: string, hi: string): Names => ({ en, bn, hi });
const DISTRICTS = [
  {
    _id: 'near',
    state: 'wb',
    names: names('North 24 Pgs', 'উত্তর 24 পরগনা', 'उत्तर 24 परगना'),
    location: [88.48, 22.72],
  },
  { _id: 'next', state: 'wb', names: names('Kolkata', 'কলকাতা', 'कोलकाता'), location: [88.35, 22.56] },
] as const;
const CENTRES = [
  { _id: 'bidhannagar', district: 'near', pin: '700091', names: names('Bidhannagar', 'বিধাননগর', 'बिधाननगर') },
  { _id: 'barasat', district: 'near', pin: '700124', names: names('Barasat', 'বারাসাত', 'बारासात') },
  { _id: 'sealdah', district: 'next', pin: '700014', names: names('Sealdah', 'শিয়ালদহ', 'सियालदह') },
] as const;
const PIN_CODES = [
  { _id: '700091', districts: ['near'] },
  { _id: '700014', districts: ['next'] },
  { _id: '700030', districts: ['near', 'next'] },
];
export type CentreId = (typeof CENTRES)[number]['_id'];

/** A clock that stands still until it is moved. */
export class TestClock implements Clock {
  constructor(private at = START) {}

  now(): Date {
    return this.at;
  }

  advance(ms: number): void {
    this.at = new Date(this.at.getTime() + ms);
  }
}

/** One process of the service: its own connection, caches and queue. */
export interface Site {
  store: Store;
  connection: Connection;
  converse: Converse;
  /** Where people stop, as this process counts it. */
  funnel: FunnelCounter;
  /** What failed inside effects. */
  failures: unknown[];
  close: () => Promise<void>;
}

export interface World {
  database: TestDatabase;
  clock: TestClock;
  /** The first process. */
  site: Site;
  /** One more process on the same data; with a URI, by another way. */
  openSite: (uri?: string) => Promise<Site>;
  talk: (address: string, site?: Site) => Talk;
  close: () => Promise<void>;
}

export async function openWorld(): Promise<World> {
  const database = await openTestDatabase();
  const clock = new TestClock();
  const sites: Site[] = [];
  const openSite = async (uri = database.uri): Promise<Site> => {
    const site = await newSite(uri, database.dbName);
    sites.push(site);
    return site;
  };
  const site = await openSite();
  await seedWorld(site.store);
  return {
    database,
    clock,
    site,
    openSite,
    talk: (address, at = site) => new Talk(address, at.converse, clock),
    close: async () => {
      for (const each of sites) await each.close();
      await database.close();
    },
  };
}

async function newSite(uri: string, dbName: string): Promise<Site> {
  const connection = await connect({ uri, dbName });
  const store = createStore(connection, createVault(TEST_KEY));
  const failures: unknown[] = [];
  const render = createRender();
  const notify = createNotify(store);
  const funnel = createFunnelCounter(store.funnel);
  const answering = createConverse({
    store: store.conversations,
    effects: createEffects(store),
    render,
    notify,
    keepLine: store.talks.keep,
    pinCodeNear: (location) => pinCodeNear(store, location),
    isStaff: async (contact) => (await staffAt(store, contact)) !== null,
    contactOf: store.vault.contactOf,
    numberOf: store.accounts.numberOf,
    connectionLost,
    patience: 60_000,
    observe: () => undefined,
    passed: funnel.passed,
    effectFailed: (_, error) => failures.push(error),
  });
  const converse = throughAccounts(answering, {
    numberOf: store.accounts.numberOf,
    bind: (account, number, at, locale) => bindAccount(store, { account, number, at, locale }),
  });
  return { store, connection, converse, funnel, failures, close: () => connection.close(true) };
}

/** Indexes, places and the programme; no slots yet. */
export async function seedWorld(store: Store): Promise<void> {
  await store.createIndexes();
  await store.places.replaceAll({
    districts: DISTRICTS.map(({ location, ...rest }) => ({ ...rest, location: [...location] })),
    centres: CENTRES.map((centre) => ({ ...centre, location: [88.4, 22.6] as [number, number], price: 0 })),
    pinCodes: PIN_CODES,
  });
  await store.programme.replace(PROGRAMME);
}

export interface SlotOptions {
  centre?: CentreId;
  /** Days from today. */
  inDays?: number;
  from?: string;
  dose?: number;
}

/** A slot of two hours with so many places, all free. */
export function slotOf(
  capacity: number,
  { centre = 'bidhannagar', inDays = 2, from = '09:00', dose = 1 }: SlotOptions = {},
): Slot {
  const { names: centreNames, district } = CENTRES.find(({ _id }) => _id === centre) ?? CENTRES[0];
  const day = addDays(TODAY, inDays);
  const to = `${String(Number(from.slice(0, 2)) + 2).padStart(2, '0')}:00`;
  return {
    ...{ _id: `${centre}:${day}:${from}:${dose}`, session: `${centre}:${day}`, centre, centreNames, district },
    ...{ day, from, to, vaccine: 'COVISHIELD', dose, price: 0, capacity, free: capacity },
    ...{ kept: keptForPhones(capacity), freed: capacity },
  };
}

/** The nth voter card; its last digit checks the others (ISO/IEC 7812-1). */
export function voterCard(n: number): string {
  const digits = String(n).padStart(6, '0');
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return `WKH${digits}${(10 - (sum % 10)) % 10}`;
}

/** Somebody of 69 at 700091 with the nth voter card. */
export const answersOf = (
  n: number,
): Required<Pick<Answers, 'name' | 'age' | 'gender' | 'cardType' | 'pinCode'>> & Answers => ({
  name: `রহিমা ${n}`,
  age: 69,
  gender: 'female',
  cardType: 'voter',
  cardNumber: voterCard(n),
  pinCode: '700091',
});

/** Registers the nth person on a number, without a dialogue. Answers their id. */
export async function registered({ site, clock }: World, address: string, n: number): Promise<string> {
  const outcome: Registered = await registerPerson(site.store, {
    ...{ contact: site.store.vault.contactOf(address), answers: answersOf(n), district: 'near' },
    ...{ key: `${address}:${n}`, now: clock.now() },
  });
  if (outcome.status !== 'registered') throw new Error(`${address} ${n}: ${outcome.status}`);
  return outcome.person;
}

let numbers = 0;
/** A number nobody has used yet. */
export const newAddress = (): string => `tel:+9198${String(30_000_000 + numbers++)}`;

/** A dialogue of one number with one process. */
export class Talk {
  last: Answer | undefined;

  constructor(
    readonly address: string,
    private readonly converse: Converse,
    private readonly clock: Clock,
  ) {}

  async say(text: string, externalId: string = randomUUID()): Promise<Answer> {
    const inbound = { channel: 'sms' as const, address: this.address, externalId, text, receivedAt: this.clock.now() };
    this.last = await this.converse(inbound);
    return this.last;
  }

  /** Answers with the number under which the last menu shows `value`. */
  choose(value: string): Promise<Answer> {
    const item = this.last?.menu.find((each) => each.value === value);
    if (!item) throw new Error(`no "${value}" in the menu of\n${this.last?.text ?? 'nothing yet'}`);
    return this.say(item.number);
  }

  /** The same dialogue, carried on with another process. */
  at({ converse }: Site): Talk {
    const talk = new Talk(this.address, converse, this.clock);
    talk.last = this.last;
    return talk;
  }
}

/**
 * Every place that is taken and by whom, as sentences about what does not fit; none when all is well: what is taken is held for
 * a while, booked or was used, whoever is booked has a place, nobody has two dates for a dose, and of a family all or none stand.
 * Run after what was left half-made was settled, and who was too many was moved.
 */
export async function imbalances({ connection }: Pick<Site, 'connection'>): Promise<string[]> {
  const slots = await connection.collection<Slot & { holders: Holder[] }>('slots').find().toArray();
  const all = await connection.collection<Appointment>('appointments').find().toArray();
  const booked = all.filter(({ status }) => status === 'booked');
  const keyed = (slot: string, holder: string): string => `${slot} for ${holder}`;
  const places = new Set(
    all.filter(({ status }) => status !== 'cancelled').map((each) => keyed(each.slot, each.holder)),
  );
  const taken = slots.flatMap(({ _id, holders }) => holders.map(({ id, until }) => ({ place: keyed(_id, id), until })));
  const held = new Set(taken.map(({ place }) => place));
  return [
    ...slots
      .filter(({ capacity, free, holders }) => capacity - free !== holders.length)
      .map(({ _id }) => `${_id} miscounts`),
    ...slots.filter(({ capacity, free }) => free < 0 || free > capacity).map(({ _id }) => `${_id} is out of bounds`),
    ...twice(taken.map(({ place }) => place)).map((place) => `${place} is taken twice`),
    ...booked
      .map(({ slot, holder }) => keyed(slot, holder))
      .filter((place) => !held.has(place))
      .map((place) => `${place} is not taken`),
    ...taken.filter(({ place, until }) => !until && !places.has(place)).map(({ place }) => `${place} is leaked`),
    ...twice(booked.map(({ person, dose }) => `${person} dose ${dose}`)).map((who) => `${who} is booked twice`),
  ];
}

const twice = (values: readonly string[]): string[] => values.filter((value, index) => values.indexOf(value) !== index);
