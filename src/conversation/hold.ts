/**
 * Somebody of the helpline takes a conversation over, writes, and hands it back. What the person is told goes out once, however
 * often it is done again, and before the conversation says that it was told: who is stopped in between can do it again.
 */
import type { Render } from '../render/render';
import { betweenTurns, type Change } from './between-turns';
import { openQuestion } from './open-question';
import type { Conversation, ConversationStore, Held, KeepLine, Note, Notify } from './ports';
import { localeFor, reachOf } from './reach';
import type { Prompt } from './vocabulary';

export interface HoldDeps {
  store: ConversationStore;
  render: Render;
  notify: Notify;
  keepLine: KeepLine;
}

/** Who, in whose conversation, when. */
export interface Holding {
  contact: string;
  staff: string;
  name: string;
  now: Date;
}

/** What an operator writes; the same key is the same words. */
export interface Saying extends Holding {
  words: string;
  key: string;
}

export interface Hold {
  takeOver: (holding: Holding) => Promise<TakenOver>;
  /** The rest only by who has it; `false`: it is back with the flow, or is somebody else's. */
  say: (saying: Saying) => Promise<boolean>;
  /** With what was agreed on; the open question follows in the same message. */
  handBack: (saying: Saying) => Promise<boolean>;
  /** Without a word: the person is told that nobody writes any more, and is asked the open question. */
  leave: (holding: Pick<Holding, 'contact' | 'staff' | 'now'>) => Promise<boolean>;
  /** Where nothing was said for too long, the same; `false`: it was. */
  lapse: (contact: string, now: Date) => Promise<boolean>;
}

/** `had`: by the same operator already. */
export type TakenOver = { status: 'held' | 'had' | 'unknown' } | { status: 'others'; name: string };

/** So long without a word of the operator's, and the flow goes on. */
const SILENCE_MS = 30 * 60_000;

export interface LapseDeps {
  conversations: { heldInSilence: (now: Date, limit: number) => Promise<string[]> };
  hold: Pick<Hold, 'lapse'>;
  /** Told of each that failed; the others still end. */
  failed: (error: unknown) => void;
}

const AT_ONCE = 200;

/** How many were looked at. */
export async function lapseHolds({ conversations, hold, failed }: LapseDeps, now: Date): Promise<number> {
  const silent = await conversations.heldInSilence(now, AT_ONCE);
  for (const contact of silent) await hold.lapse(contact, now).catch(failed);
  return silent.length;
}

export const createHold = (deps: HoldDeps): Hold => ({
  takeOver: (holding) => takeOver(deps, holding),
  say: (saying) => say(deps, saying),
  handBack: (saying) => handBack(deps, saying),
  leave: ({ contact, staff, now }) => leave(deps, contact, now, (held) => held.staff === staff),
  lapse: (contact, now) => leave(deps, contact, now, ({ until }) => Date.parse(until) <= now.getTime()),
});

async function takeOver(deps: HoldDeps, { contact, staff, name, now }: Holding): Promise<TakenOver> {
  const taken = await betweenTurns(deps.store, contact, (conversation): Change<{ was: Conversation; held: Held }> => {
    const held = conversation.heldBy ?? { staff, name, turn: conversation.turn + 1, until: untilFrom(now) };
    const next = { ...conversation, heldBy: held, followUpAt: null };
    return { outcome: { was: conversation, held }, ...(conversation.heldBy ? {} : { next }) };
  });
  if (!taken) return { status: 'unknown' };
  const { was: conversation, held } = taken;
  if (held.staff !== staff) return { status: 'others', name: held.name };
  const prompts = [{ key: 'templates:joined', params: { name: { person: name } } }];
  await deps.notify({ ...noteTo(conversation, now), occasion: occasionOf('joined', conversation, held), prompts });
  return { status: conversation.heldBy ? 'had' : 'held' };
}

async function say(deps: HoldDeps, { contact, staff, name, words, key, now }: Saying): Promise<boolean> {
  const held = await betweenTurns(deps.store, contact, (conversation): Change<Conversation | null> => {
    const { heldBy } = conversation;
    if (heldBy?.staff !== staff) return { outcome: null };
    const next = { ...conversation, heldBy: { ...heldBy, until: untilFrom(now) } };
    return { outcome: next, next };
  });
  if (!held) return false;
  await deps.keepLine(contact, { key, by: name, text: words, at: now });
  const { text } = deps.render([inWords('person:said', name, words)], localeFor(held));
  await deps.notify({ ...noteTo(held, now), occasion: `said:${contact}:${key}`, text });
  return true;
}

async function handBack(deps: HoldDeps, { contact, staff, name, words, key, now }: Saying): Promise<boolean> {
  const done = await betweenTurns(deps.store, contact, async (conversation): Promise<Change<boolean>> => {
    const { heldBy } = conversation;
    if (heldBy?.staff !== staff) return { outcome: false };
    const isAsked = openQuestion(deps.render, conversation, localeFor(conversation)) !== undefined;
    const last = inWords(isAsked ? 'person:handedBack' : 'person:said', name, words);
    const occasion = endOf('handedBack', conversation, heldBy);
    const { prompts: _, ...note } = { ...goingOn(deps, conversation, last, now), occasion };
    await deps.keepLine(contact, { key, by: name, text: words, at: now });
    await deps.notify(note);
    return { outcome: true, next: released(conversation, note) };
  });
  return done ?? false;
}

async function leave(deps: HoldDeps, contact: string, now: Date, isOver: (held: Held) => boolean): Promise<boolean> {
  const done = await betweenTurns(deps.store, contact, async (conversation): Promise<Change<boolean>> => {
    const { heldBy } = conversation;
    if (!heldBy || !isOver(heldBy)) return { outcome: false };
    const occasion = endOf('left', conversation, heldBy);
    const { text, ...note } = { ...goingOn(deps, conversation, { key: 'templates:handedBack' }, now), occasion };
    if (!hasStopped(conversation)) {
      await deps.keepLine(contact, { key: occasion, by: 'TikaSetu', text, at: now });
      await deps.notify(note);
    }
    return { outcome: true, next: released(conversation, note) };
  });
  return done ?? false;
}

/** What is said last, and the question that was open. */
function goingOn({ render }: HoldDeps, conversation: Conversation, last: Prompt, at: Date) {
  const locale = localeFor(conversation);
  const question = openQuestion(render, conversation, locale);
  const prompts = question ? [last, question] : [last];
  const { text, menu } = render(prompts, locale);
  return { ...noteTo(conversation, at), prompts, text, menu, turn: conversation.turn + 1 };
}

/** Their last word to us was that they want no more of ours. */
const hasStopped = ({ dialogue }: Conversation): boolean => dialogue?.flow === 'optOut' && dialogue.value === 'stopped';

const occasionOf = (what: string, { contact, thread }: Conversation, { turn }: Held): string =>
  `${what}:${contact}:${thread}:${turn}`;

/** Of one that was broken off; whoever has written since comes to another end. */
const endOf = (what: string, conversation: Conversation, held: Held): string =>
  `${occasionOf(what, conversation, held)}:${held.until}`;

const released = (conversation: Conversation, { menu = [] }: Pick<Note, 'menu'>): Conversation => ({
  ...conversation,
  ...{ heldBy: null, menu, paging: null },
});

/** Free words are an answer to who asked for a person; operators of India know no template of them. */
const inWords = (key: string, name: string, words: string): Prompt => ({
  key,
  params: { name: { person: name }, words },
});

function noteTo(conversation: Conversation, at: Date) {
  const { contact } = conversation;
  return { contact, ...reachOf(conversation), locale: localeFor(conversation), at };
}

const untilFrom = (now: Date): string => new Date(now.getTime() + SILENCE_MS).toISOString();
