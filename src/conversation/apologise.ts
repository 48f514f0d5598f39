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
  return async (inbound) => {
    try {
      const answer = await inTime(converse(inbound), patience);
      remember(inbound.address, answer.language);
      return answer;
    } catch (error) {
      failed(error);
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
