/** `npm run audit`: what staff looked at and changed, and whether that trail stands as it was written. */
import { parseArgs } from 'node:util';
import { dayOf, timeOf } from '../clock';
import type { AuditEntry } from '../store/audit';
import type { Broken } from '../store/audit-chain';
import { runBeside, type Line } from './beside';

const USAGE = `npm run audit -- verify
npm run audit -- list [--about person:<id>] [--limit 100]

verify  reads the whole trail. Ends with 1 where an entry was changed, removed or slipped in, and says which.
        It is worth writing down how many there are: whoever puts back an old copy of everything has fewer.
list    the newest first.`;

type Wanted = { action: 'verify' } | { action: 'list'; about: string | undefined; limit: number };

export function readWanted(words: readonly string[]): Wanted {
  const text = { type: 'string' } as const;
  const options = { about: text, limit: { ...text, default: '100' } };
  const { positionals, values } = parseArgs({ args: [...words], allowPositionals: true, options });
  const [action, ...more] = positionals;
  if (more.length > 0 || (action !== 'verify' && action !== 'list')) throw new Error(USAGE);
  if (action === 'verify') return { action };
  if (!/^[1-9]\d{0,4}$/.test(values.limit)) throw new Error('--limit is a number of entries, such as 100.');
  return { action, about: values.about, limit: Number(values.limit) };
}

export const tendAudit = (line: Line, wanted: Wanted): Promise<void> =>
  wanted.action === 'verify' ? verify(line) : list(line, wanted);

async function verify({ store, say }: Line): Promise<void> {
  const { entries, broken } = await store.audit.verify();
  const count = `${entries.toLocaleString('en-IN')} ${entries === 1 ? 'entry stands' : 'entries stand'} as written`;
  if (broken) throw new Error(`${brokenText(broken)} Before it, ${count}.`);
  say(entries === 0 ? 'Nothing is written down yet.' : `The audit trail is whole: ${count}.`);
}

export function brokenText({ seq, what }: Broken): string {
  switch (what) {
    case 'changed':
      return `The audit trail is broken: entry ${seq} was changed after it was written.`;
    case 'missing':
      return `The audit trail is broken: entry ${seq} is missing.`;
    case 'order':
      return `The audit trail is broken: entry ${seq} stands where it does not belong.`;
  }
}

async function list({ store, say }: Line, { about, limit }: Extract<Wanted, { action: 'list' }>): Promise<void> {
  const found = await store.audit.find(about === undefined ? {} : { about }, limit);
  for (const each of found) say(lineOf(each));
  if (found.length === 0) say('Nothing is written down.');
}

function lineOf({ seq, at, name, role, from, action, about, why, unreadable }: AuditEntry): string {
  const who = `${name || 'nobody'}${role ? ` (${role})` : ''}`;
  const reason = unreadable ? 'altered' : (why ?? '');
  return [seq, `${dayOf(at)} ${timeOf(at)}`, who, from, action, about ?? '-', reason].join('  ').trimEnd();
}

if (require.main === module) runBeside({ usage: USAGE, read: readWanted, run: tendAudit });
