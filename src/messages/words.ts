/** What a message says: put into words at the last moment, in the language and for the way by which it then goes. */
import type { Begin } from '../conversation/begin';
import type { Conversation } from '../conversation/ports';
import { localeFor, type Reach } from '../conversation/reach';
import type { Locale } from '../conversation/vocabulary';
import type { Render } from '../render/render';
import type { Taken } from '../store/messages';
import type { Outgoing } from './routes';
import { templateName } from './templates';
import { withCertificate, type Certificates } from './with-certificate';

export interface Words extends Pick<Outgoing, 'text' | 'locale' | 'template' | 'menu' | 'turn' | 'document'> {
  /** Of a dialogue that they begin. */
  takeBack?: () => Promise<void>;
}

export interface Wording {
  render: Render;
  /** Begins the dialogues that messages open. */
  begin: Begin;
  certificates: Certificates;
}

/** The way by which it goes, and whether that carries documents. */
export interface By extends Reach {
  documents: boolean;
}

/** A dialogue is shown as the way by which it goes shows it. */
export async function wordsOf(
  wording: Wording,
  message: Taken,
  conversation: Conversation | null,
  { documents, ...by }: By,
  at: Date,
): Promise<Words | Exclude<Awaited<ReturnType<Begin>>, object>> {
  const { render, begin } = wording;
  const { contact, occasion, text, prompts = [], opens, address, template, menu: answers, turn: asked } = message;
  const locale = localeOf(message, conversation);
  const shown = answers && asked !== undefined ? { menu: answers, turn: asked } : {};
  if (text !== undefined) return { text, locale, ...(template ? { template } : {}), ...shown };
  if (message.attaches !== undefined) {
    const attached = await withCertificate(wording, { id: message.attaches, prompts }, locale, documents);
    if (attached === 'over') return attached;
    const { key, ...words } = attached;
    return { ...words, ...named(key, locale) };
  }
  if (!opens) return { text: render(prompts, locale).text, locale, ...named(prompts[0]?.key, locale), ...shown };
  const urgent = message.kind === 'urgent';
  const begun = await begin({ contact, occasion, opens, at, by, locale, urgent, ...(address ? { address } : {}) });
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
