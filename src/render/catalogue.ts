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
  const i18next = createInstance();
  void i18next.init({
    resources: Object.fromEntries(LOCALES.map((locale) => [locale, readMessages(join(folder, locale))])),
    fallbackLng: false,
    // What is missing in bn-Latn must not be found in bn.
    load: 'currentOnly',
    keySeparator: false,
    // Our own "again" and "help" variants are plain keys; nothing is to be guessed from an underscore. The context is the form.
    contextSeparator: '|',
    pluralSeparator: '|',
    initAsync: false,
    interpolation: { escapeValue: false },
    parseMissingKeyHandler: () => MISSING,
    missingInterpolationHandler: (text: string, [placeholder]: string[]) => {
      throw new AppError('CATALOGUE_BROKEN', `nothing fills ${placeholder ?? '?'} in "${text}"`);
    },
  });
  return Object.fromEntries(LOCALES.map((locale) => [locale, translator(i18next, locale)])) as unknown as Catalogue;
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

function translator(i18next: i18n, locale: Locale): Translate {
  const t = i18next.getFixedT(locale);
  return (key, values = {}, form = 'text') => {
    const text = t(key, form === 'text' ? values : { ...values, context: form });
    if (text === MISSING) throw new AppError('CATALOGUE_BROKEN', `no ${key} in ${locale}`);
    return text;
  };
}
