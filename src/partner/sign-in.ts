/** The three ways in which a number signs in, as programs of then know them; the way of staff; and the way out. */
import type { z } from 'zod';
import type { ApiDeps } from './deps';
import { endpoint, type Endpoint } from './endpoint';
import { codeGiven, mobile, mobileAndSecret, tokenAlone, tokenAndAccount, transaction } from './sign-in-fields';
import { askForCode, giveCode } from './sign-in-codes';
import { staffToken } from './sign-in-staff';
import { newToken } from './tokens';

export const signInEndpoints = (deps: ApiDeps): Endpoint[] => [
  codeWanted(deps, { path: '/auth/public/generateOTP', access: 'open', body: mobile }),
  codeBack(deps, { path: '/auth/public/confirmOTP', access: 'open', answer: tokenAlone }),
  codeWanted(deps, { path: '/auth/generateOTP', access: 'key', body: mobile }),
  codeBack(deps, { path: '/auth/confirmOTP', access: 'key', answer: tokenAndAccount }),
  codeWanted(deps, { path: '/auth/generateMobileOTP', access: 'open', body: mobileAndSecret }),
  codeBack(deps, { path: '/auth/validateMobileOtp', access: 'open', answer: tokenAndAccount }),
  staffToken(deps),
  signOut(deps),
];

const POST = { method: 'post', tag: 'Sign-in' } as const;

interface Wanted {
  path: string;
  access: 'open' | 'key';
  body: typeof mobile;
}

const codeWanted = (deps: ApiDeps, wanted: Wanted): Endpoint =>
  endpoint({
    ...{ ...POST, ...wanted, answers: { 200: transaction }, refuses: [] },
    summary: 'Send a code to a number',
    about:
      'A code works for ten minutes, also where a later one was asked for. A number gets five in an hour, the second ' +
      'after 30 seconds, and each further one after twice as long; a network without a key may ask for 30 in an hour.',
    run: async (call) => {
      const asked = await askForCode(deps.store, call, call.body.mobile);
      return 'refused' in asked ? asked : { json: asked };
    },
  });

interface Back {
  path: string;
  access: 'open' | 'key';
  answer: typeof tokenAlone | typeof tokenAndAccount;
}

const codeBack = (deps: ApiDeps, { answer, ...back }: Back): Endpoint =>
  endpoint({
    ...{
      ...POST,
      ...back,
      body: codeGiven,
      answers: { 200: answer },
      refuses: ['otpMissing', 'txnMissing', 'otpWrong'],
    },
    summary: 'Give the code back for a token',
    about:
      'After five wrong codes in ten minutes none is right until these are over. The program that asked for a code is ' +
      'the one that gives it back: with the same key, or both times without one.',
    run: async (call) => {
      const proved = await giveCode(deps.store, call, call.body);
      if ('refused' in proved) return proved;
      const token = await newToken(deps, proved);
      return { json: answer === tokenAlone ? { token } : await withAccount(deps, proved.whose, token) };
    },
  });

async function withAccount(
  { store }: ApiDeps,
  contact: string,
  token: string,
): Promise<z.output<typeof tokenAndAccount>> {
  const [people, conversation] = [await store.persons.ofContact(contact), await store.conversations.load(contact)];
  return { token, isNewAccount: people.length === 0 && conversation === null ? 'Y' : 'N' };
}

const signOut = ({ store }: ApiDeps): Endpoint =>
  endpoint({
    ...{ ...POST, path: '/auth/logout', access: 'number', answers: { 204: 'nothing' }, refuses: [] },
    summary: 'Revoke the token',
    run: async ({ session }) => {
      await store.apiSessions.end(session._id);
      return { nothing: true };
    },
  });
