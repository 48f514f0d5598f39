/** The message catalogue: locales/<language>/<flow>.json, read once at start. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance, type i18n } from 'i18next';
import { LANGUAGES, type Language } from '../conversation/vocabulary';
import { AppError } from '../errors';
import { ROOT } from '../root';

/** The text of `flow:message` with its values put in. Throws on a key or a value that is missing. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export type Catalogue = Readonly<Record<Language, Translate>>;

/** What i18next answers for a key it does not have; looking the key up beforehand would look everything up twice. */
const MISSING = '\u0000';

export function readCatalogue(folder = join(ROOT, 'locales')): Catalogue {
  const i18next = createInstance();
  void i18next.init({
    resources: Object.fromEntries(LANGUAGES.map((language) => [language, readMessages(join(folder, language))])),
    fallbackLng: false,
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
  return { bn: translator(i18next, 'bn'), hi: translator(i18next, 'hi'), en: translator(i18next, 'en') };
}

function readMessages(folder: string): Record<string, Record<string, string>> {
  return Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [
        file.replace('.json', ''),
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>,
      ]),
  );
}

function translator(i18next: i18n, language: Language): Translate {
  const t = i18next.getFixedT(language);
  return (key, values = {}) => {
    const text = t(key, values);
    if (text === MISSING) throw new AppError('CATALOGUE_BROKEN', `no ${key} in ${language}`);
    return text;
  };
}
