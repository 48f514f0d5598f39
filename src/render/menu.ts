/** Numbered answers: each gets its number and label; short ones share a line. */
import type { Choice, MenuItem } from '../conversation/vocabulary';

/** As much as a small screen shows in one line. */
const LINE = 24;
/** Few answers read best below each other. */
const FEW = 3;

export function numbered(choices: readonly Choice[], labelOf: (choice: Choice) => string): MenuItem[] {
  return choices.map((choice, index) => ({
    number: choice.number ?? String(index + 1),
    value: choice.value,
    label: labelOf(choice),
  }));
}

export function menuText(items: readonly MenuItem[]): string {
  const rows = items.map(({ number, label }) => `${number} ${label}`);
  return (rows.length <= FEW ? rows : packed(rows)).join('\n');
}

function packed(rows: readonly string[]): string[] {
  const lines: string[] = [];
  for (const row of rows) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + row.length <= LINE) lines[lines.length - 1] = `${line} ${row}`;
    else lines.push(row);
  }
  return lines;
}
