import type { Meaning, QuestionTopic } from '../conversation/vocabulary';
import { containsAny, lexicon, phrasesIn, withoutFillers, wordSet } from './lexicon';
import type { Heard } from './listening';

const TOPICS = lexicon<Exclude<QuestionTopic, 'unknown'>>((words) => words.questions);
const QUESTION_WORDS = wordSet((words) => words.questionWords);
/** "can I", "is it": ask only at the start; in the middle they are part of any sentence. */
const ASKING_ANYWHERE = new Set(
  [...QUESTION_WORDS].filter((word) => !/^(is|are|can|could|do|does|wil|should|ke|ki|কি|কে|কোন|kon)$/.test(word)),
);

/** In the order of the table: a question about the second dose is not one about the way. */
const ORDER: readonly QuestionTopic[] = ['second', 'certificate', 'cost', 'safety', 'who', 'travel'];

function topicIn(key: string): QuestionTopic | undefined {
  const topics = new Set<QuestionTopic | undefined>(phrasesIn(key).map((phrase) => TOPICS.get(phrase)));
  return ORDER.find((topic) => topics.has(topic));
}

const startsAsking = (key: string): boolean => QUESTION_WORDS.has(key.split(' ')[0] ?? '');

const asks = ({ text, key }: Heard): boolean =>
  /[?؟]$/.test(text) || startsAsking(key) || containsAny(key, ASKING_ANYWHERE);

/** A question we have an answer to, put as a question or as its bare keyword: `koto taka`, `certificate`. */
export function knownQuestion(heard: Heard): Meaning | undefined {
  const bare = TOPICS.get(heard.key) ?? TOPICS.get(withoutFillers(heard.key));
  const topic = bare ?? (asks(heard) ? topicIn(heard.key) : undefined);
  return topic && { type: 'QUESTION', topic };
}

export function unknownQuestion(heard: Heard): Meaning | undefined {
  const topic = topicIn(heard.key);
  if (topic && heard.asks !== 'name') return { type: 'QUESTION', topic };
  return asks(heard) ? { type: 'QUESTION', topic: 'unknown' } : undefined;
}
