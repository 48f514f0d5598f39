/** The ids of our texts, as they come back from an operator's portal. */
import { LOCALES } from '../conversation/vocabulary';
import { templateNames } from './templates';

export interface IdsRead {
  ids: ReadonlyMap<string, string>;
  /** One sentence for each line that cannot be right. */
  problems: readonly string[];
}

/** As portals give them: 19 digits, with some older ones shorter. */
const ID = /^\d{10,19}$/;

const NAMES: ReadonlySet<string> = new Set(LOCALES.flatMap(templateNames));
/** `eligible` stands for all its languages, `*` for every message that is none of these. */
const isName = (name: string): boolean => name === '*' || NAMES.has(name) || NAMES.has(`${name}.en`);

/** @param rows the first one names the columns: `name` and `id`, in any order and among others; a line without an id is left out */
export function readIds([heads = [], ...rows]: readonly (readonly string[])[]): IdsRead {
  const columns = heads.map((head) => head.trim().toLowerCase());
  const [nameAt, idAt] = [columns.indexOf('name'), columns.indexOf('id')];
  if (nameAt < 0 || idAt < 0)
    return { ids: new Map(), problems: ['the first line does not name the columns name and id'] };
  const lines = rows.map((row) => ({ name: (row[nameAt] ?? '').trim(), id: (row[idAt] ?? '').trim() }));
  const given = lines.filter(({ id }) => id !== '');
  const problems = given.flatMap((line) => problemOf(line, given) ?? []);
  return { ids: new Map(problems.length > 0 ? [] : given.map(({ name, id }) => [name, id])), problems };
}

interface Line {
  name: string;
  id: string;
}

function problemOf({ name, id }: Line, all: readonly Line[]): string | undefined {
  if (!isName(name)) return `"${name}" is none of our texts`;
  // 1.10716E+18
  if (!ID.test(id)) return `${name}: "${id}" is no id; a spreadsheet shows long numbers whole only in columns of text`;
  const other = all.find((each) => each.name !== name && each.id === id);
  if (other) return `${name} and ${other.name} have the same id ${id}; a spreadsheet may have rounded them`;
  return all.some((each) => each.name === name && each.id !== id) ? `${name} has two ids` : undefined;
}

/** The texts that no id is known for, not even one of all languages. */
export const withoutId = (ids: ReadonlyMap<string, string>): readonly string[] =>
  [...NAMES].filter((name) => !ids.has(name) && !ids.has(name.split('.')[0] ?? name));
