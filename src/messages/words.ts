/** What a message says: put into words at the last moment, in the language and for the way by which it then goes. */
import type { Begin } from '../conversation/begin';
import type { Conversation } from '../conversation/ports';
import { localeFor, type Reach } from '../conversation/reach';
import type { Locale } from '../conversation/vocabulary';
import type { Render } from '../render/render';
import type { Taken } from '../store/messages';
import type { Outgoing } from './routes';
import { templateName } from './templates';

export interface Words extends Pick<Outgoing, 'text' | 'locale' | 'template' | 'menu' | 'turn'> {
  /** Of a dialogue that they begin. */
  takeBack?: () => Promise<void>;
}

export interface Wording {
  render: Render;
  /** Begins the dialogues that messages open. */
  begin: Begin;
}

/** @param by the way it goes; a dialogue is shown as that way shows it */
export async function wordsOf(
  { render, begin }: Wording,
  message: Taken,
  conversation: Conversation | null,
  by: Reach,
  at: Date,
): Promise<Words | Exclude<Awaited<ReturnType<Begin>>, object>> {
  const { contact, occasion, text, prompts = [], opens, address, template } = message;
  const locale = localeOf(message, conversation);
  if (text !== undefined) return { text, locale, ...(template ? { template } : {}) };
  if (!opens) return { text: render(prompts, locale).text, locale, ...named(prompts[0]?.key, locale) };
  const begun = await begin({ contact, occasion, opens, at, by, locale, ...(address ? { address } : {}) });
  if (typeof begun === 'string') return begun;
  const { menu, turn, takeBack } = begun;
  return {
    text: begun.text,
    locale: begun.locale,
    menu,
    turn,
    takeBack,
    ...named(begun.prompts[0]?.key, begun.locale),
  };
}

function localeOf({ locale, otherwise = 'en' }: Taken, conversation: Conversation | null): Locale {
  if (locale) return locale;
  return conversation?.language ? localeFor(conversation) : otherwise;
}

const named = (key: string | undefined, locale: Locale): { template?: string } =>
  key ? { template: templateName(key, locale) } : {};
