/** What one message is answered with, and the conversation it leaves behind: understood, moved on by its flow, rendered. */
import type { Render } from '../render/render';
import { advance, type Dialogue, type Moved } from './dialogue';
import { isKept, keepBySms } from './keep';
import { meaningOf, withoutOldButton, withPinCode } from './listen';
import { FORMS, localeOf, tongueAfter, type Tongue } from './locale';
import type { Answer, Conversation, Notify, Paging, PinCodeNear } from './ports';
import { effectsOf, type EffectDeps } from './run-effects';
import { followUpAfter, inSession, pagingOf, sessionAfter, turnedPage } from './session';
import type { Inbound, Meaning } from './vocabulary';

export type Stage = 'load' | 'understand' | 'flow' | 'effects' | 'render' | 'save';

export interface RespondDeps extends EffectDeps {
  render: Render;
  notify: Notify;
  pinCodeNear: PinCodeNear;
  /** Told how long each stage of a turn took. */
  observe: (stage: Stage, milliseconds: number) => void;
}

/** Provider ids kept with their answers: a repeat comes within seconds. */
const ANSWERS_KEPT = 5;

export interface Responded {
  next: Conversation;
  answer: Answer;
}

export function respond(
  deps: RespondDeps,
  conversation: Conversation,
  inbound: Inbound,
): Responded | Promise<Responded> {
  const said = inSession(inbound, conversation);
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

/** @param said what is new in the message; the session remembers the whole */
async function onward(
  deps: RespondDeps,
  conversation: Conversation,
  inbound: Inbound,
  said: Inbound,
): Promise<Responded> {
  const heard = withoutOldButton(await withPinCode(said, deps.pinCodeNear), conversation);
  const meaning = timedNow(deps, 'understand', () => meaningOf(deps.render, conversation, heard));
  const tongue = tongueAfter(conversation, heard, meaning);
  const moved = await moveOn(deps, conversation, heard, meaning, tongue);
  const { answer, screens } = timedNow(deps, 'render', () => answerOf(deps.render, conversation, heard, moved, tongue));
  await keepBySms(deps.notify, conversation, inbound, moved.prompts, tongue);
  const { dialogue } = moved;
  return { answer, next: { ...nextOf(conversation, inbound, answer, dialogue), ...tongue, paging: pagingOf(screens) } };
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
  const whose = { conversation, address: inbound.address, language, now: inbound.receivedAt };
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
  const shown = over && isKept(inbound, prompts) ? [...prompts, { key: 'common:bySms' }] : prompts;
  const { text, screens, menu } = render(shown, language, { form: FORMS[inbound.channel], last: over });
  const answer = {
    contact,
    // Where the provider has answered an opt-out word itself, a second answer would be one message too many.
    text: inbound.optOut ? '' : text,
    menu,
    expects: expectsOf(dialogue),
    language,
    done: over && screens.length === 1,
    turn: turn + 1,
    ...wantedBy(dialogue),
  };
  return { answer, screens };
}

const isDone = (dialogue: Dialogue | null): boolean => dialogue?.done ?? true;
const expectsOf = (dialogue: Dialogue | null): string =>
  dialogue ? `${dialogue.flow}.${dialogue.value}` : 'welcome.menu';

/** What every turn leaves behind, whether or not the dialogue moved. */
const nextOf = (
  conversation: Conversation,
  inbound: Inbound,
  answer: Answer,
  dialogue: Dialogue | null,
): Conversation => ({
  ...conversation,
  dialogue,
  channel: inbound.channel,
  reachedAt: inbound.reachedAt ?? inbound.address,
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
