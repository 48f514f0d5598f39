/** The open question of a conversation, as far as there still are words for it. */
import { AppError } from '../errors';
import type { Render } from '../render/render';
import { questionOf } from './dialogue';
import type { Conversation } from './ports';
import type { Locale, Prompt } from './vocabulary';

/** `undefined` also where an older version asked what we ask no more: the next answer is led to the question of today. */
export function openQuestion(
  render: Render,
  { dialogue }: Pick<Conversation, 'dialogue'>,
  locale: Locale,
): Prompt | undefined {
  const question = questionOf(dialogue);
  try {
    if (question) render([question], locale);
    return question;
  } catch (error) {
    if (error instanceof AppError && error.code === 'CATALOGUE_BROKEN') return undefined;
    throw error;
  }
}
