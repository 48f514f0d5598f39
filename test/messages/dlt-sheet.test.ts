import { csvOf, readCsv } from '../../src/cli/csv';
import { LOCALES } from '../../src/conversation/vocabulary';
import { readIds, withoutId } from '../../src/messages/dlt-ids';
import { sheetOf } from '../../src/messages/dlt-sheet';
import { templateNames } from '../../src/messages/templates';
import { createRender } from '../../src/render/render';

const SENDER = { entityId: '1101000000000012345', header: 'TIKAST' };
const render = createRender();
const ID = '1107160000000000001';

test('the sheet of a language has a line for each text, as the portals ask for it', () => {
  const [heads = [], ...rows] = sheetOf(render, 'hi', SENDER, new Map([['code.hi', ID]]));
  const told = rows.map((row) => Object.fromEntries(row.map((cell, index) => [heads[index] ?? '', cell])));
  expect(told.map(({ name }) => name)).toEqual(templateNames('hi'));
  expect(told.find(({ name }) => name === 'code.hi')).toEqual({
    ...{ name: 'code.hi', id: ID, category: 'transactional', header: 'TIKAST', 'entity id': SENDER.entityId },
    ...{ language: 'hi', type: 'Unicode', variables: 'code: numeric' },
    text: 'टीकासेतु: टेलीग्राम का कोड {#numeric#}। तीन मिनट चलेगा। किसी को न बताएँ।',
    'text with {#var#}': 'टीकासेतु: टेलीग्राम का कोड {#var#}। तीन मिनट चलेगा। किसी को न बताएँ।',
    ...{ 'longest: characters': '67', 'longest: SMS parts': '1' },
  });
  expect(told.find(({ name }) => name === 'due.hi')?.text).toMatch(/\n1 .*\{#numeric#\}.*\n0 /);
});

test('only the fixed text decides between Text and Unicode', () => {
  const [, ...rows] = sheetOf(render, 'en', SENDER, new Map());
  expect(new Set(rows.map(([, , , , , , type]) => type))).toEqual(new Set(['Text']));
});

test('a sheet that is filled in is taken back whole', () => {
  const names = LOCALES.flatMap(templateNames);
  const ids = new Map(names.map((name, index) => [name, String(1107160000000n + BigInt(index))]));
  const taken = LOCALES.flatMap((locale) => {
    const read = readIds(readCsv(csvOf(sheetOf(render, locale, SENDER, ids))) ?? []);
    expect(read.problems).toEqual([]);
    return [...read.ids];
  });
  expect(new Map(taken)).toEqual(ids);
  expect(withoutId(ids)).toEqual([]);
});

const table = (...lines: string[]) => readCsv(['name,id', ...lines].join('\n')) ?? [];

test.each([
  ['a text that we do not have', ['elegible.bn,1107160000000000001'], ['"elegible.bn" is none of our texts']],
  ['a language that we do not have', ['eligible.ta,1107160000000000001'], ['"eligible.ta" is none of our texts']],
  ['a number that a spreadsheet has cut', ['eligible.bn,1.10716E+18'], ['eligible.bn: "1.10716E+18" is no id']],
  [
    'numbers that a spreadsheet has rounded',
    ['eligible.bn,1107160000000000000', 'eligible.hi,1107160000000000000'],
    ['eligible.bn and eligible.hi have the same id', 'eligible.hi and eligible.bn have the same id'],
  ],
  [
    'two ids for one text',
    [`code.hi,${ID}`, 'code.hi,1107160000000000002'],
    ['code.hi has two ids', 'code.hi has two ids'],
  ],
])('is not taken: %s', (_, lines, problems) => {
  const read = readIds(table(...lines));
  expect(read.ids.size).toBe(0);
  expect(read.problems).toEqual(problems.map((problem) => expect.stringContaining(problem) as string));
});

test('ids of all languages and of all other messages are taken, lines without an id are left out', () => {
  const read = readIds(table('eligible,1107160000000000001', '*,1107160000000000009', 'code.bn,'));
  expect(Object.fromEntries(read.ids)).toEqual({ eligible: ID, '*': '1107160000000000009' });
  const missing = withoutId(read.ids);
  expect(missing).not.toContain('eligible.bn');
  expect(missing).toContain('code.bn');
});

test('a file without the two columns is not taken', () => {
  expect(readIds([['template', 'id']]).problems).toEqual(['the first line does not name the columns name and id']);
  expect(readIds([]).problems).toHaveLength(1);
});

describe('tables as text', () => {
  const TABLE = [
    ['name', 'text', ''],
    ['a', 'one, "two"\nthree', ''],
    ['', '', 'টিকা'],
  ];

  test('are read as they were written', () => {
    expect(readCsv(csvOf(TABLE))).toEqual(TABLE);
  });

  test.each(['a,b\nc,d', 'a,b\r\nc,d\r\n', '\uFEFFa,b\n\n\nc,d\n', '"a",b\r"c",d'])(
    'are read in the form %j',
    (text) => {
      expect(readCsv(text)).toEqual([
        ['a', 'b'],
        ['c', 'd'],
      ]);
    },
  );

  test.each(['a,"b', '"a"b,c', 'a"b'])('are refused in the form %j', (text) => {
    expect(readCsv(text)).toBeUndefined();
  });
});
