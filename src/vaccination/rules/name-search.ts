/** Finding somebody in a list by what staff type of them: the beginning of any word of the name, in the script it is kept in. */

/** ZWJ and ZWNJ are typed or not, as the keyboard has it. */
const JOINERS = /[\u200c\u200d]/g;

export const folded = (text: string): string => text.normalize('NFC').replace(JOINERS, '').toLowerCase().trim();

/** Each word that was typed begins a word of the name. */
export function nameBegins(name: string, typed: string): boolean {
  const words = folded(name).split(/[\s.]+/);
  return folded(typed)
    .split(/\s+/)
    .every((part) => words.some((word) => word.startsWith(part)));
}
