/** The slip of a date: what must stand on it for whoever holds it, and that it is one page however many come. */
import { drawSlip, slipPdf } from '../../src/certificates/slip';
import type { SlipFacts } from '../../src/certificates/slip-facts';
import { LANGUAGES } from '../../src/conversation/vocabulary';
import type { Appointment } from '../../src/store/appointments';
import { bookTogether } from '../../src/vaccination/book-together';
import { readWords } from '../../src/web/words';
import { appointmentOf, booked, guest, personOf, type Guest } from '../support/day';
import { actualTexts, describeWithPoppler, inkIn, pictureOf } from '../support/pdf';
import { newAddress, openWorld, registered, slotOf, START, type World } from '../support/world';

const words = readWords();
const slot = slotOf(20);
const later = slotOf(20, { inDays: 3, from: '15:00' });

let world: World;
let one: Guest;
beforeAll(async () => {
  world = await openWorld();
  await world.site.store.slots.add([slot, { ...later, price: 250 }]);
  one = await guest(world, slot);
});
afterAll(() => world.close());

const pdfOf = (appointments: readonly Appointment[], language: (typeof LANGUAGES)[number] = 'en'): Promise<Buffer> =>
  slipPdf({ store: world.site.store, words }, appointments, language, world.clock.now());
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;
const grouped = (reference: string): string => reference.replace(/\d{4}(?=\d)/g, '$& ');

test.each([
  ['bn', ['শুক্রবার, 5 মার্চ, 2021', 'সকাল 9টা থেকে 11টা', 'বিধাননগর', 'উত্তর 24 পরগনা, পিন 700091', 'ভোটার কার্ড']],
  ['hi', ['शुक्रवार, 5 मार्च 2021', 'सुबह 9 से 11 बजे', 'बिधाननगर', 'उत्तर 24 परगना, पिन 700091', 'वोटर कार्ड']],
  ['en', ['5 March 2021', '9 to 11 in the morning', 'Bidhannagar', 'North 24 Pgs, PIN 700091', 'voter card']],
] as const)('says in %s who comes when, where, with what, and the code for the door', async (language, there) => {
  const pdf = await pdfOf([one.appointment], language);
  const said = actualTexts(pdf).join('\n');
  const { name, reference } = one.person;
  for (const each of [...there, name, grouped(reference), one.appointment.code]) expect(said).toContain(each);
  expect(said).toContain(words[language]('slip:dose.1'));
  expect(said).toContain(words[language]('slip:free'));
  expect(pagesOf(pdf)).toBe(1);
  expect(pdf.toString('latin1')).toContain(`/Lang (${language})`);
});

test('asks for the doctor’s paper from those alone who come because they are ill', async () => {
  const ill = await guest(world, slot);
  const people = world.site.connection.collection<{ _id: string }>('persons');
  await people.updateOne({ _id: ill.person._id }, { $set: { birthYear: 1971, hasIllness: true } });
  expect(actualTexts(await pdfOf([ill.appointment])).join()).toContain('voter card, and the doctor');
  expect(actualTexts(await pdfOf([one.appointment])).join()).not.toContain('doctor');
});

describe('of a family', () => {
  let all: Appointment[];
  beforeAll(async () => {
    const address = newAddress();
    const people = [await registered(world, address, 81), await registered(world, address, 82)];
    const { contact } = await personOf(world, people[0] ?? '');
    const wish = { people, slot: slot._id, hold: 'family', others: [], contact, now: world.clock.now() };
    expect((await bookTogether(world.site.store, wish)).status).toBe('booked');
    all = await world.site.store.appointments.ofGroup('family');
  });

  test('everybody is on one page, and the code once', async () => {
    const pdf = await pdfOf(all);
    const said = actualTexts(pdf);
    for (const name of ['রহিমা 81', 'রহিমা 82']) expect(said).toContain(name);
    expect(said.filter((each) => each === all[0]?.code)).toHaveLength(1);
    expect(pagesOf(pdf)).toBe(1);
  });

  test('who has moved has a page of their own, after the others', async () => {
    const [first, second] = all as [Appointment, Appointment];
    await booked(world, first.person, later, true);
    const pdf = await pdfOf([await appointmentOf(world, first._id), second]);
    const said = actualTexts(pdf);
    expect(pagesOf(pdf)).toBe(2);
    expect(said.indexOf('রহিমা 82')).toBeLessThan(said.indexOf('রহিমা 81'));
    expect(said).toContain('You pay there: Rs 250 for each person.');
  });
});

test.each([
  ['bn', ['টিকা'], 'তারিখ বদলান', 'তারিখ বাতিল'],
  ['hi', ['टीका'], 'तारीख बदलें', 'तारीख रद्द'],
  ['en', ['TIKA', '3'], 'CHANGE DATE', 'CANCEL DATE'],
] as const)('tells words that are understood in an SMS, in %s', async (language, greeting, move, cancel) => {
  for (const said of [move, cancel]) expect(words[language]('slip:change')).toContain(said);
  const talk = world.talk((await guest(world, slot)).address);
  for (const said of greeting) await talk.say(said);
  expect((await talk.say(move)).expects).toBe('booking.offer');
  expect((await talk.say(cancel)).expects).toBe('appointment.confirmCancel');
});

describeWithPoppler('a slip on paper', () => {
  const long = 'লক্ষ্মীনারায়ণ চন্দ্রশেখর বন্দ্যোপাধ্যায় বিভূতিভূষণ চক্রবর্তী';
  const person = { name: long, reference: '20417733915206', cardType: 'voter', needsCertificate: true } as const;
  const centre = 'স্মৃতি উপস্বাস্থ্যকেন্দ্র ও গ্রামীণ হাসপাতাল '.repeat(3).trim();
  const facts: SlipFacts = {
    ...{ day: '2021-03-05', from: '09:30', to: '11:00', dose: 1, vaccine: 'COVISHIELD', price: 250, code: '4072' },
    ...{ centreNames: { bn: centre, hi: centre, en: centre }, district: null, pin: '700091' },
    guests: [person, person, person, { ...person, name: 'முருகன்' }],
  };

  test.each(LANGUAGES)(
    'has room for the longest names of four, also in letters it does not have, in %s',
    async (language) => {
      const pdf = await drawSlip([facts], language, (key, values) => words[language](`slip:${key}`, values), START);
      const picture = pictureOf(pdf, 50);
      for (const nowhere of [
        [0, 0.03, 0.07, 1],
        [0.93, 0.03, 1, 1],
        [0, 0.965, 1, 1],
      ])
        expect(inkIn(picture, nowhere)).toEqual([]);
      expect(actualTexts(pdf)).toContain(words[language]('slip:otherLetters'));
    },
  );
});
