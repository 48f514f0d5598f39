/**
 * A picture to be read back, for programs written when booking asked for one. We need none, and whoever leaves the field out is
 * served the same: it would shut out those who cannot see.
 */
import { randomInt } from 'node:crypto';
import { z } from 'zod';
import { captchaSvg } from './captcha-svg';
import type { ApiDeps } from './deps';
import { endpoint, type Caller, type Endpoint } from './endpoint';

/** Told apart in either case and at any angle. */
const LETTERS = 'ACEFHKMNPRTXY347';
const LENGTH = 5;
const LASTS_MS = 5 * 60_000;

export const captchaEndpoints = (deps: ApiDeps): Endpoint[] => [
  endpoint({
    ...{ method: 'post', path: '/auth/getRecaptcha', tag: 'Appointments', access: 'number' },
    summary: 'A picture of five letters, for programs that show one',
    about:
      'Booking works without it. Where `captcha` is sent, it has to be the last picture’s, within 5 minutes, once.',
    answers: { 200: z.object({ captcha: z.string().describe('SVG of 150 × 50') }) },
    refuses: [],
    run: async ({ session, now }) => {
      const text = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
      await deps.store.captchas.keep(session._id, text, new Date(now.getTime() + LASTS_MS));
      return { json: { captcha: await captchaSvg(text) } };
    },
  }),
];

/** @param given the field as sent; `undefined`: left out */
export async function captchaProblem(
  { store }: Pick<ApiDeps, 'store'>,
  { session, once, now }: Pick<Caller['number'], 'session' | 'once' | 'now'>,
  given: string | undefined,
): Promise<'captchaMissing' | 'captchaWrong' | null> {
  if (given === undefined) return null;
  const answer = given.trim().toUpperCase();
  if (answer === '') return 'captchaMissing';
  return (await store.captchas.try({ session: session._id, answer, key: once, now })) ? null : 'captchaWrong';
}
