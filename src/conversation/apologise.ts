/** Nobody is left without an answer: where a turn fails or takes too long, a short apology, in the person's language if known. */
import type { Render } from '../render/render';
import { languageOfScript } from '../understanding/script';
import type { Converse } from './converse';
import type { Answer } from './ports';
import { localeOf } from './locale';
import { LANGUAGES, type Inbound, type Locale } from './vocabulary';

export interface ApologyDeps {
  render: Render;
  /** Milliseconds; a provider waits a little longer. */
  patience: number;
  failed: (error: unknown) => void;
}

/** Languages remembered for the day the database cannot be asked. */
const REMEMBERED = 20_000;
/** Whoever writes the same later than this means it anew. */
const OWED_MS = 120_000;

export function apologising(converse: Converse, { render, patience, failed }: ApologyDeps): Converse {
  const languages = new Map<string, Locale>();
  const remember = (address: string, language: Locale): void => {
    languages.delete(address);
    languages.set(address, language);
    const [oldest] = languages.keys();
    if (languages.size > REMEMBERED && oldest !== undefined) languages.delete(oldest);
  };
  // Told to write the same again, a person must get the answer that came too late, and not have it taken for the next one. It is
  // asked for by its own id, so that whoever has no right to it any more does not get it.
  const owed = new Map<string, { said: string; externalId: string; until: number }>();
  const owe = (inbound: Inbound, work: Promise<Answer>): void => {
    if (owed.size >= REMEMBERED) owed.clear();
    const { address, externalId } = inbound;
    const until = performance.now() + OWED_MS;
    work.then(() => owed.set(address, { said: saidBy(inbound), externalId, until })).catch(() => undefined);
  };
  const asSaidBefore = (inbound: Inbound): Inbound => {
    const late = owed.get(inbound.address);
    owed.delete(inbound.address);
    const same = late && late.said === saidBy(inbound) && late.until > performance.now();
    return same ? { ...inbound, externalId: late.externalId } : inbound;
  };
  return async (given) => {
    const inbound = asSaidBefore(given);
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

/** What makes two messages the same one sent again. */
const saidBy = ({ text, choice, event, location }: Inbound): string =>
  JSON.stringify([text.trim(), choice, event, location]);

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

/** What most who come this way speak; a screen has no room for all languages. */
const atTheDoor = (inbound: Inbound): Locale | undefined =>
  inbound.language && localeOf({ language: inbound.language, script: null }, inbound);

/** Where neither memory nor script nor door tells the language, all of them. */
function apology(render: Render, inbound: Inbound, known: Locale | undefined): Answer {
  const language = known ?? languageOfScript(inbound.text) ?? atTheDoor(inbound);
  const sorry = (each: Locale): string => render([{ key: language ? 'common:away' : 'common:awayShort' }], each).text;
  return {
    text: inbound.optOut ? '' : (language ? [language] : LANGUAGES).map(sorry).join('\n'),
    menu: [],
    expects: 'unavailable',
    language: language ?? 'en',
    // Nothing is open that a screen could go on with.
    done: true,
    turn: 0,
  };
}
