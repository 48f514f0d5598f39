import type { Taken } from './card';

const TOGETHER = /(?<![\d/])[1-9]\d{5}(?![\d/])/;
const APART = /(?<![\d/])[1-9]\d{2}[ .-]{1,3}\d{3}(?![\d/])/;

/** `7ooo9l`: letters that old eyes and old keypads take for digits. */
export function mendDigits(text: string): string {
  const mend = (once: string) =>
    once.replace(/(?<=\d)o|(?<!\p{L})o(?=\d)/giu, '0').replace(/(?<=\d)[li](?!\p{L})|(?<!\p{L})[li](?=\d)/giu, '1');
  return mend(mend(mend(text)));
}

/** Six digits, the first not 0: together or as 700 091. */
export function takePin(text: string): Taken {
  const match = TOGETHER.exec(text) ?? APART.exec(text);
  if (!match) return { answers: {}, rest: text };
  const [pin] = match;
  return { answers: { pinCode: pin.replace(/\D/g, '') }, rest: text.replace(pin, ' , ') };
}

/** The answer to the question for it: also `7 0 0 0 9 1`. */
export function takeAskedPin(text: string): Taken {
  const mended = mendDigits(text);
  const bare = /^[\d .,/-]+$/.test(mended) ? mended.replace(/\D/g, '') : mended;
  return takePin(bare);
}
