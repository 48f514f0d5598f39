/** `npm run partner`: whose programs may use the API, with which key, how often, and where they are told what changes. */
import { parseArgs } from 'node:util';
import { newKey, newWebhookSecret } from '../partner/keys';
import type { Partner } from '../store/partners';
import { typedPhone } from '../vaccination/rules/typed';
import { runBeside, writeDown, type Line } from './beside';

const USUAL_QUOTA = 3_000;
const LARGEST_QUOTA = 10_000_000;

const USAGE = `npm run partner -- add --name "Aarogya" [--quota ${USUAL_QUOTA}] [--webhook https://partner.example/events]
npm run partner -- list
npm run partner -- quota --name "Aarogya" --quota 10000
npm run partner -- webhook --name "Aarogya" --webhook https://partner.example/events
npm run partner -- webhook --name "Aarogya" --webhook none
npm run partner -- rotate-key --name "Aarogya"
npm run partner -- rotate-secret --name "Aarogya"
npm run partner -- disable --name "Aarogya"
npm run partner -- enable --name "Aarogya"
npm run partner -- revoke --number +919830012345

add            the key, and the secret of the webhook, are shown once.
quota          calls in five minutes, of all its programs together; ${USUAL_QUOTA} where nothing is said.
webhook        where it is told of changes to its people's appointments; "none" ends that.
rotate-key     a new key; the old one is refused within ten seconds.
rotate-secret  a new secret, which signs from now on.
disable        its key is refused and nothing is sent to it. Appointments that were booked through it stand.
revoke         ends every sign-in of a number: each program must ask for a code again.`;

type Wanted =
  | { action: 'list' }
  | { action: 'add'; name: string; quota: number; url: string | null }
  | { action: 'quota'; name: string; quota: number }
  | { action: 'webhook'; name: string; url: string | null }
  | { action: 'rotate-key' | 'rotate-secret' | 'disable' | 'enable'; name: string }
  | { action: 'revoke'; address: string };

const NAME = /^[\p{L}\p{M}\p{N}\p{Join_Control} .&()_-]{2,60}$/u;

export function readWanted(words: readonly string[]): Wanted {
  const text = { type: 'string' } as const;
  const options = { name: text, quota: text, webhook: text, number: text };
  const { positionals, values } = parseArgs({ args: [...words], allowPositionals: true, options });
  const [action, ...more] = positionals;
  if (more.length > 0) throw new Error(`"${more.join(' ')}" is not understood: put a name in quotes.\n\n${USAGE}`);
  switch (action) {
    case 'list':
      return { action };
    case 'revoke':
      return { action, address: numberIn(values.number) };
    case 'add':
      return { action, name: nameIn(values.name), quota: quotaIn(values.quota), url: urlIn(values.webhook ?? 'none') };
    case 'quota':
      return { action, name: nameIn(values.name), quota: quotaIn(values.quota ?? '') };
    case 'webhook':
      return { action, name: nameIn(values.name), url: urlIn(values.webhook ?? '') };
    case 'rotate-key':
    case 'rotate-secret':
    case 'disable':
    case 'enable':
      return { action, name: nameIn(values.name) };
    default:
      throw new Error(USAGE);
  }
}

function nameIn(text = ''): string {
  if (NAME.test(text)) return text;
  throw new Error('--name is 2 to 60 letters, such as "Aarogya": npm run partner -- list shows the names.');
}

function quotaIn(text = String(USUAL_QUOTA)): number {
  const quota = Number(text);
  if (/^\d+$/.test(text) && quota >= 1 && quota <= LARGEST_QUOTA) return quota;
  throw new Error(`--quota is how many calls there may be in five minutes, from 1 to ${LARGEST_QUOTA}.`);
}

/** Nobody in between may read or change what is sent; within one machine nobody is in between. */
function urlIn(text: string): string | null {
  if (text === 'none') return null;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isSafe = url && (url.protocol === 'https:' || (url.protocol === 'http:' && url.hostname === 'localhost'));
  if (isSafe && url.username === '' && url.password === '') return url.href;
  throw new Error('--webhook is an address that begins with https://, without a password in it, or "none".');
}

function numberIn(text = ''): string {
  const address = typedPhone(text);
  if (address !== null) return address;
  throw new Error('--number is a mobile number in India, such as +919830012345.');
}

export function tendPartners(line: Line, wanted: Wanted): Promise<void> {
  switch (wanted.action) {
    case 'list':
      return list(line);
    case 'add':
      return add(line, wanted);
    case 'quota':
      return setQuota(line, wanted);
    case 'webhook':
      return setWebhook(line, wanted);
    case 'rotate-key':
      return rotateKey(line, wanted.name);
    case 'rotate-secret':
      return rotateSecret(line, wanted.name);
    case 'disable':
    case 'enable':
      return allow(line, wanted.name, wanted.action === 'enable');
    case 'revoke':
      return revoke(line, wanted.address);
  }
}

async function list({ store, say }: Line): Promise<void> {
  const all = await store.partners.all();
  for (const { name, quota, webhook, disabled } of all)
    say([name, `${quota} in five minutes`, webhook?.url ?? 'no webhook', ...(disabled ? ['disabled'] : [])].join('  '));
  if (all.length === 0) say('There is no partner yet: npm run partner -- add --name …');
}

async function add(line: Line, { name, quota, url }: Extract<Wanted, { action: 'add' }>): Promise<void> {
  const { store, say, now } = line;
  const key = newKey();
  const partner = await store.partners.add({ name, quota, createdAt: now }, key);
  if (!partner) throw new Error(`There is a ${name} already: npm run partner -- rotate-key gives it a new key.`);
  await noteDown(line, 'partner.added', partner, { quota });
  say(`${partner.name} may call the API, ${quota} times in five minutes.`);
  shown(say, 'key', key);
  if (url !== null) await startSending(line, partner, url);
}

async function setQuota(line: Line, { name, quota }: Extract<Wanted, { action: 'quota' }>): Promise<void> {
  const partner = await known(line, name);
  await line.store.partners.setQuota(partner._id, quota);
  await noteDown(line, 'partner.quota', partner, { from: partner.quota, to: quota });
  line.say(`${partner.name} may call ${quota} times in five minutes, instead of ${partner.quota}.`);
}

async function setWebhook(line: Line, { name, url }: Extract<Wanted, { action: 'webhook' }>): Promise<void> {
  const partner = await known(line, name);
  if (url !== null) return startSending(line, partner, url);
  await line.store.partners.setWebhook(partner._id, null);
  await noteDown(line, 'partner.webhook', partner, { url });
  line.say(`Nothing is sent to ${partner.name} any more.`);
}

/** Whoever reads at another address reads with another secret: the old one may be known where it was. */
async function startSending(line: Line, partner: Partner, url: string): Promise<void> {
  const secret = newWebhookSecret();
  await line.store.partners.setWebhook(partner._id, { url, secret });
  await noteDown(line, 'partner.webhook', partner, { url });
  line.say(`Changes to appointments are sent to ${url}, signed with this secret.`);
  shown(line.say, 'secret', secret);
}

async function rotateKey(line: Line, name: string): Promise<void> {
  const partner = await known(line, name);
  const key = newKey();
  await line.store.partners.setKey(partner._id, key);
  await noteDown(line, 'partner.keyRotated', partner);
  line.say(`The old key of ${partner.name} is refused within ten seconds.`);
  if (partner.disabled) line.say('The partner is disabled all the same: npm run partner -- enable');
  shown(line.say, 'key', key);
}

async function rotateSecret(line: Line, name: string): Promise<void> {
  const partner = await known(line, name);
  if (!partner.webhook) throw new Error(`${partner.name} has no webhook: npm run partner -- webhook gives it one.`);
  await startSending(line, partner, partner.webhook.url);
}

async function allow(line: Line, name: string, enabled: boolean): Promise<void> {
  const partner = await known(line, name);
  await line.store.partners.setDisabled(partner._id, !enabled);
  await noteDown(line, enabled ? 'partner.enabled' : 'partner.disabled', partner);
  line.say(enabled ? `${partner.name} may call the API.` : `${partner.name} is refused within ten seconds.`);
}

async function revoke(line: Line, address: string): Promise<void> {
  const { store, say } = line;
  const contact = store.vault.contactOf(address);
  await store.apiSessions.endAllOf(contact);
  await writeDown(line, 'partner.revoked', `contact:${contact}`, null);
  say(`Every sign-in of the number ending in ${address.slice(-2)} has ended: each program must ask for a code again.`);
}

async function known({ store }: Line, name: string): Promise<Partner> {
  const partner = await store.partners.byName(name);
  if (!partner) throw new Error(`There is no ${name}: npm run partner -- list shows the names.`);
  return partner;
}

function shown(say: Line['say'], what: 'key' | 'secret', value: string): void {
  say('Shown once, for them alone:');
  say(`  ${what.padEnd(6)}  ${value}`);
}

const noteDown = (line: Line, action: string, { _id }: Partner, detail: unknown = null): Promise<void> =>
  writeDown(line, action, `partner:${_id}`, detail);

if (require.main === module) runBeside({ usage: USAGE, read: readWanted, run: tendPartners });
