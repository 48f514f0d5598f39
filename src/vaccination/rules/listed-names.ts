/**
 * What may stand as a name in a message to somebody who never wrote to us. Whoever makes a list chooses these words, so they must be
 * names and nothing else: no advertisement, no number to be called, and no point between two letters, of which telephones make links.
 */

const LETTER = String.raw`(?=[\p{L}\p{M}])[\p{Script=Latin}\p{Script=Bengali}\p{Script=Devanagari}]|(?<=\p{M})[\u200c\u200d]`;
const NAME = new RegExp(String.raw`^(?:${LETTER}|[ '’-]|\.(?= |$))+$`, 'u');
const PLACE = new RegExp(String.raw`^(?:${LETTER}|[ \p{Nd}()'’,-]|\.(?= |$))+$`, 'u');

const LONGEST_NAME = 40;
const MOST_WORDS = 5;
/** The message has room for no more. */
export const LONGEST_PLACE = 20;
/** 24 Parganas, Ward 112. */
const MOST_DIGITS = 3;

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

export const canBeName = (name: string): boolean =>
  NAME.test(name) && /\p{L}/u.test(name) && name.length <= LONGEST_NAME && countOf(name, /\S+/g) <= MOST_WORDS;

export const canBePlace = (name: string): boolean =>
  PLACE.test(name) && /\p{L}/u.test(name) && name.length <= LONGEST_PLACE && countOf(name, /\p{Nd}/gu) <= MOST_DIGITS;
