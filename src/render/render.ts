/** Prompts → the text a person reads, in their language and in the form of their channel, and the menu that goes with it. */
import type { Choice, Form, Locale, MenuItem, Params, Prompt, Reply } from '../conversation/vocabulary';
import { readCatalogue, type Translate } from './catalogue';
import { latin } from './latin';
import { menuText, numbered } from './menu';
import { screensOf } from './screens';
import { UNBROKEN, valueText } from './values';

/** How it is shown. `last`: nothing more can be answered where it is shown. */
export interface Look {
  form: Form;
  last?: boolean;
}

export type Render = (prompts: readonly Prompt[], locale: Locale, look?: Look) => Reply;

/** Stands where a message wants its choices; no catalogue and no person writes it. */
const CHOICES_HERE = '\u0001';
const AS_TEXT: Look = { form: 'text' };

interface Rendered {
  /** With CHOICES_HERE where the choices stand. */
  text: string;
  menu: MenuItem[];
}

export function createRender(catalogue = readCatalogue()): Render {
  return (prompts, locale, look = AS_TEXT) => {
    const rendered = prompts.map((prompt) => renderPrompt(prompt, locale, catalogue[locale], look.form));
    const menu = rendered.at(-1)?.menu ?? [];
    if (look.form === 'screens') return onScreens(rendered, menu, prompts.at(-1), catalogue[locale], look);
    const text = rendered.map((each) => (look.form === 'text' ? withMenu(each) : withoutMenu(each))).join('\n');
    return oneScreen(text.replaceAll(UNBROKEN, ' '), menu);
  };
}

const oneScreen = (text: string, menu: readonly MenuItem[]): Reply => ({ text, screens: [text], menu });

function renderPrompt(prompt: Prompt, locale: Locale, inText: Translate, form: Form): Rendered {
  const translate: Translate = (key, values) => inText(key, values, form);
  const inLetters = locale.endsWith('Latn') ? latin : (text: string): string => text;
  const fill = ({ key, params }: { key: string; params?: Params }): string =>
    inLetters(translate(key, { choices: CHOICES_HERE, ...valuesOf(params ?? {}, locale, translate) }));
  const menu = numbered(prompt.choices ?? [], (choice: Choice) => fill(choice));
  const text = fill(prompt);
  return { text: menu.length === 0 || text.includes(CHOICES_HERE) ? text : `${text}\n${CHOICES_HERE}`, menu };
}

function valuesOf(params: Params, locale: Locale, translate: Translate): Record<string, string | number> {
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, valueText(param, locale, translate)]));
}

const withMenu = ({ text, menu }: Rendered): string => text.replace(CHOICES_HERE, () => menuText(menu));

const withoutMenu = ({ text }: Rendered): string =>
  text
    .replace(CHOICES_HERE, '')
    .replace(/\n{2,}/g, '\n')
    .trim();

/** The choices of the last prompt are those that can be taken; where nothing can be answered any more they are left out. */
function onScreens(
  rendered: readonly Rendered[],
  menu: readonly MenuItem[],
  question: Prompt | undefined,
  translate: Translate,
  { last = false }: Look,
): Reply {
  const open = last ? -1 : rendered.length - 1;
  const plain = last ? withoutMenu : withMenu;
  const text = rendered.map((each, index) => (index === open ? each.text : plain(each))).join('\n');
  const [before = '', after = ''] = text.split(CHOICES_HERE);
  const words = {
    more: translate('common:screenMore'),
    back: translate('common:screenBack'),
    leadsBack: !last && question?.asks !== undefined && !question.key.startsWith('welcome:'),
    ends: last,
  };
  const shown = screensOf({ before, choices: last ? [] : menu, after }, words);
  const screens = shown.map((screen) => screen.replaceAll(UNBROKEN, ' '));
  return { text: screens[0] ?? '', screens, menu };
}
