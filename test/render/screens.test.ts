/** Whatever is said fits the screens of USSD, whole and in order, with a way on and a way back. */
import fc from 'fast-check';
import type { MenuItem } from '../../src/conversation/vocabulary';
import { fits, screensOf } from '../../src/render/screens';

const WORDS = { more: '98 more', back: '0 back', leadsBack: true, ends: false };
const NATIVE = { ...WORDS, more: '98 আরও', back: '0 পিছনে' };
const menu = (count: number, label = (n: number): string => `Answer ${n}`): MenuItem[] =>
  Array.from({ length: count }, (_, index) => ({
    number: String(index + 1),
    value: `v${index}`,
    label: label(index + 1),
  }));

test('what fits is one screen, with the way back where there is room for it', () => {
  expect(screensOf({ before: 'Woman or man?', choices: menu(2), after: '' }, WORDS)).toEqual([
    'Woman or man?\n1 Answer 1\n2 Answer 2\n0 back',
  ]);
  expect(screensOf({ before: 'x'.repeat(155), choices: [], after: '' }, WORDS)).toEqual(['x'.repeat(155)]);
});

test('where nothing can be answered any more, no way leads back from the last screen', () => {
  const screens = screensOf({ before: 'word '.repeat(50).trim(), choices: [], after: '' }, { ...WORDS, ends: true });
  expect(screens.map((screen) => screen.split('\n').at(-1))).toEqual(['98 more', expect.stringMatching(/^(word ?)+$/)]);
});

test('more than four answers are turned over, and keep their numbers', () => {
  const screens = screensOf({ before: 'Which card?', choices: menu(7), after: '' }, WORDS);
  expect(screens).toEqual([
    'Which card?\n1 Answer 1\n2 Answer 2\n3 Answer 3\n4 Answer 4\n98 more\n0 back',
    '5 Answer 5\n6 Answer 6\n7 Answer 7\n0 back',
  ]);
});

test('an answer numbered 0 stands where the way back would, on each screen', () => {
  const later = { number: '0', value: 'later', label: 'Later' };
  const screens = screensOf({ before: 'Which?', choices: [...menu(5), later], after: '' }, WORDS);
  expect(screens.map((screen) => screen.split('\n').at(-1))).toEqual(['0 Later', '0 Later']);
});

test('a few answers stay together, whatever comes before them', () => {
  const before = 'word '.repeat(28).trim();
  const screens = screensOf({ before, choices: menu(3), after: '' }, WORDS);
  expect(screens.at(-1)).toBe('1 Answer 1\n2 Answer 2\n3 Answer 3\n0 back');
});

test('Bengali has less room', () => {
  const screens = screensOf(
    { before: 'টিকার দিন কোন কার্ড সঙ্গে আনবেন?', choices: menu(7, (n) => `পাসপোর্ট ${n}`), after: '' },
    NATIVE,
  );
  expect(screens.length).toBeGreaterThan(2);
  expect(screens.filter((screen) => !fits(screen))).toEqual([]);
});

test('an answer longer than a screen is turned over, too', () => {
  const long = menu(3, (n) => `করুণাময়ী কেন্দ্রীয় বাস টার্মিনাসের পাশের টিকাকেন্দ্র, বুধ 3, বেলা 11-1টা, ${n}50 টাকা`);
  const screens = screensOf({ before: '', choices: long, after: '' }, NATIVE);
  expect(screens.filter((screen) => !fits(screen))).toEqual([]);
  expect(screens.join('').match(/টাকা/g)).toHaveLength(3);
});

test('an only answer numbered 0 is shown', () => {
  const later = { number: '0', value: 'later', label: 'Later' };
  expect(screensOf({ before: 'Nothing yet.', choices: [later], after: '' }, WORDS)).toEqual(['Nothing yet.\n0 Later']);
});

test('a text without a blank is cut rather than lost', () => {
  const screens = screensOf({ before: 'ক'.repeat(200), choices: [], after: '' }, NATIVE);
  expect(screens.join('').match(/ক/g)).toHaveLength(200);
  expect(screens.filter((screen) => !fits(screen))).toEqual([]);
});

test('a line of Latin letters leaves room for the Bengali words that lead on from it', () => {
  const before = 'Karunamoyee Primary Health Centre, beside the Salt Lake stadium gate';
  const screens = screensOf({ before, choices: [], after: 'কোড 4817' }, NATIVE);
  expect(screens.filter((screen) => !fits(screen))).toEqual([]);
  expect(screens).toEqual([
    'Karunamoyee Primary Health Centre, beside the Salt Lake stadium\n98 আরও',
    'gate\nকোড 4817\n0 পিছনে',
  ]);
});

const word = fc.oneof(
  fc.stringMatching(/^[a-z]{1,60}$/),
  fc.stringMatching(/^[\u0995-\u09a8]{1,50}$/),
  fc.constantFrom('€', '{x}', '\n'),
);
const sentence = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));
const label = fc.stringMatching(/^[a-zক-ন ]{1,90}$/).map((text) => text.trim() || 'x');

test('nothing is lost and nothing too long, whatever is said', () => {
  const texts = fc.tuple(sentence, fc.array(label, { maxLength: 22 }), sentence, fc.boolean());
  fc.assert(
    fc.property(texts, ([before, labels, after, ends]) => {
      const choices = menu(labels.length, (n) => labels[n - 1] ?? '');
      const screens = screensOf({ before, choices, after }, { ...NATIVE, ends });
      const letters = (text: string): string => text.replace(/\s/g, '');
      const shown = screens.map((screen) => screen.replace(/\n?(98 আরও)?(\s?0 পিছনে)?$/, '')).join('');
      expect(letters(shown)).toBe(letters(before + choices.map((item) => item.number + item.label).join('') + after));
      expect(screens.filter((screen) => !fits(screen))).toEqual([]);
      for (const screen of screens)
        expect(choices.filter((c) => screen.split('\n').includes(`${c.number} ${c.label}`)).length).toBeLessThanOrEqual(
          4,
        );
    }),
  );
});
