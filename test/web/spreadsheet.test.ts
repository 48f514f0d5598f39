/** What people upload: made by Excel, by hand, by accident, and by somebody who means harm. */
import { deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { toCsv } from '../../src/web/csv';
import { MOST_BYTES, MOST_COLUMNS, MOST_ROWS, readPasted, readSheet } from '../../src/web/spreadsheet';
import { unzip, zipStored } from '../../src/web/zip';
import { workbookOf } from '../support/workbook';

const read = (bytes: Buffer | string, name = 'list.csv') => readSheet({ name, bytes: Buffer.from(bytes as string) });

describe('text', () => {
  test.each([
    ['commas', 'name,age\nরহিমা,69\n'],
    ['semicolons', 'name;age\r\nরহিমা;69\r\n'],
    ['tabs, as copied from Excel', 'name\tage\nরহিমা\t69'],
    ['a mark at its beginning', '\uFEFFname,age\nরহিমা,69\n\n\n'],
    ['blanks around', ' name ,age \n রহিমা, 69'],
    ['quotation marks', '"name","age"\n"রহিমা","69"'],
  ])('with %s', async (_, text) => {
    const rows = [
      ['name', 'age'],
      ['রহিমা', '69'],
    ];
    expect(await read(text)).toEqual({ rows });
    expect(await read(Buffer.from(`\uFEFF${text.replace('\uFEFF', '')}`, 'utf16le'))).toEqual({ rows });
    expect(readPasted(text)).toEqual({ rows });
  });

  test('an empty row between others is counted, a line break within quotation marks is not', async () => {
    expect(await read('a,b\n\n"1\n2",3')).toEqual({ rows: [['a', 'b'], [], ['1\n2', '3']] });
  });

  test.each<[string, Buffer | string, string]>([
    ['nothing', '', 'empty'],
    ['only commas', ',,,\n,,', 'empty'],
    ['an older encoding', Buffer.from([0x52, 0xe9, 0x6e, 0xe9]), 'notUtf8'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'notUtf8'],
    ['bytes of nothing', Buffer.alloc(100), 'notReadable'],
    ['Excel of 2003', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'oldExcel'],
    ['a forgotten quotation mark', 'name,age\n"রহিমা,69\nকরিম,40', 'openQuote'],
    ['too many rows', 'a\n'.repeat(MOST_ROWS + 1), 'tooManyRows'],
    ['too many columns', 'a,'.repeat(MOST_COLUMNS) + 'a', 'tooManyColumns'],
    ['a novel in a cell', 'a,' + 'x'.repeat(2_001), 'cellTooLong'],
    ['too many bytes', Buffer.alloc(MOST_BYTES + 1, 'a'), 'tooLarge'],
  ])('%s is refused', async (_, bytes, refused) => {
    expect(await read(bytes)).toEqual({ refused });
  });
});

type File = [name: string, content: string];
const partsOf = (bytes: Buffer): Map<string, Buffer> => unzip(bytes, 1e8, () => true) as Map<string, Buffer>;
/** A workbook in which one of its files is another one. */
async function forged(...[name, content]: File): Promise<Buffer> {
  return zipStored(partsOf(await workbookOf([[{ value: 'a' }]])).set(name, Buffer.from(content)));
}
const SHEET = 'xl/worksheets/sheet1.xml';
const sheetOf = (rows: string): string => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

describe('a workbook', () => {
  test('is read as what people see: telephone numbers whole, dates as days, times as times', async () => {
    const bytes = await workbookOf([
      [{ value: ' নাম ' }, { value: 'phone' }, null, { value: 'day' }],
      [
        { value: 'রহিমা' },
        { value: 919830012345 },
        { value: 12.3 },
        { value: new Date('2021-03-09T00:00:00Z'), format: 'dd/mm/yyyy' },
        { value: true },
        { value: 0.375, format: 'h:mm' },
        { value: 1e-7 },
        { value: '=1+1', type: String },
      ],
    ]);
    expect(await read(bytes, 'list.xlsx')).toEqual({
      rows: [
        ['নাম', 'phone', '', 'day'],
        ['রহিমা', '919830012345', '12.3', '2021-03-09', 'TRUE', '09:00', '0.0000001', '=1+1'],
      ],
    });
  });

  test.each([
    ['9.830012345E9', '9830012345'],
    ['1E+15', '1000000000000000'],
    ['12.300000000000001', '12.3'],
    ['-5', '-5'],
    ['1e400', '1e400'],
  ])('the number %s is %s', async (stored, shown) => {
    const bytes = await forged(SHEET, sheetOf(`<row r="1"><c r="A1"><v>${stored}</v></c></row>`));
    expect(await read(bytes)).toEqual({ rows: [[shown]] });
  });

  test('a formula is what it last came to', async () => {
    const cells = '<c r="A1" t="str"><f>HYPERLINK("http://x")</f><v>here</v></c><c r="B1"><f>1+1</f><v>2</v></c>';
    expect(await read(await forged(SHEET, sheetOf(`<row r="1">${cells}</row>`)))).toEqual({ rows: [['here', '2']] });
  });

  test.each<[string, File, string]>([
    ['a row far down', [SHEET, sheetOf('<row r="99999999"><c r="A99999999"><v>1</v></c></row>')], 'notReadable'],
    ['a row below what a list has', [SHEET, sheetOf('<row r="5001"><c r="A5001"><v>1</v></c></row>')], 'tooManyRows'],
    ['a row far down, quoted otherwise', [SHEET, sheetOf("<row r = '1048576'></row>")], 'tooManyRows'],
    ['a row number in disguise', [SHEET, sheetOf('<row r="&#57;999999"></row>')], 'notReadable'],
    ['a row number as a power', [SHEET, sheetOf('<row r="1e9"></row>')], 'notReadable'],
    ['a column far out', [SHEET, sheetOf('<row r="1"><c r="XFD1"><v>1</v></c></row>')], 'tooManyColumns'],
    ['a column that is none', [SHEET, sheetOf(`<row r="1"><c r="ZZZ'1"><v>1</v></c></row>`)], 'notReadable'],
    ['a cell without a place', [SHEET, sheetOf('<row><c><v>1</v></c></row>')], 'notReadable'],
    [
      'entities of entities',
      [SHEET, '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + sheetOf('<row r="1">&b;</row>')],
      'notReadable',
    ],
    ['no XML', [SHEET, 'hello'], 'notReadable'],
    ['a sheet without rows', [SHEET, sheetOf('')], 'empty'],
    ['unfinished XML', [SHEET, '<worksheet><sheetData><row r="1"><c r="A1"'], 'notReadable'],
    ['no sheet', ['xl/workbook.xml', '<workbook><sheets></sheets></workbook>'], 'notReadable'],
    ['a file of another sheet', ['xl/_rels/workbook.xml.rels', '<Relationships></Relationships>'], 'notReadable'],
  ])('%s is refused', async (_, file, refused) => {
    expect(await read(await forged(...file))).toEqual({ refused });
  });

  test('a bomb is refused before it is unpacked, and one that lies about its size while it is', async () => {
    const zeros = Buffer.alloc(200 * 1024 * 1024);
    const packed = deflateRawSync(zeros);
    const [honest, lying] = [zeros.length, 1_000].map((said) => bomb(packed, said));
    expect(packed.length).toBeLessThan(MOST_BYTES);
    expect(await read(honest ?? '')).toEqual({ refused: 'tooLarge' });
    expect(await read(lying ?? '')).toEqual({ refused: 'notReadable' });
  });
});

/** An archive with one deflated file that says it is `said` bytes long. */
function bomb(packed: Buffer, said: number): Buffer {
  const stored = zipStored(new Map([['xl/workbook.xml', packed]]));
  const directory = stored.lastIndexOf(Buffer.from([0x50, 0x4b, 0x01, 0x02]));
  stored.writeUInt16LE(8, directory + 10);
  stored.writeUInt32LE(said, directory + 24);
  return stored;
}

describe('whatever comes', () => {
  const isAnswered = (result: object): void => {
    if ('rows' in result) {
      const rows = result.rows as string[][];
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length).toBeLessThanOrEqual(MOST_ROWS);
      for (const cell of rows.flat()) expect(cell).toBe(cell.trim());
    } else expect(result).toEqual({ refused: expect.any(String) as string });
  };

  test('text is answered', () => {
    const pieces = fc.array(fc.constantFrom('"', ',', ';', '\t', '\n', '\r', 'a', 'রহিমা', '=', '\uFEFF', ' '));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          pieces.map((all) => all.join('')),
        ),
        (text) => isAnswered(readPasted(text)),
      ),
    );
  });

  test('bytes are answered', async () => {
    const bytes = fc.uint8Array({ maxLength: 300 });
    const zipLike = bytes.map((all) => Buffer.concat([Buffer.from('504b0304', 'hex'), all]));
    await fc.assert(
      fc.asyncProperty(fc.oneof(bytes, zipLike), async (all) => isAnswered(await read(Buffer.from(all)))),
    );
  });

  test('a workbook with some bytes changed, or cut off, is answered', async () => {
    const whole = await workbookOf([[{ value: 'name' }, { value: 69 }]]);
    const change = fc.record({ at: fc.nat(whole.length - 1), to: fc.nat(255) });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), fc.nat(whole.length), async (changes, cut) => {
        const bytes = Buffer.from(whole.subarray(0, cut % 2 ? whole.length : cut));
        for (const { at, to } of changes) if (at < bytes.length) bytes[at] = to;
        isAnswered(await read(bytes));
      }),
    );
  });

  test('a sheet of odd XML is answered', async () => {
    const piece = fc.constantFrom(
      ...[
        '<row',
        '<row r="2">',
        '</row>',
        '<c r="A1">',
        '<c',
        '</c>',
        '<v>',
        '</v>',
        '1',
        ' r="3"',
        '>',
        '/>',
        '"',
        '&#1;',
      ],
      ...[
        '<is>',
        '<t>',
        'x',
        '</t>',
        '</is>',
        ' t="s"',
        ' s="9"',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '<?',
        '<dimension ref="A"/>',
      ],
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece), async (all) =>
        isAnswered(await read(await forged(SHEET, sheetOf(all.join(''))))),
      ),
    );
  });
});

describe('what is given out', () => {
  test('Excel reads its Bengali, and carries nothing out', () => {
    const rows = [
      ['নাম', 'a,b', 'say "x"', 'two\nlines'],
      ['=HYPERLINK("http://x")', '+91 98', '-5', '@x', ' =1', '\t=1'],
      [-5, 12.5, ''],
    ];
    expect(toCsv(rows)).toBe(
      '\uFEFFনাম,"a,b","say ""x""","two\nlines"\r\n' +
        `"'=HYPERLINK(""http://x"")",'+91 98,'-5,'@x,' =1,"'\t=1"\r\n` +
        '-5,12.5,\r\n',
    );
  });

  const plain = (cell: string): string =>
    cell
      .trim()
      .replace(/^'(?=[\s\uFEFF]*[=+\-@\t\r＝＋－＠])/, '')
      .replace(/\r\n?|\n/g, ' ')
      .trim();

  test('is read back as it was, and no cell begins like a formula', () => {
    const rows = fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 2, maxLength: 4 }), { minLength: 1 });
    fc.assert(
      fc.property(rows, (wanted) => {
        const header = ['first', 'second', 'third', 'fourth'];
        const csv = toCsv([header, ...wanted]);
        for (const cell of (readPasted(csv.replaceAll("'", '’')) as { rows: string[][] }).rows.flat())
          expect(cell).not.toMatch(/^[=+\-@]/);
        const back = (readPasted(csv) as { rows: string[][] }).rows;
        const words = (all: readonly (readonly string[])[]) =>
          all.map((row) =>
            row
              .map((cell) => plain(cell))
              .join('|')
              .replace(/\|+$/, ''),
          );
        expect(words(back)).toEqual(
          words([header, ...wanted])
            .join('\n')
            .replace(/\n+$/, '')
            .split('\n'),
        );
      }),
    );
  });
});
