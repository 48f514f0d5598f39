/** What leaves is, letter by letter, what is registered with India's operators; and every text of ours is among those. */
import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROMPTS } from '../../flows/booking-prompts';
import { LOCALES, type Choice, type Locale, type Param } from '../../src/conversation/vocabulary';
import { longestOf, promptOf, shapeOf, textOf } from '../../src/messages/dlt-sheet';
import { TEMPLATES, templateNames } from '../../src/messages/templates';
import { VARIABLES, type VariableName } from '../../src/messages/variables';
import { numbered } from '../../src/render/menu';
import { createRender } from '../../src/render/render';
import { segmentsOf } from '../../src/render/segments';
import { ROOT } from '../../src/root';

const render = createRender();
const KEYS = Object.keys(TEMPLATES);
const CASES = LOCALES.flatMap((locale) => KEYS.map((key) => ({ locale, key })));

type Messages = Record<string, string>;
const catalogue = (locale: Locale, file: string): Messages =>
  JSON.parse(readFileSync(join(ROOT, 'locales', locale, `${file}.json`), 'utf8')) as Messages;

/** How a single value reads in a language. */
const valueOf = (it: Param, locale: Locale): string => render([{ key: 'common:named', params: { it } }], locale).text;

const LETTERS = ['রহিমা', 'বিবি', 'गोपाल', 'दास', 'Abdul', 'Karim', 'ড়', "D'Souza", '$&', '{{name}}', 'লক্ষ্মীনারায়ণ'];
const word = fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 4 }).map((all) => all.join(' '));
const day = fc.integer({ min: 0, max: 800 }).map((n) => ({
  day: new Date(Date.UTC(2021, 0, 1 + n)).toISOString().slice(0, 10),
}));
const time = fc
  .tuple(fc.integer({ min: 7, max: 20 }), fc.constantFrom('00', '30'))
  .map(([h, m]) => `${String(h).padStart(2, '0')}:${m}`);
const nothing = fc.constant({ key: 'common:nothing' });
const digits = (count: number) =>
  fc.integer({ min: 0, max: 10 ** count - 1 }).map((n) => String(n).padStart(count, '0'));

const VALUES: Readonly<Record<VariableName, fc.Arbitrary<Param>>> = {
  name: word.map((person) => ({ person })),
  names: word,
  ...{ day, fromDay: day, oldDay: day, untilDay: day },
  hours: fc.tuple(time, time).map(([from, to]) => ({ from, to })),
  time: time.map((at) => ({ time: at })),
  centre: fc.tuple(word, word, word).map(([bn, hi, en]) => ({ names: { bn, hi, en } })),
  oldCentre: fc.tuple(word, word, word).map(([bn, hi, en]) => ({ names: { bn, hi, en } })),
  price: fc.oneof(
    nothing,
    fc.nat(2_000).map((value) => ({ key: 'booking:price', value })),
  ),
  certificate: fc.oneof(nothing, fc.constant({ key: 'booking:certificate' })),
  cardBring: fc.constantFrom(...VARIABLES.cardBring.longest),
  vaccine: fc.constantFrom(...VARIABLES.vaccine.longest),
  reference: digits(14).map((reference) => ({ reference })),
  link: fc.constantFrom(...VARIABLES.link.longest),
  ...{ code: digits(6), pin: digits(6), number: fc.nat(99_999), ahead: fc.nat(99_999) },
  ...{ fromAge: fc.nat(99), withIllnessFrom: fc.nat(99), age: fc.integer({ min: 18, max: 118 }) },
  village: word,
};

test.each(CASES)('$key in $locale is sent as it is registered, whatever it is filled with', ({ locale, key }) => {
  const { fixed, holes } = shapeOf(render, key, locale);
  const isOpen = TEMPLATES[key]?.endsOpen === true;
  fc.assert(
    fc.property(fc.record(VALUES), (values) => {
      const { text } = render([promptOf(key, (name) => values[name])], locale);
      const sent = isOpen ? `${text}\n` : text;
      const filled = (isOpen ? [] : holes).map((names) => names.map((name) => valueOf(values[name], locale)).join(''));
      expect(sent).toBe(fixed.map((piece, index) => piece + (filled[index] ?? '')).join(''));
    }),
    { numRuns: 40 },
  );
});

describe('the table of templates', () => {
  test('has every text of the catalogue that starts from us, and no other', () => {
    const known = KEYS.filter((key) => key.startsWith('templates:')).map((key) => key.replace('templates:', ''));
    expect(known.sort()).toEqual(Object.keys(catalogue('bn', 'templates')).sort());
  });

  test('has the slips that follow a call', () => {
    const kept = readFileSync(join(ROOT, 'src/conversation/keep.ts'), 'utf8');
    const slips = Array.from(kept.matchAll(/^ {2}'(\w+:\w+)',$/gm), ([, key]) => key);
    expect(slips.length).toBeGreaterThan(4);
    expect(slips.filter((key) => !(key && key in TEMPLATES))).toEqual([]);
  });

  test.each(KEYS)('names the variables of %s', (key) => {
    const [file = '', message = ''] = key.split(':');
    const text = catalogue('bn', file)[message] ?? '';
    const named = Array.from(text.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name);
    expect([...(TEMPLATES[key]?.variables ?? [])].sort()).toEqual(named.sort());
  });

  test('gives each text a name of its own', () => {
    const all = LOCALES.flatMap(templateNames);
    expect(new Set(all).size).toBe(all.length);
  });

  test('offers the answers that the dialogues offer', () => {
    const person = { person: 'p', name: 'Rahima', missed: '2021-03-03' };
    const found = { pinCode: '700091' };
    const context = { attempts: 0, because: 'due', others: [], found, standing: person, replaces: null } as never;
    const offered = (choices: readonly Choice[] = []) =>
      numbered(choices, ({ key }) => key).map(({ number, label }) => [number, label]);
    const registered = (key: string) => TEMPLATES[key]?.choices.map((each) => [each.number, each.key]);
    expect(offered(PROMPTS.secondDose('', context).choices)).toEqual(registered('templates:due'));
    expect(offered(PROMPTS.missed('', context).choices)).toEqual(registered('templates:missed'));
    expect(offered(PROMPTS.booked('', context).choices)).toEqual(registered('booking:booked'));
  });
});

describe('what is registered', () => {
  test.each(LOCALES)('costs no more than three SMS with the longest values in %s', (locale) => {
    const long = KEYS.filter((key) => key.startsWith('templates:')).flatMap((key) => {
      const text = longestOf(render, key, locale);
      const { segments, units } = segmentsOf(text);
      return segments > 3 ? [`${key}: ${segments} SMS, ${units} units\n${text}`] : [];
    });
    expect(long).toEqual([]);
  });

  test.each(LOCALES)('fits the 40 characters of a variable in %s', (locale) => {
    const long = KEYS.flatMap((key) => shapeOf(render, key, locale).holes).filter((hole) => {
      const longest = hole.map((name) =>
        Math.max(...VARIABLES[name].longest.map((each) => valueOf(each, locale).length)),
      );
      return longest.reduce((sum, each) => sum + each, 0) > 40 && !hole.includes('names');
    });
    expect(long).toEqual([]);
  });

  test.each(LOCALES)('never has two variables side by side, nor anything but text around them, in %s', (locale) => {
    for (const key of KEYS) {
      const text = textOf(shapeOf(render, key, locale));
      expect(text).not.toMatch(/#\}\{#/);
      expect(text).not.toMatch(/\{\{|undefined/);
      expect(text).not.toContain('\u0003');
      expect(text.replace(/\{#\w+#\}/g, '')).not.toMatch(/[{}#]/);
    }
  });

  test('tells numbers from words', () => {
    expect(textOf(shapeOf(render, 'templates:code', 'en'))).toBe(
      'TikaSetu: code {#numeric#} for Telegram. It works for three minutes. Tell it to nobody.',
    );
    expect(textOf(shapeOf(render, 'templates:certificate', 'en'))).toBe(
      'TikaSetu: {#alphanumeric#}, the vaccine certificate: open {#url#} and write code {#numeric#}. Tell the code to nobody.',
    );
    expect(textOf(shapeOf(render, 'templates:missed', 'bn'))).toBe(
      'টিকাসেতু: {#alphanumeric#} টিকা নিতে পারেননি ({#alphanumeric#}, {#alphanumeric#})। চিন্তা নেই, আবার তারিখ নিন।\n1 নতুন তারিখ নিন\n2 টিকা নিয়েছি\n0 এখন না',
    );
    expect(textOf(shapeOf(render, 'templates:closed', 'bn'), false)).toContain(
      '{#var#}, {#var#}, {#var#}। {#var#}র মধ্যে উত্তর দিন।',
    );
  });
});
