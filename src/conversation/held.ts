/** While somebody of the helpline has the conversation, what the person writes is theirs to answer; only "stop" stays ours. */
import type { Render } from '../render/render';
import { FORMS, localeOf } from './locale';
import type { Answer, Conversation, Held, TalkLine } from './ports';
import type { Inbound, Meaning } from './vocabulary';

/** `null`: nothing was said, as when somebody dials. What an operator writes in the person's name goes to the flow. */
export function lineOf(
  { menu }: Conversation,
  { event, choice, externalId, text, receivedAt }: Inbound,
): TalkLine | null {
  if (event) return null;
  const pressed = choice && menu.find(({ value }) => value === choice.value)?.label;
  return { key: externalId, text: pressed ?? text, at: receivedAt };
}

/** Nobody is kept from wanting no more of us by whoever they talk with. */
export const isStillOurs = (meaning: Meaning): boolean =>
  (meaning.type === 'STOP' && meaning.sure) || meaning.type === 'START';

/** Nothing, for a person will answer; but a screen cannot stay empty. */
export function whileHeld(
  render: Render,
  conversation: Conversation,
  { name }: Held,
  inbound: Inbound,
): Pick<Answer, 'text' | 'language'> {
  const language = localeOf(conversation, inbound);
  if (inbound.channel !== 'ussd') return { text: '', language };
  const prompt = { key: 'person:onSms', params: { name: { person: name } } };
  return { text: render([prompt], language, { form: FORMS.ussd, last: true }).text, language };
}
