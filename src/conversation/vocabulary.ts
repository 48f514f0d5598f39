/** The words every room shares: what comes in, what it means, what we say back. Types and small constants only. */

export const LANGUAGES = ['bn', 'hi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export type ChannelName = 'sms' | 'whatsapp';

/** One message as a channel received it. `address` is `tel:+919830012345`. */
export interface Inbound {
  channel: ChannelName;
  address: string;
  /** The provider's id of the message; the same id is answered once and repeated as it was. */
  externalId: string;
  text: string;
  receivedAt: Date;
  /** Set where the provider has already acted on an opt-out word and answered it itself. */
  optOut?: 'STOP' | 'START' | 'HELP';
}

export const GENDERS = ['female', 'male', 'other'] as const;
export type Gender = (typeof GENDERS)[number];

export const CARD_TYPES = ['aadhaar', 'voter', 'pan', 'passport', 'licence', 'pension', 'npr'] as const;
export type CardType = (typeof CARD_TYPES)[number];

export type YesNo = 'yes' | 'no';

/** What a person told us about whoever is to be vaccinated, as far as one message says it. */
export interface Answers {
  name?: string;
  /** Completed years, as people say their age. */
  age?: number;
  /** Four digits. */
  birthYear?: number;
  gender?: Gender;
  comorbidity?: YesNo;
  cardType?: CardType;
  /** Upper case, without spaces; not checked for correctness. */
  cardNumber?: string;
  /** Six digits. */
  pinCode?: string;
}

/** What the last question asks for; text is read in this light. `choice`: only the menu shown. */
export type Asked =
  | 'language'
  | 'choice'
  | 'name'
  | 'age'
  | 'birthYear'
  | 'gender'
  | 'comorbidity'
  | 'cardType'
  | 'cardNumber'
  | 'pinCode';

/** What a message means. */
export type Meaning =
  | { type: 'CHOSE'; value: string }
  | { type: 'REPLY'; answers: Answers }
  | { type: 'UNCLEAR'; reason: 'empty' | 'number' | 'words' }
  | { type: 'BACK' }
  | { type: 'REPEAT' }
  | { type: 'LANGUAGE'; language: Language }
  | { type: 'HELLO'; answers: Answers }
  | { type: 'MENU'; wants?: DateWish }
  | { type: 'HELP'; topic: HelpTopic }
  | { type: 'STOP'; sure: boolean }
  | { type: 'START' }
  | { type: 'QUESTION'; topic: QuestionTopic };

/** What a person may want of a date they have. */
export type DateWish = 'appointments' | 'move' | 'cancel';

export type HelpTopic = 'asked' | 'distress' | 'noPlace';

/** Questions off the script that have a short answer; `unknown` gets an honest "I cannot answer that". */
export const QUESTION_TOPICS = ['cost', 'safety', 'travel', 'second', 'certificate', 'who', 'unknown'] as const;
export type QuestionTopic = (typeof QUESTION_TOPICS)[number];

/** A proper name in every language. */
export type Names = Readonly<Record<Language, string>>;

/** What a message key is filled with. How a day or an hour reads is decided late, in the language of the reader. */
export type Param =
  | string
  | number
  | { names: Names }
  /** A registered person's name, shortened where it is long; written out only where it is read back. */
  | { person: string }
  /** `YYYY-MM-DD` in Asia/Kolkata */
  | { day: string }
  /** The same, within the next two weeks: the month goes without saying. */
  | { nearDay: string }
  /** `HH:MM` of the 24-hour clock */
  | { from: string; to: string }
  | { time: string }
  /** 14 digits, shown in groups that can be read aloud. */
  | { reference: string }
  /** Another message of the catalogue, filled with one value. */
  | { key: string; value?: string | number };
export type Params = Readonly<Record<string, Param>>;

/** A numbered answer. `number` is given only where it is a habit of the whole service (6 change the date, 7 cancel). */
export interface Choice {
  value: string;
  key: string;
  params?: Params;
  number?: string;
}

/** One thing we say. `key` is `flow:message` of the catalogue. */
export interface Prompt {
  key: string;
  params?: Params;
  choices?: readonly Choice[];
  asks?: Asked;
}

/** The menu as last shown: what a number, or a label written out, stands for. */
export interface MenuItem {
  number: string;
  value: string;
  label: string;
}

export interface Reply {
  text: string;
  menu: readonly MenuItem[];
}
