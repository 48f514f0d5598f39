/** Puts a message to someone who is not on the line into the queue, in their language and letters. */
import type { Notify } from '../conversation/ports';
import type { Locale, Prompt } from '../conversation/vocabulary';
import type { Render } from '../render/render';
import type { Store } from '../store';
import { localeFor } from './reach';

export function createNotify(store: Store, render: Render): Notify {
  return async ({ occasion, contact, channel, address, prompts, locale, otherwise = 'en', at }) => {
    const conversation = locale ? null : await store.conversations.load(contact);
    const spoken = locale ?? (conversation?.language ? localeFor(conversation) : otherwise);
    const { text } = render(prompts, spoken);
    await store.messages.queue({
      occasion,
      contact,
      channel,
      address,
      text,
      at,
      answers: true,
      ...templateOf(prompts, spoken),
    });
  };
}

/** `eligible.bn`: operators of India's networks want to know which registered text this is, and each language has its own. */
export const templateName = (key: string, locale: Locale): string => `${key.split(':').at(-1) ?? key}.${locale}`;

const templateOf = ([prompt]: readonly Prompt[], locale: Locale): { template?: string } =>
  prompt ? { template: templateName(prompt.key, locale) } : {};
