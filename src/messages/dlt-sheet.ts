/** Our texts as India's operators want them registered (DLT): the fixed text, its variables, and how long it can become. */
import type { Locale, Params, Prompt } from '../conversation/vocabulary';
import type { Render } from '../render/render';
import { segmentsOf, unitsOf } from '../render/segments';
import { TEMPLATES, templateName, type Template } from './templates';
import { VARIABLES, type Tag, type VariableName } from './variables';

export interface Sender {
  entityId: string;
  header: string;
}

/** Fixed text with variables between its pieces; two that touch each other are one to who reads the message. */
export interface Shape {
  fixed: readonly string[];
  holes: readonly (readonly VariableName[])[];
}

/** Stands around the name of a variable while the text is rendered; no catalogue and no person writes it. */
const MARK = '\u0003';
const HOLES = new RegExp(`((?:${MARK}\\w+${MARK})+)`);

/** As the real rendering has it, so that what is registered is what is sent. */
export function shapeOf(render: Render, key: string, locale: Locale): Shape {
  const { text } = render([promptOf(key, (name) => `${MARK}${name}${MARK}`)], locale);
  const pieces = (TEMPLATES[key]?.endsOpen ? `${text}\n${MARK}name${MARK}` : text).split(HOLES);
  return {
    fixed: pieces.filter((_, index) => index % 2 === 0),
    holes: pieces
      .filter((_, index) => index % 2 === 1)
      .map((hole) => hole.split(MARK).filter(Boolean) as VariableName[]),
  };
}

/** The message as it is sent, each variable filled in. */
export function promptOf(key: string, valueOf: (name: VariableName) => Params[string]): Prompt {
  const { variables, choices }: Template = TEMPLATES[key] ?? { category: 'service', variables: [], choices: [] };
  const filled = (names: readonly VariableName[]): Params =>
    Object.fromEntries(names.map((name) => [name, valueOf(name)]));
  return {
    key,
    params: filled(variables),
    choices: choices.map((each) => ({
      ...{ key: each.key, number: each.number, value: each.key, params: filled(each.variables ?? []) },
    })),
  };
}

/** `{#numeric#}`, `{#alphanumeric#}`, `{#url#}`; or `{#var#}`, for portals where the kind is chosen beside the text. */
export const textOf = ({ fixed, holes }: Shape, tagged = true): string =>
  fixed.map((piece, index) => piece + (holes[index] ? `{#${tagged ? tagOf(holes[index]) : 'var'}#}` : '')).join('');

/** Several that touch each other are letters, unless they are alike. */
function tagOf(hole: readonly VariableName[]): Tag {
  const [tag = 'alphanumeric', ...others] = new Set(hole.map((name) => VARIABLES[name].tag));
  return others.length === 0 ? tag : 'alphanumeric';
}

/** With every variable at its longest. */
export const longestOf = (render: Render, key: string, locale: Locale): string =>
  render([promptOf(key, (name) => longestValue(render, name, locale))], locale).text;

function longestValue(render: Render, name: VariableName, locale: Locale): Params[string] {
  const lengthOf = (it: Params[string]): number =>
    render([{ key: 'common:named', params: { it } }], locale).text.length;
  return VARIABLES[name].longest.reduce((most, each) => (lengthOf(each) > lengthOf(most) ? each : most));
}

const COLUMNS = [
  ...['name', 'id', 'category', 'header', 'entity id', 'language', 'type', 'text', 'text with {#var#}', 'variables'],
  ...['longest: characters', 'longest: SMS parts'],
] as const;

/** One line for each text of a language; `id` is what the portal gives, to be filled in and taken back. */
export function sheetOf(
  render: Render,
  locale: Locale,
  { entityId, header }: Sender,
  ids: ReadonlyMap<string, string>,
): readonly (readonly string[])[] {
  const rows = Object.entries(TEMPLATES).map(([key, { category }]) => {
    const shape = shapeOf(render, key, locale);
    const { units, segments } = segmentsOf(longestOf(render, key, locale));
    const name = templateName(key, locale);
    return [
      ...[name, ids.get(name) ?? '', category, header, entityId, locale, typeOf(shape)],
      ...[textOf(shape), textOf(shape, false), shape.holes.map(describe).join(', '), String(units), String(segments)],
    ];
  });
  return [COLUMNS, ...rows];
}

/** Of the fixed text: a name in other letters is sent as they need. */
const typeOf = ({ fixed }: Shape): string => (unitsOf(fixed.join('')).encoding === 'ucs2' ? 'Unicode' : 'Text');

const describe = (hole: readonly VariableName[]): string => `${hole.join('+')}: ${tagOf(hole)}`;
