import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOCALES, type Locale } from '../../src/conversation/vocabulary';
import { readCatalogue } from '../../src/render/catalogue';
import { segmentsOf } from '../../src/render/segments';
import { ROOT } from '../../src/root';

type Messages = Record<string, string>;

const FILES = readdirSync(join(ROOT, 'locales/bn')).filter((file) => file.endsWith('.json'));
const messages = (locale: Locale, file: string): Messages =>
  JSON.parse(readFileSync(join(ROOT, 'locales', locale, file), 'utf8')) as Messages;
const values = (text = ''): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();

describe.each(FILES)('%s', (file) => {
  const bengali = messages('bn', file);
  /** Each locale has words of its own for a form (`menu|buttons`) where it needs them, for messages that all have. */
  const keysOf = (all: Messages): string[] => [...new Set(Object.keys(all).map((key) => key.replace(/\|.*/, '')))];

  test.each(LOCALES)('has the same messages with the same values in %s', (locale) => {
    const other = messages(locale, file);
    expect(keysOf(other).sort()).toEqual(keysOf(bengali).sort());
    for (const [key, text] of Object.entries(other))
      expect([key, values(text.replace('{{choices}}', ''))]).toEqual([
        key,
        values(bengali[key.replace(/\|.*/, '')]?.replace('{{choices}}', '')),
      ]);
  });

  test.each(['bn-Latn', 'hi-Latn'] as const)('needs no more than the plainest letters in %s', (locale) => {
    const strange = Object.values(messages(locale, file)).filter((text) =>
      /[^\n -Z_a-z]/.test(values(text).reduce((rest, value) => rest.replaceAll(value, ''), text)),
    );
    expect(strange).toEqual([]);
  });

  test('is GSM-7 in English, so that a message without names costs one SMS', () => {
    const costly = Object.entries(messages('en', file)).filter(
      ([key, text]) => segmentsOf(text).encoding === 'ucs2' && !key.startsWith('language'),
    );
    expect(costly).toEqual([]);
  });

  test.each([
    ['bn', /[A-Za-z]/],
    ['hi', /[A-Za-z]/],
  ] as const)('says nothing in Latin letters in %s, but for what is called so', (locale, latin) => {
    const mixed = Object.entries(messages(locale, file))
      .filter(([key]) => !key.startsWith('language') && !key.startsWith('cardExample'))
      .map(([key, text]) => [
        key,
        text.replace(/\{\{\w+\}\}|English|TikaSetu|NPR|SMS|, Box dekhle 7|, Dabbe dikhen to 7/g, ''),
      ])
      .filter(([, text]) => latin.test(text ?? ''));
    expect(mixed).toEqual([]);
  });
});

describe('the catalogue', () => {
  const { bn } = readCatalogue();

  test('refuses a message that does not exist', () => {
    expect(() => bn('registration:nothing')).toThrow('no registration:nothing in bn');
  });

  test('refuses a message that nothing fills', () => {
    expect(() => bn('registration:age')).toThrow('nothing fills');
  });

  test.each(['{{age}}', '$t(common:more)', '{{- name}}', '$&'])('puts %s in as it is', (name) => {
    expect(bn('registration:age', { name })).toContain(name);
  });
});
