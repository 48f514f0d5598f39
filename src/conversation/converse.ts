/** One inbound message, one turn: load, understand, let the flow advance, render, save once, answer. */
import { yearOf } from '../clock';
import { AppError } from '../errors';
import type { Render } from '../render/render';
import { romanisedLanguage } from '../understanding/romanised';
import { languageOfScript } from '../understanding/script';
import { understand } from '../understanding/understand';
import { advance, questionOf, type Moved } from './dialogue';
import type { RunEffect } from './engine';
import type { EffectContext, Effects } from './effects';
import type { Answer, Conversation, ConversationStore } from './ports';
import { createQueue } from './queue';
import type { Inbound, Language, Meaning, MenuItem, Prompt } from './vocabulary';

export type Converse = (inbound: Inbound) => Promise<Answer>;
export type Stage = 'load' | 'understand' | 'flow' | 'effects' | 'render' | 'save';

export interface ConverseDeps {
  store: ConversationStore;
  effects: Effects;
  render: Render;
  contactOf: (address: string) => string;
  /** Milliseconds after which a turn is given up: the person has been told to write again, and must find the same question. */
  patience: number;
  /** Nothing is known of what the database did; the turn is run again. */
  connectionLost: (error: unknown) => boolean;
  /** Told how long each stage of a turn took, and what failed inside an effect. */
  observe: (stage: Stage, milliseconds: number) => void;
  effectFailed: (name: string, error: unknown) => void;
}

/** Provider ids kept with their answers: a repeat comes within seconds. */
const ANSWERS_KEPT = 5;
/** Each lost race means that another turn of the same person was won; more than a handful at once is no person. */
const MOST_RACES = 10;
const BEFORE_RETRY_MS = 100;
/** Where nothing tells the language: Latin letters in front of the language question. */
const LANGUAGE_UNTIL_KNOWN: Language = 'en';

export function createConverse(deps: ConverseDeps): Converse {
  const inTurn = createQueue();
  return (inbound) => {
    const expiresAt = performance.now() + deps.patience;
    return inTurn(inbound.address, () => race(deps, inbound, expiresAt));
  };
}

async function race(deps: ConverseDeps, inbound: Inbound, expiresAt: number): Promise<Answer> {
  for (let attempt = 0; attempt < MOST_RACES; attempt++) {
    const answer = await turn(deps, inbound, expiresAt).catch((error: unknown) => lostTurn(deps, error));
    if (answer) return answer;
  }
  throw new AppError('TURN_CONTENDED', 'the conversation was saved by others again and again');
}

/** A turn that lost its connection is one more race to run, after the driver has had a moment to find the database again. */
async function lostTurn({ connectionLost }: ConverseDeps, error: unknown): Promise<null> {
  const cause = error instanceof AppError && error.code === 'DATABASE_UNAVAILABLE' ? error.cause : error;
  if (!connectionLost(cause)) throw error;
  await new Promise((resolve) => setTimeout(resolve, BEFORE_RETRY_MS));
  return null;
}

/** `null` where another process saved a turn meanwhile: this one runs again on what it left. */
async function turn(deps: ConverseDeps, inbound: Inbound, expiresAt: number): Promise<Answer | null> {
  refuseLate(expiresAt);
  const contact = deps.contactOf(inbound.address);
  const stored = await timed(deps, 'load', () => deps.store.load(contact));
  const repeated = stored?.answered.find(({ externalId }) => externalId === inbound.externalId);
  if (repeated) return repeated.answer;
  const conversation = stored ?? opened(contact, inbound);
  const { moved, language } = await respond(deps, conversation, inbound);
  const answer = timedNow(deps, 'render', () => answerOf(deps.render, moved, language, inbound));
  refuseLate(expiresAt);
  const saved = await timed(deps, 'save', () =>
    deps.store.save(nextOf(conversation, inbound, moved, language, answer)),
  );
  return saved ? answer : null;
}

function refuseLate(expiresAt: number): void {
  if (performance.now() > expiresAt) throw new AppError('TURN_EXPIRED', 'the turn took too long');
}

const opened = (contact: string, { address, channel }: Inbound): Conversation => ({
  contact,
  address,
  channel,
  thread: crypto.randomUUID(),
  turn: 0,
  language: null,
  dialogue: null,
  menu: [],
  answered: [],
});

interface Response {
  moved: Moved;
  language: Language | null;
}

async function respond(deps: ConverseDeps, conversation: Conversation, inbound: Inbound): Promise<Response> {
  const meaning = timedNow(deps, 'understand', () => meaningOf(deps, conversation, inbound));
  const language = languageAfter(conversation, inbound, meaning);
  let inEffects = 0;
  let count = 0;
  const run: RunEffect = async (name, id, input) => {
    const startedAt = performance.now();
    const context = effectContext(conversation, inbound, language, `${id}:${count++}`);
    try {
      return await runEffect(deps.effects, name, input, context);
    } catch (error) {
      if (deps.connectionLost(error))
        throw new AppError('DATABASE_UNAVAILABLE', `${name} lost its connection`, { cause: error });
      deps.effectFailed(name, error);
      throw error;
    } finally {
      inEffects += performance.now() - startedAt;
    }
  };
  const startedAt = performance.now();
  const moved = await advance(conversation.dialogue, meaning, { languageKnown: language !== null, run });
  deps.observe('effects', inEffects);
  deps.observe('flow', performance.now() - startedAt - inEffects);
  return { moved, language };
}

function meaningOf(deps: ConverseDeps, conversation: Conversation, inbound: Inbound): Meaning {
  if (inbound.optOut === 'STOP') return { type: 'STOP', sure: true };
  if (inbound.optOut === 'START') return { type: 'START' };
  // Twilio has answered it; a turn nobody reads must not change anything.
  if (inbound.optOut === 'HELP') return { type: 'REPEAT' };
  const question = questionOf(conversation.dialogue);
  const asks = question?.asks;
  const meaning = understand(inbound.text, {
    asks,
    menu: menuOf(deps, conversation, question),
    language: conversation.language ?? undefined,
    year: yearOf(inbound.receivedAt),
  });
  if (asks === 'language' && meaning.type === 'CHOSE') return { type: 'LANGUAGE', language: meaning.value as Language };
  return meaning;
}

/** As last shown; after a last word that had none, that of the question still open behind it. */
function menuOf({ render }: ConverseDeps, { menu, language }: Conversation, question?: Prompt): readonly MenuItem[] {
  if (menu.length > 0 || !question?.choices) return menu;
  return render([question], language ?? LANGUAGE_UNTIL_KNOWN).menu;
}

/** Said outright, else as it was, else guessed from the script of the first words. `null`: it must be asked. */
function languageAfter({ language }: Conversation, { text }: Inbound, meaning: Meaning): Language | null {
  if (meaning.type === 'LANGUAGE') return meaning.language;
  return language ?? languageOfScript(text) ?? romanisedLanguage(text) ?? null;
}

const effectContext = (
  { contact, thread, turn }: Conversation,
  { address, receivedAt }: Inbound,
  language: Language | null,
  invoke: string,
): EffectContext => ({
  contact,
  address,
  language: language ?? LANGUAGE_UNTIL_KNOWN,
  key: `${contact}:${thread}:${turn + 1}:${invoke}`,
  now: receivedAt,
});

function runEffect(effects: Effects, name: string, input: unknown, context: EffectContext): Promise<unknown> {
  const effect = effects[name as keyof Effects] as (input: unknown, context: EffectContext) => Promise<unknown>;
  return effect(input, context);
}

function answerOf(render: Render, { dialogue, prompts }: Moved, known: Language | null, inbound: Inbound): Answer {
  const language = known ?? LANGUAGE_UNTIL_KNOWN;
  const { text, menu } = render(prompts, language);
  return {
    // Where the provider has answered an opt-out word itself, a second answer would be one message too many.
    text: inbound.optOut ? '' : text,
    menu,
    expects: dialogue ? `${dialogue.flow}.${dialogue.value}` : 'welcome.menu',
    language,
    done: dialogue?.done ?? true,
  };
}

const nextOf = (
  conversation: Conversation,
  inbound: Inbound,
  { dialogue }: Moved,
  language: Language | null,
  answer: Answer,
): Conversation => ({
  ...conversation,
  channel: inbound.channel,
  turn: conversation.turn + 1,
  language,
  dialogue,
  menu: answer.menu,
  answered: [...conversation.answered, { externalId: inbound.externalId, answer }].slice(-ANSWERS_KEPT),
});

/** What takes no waiting is timed without it. */
function timedNow<T>({ observe }: ConverseDeps, stage: Stage, work: () => T): T {
  const startedAt = performance.now();
  try {
    return work();
  } finally {
    observe(stage, performance.now() - startedAt);
  }
}

async function timed<T>({ observe }: ConverseDeps, stage: Stage, work: () => Promise<T>): Promise<T> {
  const startedAt = performance.now();
  try {
    return await work();
  } finally {
    observe(stage, performance.now() - startedAt);
  }
}
