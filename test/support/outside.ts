/**
 * What happens around a dialogue: time goes on and the jobs run, a nurse records a dose, a centre closes, other people take places
 * and give them back, a rule changes. Messages that arrive meanwhile are written down as the person gets them.
 */
import { randomUUID } from 'node:crypto';
import { addDays, dayOf, yearOf } from '../../src/clock';
import type { Begin } from '../../src/conversation/begin';
import type { Answer } from '../../src/conversation/ports';
import type { Locale } from '../../src/conversation/vocabulary';
import { createHold } from '../../src/conversation/hold';
import { jobsOf } from '../../src/jobs';
import { createNotify } from '../../src/messages/notify';
import type { Outbox } from '../../src/messages/outbox';
import { oneWay, type Outgoing } from '../../src/messages/routes';
import type { Render } from '../../src/render/render';
import type { Staff } from '../../src/store/staff';
import { closeSession } from '../../src/vaccination/close-session';
import { moveGlitch, scopeOf } from '../../src/vaccination/move-glitch';
import { recordDose } from '../../src/vaccination/record-dose';
import { setInterval as setDoseInterval } from '../../src/vaccination/set-interval';
import { makeList, sendList } from '../../src/vaccination/village-lists';
import { readVillageList } from '../../src/understanding/village-list';
import { certificatesOf } from './certificates';
import type { ExampleWorld } from './example-world';

/** A message that reached a telephone or a chat. */
export type Arrived = Outgoing;

interface Listed {
  village: string;
  locale: Locale;
  /** As a health worker writes them, without telephone and PIN code. */
  lines: readonly string[];
}

export interface OutsideDeps {
  world: ExampleWorld;
  begin: Begin;
  render: Render;
  now: () => Date;
  /** Whose people and dates are meant. */
  number: () => string;
}

export class Outside {
  private readonly arrived: Arrived[] = [];
  private readonly jobs;
  private readonly hold;

  constructor(private readonly deps: OutsideDeps) {
    const { world, begin, render, now } = deps;
    const { store } = world;
    const failed = (error: unknown): never => {
      throw new Error('a job failed', { cause: error });
    };
    const send = (message: Outgoing): Promise<undefined> => {
      this.arrived.push(message);
      return Promise.resolve(undefined);
    };
    const { telegram, ...routes } = oneWay(send);
    const outbox: Outbox = {
      ...{ store, begin, render, now, failed, certificates: certificatesOf(store, now) },
      routes: { ...routes, telegram: telegram && { ...telegram, documents: true } },
    };
    const addExamples = (): Promise<void> => world.addSessions(now());
    this.hold = createHold({
      store: store.conversations,
      render,
      notify: createNotify(store),
      keepLine: store.talks.keep,
    });
    this.jobs = jobsOf({ hold: this.hold, store, now, outbox, failed, progress: () => undefined, addExamples });
  }

  /** Every job once, and once more where one leaves work to another. Answers what reached the number meanwhile. */
  async runJobs(): Promise<Arrived[]> {
    for (let round = 0; round < 2; round++) for (const { run } of this.jobs) await run(() => false);
    return this.arrived.splice(0);
  }

  /** @param what the name of a person, then the vaccine */
  async vaccinate(name: string, vaccine: string): Promise<void> {
    const { world, now } = this.deps;
    const person = (await this.people()).find((each) => each.name === name);
    if (!person) throw new Error(`nobody called ${name}`);
    const recorded = await recordDose(world.store, {
      ...{ reference: person.reference, vaccine, day: dayOf(now()), now: now() },
    });
    expect(recorded.status).toBe('recorded');
  }

  /** The vaccination session of the number's next date does not take place. */
  async close(): Promise<void> {
    const { world, now } = this.deps;
    const [next] = await world.store.appointments.activeOfContact(this.contact(), dayOf(now()));
    const slot = next && (await world.store.slots.get(next.slot));
    if (!slot) throw new Error('there is no date whose centre could close');
    await closeSession(world.store, { session: slot.session, reason: 'no vaccine', now: now() });
  }

  /** Other people have every place of every centre. */
  async fillAll(): Promise<void> {
    await this.slots().updateMany({}, { $set: { free: 0, freed: 0 } });
  }

  /** Somebody else gives a place back, near by and the day after tomorrow. */
  async free(): Promise<void> {
    const day = addDays(dayOf(this.deps.now()), 2);
    const near = { dose: 1, district: 'wb-north-24-parganas', day, price: 0 };
    const [slot] = await this.slots().find(near).sort({ _id: 1 }).limit(1).toArray();
    if (!slot) throw new Error('there is no such slot');
    await this.slots().updateOne({ _id: slot._id }, { $inc: { free: 1, freed: 1 } });
  }

  /** An operator sees all that is recorded of each person of the number. */
  async look(name: string, why: string): Promise<void> {
    const { world, now } = this.deps;
    for (const { _id } of await this.people()) {
      const deed = { action: 'person.looked', about: `person:${_id}`, why, detail: null };
      await world.store.audit.append({ ...deed, at: now(), staff: name, name, role: 'operator', from: '127.0.0.1' });
    }
  }

  async staff(): Promise<void> {
    const { world, now, number } = this.deps;
    const place = { centres: [], districts: ['wb-kolkata'], states: [] };
    const nurse = { name: 'Mita', role: 'vaccinator', language: 'bn', ...place } as const;
    const staff = await world.store.staff.add(nurse, { password: '', totp: '' });
    await world.store.staffPhones.register(staff?._id ?? '', number(), now());
  }

  async fix(): Promise<void> {
    const { world, now } = this.deps;
    const place = { centres: [], districts: ['wb-kolkata'], states: [] };
    const officer: Staff = { _id: 'sen', name: 'Sen', role: 'districtOfficer', language: 'bn', ...place };
    for (const { number } of await world.store.glitches.within(scopeOf(officer), true, 10))
      await moveGlitch(world.store, officer, { number, status: 'fixed', note: '', now: now() });
  }

  /** People of this number, on the list of a village, are asked whether they want it. */
  async listed({ lines, ...list }: Listed): Promise<void> {
    const { world, now, number } = this.deps;
    const rows = lines.map((line) => [`${line}, ${number().replace('tel:', '')}, 700091`]);
    const making = { ...list, key: now().toISOString(), staff: 'operator', now: now() };
    const made = await makeList(world.store, { ...making, lines: readVillageList(rows, yearOf(now())) });
    if (made.status !== 'made') throw new Error(`the list is ${made.status}`);
    expect(await sendList(world.store, made.list, now())).toEqual({ asked: lines.length, left: 0 });
  }

  async interval(vaccine: string, days: number): Promise<void> {
    const { world, now } = this.deps;
    await setDoseInterval(world.store, { vaccine, days, from: dayOf(now()), now: now() });
  }

  async takeOver(): Promise<void> {
    expect(await this.hold.takeOver(this.mita())).toEqual({ status: 'held' });
  }

  async operator(words: string): Promise<void> {
    expect(await this.hold.say({ ...this.mita(), words, key: randomUUID() })).toBe(true);
  }

  async handBack(words: string): Promise<void> {
    expect(await this.hold.handBack({ ...this.mita(), words, key: randomUUID() })).toBe(true);
  }

  private mita() {
    return { contact: this.contact(), staff: 'mita', name: 'Mita', now: this.deps.now() };
  }

  /** What a message is to who gets it: where their conversation rests, and what its digits now mean. */
  async heard({ text, locale }: Arrived): Promise<Answer> {
    const { dialogue = null, menu = [], turn = 0 } = (await this.conversation()) ?? {};
    const expects = dialogue ? `${dialogue.flow}.${dialogue.value}` : 'welcome.menu';
    return { text, menu, expects, language: locale, done: true, turn };
  }

  private conversation() {
    return this.deps.world.store.conversations.load(this.contact());
  }

  private people() {
    return this.deps.world.store.persons.ofContact(this.contact());
  }

  private contact(): string {
    return this.deps.world.store.vault.contactOf(this.deps.number());
  }

  private slots() {
    return this.deps.world.connection.collection<{ _id: string }>('slots');
  }
}
