import type { Meaning } from '../conversation/vocabulary';
import { readAnswers, withText } from './answers';
import { wordSet } from './lexicon';
import type { Heard } from './listening';
import { matchKey } from './normalise';

const KEYWORDS = wordSet((words) => words.keyword);
const GREETINGS = new Set(
  [...wordSet((words) => words.commands.HELLO)].filter(
    (key) => !KEYWORDS.has(key) && !/^(?:sal?am|সালাম|सलाम|start)$/.test(key),
  ),
);

/** What follows the first words, if these are in the set. */
function after(text: string, words: ReadonlySet<string>): string | undefined {
  const parts = text.split(/[\s,:;.!-]+/).filter(Boolean);
  for (const length of [3, 2, 1]) {
    if (parts.length > length && words.has(matchKey(parts.slice(0, length).join(' ')))) {
      return text
        .split(/(?<=[\s,:;.!-])(?![\s,:;.!-])/)
        .slice(length)
        .join('');
    }
  }
  return undefined;
}

/** Where whatever follows the keyword may be a whole registration. */
const EARLY: readonly Heard['asks'][] = [undefined, 'language', 'choice', 'name'];

/** `TIKA Rahima Bibi 1952 F VOTER WKH1186253 700091`: everything at once, at any time. */
export function keywordFirst(heard: Heard): Meaning | undefined {
  const rest = after(heard.text, KEYWORDS);
  if (rest === undefined) return undefined;
  const early = EARLY.includes(heard.asks);
  const answers = readAnswers(withText(early ? { ...heard, asks: 'name' } : heard, rest));
  // People put the keyword before every message; in the middle of a question only a whole new person starts again.
  if (!early && !(answers.name && Object.keys(answers).length > 2)) {
    return Object.keys(answers).length > 0 ? { type: 'REPLY', answers } : undefined;
  }
  const loneName = Object.keys(answers).join() === 'name' && !answers.name?.includes(' ');
  if (Object.keys(answers).length > 0 && !loneName) return { type: 'HELLO', answers };
  return heard.asks === undefined || heard.asks === 'language' ? { type: 'HELLO', answers: {} } : undefined;
}

/** `Hello, my name is Rahima` answers like `My name is Rahima`. */
export function withoutGreeting(heard: Heard): Heard {
  const rest = after(heard.text, GREETINGS);
  return rest === undefined ? heard : withText(heard, rest);
}
