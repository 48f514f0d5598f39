/** The words every room shares: what comes in, what it means, what we say back. Types and small constants only. */

export const LANGUAGES = ['bn', 'hi', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** How a language is written: Bengali and Hindi also in Latin letters, for phones and screens that show no others. */
export const LOCALES = ['bn', 'hi', 'en', 'bn-Latn', 'hi-Latn'] as const;
export type Locale = (typeof LOCALES)[number];
export type Script = 'native' | 'latin';

export const CHANNELS = ['sms', 'whatsapp', 'ussd', 'telegram'] as const;
export type ChannelName = (typeof CHANNELS)[number];

/** One message as a channel received it. */
export interface Inbound {
  channel: ChannelName;
  /** Who writes: `tel:+919830012345`, or `telegram:123` for an account that may have proved no number. */
  address: string;
  /** The provider's id of the message; the same id is answered once and repeated as it was. */
  externalId: string;
  text: string;
  receivedAt: Date;
  /** Set where the provider has already acted on an opt-out word and answered it itself. */
  optOut?: 'STOP' | 'START' | 'HELP';
  /** A button that was pressed instead of a text: the value, and the turn whose menu it belongs to. */
  choice?: { turn: number; value: string };
  /** Set where a number's conversation is reached in another way: `telegram:123`. */
  reachedAt?: string;
  /** Id of the operator who wrote it in the person's name. The person's own channel is not this one. */
  by?: string;
  /** What happened instead of a text. `dial` opens a session, `hangUp` ends it, `shareContact` proves `contact`. */
  event?: 'dial' | 'hangUp' | 'shareContact';
  /** With `shareContact`: the number that the channel has proved to be the sender's own, as an address. */
  contact?: string;
  /** Sent in place of a PIN code. Degrees. */
  location?: { latitude: number; longitude: number };
  /** Catalogue key of why this message cannot be read (a photo, an edit); said before the question, which is asked again. */
  aside?: string;
  /** A USSD gateway that sends `1*Rahima*69`, everything of the session again and again, gives it as `text` and its id here. */
  cumulative?: { session: string };
  /** What is true of most who come through this door, until a person shows or says otherwise. */
  language?: Language;
  script?: Script;
}

export const GENDERS = ['female', 'male', 'other'] as const;
export type Gender = (typeof GENDERS)[number];

export const CARD_TYPES = ['aadhaar', 'voter', 'pan', 'passport', 'licence', 'pension', 'npr'] as const;
export type CardType = (typeof CARD_TYPES)[number];

/** What somebody of ours looks at a person for. */
export const LOOK_REASONS = ['date', 'details', 'dose', 'complaint', 'other'] as const;
export type LookReason = (typeof LOOK_REASONS)[number];
/** Besides: an operator wrote for the person, or read the messages of who asked for one. */
export type Looking = LookReason | 'call' | 'talk';

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
  /** Asked only where an account has to prove its number: `+919830012345`. */
  phone?: string;
  /** The six digits that were sent to it. */
  code?: string;
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
  | 'pinCode'
  | 'phone'
  | 'code';

/** What a message means. */
export type Meaning =
  | { type: 'CHOSE'; value: string }
  | { type: 'REPLY'; answers: Answers }
  | { type: 'UNCLEAR'; reason: 'empty' | 'number' | 'words' }
  | { type: 'BACK' }
  | { type: 'REPEAT' }
  | { type: 'LANGUAGE'; language: Language }
  /** The other letters, please: the person sees boxes, or reads no Latin. */
  | { type: 'SCRIPT' }
  /** Telegram accounts that use this number lose it. */
  | { type: 'UNBIND' }
  | { type: 'HELLO'; answers: Answers }
  | { type: 'MENU'; wants?: DateWish }
  | { type: 'HELP'; topic: HelpTopic }
  | { type: 'STOP'; sure: boolean }
  /** No more reminders; what is about a date of theirs still comes. */
  | { type: 'NO_REMINDERS' }
  /** How a case stands: "case 214", or all of them. */
  | { type: 'CASE'; number: number | null }
  /** Staff report what does not work, from a telephone of theirs. */
  | { type: 'GLITCH'; text: string }
  /** Who looked at what is recorded of them? */
  | { type: 'LOOKS' }
  | { type: 'START' }
  | { type: 'QUESTION'; topic: QuestionTopic };

/** What a person may want of a date they have. */
export type DateWish = 'appointments' | 'move' | 'cancel';

export type HelpTopic = 'asked' | 'distress' | 'noPlace' | 'oldNumber';

/** Questions off the script that have a short answer; `unknown` gets an honest "I cannot answer that". */
export const QUESTION_TOPICS = ['cost', 'safety', 'travel', 'second', 'certificate', 'who', 'unknown'] as const;
export type QuestionTopic = (typeof QUESTION_TOPICS)[number];

/** A proper name in every language; in Latin letters only where English would write another word. */
export type Names = Readonly<Record<Language, string> & Partial<Record<Locale, string>>>;

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

/** How an answer is given: as one text, on screens of a few characters, as a text with buttons below it, or said by an operator. */
export type Form = 'text' | 'screens' | 'buttons' | 'aloud';

export interface Reply {
  /** What is shown first. */
  text: string;
  /** All of it; more than one only where it does not fit one screen. */
  screens: readonly string[];
  menu: readonly MenuItem[];
}
