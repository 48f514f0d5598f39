/** Numbered answers: each gets its number and label; where there are many, short ones share a line. */
import type { Choice, MenuItem } from '../conversation/vocabulary';

/** As much as a small screen shows in one line. */
const LINE = 24;
/** Few answers read best below each other. */
const FEW = 4;

export function numbered(choices: readonly Choice[], labelOf: (choice: Choice) => string): MenuItem[] {
  return choices.map((choice, index) => ({
    number: choice.number ?? String(index + 1),
    value: choice.value,
    label: labelOf(choice),
  }));
}

export function menuText(items: readonly MenuItem[]): string {
  return (items.length <= FEW ? items.map(row) : packed(items)).join('\n');
}

function packed(items: readonly MenuItem[]): string[] {
  const lines: { text: string; open: boolean }[] = [];
  for (const item of items) {
    const line = lines.at(-1);
    // After a label that ends in a number ("Mon 23") the next answer's number would be read as part of it.
    const alone = /\d/.test(item.label);
    if (line?.open && !alone && line.text.length + 1 + row(item).length <= LINE) line.text += ` ${row(item)}`;
    else lines.push({ text: row(item), open: !alone });
  }
  return lines.map(({ text }) => text);
}

export const row = ({ number, label }: MenuItem): string => `${number} ${label}`;
