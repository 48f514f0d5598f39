/** What is to become of a message that is due: the way by which it goes now and the words, or why it does not go. */
import type { Conversation } from '../conversation/ports';
import type { Taken } from '../store/messages';
import { hasPhone } from '../store/no-phone';
import { mayCome } from './hours';
import type { Outbox } from './outbox';
import { waysTo, type Way } from './reach';
import { stillTrue } from './still-true';
import { wordsOf, type Words } from './words';

export interface Going {
  taken: Taken;
  way: Way;
  /** Should this way fail, there is another. */
  hasOthers: boolean;
  conversation: Conversation | null;
}

export interface Prepared extends Omit<Going, 'conversation'> {
  words: Words;
}

/** Who is in the middle of something is not interrupted. */
const BUSY_MS = 2 * 60_000;
/** Nothing is connected that leads there, which is the operator's to change. */
const UNCONNECTED_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

/** `null`: it does not go now, and that is written down. */
export async function prepare(outbox: Outbox, taken: Taken): Promise<Going | null> {
  const { store, now, routes } = outbox;
  if (taken.sentBy !== undefined && !taken.tried.includes(taken.sentBy)) return noReceipt(outbox, taken, taken.sentBy);
  if (!mayCome(taken.kind, now())) return put(outbox, taken, 0);
  const unwanted = await whyNot(outbox, taken);
  if (unwanted !== null) return drop(outbox, taken, unwanted);
  const conversation = await store.conversations.load(taken.contact);
  const ways = await waysTo(store, routes, taken, conversation);
  if (ways?.length === 0) return put(outbox, taken, UNCONNECTED_MS);
  const [way, ...others] = ways?.filter(({ route }) => !taken.tried.includes(route.name)) ?? [];
  if (!way) return giveUp(outbox, taken, ways ? (taken.because ?? 'refused') : 'no address');
  return { taken, way, hasOthers: others.some(({ route }) => route !== way.route), conversation };
}

/** Last of all, so that no dialogue stands open while its first words wait for their way. */
export async function inWords(outbox: Outbox, { conversation, ...going }: Going): Promise<Prepared | null> {
  const { taken, way } = going;
  const words = await wordsOf(
    outbox,
    taken,
    conversation,
    { channel: way.channel, address: way.address, documents: way.route.documents ?? false },
    outbox.now(),
  );
  if (words === 'busy') return put(outbox, taken, BUSY_MS);
  if (words === 'over') return drop(outbox, taken, 'nothing left to say');
  if (words === 'unreachable') return giveUp(outbox, taken, 'no address');
  return { ...going, words };
}

/** Who asks us something is answered, whatever they wished before. */
async function whyNot({ store, now }: Outbox, { contact, kind, about, until, calls }: Taken): Promise<string | null> {
  if (!hasPhone(contact)) return 'no phone';
  if (about && !(await stillTrue(store, about, now()))) return 'not true any more';
  if (until && until <= now()) return calls ? 'too late' : 'of no use any more';
  if (kind === 'code' || kind === 'answer') return null;
  const { optedOut, noReminders } = await store.contacts.silenceOf(contact);
  if (optedOut) return 'silence';
  return noReminders && kind === 'reminder' ? 'no reminders' : null;
}

async function put({ store, now }: Outbox, taken: Taken, ms: number): Promise<null> {
  await store.messages.later(taken, new Date(now().getTime() + ms));
  return null;
}

/** Nothing was heard of it: the next way is taken. */
async function noReceipt({ store, now }: Outbox, taken: Taken, route: string): Promise<null> {
  const tried = [...taken.tried, route];
  await store.messages.later(taken, now(), { tried, tries: 0, because: 'no receipt' });
  return null;
}

async function drop(outbox: Outbox, taken: Taken, because: string): Promise<null> {
  // Who wants no messages of ours may still be waiting at a gate tomorrow.
  if (taken.calls && (because === 'silence' || because === 'too late')) await call(outbox, taken);
  await outbox.store.messages.over(taken, taken.sentBy === undefined ? 'dropped' : 'sent', because);
  return null;
}

async function giveUp(outbox: Outbox, taken: Taken, because: string): Promise<null> {
  if (taken.calls) await call(outbox, taken);
  await outbox.store.messages.over(taken, STATUSES[because] ?? 'failed', because);
  return null;
}

/** What was taken by a provider that says nothing more may well have arrived. */
const STATUSES: Readonly<Record<string, 'sent' | 'undelivered'>> = { 'no receipt': 'sent', undelivered: 'undelivered' };

export async function call({ store, now }: Outbox, { occasion, contact, until, about, address }: Taken): Promise<void> {
  const by = until && until > now() ? until : new Date(now().getTime() + DAY_MS);
  const person = about && 'person' in about ? { person: about.person } : {};
  const reached = address ? { address } : {};
  await store.calls.list({ occasion, contact, reason: 'undelivered', at: now(), by, ...person, ...reached });
}
