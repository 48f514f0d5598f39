/** What of a name or a number is shown to who has not been let see it: enough to tell four people of a family apart. */

/** Letters as people count them, in any script. */
const LETTERS = new Intl.Segmenter('bn', { granularity: 'grapheme' });
/** A virama binds what follows: প্রিয়া begins with প্রি. */
const BINDS = /[\u09cd\u094d]\u200d?$/;

/** `রহিমা বিবি` → `র… বি…` */
export const maskName = (name: string): string => name.split(/\s+/).filter(Boolean).map(maskWord).join(' ');

function maskWord(word: string): string {
  let first = '';
  for (const { segment } of LETTERS.segment(word)) {
    first += segment;
    if (!BINDS.test(first)) break;
  }
  return `${first}…`;
}

/** `+919830012345`, `tel:+919830012345` → `…345` */
export const maskNumber = (number: string): string => `…${number.slice(-3)}`;
