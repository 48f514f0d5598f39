/** The words of the pages: locales/<language>/web/<part>.json, read once at start. Staff read English, Bengali or Hindi. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInstance } from 'i18next';
import { LANGUAGES, type Language } from '../conversation/vocabulary';
import { AppError } from '../errors';
import { ROOT } from '../root';

/** The text of `part:key` with its values put in. Throws on a key or a value that is missing. */
export type Translate = (key: string, values?: Readonly<Record<string, string | number>>) => string;

export type Words = Readonly<Record<Language, Translate>>;

const MISSING = '\u0000';

export function readWords(folder = join(ROOT, 'locales')): Words {
  const i18next = createInstance();
  void i18next.init({
    resources: Object.fromEntries(LANGUAGES.map((language) => [language, readParts(join(folder, language, 'web'))])),
    ...{ fallbackLng: false, keySeparator: false, contextSeparator: '|', pluralSeparator: '|', initAsync: false },
    // What is put into a page is escaped there.
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: () => MISSING,
    missingInterpolationHandler: (text: string, [placeholder]: string[]) => {
      throw new AppError('CATALOGUE_BROKEN', `nothing fills ${placeholder ?? '?'} in "${text}"`);
    },
  });
  const translator =
    (lng: Language): Translate =>
    (key, values = {}) => {
      const text = i18next.t(key, { ...values, lng });
      if (text === MISSING) throw new AppError('CATALOGUE_BROKEN', `no ${key} in ${lng}/web`);
      return text;
    };
  return { bn: translator('bn'), hi: translator('hi'), en: translator('en') };
}

const readParts = (folder: string): Record<string, Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => [
        file.replace('.json', ''),
        JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, string>,
      ]),
  );
