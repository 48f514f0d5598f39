/** The words of the pages: the same in every language, none missing, none left over. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../src/conversation/vocabulary';
import { ROOT } from '../../src/root';
import { readWords } from '../../src/web/words';

type Texts = Record<string, string>;

const partsOf = (language: string): string[] => readdirSync(join(ROOT, 'locales', language, 'web')).sort();
const textsOf = (language: string, part: string): Texts =>
  JSON.parse(readFileSync(join(ROOT, 'locales', language, 'web', part), 'utf8')) as Texts;
const paramsOf = (text = ''): string[] => [...text.matchAll(/{{(\w+)}}/g)].map(([, name = '']) => name).sort();

/** Everything that may name a text: the pages and what they are made of. */
const SOURCE = ['src/web', 'src/desk', 'src/centre', 'src/certificates']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  )
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => readFileSync(join(ROOT, file), 'utf8'))
  .join('\n');

describe('the words of the pages', () => {
  it('come in the same parts in every language', () => {
    for (const language of LANGUAGES) expect(partsOf(language)).toEqual(partsOf('en'));
  });

  describe.each(partsOf('en'))('%s', (part) => {
    const english = textsOf('en', part);

    it.each(['bn', 'hi'])('has the keys and values of English in %s', (language) => {
      const texts = textsOf(language, part);
      expect(Object.keys(texts).sort()).toEqual(Object.keys(english).sort());
      for (const key of Object.keys(english))
        expect([key, paramsOf(texts[key])]).toEqual([key, paramsOf(english[key])]);
    });

    it.each(['bn', 'hi'])('is not left in English in %s', (language) => {
      const texts = textsOf(language, part);
      // Without the names of values and of files; abbreviations are capitals.
      const isEnglish = (text = ''): boolean =>
        text !== 'English' && /[a-z]{3}/.test(text.replace(/{{\w+}}|[\w-]+\.csv/g, ''));
      expect(Object.keys(english).filter((key) => texts[key] === english[key] && isEnglish(texts[key]))).toEqual([]);
    });

    it('says nothing that no page says', () => {
      const name = part.replace('.json', '');
      // A key may be put together: `shared:role.${role}` names all that begin so.
      const begun = [...SOURCE.matchAll(/`([\w-]+:[\w.-]*)\$\{/g)].map(([, start = '']) => start);
      const isSaid = (key: string): boolean =>
        SOURCE.includes(`${name}:${key}'`) || begun.some((start) => `${name}:${key}`.startsWith(start));
      expect(Object.keys(english).filter((key) => !isSaid(key))).toEqual([]);
    });
  });

  it('refuse a key that is not there and a value that is missing', () => {
    const { en } = readWords();
    expect(() => en('shared:nothing')).toThrow('no shared:nothing');
    expect(() => en('shared:who', { name: 'x' })).toThrow('nothing fills');
  });
});
