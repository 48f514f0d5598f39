/** The message catalogue: locales/<language>/<flow>.json, read once at start. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import { LOCALES, type Form, type Locale } from '../conversation/vocabulary';
import { AppError } from '../errors';
import { ROOT } from '../root';

/**
 * The text of `flow:message` with its values put in; `flow:message|screens` where the form has words of its own. Throws on a key
 * or a value that is missing.
 */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>, form?: Form) => string;

export type Catalogue = Readonly<Record<Locale, Translate>>;

/** What i18next answers for a key it does not have; looking the key up beforehand would look everything up twice. */
const MISSING = '\u0000';

export function readCatalogue(folder = join(ROOT, 'locales')): Catalogue {
  const texts = LOCALES.map((locale) => [locale, readMessages(join(folder, locale))] as const);
  const inForms = Object.fromEntries(FORMS.map((form) => [form, instanceOf(texts, form)])) as Record<Form, i18n>;
  return Object.fromEntries(LOCALES.map((locale) => [locale, translator(inForms, locale)])) as unknown as Catalogue;
}

type Messages = Record<string, Record<string, string>>;

const FORMS: readonly Form[] = ['text', 'screens', 'buttons', 'aloud'];

/** One for each form, with the words that form has: as a "context" i18next would look for every message twice, and for longer. */
function instanceOf(texts: readonly (readonly [Locale, Messages])[], form: Form): i18n {
  const i18next = createInstance();
  void i18next.init({
    resources: Object.fromEntries(texts.map(([locale, messages]) => [locale, inForm(messages, form)])),
    fallbackLng: false,
    // What is missing in bn-Latn must not be found in bn.
    load: 'currentOnly',
    keySeparator: false,
    // Our own "again" and "help" variants are plain keys; nothing is to be guessed from an underscore.
    contextSeparator: '|',
    pluralSeparator: '|',
    initAsync: false,
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: () => MISSING,
    missingInterpolationHandler: (text: string, [placeholder]: string[]) => {
      throw new AppError('CATALOGUE_BROKEN', `nothing fills ${placeholder ?? '?'} in "${text}"`);
    },
  });
  return i18next;
}

/** `menu|screens` stands in the place of `menu`. */
function inForm(messages: Messages, form: Form): Messages {
  const ending = `|${form}`;
  const own = ([key, text]: [string, string]) => (key.endsWith(ending) ? [[key.slice(0, -ending.length), text]] : []);
  return Object.fromEntries(
    Object.entries(messages).map(([flow, texts]) => {
      const all = { ...texts, ...(Object.fromEntries(Object.entries(texts).flatMap(own)) as Record<string, string>) };
      return [flow, form === 'aloud' ? askedAgainAloud(all) : all];
    }),
  );
}

/** Who listens has no numbers to write: asked again, they hear the question itself. */
const askedAgainAloud = (texts: Record<string, string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, texts[key.replace(/_(again|help)$/, '')] ?? text]),
  );

function readMessages(folder: string): Messages {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [
        file.replace('.json', ''),
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>,
      ]),
  );
}

function translator(inForms: Readonly<Record<Form, i18n>>, locale: Locale): Translate {
  return (key, values = {}, form = 'text') => {
    // A translator that is fixed to a locale copies all its options at each call, and takes three times as long.
    const text = inForms[form].t(key, { ...values, lng: locale });
    if (text === MISSING) throw new AppError('CATALOGUE_BROKEN', `no ${key} in ${locale}`);
    return text;
  };
}
