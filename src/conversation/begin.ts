/** A dialogue that we begin ourselves, as a message of ours: what is open waits until it is answered. */
import { AppError } from '../errors';
import type { Render } from '../render/render';
import { isAtRest } from './dialogue';
import type { RunEffect } from './engine';
import { FORMS } from './locale';
import { isOpened, openDialogue, withoutOpening } from './opening';
import type { Accounts, Conversation, ConversationStore, KeepLine, Opens } from './ports';
import { enteredBy, tellPassed, type Passed } from './progress';
import type { Queue } from './queue';
import { localeFor, reachOf, type Reach } from './reach';
import { opened } from './respond';
import { effectsOf, type EffectDeps } from './run-effects';
import type { Language, Locale, MenuItem, Prompt } from './vocabulary';

export interface Beginning {
  contact: string;
  /** Begun twice, the second opening takes the place of the first. */
  occasion: string;
  opens: Opens;
  /** Now. */
  at: Date;
  /** Of who has never written to us. */
  address?: string;
  locale?: Locale;
  /** Another way than the one by which the person was heard last, where that one failed. */
  by?: Reach;
  /** Whoever is talking with somebody of the helpline is told all the same; the question is asked again when they are done. */
  urgent?: boolean;
}

/** What is to be sent, by which way. */
export interface Begun extends Reach {
  text: string;
  menu: readonly MenuItem[];
  /** The turn that the buttons of the menu carry. */
  turn: number;
  locale: Locale;
  /** What `text` was made of. */
  prompts: readonly Prompt[];
  /** For who could not send it: what nobody was asked is open no more, and a digit is for the question before it. */
  takeBack: () => Promise<void>;
}

/**
 * `busy`: the person is in the middle of something, ask again later. `over`: there is nothing left to be said. `unreachable`: we
 * know no way to this person.
 */
export type Begin = (beginning: Beginning) => Promise<Begun | 'busy' | 'over' | 'unreachable'>;

export interface BeginDeps extends EffectDeps {
  store: ConversationStore;
  render: Render;
  keepLine: KeepLine;
  numberOf: Accounts['numberOf'];
  /** Shared with `converse`: one turn of a person at a time. */
  inTurn: Queue;
  passed?: (passed: Passed) => void;
}

const MOST_RACES = 10;
/** Who wrote so short a time ago may still be thinking about the answer. */
const THINKING_MS = 5 * 60_000;

export function createBegin(deps: BeginDeps): Begin {
  return async (beginning) => {
    const address = (await deps.store.load(beginning.contact))?.address ?? beginning.address;
    return address === undefined ? 'unreachable' : deps.inTurn(address, () => race(deps, beginning, address));
  };
}

async function race(deps: BeginDeps, beginning: Beginning, address: string): ReturnType<Begin> {
  for (let attempt = 0; attempt < MOST_RACES; attempt++) {
    const outcome = await begin(deps, beginning, address);
    if (outcome) return outcome;
  }
  throw new AppError('TURN_CONTENDED', 'the conversation was saved by others again and again');
}

async function takeBack({ store, passed }: BeginDeps, { contact, occasion, at }: Beginning): Promise<void> {
  for (let attempt = 0; attempt < MOST_RACES; attempt++) {
    const conversation = await store.load(contact);
    if (!conversation || !isOpened(conversation.dialogue, occasion)) return;
    const dialogue = withoutOpening(conversation.dialogue, occasion);
    const back = { ...conversation, dialogue, menu: [], paging: null, turn: conversation.turn + 1 };
    const next = { ...back, entered: enteredBy(conversation, back, conversation.channel, at) };
    if (!(await store.save(next))) continue;
    tellPassed(passed, conversation, next);
    return;
  }
}

/** `null` where a turn was saved meanwhile: what it left is begun on anew. */
async function begin(
  deps: BeginDeps,
  beginning: Beginning,
  address: string,
): Promise<Awaited<ReturnType<Begin>> | null> {
  const { contact, occasion, opens, at, urgent = false } = beginning;
  const stored = await deps.store.load(contact);
  const conversation = inTongue(stored ?? opened(contact, { address, channel: 'sms' }), beginning.locale);
  const current = withoutOpening(conversation.dialogue, occasion);
  const isBusy = conversation.heldBy ? !urgent : !isAtRest(current) && isThinking(conversation, at);
  if (isBusy) return 'busy';
  const reach = beginning.by ?? (await wayTo(deps, conversation));
  if (!reach) return 'unreachable';
  const moved = await openDialogue(
    current,
    opens,
    { occasion, at: at.toISOString() },
    aroundOf(deps, conversation, beginning),
  );
  if (!moved) return 'over';
  const locale = localeFor(conversation);
  const { text, menu } = deps.render(moved.prompts, locale, { form: FORMS[reach.channel] });
  const said = { ...reach, text, locale, prompts: moved.prompts };
  // What asks nothing leaves the question that is open as it is.
  if (!moved.dialogue) return { ...said, menu: [], turn: conversation.turn, takeBack: () => Promise.resolve() };
  const turn = conversation.turn + 1;
  const begun = { ...conversation, dialogue: moved.dialogue, menu, turn, paging: null, followUpAt: null };
  const next = { ...begun, entered: enteredBy(conversation, begun, reach.channel, at) };
  const back = (): Promise<void> => deps.inTurn(address, () => takeBack(deps, beginning));
  if (!(await deps.store.save(next))) return null;
  tellPassed(deps.passed, conversation, next);
  if (conversation.heldBy) await deps.keepLine(contact, { key: occasion, by: 'TikaSetu', text, at });
  return { ...said, menu, turn, takeBack: back };
}

function inTongue(conversation: Conversation, locale?: Locale): Conversation {
  if (conversation.language || !locale) return conversation;
  const script = conversation.script ?? (locale.endsWith('Latn') ? 'latin' : null);
  return { ...conversation, language: locale.slice(0, 2) as Language, script };
}

const isThinking = ({ heardAt }: Conversation, now: Date): boolean =>
  heardAt !== null && now.getTime() - new Date(heardAt).getTime() < THINKING_MS;

/** An account that has lost the number since is not written to; the number itself is. */
async function wayTo({ numberOf }: BeginDeps, conversation: Conversation): Promise<Reach | null> {
  const { address } = conversation;
  const reach = reachOf(conversation);
  if (reach.channel !== 'telegram' || reach.address === address) return reach;
  if ((await numberOf(reach.address)) === address) return reach;
  return address.startsWith('tel:') ? { address, channel: 'sms' } : null;
}

/** Keys of effects are those of the occasion: the person's own next turn must not be taken for this one. */
function aroundOf(deps: BeginDeps, conversation: Conversation, { occasion, at }: Beginning) {
  const { address, language, thread } = conversation;
  const whose = { conversation: { ...conversation, thread: `${thread}:${occasion}` }, address, language, now: at };
  return { languageKnown: true, numberKnown: address.startsWith('tel:'), run: orNothing(effectsOf(deps, whose)) };
}

/** A flow says sorry where an effect fails; to whom nobody has spoken yet nothing is said, and it is begun again later. */
const orNothing =
  (run: RunEffect): RunEffect =>
  (...effect) =>
    run(...effect).catch((cause: unknown) => {
      throw new AppError('DATABASE_UNAVAILABLE', 'a dialogue could not be begun', { cause });
    });
