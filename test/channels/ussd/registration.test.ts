/** A led registration through each gateway: how many screens it takes, what fits on them, and what comes of it. */
import { segmentsOf } from '../../../src/render/segments';
import { newAddress, openWorld, voterCard, type World } from '../../support/world';
import { conversationOf, HANDSETS, openDoors, readBy, restOf, type Doors, type Handset, type Shown } from './handsets';

const MOST_SCREENS = 8;
const LONGEST = { gsm7: 160, ucs2: 70 } as const;

let world: World;
let doors: Doors;
beforeAll(async () => {
  world = await openWorld();
  doors = await openDoors(world);
});
afterAll(async () => {
  await doors.close();
  await world.close();
});

/** Somebody who answers in few words and keeps count of the screens. */
class Caller {
  readonly screens: Shown[] = [];
  private readonly handset: Handset;

  constructor(
    readonly number: string,
    newHandset: (url: string, number: string) => Handset,
  ) {
    this.handset = readBy(world, newHandset(doors.url, number));
  }

  async dial(): Promise<void> {
    this.screens.push(await this.handset.dial());
  }

  async answer(text: string): Promise<void> {
    this.screens.push(await this.handset.answer(text));
  }

  /** Answers with the number of a choice, which must stand on the screen. */
  async choose(value: string): Promise<void> {
    const shown = this.screens.at(-1)?.text ?? 'nothing';
    const item = (await conversationOf(world, this.number))?.menu.find((each) => each.value === value);
    if (!item || !shown.includes(item.label)) throw new Error(`no "${value}" on\n${shown}`);
    await this.answer(item.number);
  }
}

/** As far as the read-back; each question is the one that is expected. */
async function leadToReadBack(caller: Caller, name: string, card: string): Promise<void> {
  const steps: [string, () => Promise<void>][] = [
    ['welcome.menu', () => caller.choose('register')],
    ['registration.name', () => caller.answer(name)],
    ['registration.age', () => caller.answer('69')],
    ['registration.gender', () => caller.choose('female')],
    ['registration.cardType', () => caller.choose('voter')],
    ['registration.cardNumber', () => caller.answer(card)],
    ['registration.pinCode', () => caller.answer('700091')],
  ];
  await caller.dial();
  for (const [expected, act] of steps) {
    expect(await restOf(world, caller.number)).toBe(expected);
    await act();
  }
  expect(await restOf(world, caller.number)).toBe('registration.confirm');
}

let people = 0;
const newNumber = (): string => newAddress().slice('tel:'.length);
async function namesOf(number: string): Promise<string[]> {
  const persons = await world.site.store.persons.ofContact(world.site.store.vault.contactOf(`tel:${number}`));
  return persons.map(({ name }) => name);
}

describe.each(HANDSETS)('%s', (_, newHandset) => {
  test(`from the dial to the read-back in ${MOST_SCREENS} screens, each of them one screen`, async () => {
    const caller = new Caller(newNumber(), newHandset);
    await leadToReadBack(caller, 'Rahima Bibi', voterCard(++people));
    expect(caller.screens.length).toBeLessThanOrEqual(MOST_SCREENS);
    await caller.choose('correct');
    expect(await namesOf(caller.number)).toEqual(['Rahima Bibi']);
    for (const { status, text, open } of caller.screens) {
      const { encoding, units } = segmentsOf(text);
      expect({ status, open, fits: units <= LONGEST[encoding] }).toEqual({ status: 200, open: true, fits: true });
    }
  });

  test('a name and a card may have signs in them that belong to codes', async () => {
    const caller = new Caller(newNumber(), newHandset);
    const card = voterCard(++people);
    await leadToReadBack(caller, 'A*B', `${card.slice(0, 3)}*${card.slice(3)}`);
    await caller.choose('correct');
    expect(await namesOf(caller.number)).toEqual(['A B']);
  });

  test('a dropped session goes on at its question', async () => {
    const caller = new Caller(newNumber(), newHandset);
    await caller.dial();
    await caller.choose('register');
    await caller.answer('Rahima Bibi');
    await caller.dial();
    expect(await restOf(world, caller.number)).toBe('registration.age');
    await caller.answer('69');
    expect(await restOf(world, caller.number)).toBe('registration.gender');
  });

  test('a restart in the middle shows no question a second time', async () => {
    const caller = new Caller(newNumber(), newHandset);
    await caller.dial();
    await caller.choose('register');
    expect(await restOf(world, caller.number)).toBe('registration.name');
    doors.restart();
    await caller.answer('Rahima Bibi 69');
    expect(await restOf(world, caller.number)).toBe('registration.gender');
    // The number that was answered before the restart, too.
    await caller.choose('female');
    expect(caller.screens.at(-1)?.text).not.toBe(caller.screens.at(1)?.text);
    expect(await restOf(world, caller.number)).toBe('registration.cardType');
  });
});
