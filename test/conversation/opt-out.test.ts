/** Silence about reminders, and about everything; on the real store. */
import { newAddress, openWorld, type World } from '../support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const silenceOf = (address: string) => world.site.store.contacts.silenceOf(world.site.store.vault.contactOf(address));

test.each(['মনে করাবেন না', 'mone koraben na', 'याद न दिलाएँ', 'no reminders'])(
  '"%s" ends the reminders alone, and the question goes on',
  async (said) => {
    const talk = world.talk(newAddress());
    for (const text of ['টিকা', '1']) await talk.say(text);
    const answer = await talk.say(said);
    expect(answer.text).toMatch(/^ঠিক আছে, আর মনে করাব না।/);
    expect(answer.expects).toBe('registration.name');
    expect(await silenceOf(talk.address)).toEqual({ optedOut: false, noReminders: true });
  },
);

test('where no reminders were meant by "stop", the confirmation offers that', async () => {
  const talk = world.talk(newAddress());
  await talk.say('টিকা');
  await talk.say('ei sob message bondho korun to');
  expect((await talk.choose('reminders')).text).toMatch(/^ঠিক আছে, আর মনে করাব না।/);
  expect(await silenceOf(talk.address)).toEqual({ optedOut: false, noReminders: true });
});

test('"again" turns everything on, and "no more" does not forget what was said of reminders', async () => {
  const talk = world.talk(newAddress());
  for (const text of ['টিকা', 'মনে করাবেন না', 'বন্ধ']) await talk.say(text);
  expect(await silenceOf(talk.address)).toEqual({ optedOut: true, noReminders: true });
  await talk.say('চালু');
  expect(await silenceOf(talk.address)).toEqual({ optedOut: false, noReminders: false });
});
