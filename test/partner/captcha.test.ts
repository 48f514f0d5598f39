/** The picture that programs of then show: it can be read back once, and nobody needs it. */
import { openLetters } from '../../src/certificates/letters';
import { captchaEndpoints, captchaProblem } from '../../src/partner/captcha';
import { captchaSvg } from '../../src/partner/captcha-svg';
import { signInEndpoints } from '../../src/partner/sign-in';
import { signedIn } from '../../src/partner/tokens';
import { openApi, type ApiUnderTest } from '../support/partner-api';
import { MINUTE, newAddress, openWorld, type World } from '../support/world';

let world: World;
let api: ApiUnderTest;
beforeAll(async () => {
  world = await openWorld();
  api = await openApi(world, { endpoints: (deps) => [...signInEndpoints(deps), ...captchaEndpoints(deps)] });
});
afterAll(async () => {
  await api.close();
  await world.close();
});

let calls = 0;
/** As booking asks it. @param once of the request */
async function tried(token: string, given: string | undefined, once = `call ${++calls}`) {
  const who = await signedIn(api.deps, `Bearer ${token}`);
  if (!('session' in who)) throw new Error('not signed in');
  return captchaProblem(api.deps, { session: who.session, once, now: world.clock.now() }, given);
}

const newToken = (): Promise<string> => api.signIn(newAddress());
async function pictureFor(token: string): Promise<string> {
  const { status, json } = await api.post('/auth/getRecaptcha', {}, { token });
  expect(status).toBe(200);
  return String(json['captcha']);
}

const commandsOf = (path: string): string => path.replace(/[^A-Z]/g, '');
const filled = (svg: string): string[] => Array.from(svg.matchAll(/fill="#\w+" d="([^"]+)"/g), ([, path = '']) => path);

/** By how many strokes each outline has: several letters have as many, so these are several words. */
async function readings(svg: string): Promise<string[]> {
  const letters = await openLetters();
  const known = Array.from('ACEFHKMNPRTXY347', (letter) => ({
    letter,
    commands: commandsOf(
      letters
        .line(letter, 30, 'bold')
        .shapes.map(({ path }) => path)
        .join(''),
    ),
  }));
  return filled(svg).reduce<string[]>(
    (words, path) =>
      words.flatMap((word) =>
        known.filter(({ commands }) => commands === commandsOf(path)).map(({ letter }) => word + letter),
      ),
    [''],
  );
}

async function answerTo(token: string, svg: string): Promise<string> {
  const who = await signedIn(api.deps, `Bearer ${token}`);
  const stored = await world.site.connection.collection<{ _id: string; answer: string }>('captchas').findOne({
    _id: 'session' in who ? who.session._id : '',
  });
  const { vault } = world.site.store;
  const right = (await readings(svg)).find((word) => vault.idOf(`captcha:${stored?._id}:${word}`) === stored?.answer);
  if (right === undefined) throw new Error('the picture shows something else than what is kept');
  return right;
}

test('is a small picture of five letters that does not hold its text, another one each time', async () => {
  const [svg, other] = [await captchaSvg('AC347'), await captchaSvg('AC347')];
  expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="150" height="50" viewBox="0,0,150,50">/);
  expect(filled(svg)).toHaveLength(5);
  expect(svg).not.toMatch(/<text|AC347/);
  const outlines = new Set(filled(other));
  expect(filled(svg).filter((path) => outlines.has(path))).toEqual([]);
  const numbers =
    filled(svg)
      .join(' ')
      .match(/-?[\d.]+/g) ?? [];
  expect(numbers.filter((number) => Number(number) < -2 || Number(number) > 152)).toEqual([]);
});

test('can be read back once, in small letters too, and by the same request again', async () => {
  const token = await newToken();
  const answer = await answerTo(token, await pictureFor(token));
  expect(await tried(token, ` ${answer.toLowerCase()} `, 'the booking')).toBeNull();
  expect(await tried(token, answer, 'the booking')).toBeNull();
  expect(await tried(token, answer, 'another booking')).toBe('captchaWrong');
});

test('is gone after one wrong try, however many are made at once', async () => {
  const token = await newToken();
  const answer = await answerTo(token, await pictureFor(token));
  const guesses = await Promise.all(Array.from({ length: 20 }, (_, n) => tried(token, `WRONG${n}`)));
  expect(new Set(guesses)).toEqual(new Set(['captchaWrong']));
  expect(await tried(token, answer)).toBe('captchaWrong');
});

test('counts for five minutes, for the token it was drawn for, and until the next one', async () => {
  const [token, other] = [await newToken(), await newToken()];
  const answer = await answerTo(token, await pictureFor(token));
  await pictureFor(other);
  expect(await tried(other, answer)).toBe('captchaWrong');
  await pictureFor(token);
  expect(await tried(token, answer)).toBe('captchaWrong');
  const late = await answerTo(token, await pictureFor(token));
  world.clock.advance(5 * MINUTE);
  expect(await tried(token, late)).toBe('captchaWrong');
  await world.site.store.captchas.forget(world.clock.now());
  expect(await world.site.connection.collection('captchas').countDocuments()).toBe(0);
});

test('is not needed; empty it is missing, and wrong where none was ever drawn', async () => {
  const token = await newToken();
  expect(await tried(token, undefined)).toBeNull();
  expect(await tried(token, '  ')).toBe('captchaMissing');
  expect(await tried(token, 'ACEFH')).toBe('captchaWrong');
});

test('is for who has signed in', async () => {
  expect((await api.post('/auth/getRecaptcha', {})).status).toBe(401);
});
