/** The link of the SMS: nothing of anybody without the code, and few guesses. */
import { DAY, openWorld, type World } from '../support/world';
import { corrected, openDoors, vaccinated, type Doors, type Vaccinated } from './world';

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

const linkOf = ({ certificate }: Vaccinated): string => `${doors.url}/c/${certificate._id}`;
const give = (to: Vaccinated, code: string, lang = 'en'): Promise<Response> =>
  fetch(linkOf(to), { method: 'POST', body: new URLSearchParams({ code, lang }) });
/** The nth code that is not the right one. */
const wrong = ({ code }: Vaccinated, n: number): string => String((Number(code) + n) % 1_000_000).padStart(6, '0');
const BENGALI = '০১২৩৪৫৬৭৮৯';

test('before the code it says nothing of anybody', async () => {
  const someone = await vaccinated(world);
  const response = await fetch(linkOf(someone), { headers: { 'accept-language': 'bn' } });
  const page = await response.text();
  expect(response.status).toBe(200);
  expect(page).toContain('lang="bn"');
  expect(page).toContain('6টি সংখ্যা');
  expect(page).not.toMatch(/রহিমা|বিধাননগর|COVISHIELD|কোভিশিল্ড|1952|\d{4} \d{4}/);
  expect(page).not.toContain(someone.code);
  expect(response.headers.get('x-robots-tag')).toContain('noindex');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('content-security-policy')).toMatch(/default-src 'none'.*script-src 'self'/);
  expect(response.headers.get('referrer-policy')).toBe('no-referrer');
});

test.each([
  ['as it stands in the SMS', (code: string) => code],
  ['with blanks', (code: string) => ` ${code.slice(0, 3)} ${code.slice(3)} `],
  ['in Bengali digits', (code: string) => code.replace(/\d/g, (digit) => BENGALI.charAt(Number(digit)))],
])('the code opens it %s', async (_, written) => {
  const someone = await vaccinated(world);
  const response = await give(someone, written(someone.code));
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('content-disposition')).toBe('inline; filename="tikasetu.pdf"');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(
    Buffer.from(await response.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('four wrong codes leave one try; after five it stays closed until tomorrow, also for the right one', async () => {
  const [careful, guessed] = [await vaccinated(world), await vaccinated(world)];
  for (let n = 1; n <= 4; n++) expect((await give(careful, wrong(careful, n))).status).toBe(403);
  // The same wrong one again is no further guess, and what is no code is none at all.
  expect((await give(careful, wrong(careful, 1))).status).toBe(403);
  expect((await give(careful, '12')).status).toBe(422);
  expect((await give(careful, careful.code)).status).toBe(200);
  for (let n = 1; n <= 5; n++) expect((await give(guessed, wrong(guessed, n))).status).toBe(403);
  const closed = await give(guessed, guessed.code);
  expect(closed.status).toBe(429);
  expect(await closed.text()).toContain('until tomorrow');
  expect((await give(careful, careful.code)).status).toBe(200);
  world.clock.advance(DAY);
  expect((await give(guessed, guessed.code)).status).toBe(200);
});

test('of many guesses at once no more than five are looked at', async () => {
  const someone = await vaccinated(world);
  const all = await Promise.all(Array.from({ length: 40 }, (_, n) => give(someone, wrong(someone, n + 1))));
  expect(all.filter(({ status }) => status === 403)).toHaveLength(5);
  expect(all.filter(({ status }) => status === 429)).toHaveLength(35);
});

test('the certificate of a dose that was corrected is withdrawn, and another one is there', async () => {
  const someone = await vaccinated(world);
  await corrected(world, someone, 'COVAXIN');
  const response = await give(someone, someone.code);
  expect(response.status).toBe(410);
  expect(await response.text()).toContain('not valid any more');
  const status = await fetch(`${doors.url}/verify/status/${someone.certificate._id}`);
  expect(await status.json()).toEqual({ status: 'withdrawn' });
  await corrected(world, someone, 'COVISHIELD');
  expect((await give(someone, someone.code)).status).toBe(200);
});

test('a link that is none says so, in the language of the browser', async () => {
  const response = await fetch(`${doors.url}/c/2222222222`, { headers: { 'accept-language': 'hi-IN,hi;q=0.9' } });
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('कोई प्रमाणपत्र नहीं है');
  const strange = await fetch(`${doors.url}/c/${encodeURIComponent('{"$ne":1}')}`);
  expect(strange.status).toBe(404);
});
