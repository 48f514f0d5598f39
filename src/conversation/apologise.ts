/** Nobody is left without an answer: where a turn fails or takes too long, a short apology, in the person's language if known. */
import type { Render } from '../render/render';
import { languageOfScript } from '../understanding/script';
import type { Converse } from './converse';
import type { Answer } from './ports';
import { LANGUAGES, type Inbound, type Language } from './vocabulary';

export interface ApologyDeps {
  render: Render;
  /** Milliseconds; a provider waits a little longer. */
  patience: number;
  failed: (error: unknown) => void;
}

/** Languages remembered for the day the database cannot be asked. */
const REMEMBERED = 20_000;

export function apologising(converse: Converse, { render, patience, failed }: ApologyDeps): Converse {
  const languages = new Map<string, Language>();
  const remember = (address: string, language: Language): void => {
    languages.delete(address);
    languages.set(address, language);
    const [oldest] = languages.keys();
    if (languages.size > REMEMBERED && oldest !== undefined) languages.delete(oldest);
  };
  // Told to write the same again, a person must get the answer that came too late, and not have it taken for the next one.
  const owed = new Map<string, { text: string; answer: Answer }>();
  const owe = ({ address, text }: Inbound, work: Promise<Answer>): void => {
    if (owed.size >= REMEMBERED) owed.clear();
    work.then((answer) => owed.set(address, { text: text.trim(), answer })).catch(() => undefined);
  };
  return async (inbound) => {
    const late = owed.get(inbound.address);
    owed.delete(inbound.address);
    if (late?.text === inbound.text.trim()) return late.answer;
    const work = converse(inbound);
    try {
      const answer = await inTime(work, patience);
      remember(inbound.address, answer.language);
      return answer;
    } catch (error) {
      failed(error);
      owe(inbound, work);
      return apology(render, inbound, languages.get(inbound.address));
    }
  };
}

async function inTime<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Where neither memory nor script tells the language, all of them. */
function apology(render: Render, { text, optOut }: Inbound, known: Language | undefined): Answer {
  const language = known ?? languageOfScript(text);
  const sorry = (each: Language): string => render([{ key: language ? 'common:away' : 'common:awayShort' }], each).text;
  return {
    text: optOut ? '' : (language ? [language] : LANGUAGES).map(sorry).join('\n'),
    menu: [],
    expects: 'unavailable',
    language: language ?? 'en',
    done: false,
  };
}
