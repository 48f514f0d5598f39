/** What there is only in the sandbox: everybody's messages, to be read by whoever builds a program. */
import { z } from 'zod';
import type { Sent } from '../store/messages';
import type { ApiDeps } from './deps';
import { endpoint, type Endpoint } from './endpoint';
import { mobileField } from './fields';

const query = z.object({ mobile: mobileField });
const at = z.iso.datetime().meta({ example: '2021-03-03T04:30:00.000Z' });
const CODE_SHOWN_MS = 10 * 60_000;

export const sandboxEndpoints = (deps: ApiDeps): Endpoint[] => [codes(deps), messages(deps)];

const codes = (deps: ApiDeps): Endpoint =>
  endpoint({
    ...{ method: 'get', path: '/codes', tag: 'Sandbox', access: 'open', query },
    summary: 'The codes a number was sent in the last ten minutes, the newest first',
    answers: { 200: z.object({ codes: z.array(z.object({ code: z.string().regex(/^\d{6}$/), at })) }) },
    refuses: [],
    run: async ({ query: { mobile }, now }) => {
      const since = now.getTime() - CODE_SHOWN_MS;
      const sent = await newestFirst(deps, mobile);
      const shown = sent.filter((each) => each.kind === 'code' && each.at.getTime() >= since);
      return { json: { codes: shown.flatMap(codeIn) } };
    },
  });

const messages = (deps: ApiDeps): Endpoint =>
  endpoint({
    ...{ method: 'get', path: '/messages', tag: 'Sandbox', access: 'open', query },
    summary: 'All messages a number was sent, the newest first',
    answers: { 200: z.object({ messages: z.array(z.object({ text: z.string(), at })) }) },
    refuses: [],
    run: async ({ query: { mobile } }) => {
      const sent = await newestFirst(deps, mobile);
      return { json: { messages: sent.map((each) => ({ text: each.text, at: each.at.toISOString() })) } };
    },
  });

async function newestFirst({ store, deliver }: ApiDeps, address: string): Promise<Sent[]> {
  await deliver?.();
  return (await store.messages.sentTo(store.vault.contactOf(address))).reverse();
}

function codeIn({ text, at: sentAt }: Sent): { code: string; at: string }[] {
  const code = /(?<!\d)\d{6}(?!\d)/.exec(text)?.[0];
  return code === undefined ? [] : [{ code, at: sentAt.toISOString() }];
}
