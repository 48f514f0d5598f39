/** What people write → what they mean, in the light of what they were shown. */
import type { Meaning } from '../conversation/vocabulary';
import { readAnswers } from './answers';
import { caseAsked, looksAsked } from './cases';
import { commanded, inDistress, inTrouble, probablyCommanded } from './commands';
import { keywordFirst, withoutGreeting } from './greeting';
import { languageAskedFor } from './language';
import { hear, shows, type Heard, type Listening } from './listening';
import { chosen, denies, wishedFor } from './menu';
import { hintedAt, probablyChosen } from './menu-guess';
import { provedBy } from './proof';
import { knownQuestion, unknownQuestion } from './questions';

export type { Listening } from './listening';

type Reader = (heard: Heard) => Meaning | undefined;

const language: Reader = (heard) => {
  const asked = languageAskedFor(heard);
  return asked && { type: 'LANGUAGE', language: asked };
};

const choice =
  (choose: (heard: Heard) => string | undefined): Reader =>
  (heard) => {
    const value = choose(heard);
    // "Yes, don't" must not be taken for a yes.
    if (value === 'yes' && denies(heard)) return undefined;
    return value === undefined ? undefined : { type: 'CHOSE', value };
  };

/** At rest a single answer answers nothing; several are someone who wants to register. */
const replied: Reader = (heard) => {
  // "My grandson is 10, may he come?" asks; it does not answer.
  if (heard.text.endsWith('?') && asksNothing(heard)) return undefined;
  const answers = readAnswers(withoutGreeting(heard));
  const count = Object.keys(answers).length - (answers.cardType && answers.cardNumber ? 1 : 0);
  if (heard.asks === undefined) return count > 1 ? { type: 'HELLO', answers } : undefined;
  return count > 0 ? { type: 'REPLY', answers } : undefined;
};

const proved: Reader = (heard) => {
  const answers = provedBy(heard);
  return answers && { type: 'REPLY', answers };
};

/** 6 and 7 of a slip or a reminder, hours later. */
const ofSlip: Reader = (heard) =>
  heard.ofSlips?.includes(heard.key) && !shows(heard, heard.key)
    ? { type: 'MENU', wants: heard.key === '6' ? 'move' : 'cancel' }
    : undefined;

/** "I see boxes": the digit that brings the other letters, where no menu gives it another meaning. */
const script: Reader = (heard) =>
  heard.key === '7' && heard.language !== 'en' && !shows(heard, '7') && !asksNumber(heard)
    ? { type: 'SCRIPT' }
    : undefined;

const asksNumber = ({ asks }: Heard): boolean => asks === 'age' || asks === 'birthYear' || asks === 'cardNumber';

const asksNothing = ({ asks }: Heard): boolean => asks === undefined || asks === 'choice' || asks === 'language';

/** "My date", "cancel": said outright where the menu shown has no such answer. */
const wished: Reader = (heard) => {
  const wants = wishedFor(heard);
  return wants && { type: 'MENU', wants };
};

/** From the certain to the merely probable; the first that understands answers. */
const READERS: readonly Reader[] = [
  proved,
  language,
  ofSlip,
  script,
  choice(chosen),
  commanded,
  caseAsked,
  looksAsked,
  wished,
  inDistress,
  knownQuestion,
  inTrouble,
  keywordFirst,
  choice(probablyChosen),
  replied,
  choice(hintedAt),
  probablyCommanded,
  unknownQuestion,
];

function unclear({ text, asks }: Heard): Meaning {
  const aboutNumber = asks === 'age' || asks === 'birthYear' || asks === 'pinCode' || asks === 'cardNumber';
  const isNumber = /\d/.test(text) && (aboutNumber || !/\p{L}/u.test(text));
  return { type: 'UNCLEAR', reason: isNumber ? 'number' : 'words' };
}

/** `{{name}}`, `$where`, `ESC[0m`: written by a program, and words found in it would mean nothing. */
const BY_A_PROGRAM = /[{}[\]<>$\\]/;

export function understand(text: string, listening: Listening): Meaning {
  const heard = hear(text, listening);
  if (BY_A_PROGRAM.test(heard.text)) return { type: 'UNCLEAR', reason: 'words' };
  if (heard.key === '' && !heard.text.includes('?')) return { type: 'UNCLEAR', reason: 'empty' };
  for (const reader of READERS) {
    const meaning = reader(heard);
    if (meaning) return meaning;
  }
  return heard.key === '' ? { type: 'UNCLEAR', reason: 'empty' } : unclear(heard);
}
