/** What one message is answered with, and the conversation it leaves behind: understood, moved on by its flow, rendered. */
import type { Render } from '../render/render';
import { glitchIn } from '../understanding/glitches';
import { advance, type Dialogue, type Moved } from './dialogue';
import { isStillOurs, lineOf, whileHeld } from './held';
import { isKept, keepBySms } from './keep';
import { meaningOf, withoutOldButton, withPinCode } from './listen';
import { formOf, localeOf, tongueAfter, type Tongue } from './locale';
import type { Answer, Conversation, Held, KeepLine, Notify, Paging, PinCodeNear } from './ports';
import { journeyAfter, journeyAt } from './progress';
import { relayMarks } from './relay';
import { effectsOf, type EffectDeps } from './run-effects';
import { followUpAfter, inSession, pagingOf, sessionAfter, turnedPage } from './session';
import type { Inbound, Meaning, Prompt } from './vocabulary';

export type Stage = 'load' | 'understand' | 'flow' | 'effects' | 'render' | 'save';

export interface RespondDeps extends EffectDeps {
  render: Render;
  notify: Notify;
  /** Given what is said to who has the conversation. */
  keepLine: KeepLine;
  pinCodeNear: PinCodeNear;
  /** Whether it is a telephone of one of the staff, from which they report what does not work. */
  isStaff?: (contact: string) => Promise<boolean>;
  /** Told how long each stage of a turn took. */
  observe: (stage: Stage, milliseconds: number) => void;
}

/** Provider ids kept with their answers: a repeat comes within seconds. */
const ANSWERS_KEPT = 5;

export interface Responded {
  next: Conversation;
  answer: Answer;
}

export function respond(deps: RespondDeps, stored: Conversation, inbound: Inbound): Responded | Promise<Responded> {
  const conversation = { ...stored, journey: journeyAt(stored, inbound.receivedAt) };
  const said = inSession(inbound, conversation);
  if (conversation.heldBy && !inbound.by) return toHolder(deps, conversation, conversation.heldBy, inbound, said);
  const page = turnedPage(conversation, said);
  return page ? onPage(conversation, inbound, page) : onward(deps, conversation, inbound, said);
}

export const opened = (contact: string, { address, channel }: Pick<Inbound, 'address' | 'channel'>): Conversation => ({
  contact,
  address,
  channel,
  reachedAt: address,
  thread: crypto.randomUUID(),
  turn: 0,
  language: null,
  script: null,
  dialogue: null,
  menu: [],
  paging: null,
  session: null,
  heardAt: null,
  followUpAt: null,
  entered: null,
  journey: null,
  heldBy: null,
  answered: [],
});

/** A call that ends says nothing and changes nothing. */
export const silence = ({ contact, dialogue, turn, language, script, channel }: Conversation): Answer => ({
  contact,
  text: '',
  menu: [],
  expects: expectsOf(dialogue),
  language: localeOf({ language, script }, { channel }),
  done: true,
  turn,
  ...wantedBy(dialogue),
});

function wantedBy(dialogue: Dialogue | null): Pick<Answer, 'wanted'> {
  const { wanted } = dialogue?.context ?? {};
  return typeof wanted === 'string' && dialogue?.flow === 'binding' ? { wanted } : {};
}

/** Another screen of the same answer: the dialogue stays where it is. */
function onPage(conversation: Conversation, inbound: Inbound, paging: Paging): Responded {
  const last = paging.at === paging.screens.length - 1;
  const answer: Answer = {
    contact: conversation.contact,
    text: paging.screens[paging.at] ?? '',
    menu: conversation.menu,
    expects: expectsOf(conversation.dialogue),
    language: localeOf(conversation, inbound),
    done: last && isDone(conversation.dialogue),
    turn: conversation.turn + 1,
  };
  return { answer, next: { ...nextOf(conversation, inbound, answer, conversation.dialogue), paging } };
}

/** The question waits as it was asked, with the menu that was shown. */
async function toHolder(
  deps: RespondDeps,
  conversation: Conversation,
  held: Held,
  inbound: Inbound,
  said: Inbound,
): Promise<Responded> {
  const { contact, turn, menu, dialogue } = conversation;
  const line = lineOf(conversation, said);
  if (line) await deps.keepLine(contact, line);
  if (isStillOurs(meaningOf(deps.render, conversation, said))) return onward(deps, conversation, inbound, said);
  const shown = whileHeld(deps.render, conversation, held, inbound);
  const answer: Answer = { contact, menu: [], expects: expectsOf(dialogue), done: true, turn: turn + 1, ...shown };
  return { answer, next: { ...nextOf(conversation, inbound, answer, dialogue), menu, followUpAt: null } };
}

/** @param said what is new in the message; the session remembers the whole */
async function onward(
  deps: RespondDeps,
  conversation: Conversation,
  inbound: Inbound,
  said: Inbound,
): Promise<Responded> {
  const heard = withoutOldButton(await withPinCode(said, deps.pinCodeNear), conversation);
  const meaning =
    (await glitchHeard(deps, conversation, heard)) ??
    timedNow(deps, 'understand', () => meaningOf(deps.render, conversation, heard));
  const tongue = tongueAfter(conversation, heard, meaning);
  const moved = await moveOn(deps, conversation, heard, meaning, tongue);
  const { answer, screens } = timedNow(deps, 'render', () => answerOf(deps.render, conversation, heard, moved, tongue));
  await keepBySms(deps.notify, conversation, inbound, moved.prompts, tongue);
  const { dialogue, prompts } = moved;
  const journey = journeyAfter(conversation.journey, prompts);
  const marks = relayMarks(conversation, heard, meaning, answer);
  const rest = { ...tongue, ...marks, paging: pagingOf(screens), journey };
  const next = { ...nextOf(conversation, inbound, answer, dialogue), ...rest };
  return { answer, next };
}

/** Whose telephone it is, is looked up only where the word is heard; from anybody else's it is a word like any other. */
async function glitchHeard(
  { isStaff }: RespondDeps,
  { contact }: Conversation,
  heard: Inbound,
): Promise<Meaning | null> {
  const text = heard.choice || heard.event || heard.by ? undefined : glitchIn(heard.text);
  return text !== undefined && (await isStaff?.(contact)) ? { type: 'GLITCH', text } : null;
}

/** The other letters are a matter of how it is said; to the flow it is the question once more. */
const toFlow = (meaning: Meaning): Meaning => (meaning.type === 'SCRIPT' ? { type: 'REPEAT' } : meaning);

async function moveOn(
  deps: RespondDeps,
  conversation: Conversation,
  inbound: Inbound,
  meaning: Meaning,
  { language }: Tongue,
): Promise<Moved> {
  let inEffects = 0;
  const { address, receivedAt: now, by } = inbound;
  const whose = { conversation, address, language, now, by };
  const run = effectsOf(deps, whose, (milliseconds) => (inEffects += milliseconds));
  const startedAt = performance.now();
  const around = { languageKnown: language !== null, numberKnown: inbound.address.startsWith('tel:'), run };
  const moved = await advance(conversation.dialogue, toFlow(meaning), around);
  deps.observe('effects', inEffects);
  deps.observe('flow', performance.now() - startedAt - inEffects);
  // Before the language is known nothing can be said in it.
  return inbound.aside && language ? { ...moved, prompts: [{ key: inbound.aside }, ...moved.prompts] } : moved;
}

function answerOf(
  render: Render,
  { contact, turn }: Conversation,
  inbound: Inbound,
  { dialogue, prompts }: Moved,
  tongue: Tongue,
): { answer: Answer; screens: readonly string[] } {
  const language = localeOf(tongue, inbound);
  const over = isDone(dialogue);
  const shown = over && !inbound.by && isKept(inbound, prompts) ? [...prompts, BY_SMS] : prompts;
  const { text, screens, menu } = render(shown, language, { form: formOf(inbound), last: over });
  // The answers below a slip are still there for who listens.
  const note = inbound.by && isKept(inbound, prompts) ? `\n${render([BY_SMS], language).text}` : '';
  const answer = {
    contact,
    // Where the provider has answered an opt-out word itself, a second answer would be one message too many.
    text: inbound.optOut ? '' : text + note,
    menu,
    expects: expectsOf(dialogue),
    language,
    done: over && screens.length === 1,
    turn: turn + 1,
    ...wantedBy(dialogue),
  };
  return { answer, screens };
}

const BY_SMS: Prompt = { key: 'common:bySms' };

const isDone = (dialogue: Dialogue | null): boolean => dialogue?.done ?? true;
const expectsOf = (dialogue: Dialogue | null): string =>
  dialogue ? `${dialogue.flow}.${dialogue.value}` : 'welcome.menu';

/** What every turn leaves behind, whether or not the dialogue moved. An operator's turn changes nothing of the person's own way. */
const nextOf = (
  conversation: Conversation,
  inbound: Inbound,
  answer: Answer,
  dialogue: Dialogue | null,
): Conversation => ({
  ...conversation,
  dialogue,
  ...(inbound.by ? {} : { channel: inbound.channel, reachedAt: inbound.reachedAt ?? inbound.address }),
  turn: answer.turn,
  menu: answer.menu,
  session: sessionAfter(inbound, conversation),
  heardAt: inbound.receivedAt.toISOString(),
  followUpAt: followUpAfter(inbound, isDone(dialogue)),
  answered: [...conversation.answered, { externalId: inbound.externalId, answer }].slice(-ANSWERS_KEPT),
});

/** What takes no waiting is timed without it. */
function timedNow<T>({ observe }: RespondDeps, stage: Stage, work: () => T): T {
  const startedAt = performance.now();
  try {
    return work();
  } finally {
    observe(stage, performance.now() - startedAt);
  }
}
