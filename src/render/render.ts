/** Prompts → the text a person reads, in their language, and the menu that goes with it. */
import type { Choice, Language, MenuItem, Params, Prompt, Reply } from '../conversation/vocabulary';
import { readCatalogue, type Translate } from './catalogue';
import { menuText, numbered } from './menu';
import { valueText } from './values';

export type Render = (prompts: readonly Prompt[], language: Language) => Reply;

/** Stands where a message wants its choices; no catalogue and no person writes it. */
const CHOICES_HERE = '\u0001';

export function createRender(catalogue = readCatalogue()): Render {
  return (prompts, language) => {
    const rendered = prompts.map((prompt) => renderPrompt(prompt, language, catalogue[language]));
    return {
      text: rendered.map(({ text }) => text).join('\n'),
      menu: rendered.at(-1)?.menu ?? [],
    };
  };
}

function renderPrompt(prompt: Prompt, language: Language, translate: Translate): Reply {
  const fill = ({ key, params }: { key: string; params?: Params }): string =>
    translate(key, { choices: CHOICES_HERE, ...valuesOf(params ?? {}, language, translate) });
  const menu = numbered(prompt.choices ?? [], (choice: Choice) => fill(choice));
  return { text: withMenu(fill(prompt), menu), menu };
}

function valuesOf(params: Params, language: Language, translate: Translate): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(params).map(([name, param]) => [name, valueText(param, language, translate)]),
  );
}

/** The choices stand where the message puts them, else below it. */
function withMenu(text: string, menu: readonly MenuItem[]): string {
  if (menu.length === 0) return text;
  return text.includes(CHOICES_HERE) ? text.replace(CHOICES_HERE, () => menuText(menu)) : `${text}\n${menuText(menu)}`;
}
