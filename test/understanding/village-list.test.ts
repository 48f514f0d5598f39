/** What health workers write about the people of a village, line by line. */
import fc from 'fast-check';
import type { Answers } from '../../src/conversation/vocabulary';
import { readFields, readVillageList, type Told } from '../../src/understanding/village-list';

const YEAR = 2021;
const CARD = 'WKH1186253';
const AADHAAR = '234567890124';

const one = (...cells: string[]): Told => {
  const [line] = readVillageList([cells], YEAR);
  if (!line) throw new Error('no line');
  const { answers, notPhone } = line;
  return notPhone ? { answers, notPhone } : { answers };
};

const rahima = {
  name: 'Rahima Bibi',
  age: 69,
  gender: 'female',
  phone: '+919830012345',
  cardType: 'voter',
  cardNumber: CARD,
  pinCode: '700091',
} as const;

describe('a line of text', () => {
  test.each<[string, Answers]>([
    ['Rahima Bibi w/o Karim, 69 F, 9830012345, voter WKH1186253, 700091', rahima],
    ['1. Rahima Bibi, 69/F, Ph 98300 12345, EPIC WKH 1186253, PIN 700091', rahima],
    ['12) RAHIMA BIBI 69 FEMALE 9830012345 WKH1186253 700091', rahima],
    ['3 Rahima Bibi 69 F +91 9830012345 wkh/1186253 700 091', rahima],
    ['9830012345 Rahima Bibi age 69 woman voter card WKH1186253 pin code 700091', rahima],
    ['Mob: 09830012345, Rahima Bibi, 69 yrs, female, WKH1186253, 700091', rahima],
    ['Rahima Bibi, W/O Late Abdul Karim, 69, 983 001 2345, WKH1186253, 700091', rahima],
    ['Rahima Bibi wife of Karim Sk, 69, WKH1186253, 700091, 9830 012 345', rahima],
    [
      '১। রহিমা বিবি, স্বামী আব্দুল করিম, ৬৯ বছর, মহিলা, ফোন ৯৮৩০০১২৩৪৫, ভোটার WKH1186253, ৭০০০৯১',
      { ...rahima, name: 'রহিমা বিবি' },
    ],
    ['রহিমা বিবি ৬৯ মহিলা মোবাইল নং ৯৮৩০০১২৩৪৫ ভোটার কার্ড WKH১১৮৬২৫৩ পিন ৭০০০৯১', { ...rahima, name: 'রহিমা বিবি' }],
    ['रहीमा बीबी, उम्र ६९, महिला, मो 9830012345, वोटर WKH1186253, पिन ७०००९१', { ...rahima, name: 'रहीमा बीबी' }],
    ['रहीमा बीबी पत्नी करीम, 69 साल, 9830012345, WKH1186253, 700091', { ...rahima, name: 'रहीमा बीबी' }],
    ['Rahima Bibi, boyosh 69, mohila, 9830012345, WKH1186253, 700091', rahima],
    [
      'Gopal Das s/o Haripada Das, born 1951, 9830012346, Aadhaar 2345 6789 0124, 700091',
      {
        ...{ name: 'Gopal Das', birthYear: 1951, gender: 'male', phone: '+919830012346' },
        ...{ cardType: 'aadhaar', cardNumber: AADHAAR, pinCode: '700091' },
      },
    ],
    [
      'Shanti Mondal, 12-03-1952, F, 9830012347, ABCPD1234E, 743101, sugar',
      {
        ...{ name: 'Shanti Mondal', birthYear: 1952, gender: 'female', phone: '+919830012347' },
        ...{ cardType: 'pan', cardNumber: 'ABCPD1234E', pinCode: '743101', comorbidity: 'yes' },
      },
    ],
    // A telephone with 91 before it looks like an Aadhaar card, unless there is another card.
    ['Rahima Bibi 69 F 919830012345 WKH1186253 700091', rahima],
    ['Rahima Bibi, 69, F', { name: 'Rahima Bibi', age: 69, gender: 'female' }],
    ['Rahima Bibi, 9830012345', { name: 'Rahima Bibi', phone: '+919830012345' }],
    [
      'Abdul Karim 48 M no sugar 9830012348',
      { name: 'Abdul Karim', age: 48, gender: 'male', comorbidity: 'no', phone: '+919830012348' },
    ],
    ["Anne D'Souza 70 F 9830012349", { name: "Anne D'Souza", age: 70, gender: 'female', phone: '+919830012349' }],
  ])('%s', (text, answers) => {
    expect(one(text)).toEqual({ answers });
    // The same with a cell for each piece: whoever pastes it may have split it at the commas.
    expect(one(...text.split(','))).toEqual({ answers });
  });

  test('keeps what was meant as a telephone number and is none', () => {
    expect(one('Rahima Bibi 69 F 983001234 WKH1186253').notPhone).toBe('983001234');
    expect(one('Rahima Bibi, 69 F, 98300-123456, WKH1186253').notPhone).toBe('98300123456');
    expect(one('Rahima Bibi, 69 F, 9830012345, 983001234')).not.toHaveProperty('notPhone');
    expect(one('Rahima Bibi, 69 F, dob 12-03-1952')).not.toHaveProperty('notPhone');
  });

  test('keeps a voter card that lacks a digit, so that it can be said what is wrong with it', () => {
    expect(one('Rahima Bibi 69 F 9830012345 WKH118625 700091').answers.cardNumber).toBe('WKH118625');
  });
});

test('a point between two letters, of which telephones make links, gets a blank', () => {
  expect(one('Md.Karim, 69 M, 9830012345').answers.name).toBe('Md. Karim');
  expect(one('S.K. Das, 69 M, 9830012345').answers.name).toBe('S. K. Das');
  expect(readFields({ name: 'Loan bit.ly' }, YEAR).answers.name).toBe('Loan Bit. Ly');
});

describe('cells without headings', () => {
  test.each([
    [['Rahima Bibi', '69', 'F', '9830012345', 'WKH1186253', '700091']],
    [['7', 'Rahima Bibi', '69', 'F', '9830012345', 'Voter', 'WKH1186253', '700091']],
    [['9830012345', '700091', 'WKH1186253', 'F', '69', 'Rahima Bibi']],
    [['Rahima Bibi', '', 'female', '69', '', '98300 12345', 'wkh1186253', '700091']],
    [['Rahima Bibi', '69', 'F', '9830012345', 'WKH1186253', 'Kanchanpur', '700091']],
  ])('%j', (cells) => expect(one(...cells)).toEqual({ answers: rahima }));
});

describe('headings', () => {
  const under = (headings: string[], ...cells: string[]): Answers | undefined =>
    readVillageList([headings, cells], YEAR)[0]?.answers;

  test('in English, as an office has them', () => {
    expect(
      under(
        [
          'Sl. No.',
          'Name of Beneficiary',
          "Father's/Husband's Name",
          'Age',
          'Sex',
          'Village',
          'PIN',
          'Mobile No.',
          'ID type',
          'ID Number',
        ],
        ...['1', 'Rahima Bibi', 'Abdul Karim', '69', 'F', 'Kanchanpur', '700091', '9830012345', 'Voter', 'WKH1186253'],
      ),
    ).toEqual(rahima);
  });

  test('in Bengali', () => {
    expect(
      under(
        ['ক্রমিক নং', 'ফোন নম্বর', 'নাম', 'স্বামীর নাম', 'বয়স', 'লিঙ্গ', 'ভোটার কার্ড', 'ঠিকানা'],
        ...['১', '৯৮৩০০১২৩৪৫', 'রহিমা বিবি', 'আব্দুল করিম', '৬৯', 'মহিলা', 'WKH1186253', 'কাঞ্চনপুর, পিন ৭০০০৯১'],
      ),
    ).toEqual({ ...rahima, name: 'রহিমা বিবি' });
  });

  test('in Hindi', () => {
    expect(
      under(
        ['क्र.', 'नाम', 'पति का नाम', 'जन्म तिथि', 'लिंग', 'मोबाइल', 'आधार', 'पिन कोड', 'बीमारी'],
        ...['1', 'रहीमा बीबी', 'करीम', '12/03/1952', 'स्त्री', '98300-12345', '2345 6789 0124', '700091', 'नहीं'],
      ),
    ).toEqual({
      ...{ name: 'रहीमा बीबी', birthYear: 1952, gender: 'female', phone: '+919830012345' },
      ...{ cardType: 'aadhaar', cardNumber: AADHAAR, pinCode: '700091', comorbidity: 'no' },
    });
  });

  test('below a title, and once more below', () => {
    const headings = ['Name', 'Age', 'Phone'];
    const rows = [
      ['List of Kanchanpur, 2021'],
      ['', '', ''],
      headings,
      ['Rahima Bibi', '69', '9830012345'],
      ['Ward B', '', ''],
      headings,
      ['Gopal Das', '70', '9830012346'],
    ];
    const lines = readVillageList(rows, YEAR);
    expect(lines.map(({ line, answers }) => [line, answers.name])).toEqual([
      [4, 'Rahima Bibi'],
      [7, 'Gopal Das'],
    ]);
  });

  test('say which of two cards a number is on; the one that is filled counts', () => {
    const headings = ['Name', 'Mobile', 'Aadhaar No', 'EPIC No'];
    expect(under(headings, 'Rahima Bibi', '9830012345', '', CARD)).toMatchObject({
      cardType: 'voter',
      cardNumber: CARD,
    });
    expect(under(headings, 'Rahima Bibi', '9830012345', AADHAAR, '')).toMatchObject({
      cardType: 'aadhaar',
      cardNumber: AADHAAR,
    });
    expect(under(headings, 'Rahima Bibi', '9830012345', '12345', '')).toMatchObject({
      cardType: 'aadhaar',
      cardNumber: '12345',
    });
  });

  test('leave what cannot be read to be filled in', () => {
    const [line] = readVillageList(
      [
        ['Name', 'Age', 'Mobile'],
        ['Rahima Bibi', 'old', '98300123'],
      ],
      YEAR,
    );
    expect(line).toMatchObject({ answers: { name: 'Rahima Bibi' }, notPhone: '98300123' });
    expect(line?.answers).not.toHaveProperty('age');
  });

  test('are not seen where a line tells of a person', () => {
    expect(one('নাম রহিমা বিবি', 'বয়স ৬৯', 'ফোন ৯৮৩০০১২৩৪৫').answers).toEqual({
      name: 'রহিমা বিবি',
      age: 69,
      phone: '+919830012345',
    });
  });
});

describe('fields filled in by hand', () => {
  test('are read each for what it is', () => {
    const fields = {
      name: 'Rahima Bibi',
      age: '69',
      gender: 'female',
      phone: '98300 12345',
      card: 'voter wkh 118 6253',
      pin: '700 091',
    };
    expect(readFields(fields, YEAR)).toEqual({ answers: rahima });
  });

  test('may be a name of any words', () => {
    expect(readFields({ name: 'Please Help' }, YEAR).answers.name).toBe('Please Help');
    expect(readFields({ name: '<script>alert(1)</script>' }, YEAR).answers).toEqual({});
  });
});

describe('whatever is written', () => {
  const cell = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 60 }),
    fc.constantFrom(
      '<img src=x onerror=alert(1)>',
      '=HYPERLINK("http://x")',
      '{{name}}',
      '$where',
      '69',
      'রহিমা',
      '9830012345',
      '😀',
      '\u0000',
      'Name',
      'ফোন',
    ),
  );

  test('is read without failing, and nothing is made up', () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: 8 }), { maxLength: 12 }), (rows) => {
        for (const { line, written, answers } of readVillageList(rows, YEAR)) {
          expect(
            rows[line - 1]
              ?.map((each) => each.trim())
              .filter(Boolean)
              .join(' · '),
          ).toBe(written);
          if (answers.phone) expect(answers.phone).toMatch(/^\+91[6-9]\d{9}$/);
          if (answers.pinCode) expect(answers.pinCode).toMatch(/^[1-9]\d{5}$/);
          if (answers.name) expect(answers.name).not.toMatch(/[<>{}$\\]/);
        }
      }),
    );
  });

  test('two hundred lines are two hundred people', () => {
    const rows = Array.from({ length: 200 }, (_, n) => [
      `Person ${'abcdefghij'[n % 10] ?? ''} Das, ${60 + (n % 30)} F, ${9830000000 + n}`,
    ]);
    const lines = readVillageList(rows, YEAR);
    expect(lines).toHaveLength(200);
    expect(new Set(lines.map(({ answers }) => answers.phone)).size).toBe(200);
  });
});
