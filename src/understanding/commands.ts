import type { Asked, HelpTopic, Meaning } from '../conversation/vocabulary';
import { containsAny, isFiller, lexicon, nearest, withoutFillers, wordSet } from './lexicon';
import { shows, type Heard } from './listening';
import type { Command } from './words/shape';

const COMMANDS = lexicon<Command>((words) => words.commands);
const HELP = lexicon<HelpTopic>((words) => words.help);
const DISTRESS = wordSet((words) => words.help.distress);
const TOO_FAR = wordSet((words) => words.help.noPlace);
const NO_CARD = wordSet((words) => words.noCard);
const ASKED_FOR = wordSet((words) => words.help.asked);
const STOP = wordSet((words) => words.commands.STOP);
const NO_REMINDERS = wordSet((words) => words.commands.NO_REMINDERS);
const OLD_NUMBER = wordSet((words) => words.help.oldNumber);

const REGISTER = wordSet((words) => words.menu.register);

/** Where no question is open yet, a 4 is no call for help. */
const BEFORE_QUESTIONS: readonly (Asked | undefined)[] = [undefined, 'language'];

/** Salam is a greeting, and what many men are called. */
const ALSO_NAMES: ReadonlySet<string> = new Set(
  ['salam', 'সালাম', 'सलाम', 'সালাম'].map((name) => name.normalize('NFC')),
);

function meaningOf(command: Command): Meaning {
  if (command === 'STOP') return { type: 'STOP', sure: true };
  if (command === 'HELLO') return { type: 'HELLO', answers: {} };
  return { type: command };
}

/** `0` and `4` where no menu gives them another meaning. */
function byDigit(heard: Heard): Meaning | undefined {
  if (heard.key === '0' && !shows(heard, '0')) return { type: 'BACK' };
  if (heard.key !== '4' || shows(heard, '4') || BEFORE_QUESTIONS.includes(heard.asks)) return undefined;
  return { type: 'HELP', topic: 'asked' };
}

const atRest = ({ asks }: Heard): boolean => asks === undefined || asks === 'language';

/** A command and nothing else, but for a "please" around it. */
export function commanded(heard: Heard): Meaning | undefined {
  if (/^[?؟\s]+$/.test(heard.text)) return { type: 'REPEAT' };
  if (heard.asks === 'name' && ALSO_NAMES.has(heard.key)) return undefined;
  const key = withoutFillers(heard.key);
  const command = COMMANDS.get(heard.key) ?? COMMANDS.get(key);
  if (command) return meaningOf(command);
  if (atRest(heard) && (REGISTER.has(heard.key) || REGISTER.has(key))) return meaningOf('HELLO');
  const topic = HELP.get(heard.key) ?? HELP.get(key);
  return topic ? { type: 'HELP', topic } : byDigit(heard);
}

/** Whoever is in pain, afraid or angry is heard whatever else they write. */
export function inDistress({ key }: Heard): Meaning | undefined {
  return containsAny(key, DISTRESS) ? { type: 'HELP', topic: 'distress' } : undefined;
}

/** No card to show, too far to go, the phone lost: said in the middle of other words. Where its number is asked, 0 is "no card". */
export function inTrouble({ key, asks }: Heard): Meaning | undefined {
  if (containsAny(key, NO_CARD)) return asks === 'cardNumber' ? { type: 'BACK' } : { type: 'HELP', topic: 'asked' };
  if (containsAny(key, OLD_NUMBER)) return { type: 'HELP', topic: 'oldNumber' };
  return containsAny(key, TOO_FAR) ? { type: 'HELP', topic: 'noPlace' } : undefined;
}

const onlyFillersAround = (key: string, words: ReadonlySet<string>): boolean =>
  key.split(' ').every((word) => isFiller(word) || words.has(word));

/** A command among other words or misspelt. Where a name is asked most of these would be names: Madad Ali, Bandhu Das. */
export function probablyCommanded({ key, asks }: Heard): Meaning | undefined {
  if (asks === 'name' && !onlyFillersAround(key, ASKED_FOR)) return undefined;
  if (containsAny(key, ASKED_FOR)) return { type: 'HELP', topic: 'asked' };
  if (containsAny(key, NO_REMINDERS)) return { type: 'NO_REMINDERS' };
  if (containsAny(key, STOP)) return { type: 'STOP', sure: false };
  const command = nearest(withoutFillers(key), COMMANDS);
  if (command === 'STOP') return { type: 'STOP', sure: false };
  if (command) return meaningOf(command);
  return nearest(withoutFillers(key), HELP) === 'asked' ? { type: 'HELP', topic: 'asked' } : undefined;
}
