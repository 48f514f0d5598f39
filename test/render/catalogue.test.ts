import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES, type Language } from '../../src/conversation/vocabulary';
import { readCatalogue } from '../../src/render/catalogue';
import { segmentsOf } from '../../src/render/segments';
import { ROOT } from '../../src/root';

type Messages = Record<string, string>;

const FILES = readdirSync(join(ROOT, 'locales/bn'));
const messages = (language: Language, file: string): Messages =>
  JSON.parse(readFileSync(join(ROOT, 'locales', language, file), 'utf8')) as Messages;
const values = (text = ''): string[] => [...new Set(text.match(/\{\{\w+\}\}/g))].sort();

describe.each(FILES)('%s', (file) => {
  const bengali = messages('bn', file);

  test.each(LANGUAGES)('has the same messages with the same values in %s', (language) => {
    const other = messages(language, file);
    expect(Object.keys(other)).toEqual(Object.keys(bengali));
    for (const [key, text] of Object.entries(bengali)) expect([key, values(other[key])]).toEqual([key, values(text)]);
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
  ] as const)('says nothing in Latin letters in %s, but for what is called so', (language, latin) => {
    const mixed = Object.entries(messages(language, file))
      .filter(([key]) => !key.startsWith('language') && !key.startsWith('cardExample'))
      .map(([key, text]) => [key, text.replace(/\{\{\w+\}\}|English|TikaSetu|NPR/g, '')])
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
