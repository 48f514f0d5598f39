/** Splits a line into pieces that one font can write. Pure. */

export const SCRIPTS = ['latin', 'bengali', 'devanagari'] as const;
export type WritingScript = (typeof SCRIPTS)[number];

export interface Run {
  script: WritingScript;
  text: string;
}

const OWN: readonly (readonly [WritingScript, RegExp])[] = [
  ['bengali', /[\u0980-\u09FF]/],
  ['devanagari', /[\u0900-\u0963\u0966-\u097F]/],
];
/** Dandas belong to both scripts of India, joiners to the letters they stand between. */
const SHARED = /[\u0964\u0965\u200C\u200D]|\p{M}/u;

/** The text is in NFC then: both spellings of ড়, ঢ়, য় are one. */
export function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  for (const letter of text.normalize('NFC')) {
    const last = runs.at(-1);
    const script = scriptOf(letter, last?.script);
    if (last?.script === script) last.text += letter;
    else runs.push({ script, text: letter });
  }
  return runs;
}

function scriptOf(letter: string, before: WritingScript = 'latin'): WritingScript {
  if (SHARED.test(letter)) return before;
  return OWN.find(([, letters]) => letters.test(letter))?.[0] ?? 'latin';
}
