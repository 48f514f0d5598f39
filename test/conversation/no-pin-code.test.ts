/** Whoever was registered through a program has not said where they are at home: they are asked when it matters, and never stuck. */
import { registerPerson } from '../../src/vaccination/register-person';
import { answersOf, DAY, newAddress, openWorld, slotOf, type Talk, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([
    ...[slotOf(5, { centre: 'barasat' }), slotOf(5, { centre: 'barasat', inDays: 3 })],
    ...[slotOf(50, { dose: 2, inDays: 12 })],
  ]);
});
afterAll(() => world.close());

let cards = 600;

async function registeredElsewhere(): Promise<Talk> {
  const talk = world.talk(newAddress());
  const { pinCode: _, ...answers } = answersOf(++cards);
  const contact = world.site.store.vault.contactOf(talk.address);
  const key = talk.address;
  await registerPerson(world.site.store, { contact, answers, district: null, key, now: world.clock.now() });
  await talk.say('টিকা');
  return talk;
}

test('is asked near which place, as often as needed, and gets a date there that can be moved without being asked', async () => {
  const talk = await registeredElsewhere();
  expect((await talk.choose('book')).text).toBe('কোন এলাকায় টিকা নেবেন? সেখানকার পিন কোড লিখুন, যেমন 700091');
  expect((await talk.say('জানি না')).text).toContain('শুধু পিন কোড লিখুন');
  expect((await talk.say('999999')).text).toContain('এই পিন কোড খুঁজে পেলাম না');
  expect((await talk.say('৭০০০৯১')).expects).toBe('booking.offer');
  expect((await talk.choose('offer1')).text).toContain('বারাসাত');
  await talk.choose('move');
  expect(talk.last?.expects).toBe('booking.offer');
  expect(talk.last?.text).toContain('বারাসাত');
});

test('going back leaves the question', async () => {
  const talk = await registeredElsewhere();
  await talk.choose('book');
  expect((await talk.say('0')).expects).not.toBe('booking.pinCode');
});

test('where they want none of what is free they are looked for at the place they named', async () => {
  const talk = await registeredElsewhere();
  await talk.choose('book');
  await talk.say('700014');
  expect(talk.last?.expects).toBe('booking.offer');
  expect((await talk.choose('lookForMe')).text).toContain('700014');
  expect((await talk.choose('correct')).expects).toBe('waiting.looking');
  expect(await world.site.store.wishes.centresWaitedFor()).toContain('sealdah');
});

test('before a second dose nothing near home is offered where no home is known', async () => {
  const talk = await registeredElsewhere();
  const contact = world.site.store.vault.contactOf(talk.address);
  const day = new Date(world.clock.now().getTime() - 30 * DAY).toISOString().slice(0, 10);
  const doses = [{ vaccine: 'COVISHIELD', day }];
  await world.site.connection.collection('persons').updateOne({ contact }, { $set: { doses } });
  await talk.say('টিকা');
  expect((await talk.choose('book')).menu.map(({ value }) => value)).toEqual(['later']);
  expect((await talk.say('1')).text).toContain('শুধু পিন কোড লিখুন');
  expect((await talk.say('700091')).expects).toBe('booking.offer');
});
