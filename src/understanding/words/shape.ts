import type { CardType, Gender, HelpTopic, QuestionTopic, YesNo } from '../../conversation/vocabulary';

/** Words and phrases, separated by commas. Spelling variants that `matchKey` folds together need not be listed. */
export type Phrases = string;

/** Values that menus of the flows offer, beyond the answers themselves. */
export type MenuWord =
  | 'register'
  | 'book'
  | 'appointments'
  | 'person'
  | 'correct'
  | 'change'
  | 'continue'
  | 'restart'
  | 'name'
  | 'age'
  | 'gender'
  | 'comorbidity'
  | 'cardType'
  | 'cardNumber'
  | 'pinCode'
  | 'more'
  | 'day'
  | 'lookForMe'
  | 'tellMe'
  | 'later'
  | 'move'
  | 'cancel'
  | 'back'
  | 'again'
  | 'gone'
  | 'reminders'
  | 'vaccine'
  | 'date'
  | 'number';

export type Command = 'REPEAT' | 'BACK' | 'MENU' | 'HELLO' | 'STOP' | 'NO_REMINDERS' | 'START' | 'UNBIND';

/** Everything one language has words for: as written in its own script and in Latin letters. */
export interface Words {
  /** What the language is called, in any script. */
  called: Phrases;
  /** Menu numbers in words: `0 শূন্য shunyo, 1 এক ek`. */
  digits: Phrases;
  /** Ages in words, written the same way. */
  ages: Phrases;
  genders: Record<Gender, Phrases>;
  cards: Record<CardType, Phrases>;
  yesNo: Record<YesNo, Phrases>;
  /** Illnesses that make someone eligible earlier. */
  illnesses: Phrases;
  /** "not", "has not": turns an illness into a no. */
  negations: Phrases;
  menu: Record<MenuWord, Phrases>;
  labels: Record<'name' | 'age' | 'birth' | 'pin' | 'number' | 'years', Phrases>;
  commands: Record<Command, Phrases>;
  /** The advertised keyword, which may be followed by answers. */
  keyword: Phrases;
  help: Record<HelpTopic, Phrases>;
  /** What a request that something recorded be put right is called, before its number. */
  cases: Phrases;
  /** Who looked at what is recorded of me. */
  looks: Phrases;
  /** How staff begin a report of what does not work. */
  glitches: Phrases;
  /** There is no card to show, or not at hand. */
  noCard: Phrases;
  questions: Record<Exclude<QuestionTopic, 'unknown'>, Phrases>;
  questionWords: Phrases;
  /** Said around an answer, never the answer itself: please, I want, give me. */
  fillers: Phrases;
  /** Before a name and not part of it. */
  titles: Phrases;
  /** Before a name, to be removed whole: my mother. */
  introductions: Phrases;
  /** Ordinary words that no name contains. */
  neverName: Phrases;
  /** Written in Latin letters, these tell the language. Compared as written, not folded. */
  /** Romanised words that leave no doubt about the language; none for a language written in Latin letters. */
  telling?: Phrases;
  /** Weekdays from Monday and the parts of a day, as they may be written for a label shown in another way. */
  times: readonly Phrases[];
}
