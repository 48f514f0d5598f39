/** In which language and which letters a person is answered. */
import { languageOfScript } from '../understanding/script';
import { romanisedLanguage } from '../understanding/romanised';
import type { Conversation } from './ports';
import type { ChannelName, Form, Inbound, Language, Locale, Meaning, Script } from './vocabulary';

export interface Tongue {
  /** `null`: it must be asked. */
  language: Language | null;
  /** As the person wants it; `null`: as the channel has it. */
  script: Script | null;
}

/** Said outright, else as it was, else guessed from the first words, else what is true of most at this door. */
export function tongueAfter(conversation: Conversation, inbound: Inbound, meaning: Meaning): Tongue {
  const { language } = conversation;
  const script = conversation.script ?? carriedOver(conversation, inbound);
  if (meaning.type === 'LANGUAGE') return { language: meaning.language, script };
  if (meaning.type === 'SCRIPT') return { language, script: other(shownIn(script, inbound)) };
  if (language) return { language, script };
  const romanised = romanisedLanguage(inbound.text);
  const told = languageOfScript(inbound.text) ?? romanised ?? inbound.language ?? null;
  return { language: told, script: script ?? (romanised ? writtenIn(inbound) : null) };
}

/** Who was spoken to in Latin letters on a call, and answers by SMS without others, goes on in them. */
function carriedOver({ channel, answered }: Conversation, inbound: Inbound): Script | null {
  const tells = languageOfScript(inbound.text) && !inbound.by;
  const comesFromCall = channel === 'ussd' && inbound.channel === 'sms' && !tells;
  return comesFromCall && answered.at(-1)?.answer.language.endsWith('Latn') ? 'latin' : null;
}

/** Everybody writes Latin letters on USSD, and operators where they like; elsewhere who begins with them reads them. */
const writtenIn = ({ channel, by }: Inbound): Script | null => (channel === 'ussd' || by ? null : 'latin');

const other = (script: Script): Script => (script === 'latin' ? 'native' : 'latin');

/** Screens of USSD have room, and often letters, for Latin only. */
const shownIn = (script: Script | null, { channel, script: door }: Pick<Inbound, 'channel' | 'script'>): Script =>
  script ?? door ?? (channel === 'ussd' ? 'latin' : 'native');

/** Where nothing tells the language, the question for it has all three names. */
export function localeOf({ language, script }: Tongue, inbound: Pick<Inbound, 'channel' | 'script' | 'by'>): Locale {
  // Who reads it out to the person is not the one whose phone shows boxes.
  if (inbound.by) return language ?? 'en';
  const latin = shownIn(script, inbound) === 'latin';
  if (language === 'en') return 'en';
  if (language === null) return latin ? 'bn-Latn' : 'en';
  return latin ? `${language}-Latn` : language;
}

export const formOf = ({ channel, by }: Pick<Inbound, 'channel' | 'by'>): Form => (by ? 'aloud' : FORMS[channel]);

export const FORMS: Readonly<Record<ChannelName, Form>> = {
  sms: 'text',
  whatsapp: 'text',
  ussd: 'screens',
  telegram: 'buttons',
};
