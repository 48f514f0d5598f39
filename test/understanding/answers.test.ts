import { understand } from '../../src/understanding/understand';
import type { Answers, Asked } from '../../src/conversation/vocabulary';
import { CARD, CONFIRM, CORRECT, FIRST, GENDER, ILL, listening } from './support';

type Row = readonly [string, Answers];

function answered(asks: Asked | undefined, rows: readonly Row[], items: Parameters<typeof listening>[1] = []): void {
  test.each(rows)('%s', (text, answers) => {
    expect(understand(text, listening(asks, items))).toEqual({ type: 'REPLY', answers });
  });
}

function unclear(
  asks: Asked | undefined,
  reason: string,
  rows: readonly string[],
  items: Parameters<typeof listening>[1] = [],
): void {
  test.each(rows)('%s is unclear', (text) => {
    expect(understand(text, listening(asks, items))).toEqual({ type: 'UNCLEAR', reason });
  });
}

describe('words before the name where everything is said at once', () => {
  const rahima = { name: 'Rahima Bibi', age: 69, gender: 'female', pinCode: '700091' } as const;
  answered('choice', [
    ['please register Rahima Bibi 69 woman 700091', rahima],
    ['amar ma er naam lekhan Rahima Bibi 69 mohila 700091', rahima],
    ['naam likhvana hai Rahima Bibi 69 mahila 700091', rahima],
    ['hello sir Rahima Bibi 69 female 700091', rahima],
    ['আমার মায়ের জন্য টিকা চাই রহিমা বিবি 69 মহিলা 700091', { ...rahima, name: 'রহিমা বিবি' }],
    ['please Babu Lal 69 male 700091', { ...rahima, name: 'Babu Lal', gender: 'male' }],
  ]);
});

describe('the name', () => {
  answered('name', [
    ['রহিমা বিবি', { name: 'রহিমা বিবি' }],
    ['  রহিমা   বিবি। ', { name: 'রহিমা বিবি' }],
    ['আমার নাম রহিমা বিবি', { name: 'রহিমা বিবি' }],
    ['নাম: রহিমা বিবি', { name: 'রহিমা বিবি' }],
    ['শ্রীমতী রহিমা বিবি', { name: 'রহিমা বিবি' }],
    ['আমার মায়ের নাম সাবিত্রী দাস', { name: 'সাবিত্রী দাস' }],
    ['মোঃ ইসমাইল', { name: 'মোঃ ইসমাইল' }],
    ['ক্ষুদিরাম মুর্মু', { name: 'ক্ষুদিরাম মুর্মু' }],
    ['मेरा नाम आनंद कुमार है', { name: 'आनंद कुमार' }],
    ['श्री आनंद कुमार', { name: 'आनंद कुमार' }],
    ['आनंद कुमार', { name: 'आनंद कुमार' }],
    ['RAHIMA BIBI', { name: 'Rahima Bibi' }],
    ['rahima bibi 🙏', { name: 'Rahima Bibi' }],
    ['amar naam rahima bibi', { name: 'Rahima Bibi' }],
    ['amar nam holo Rahima Bibi', { name: 'Rahima Bibi' }],
    ['mera naam Anand Kumar hai', { name: 'Anand Kumar' }],
    ['My name is Mrs. Rahima Bibi', { name: 'Rahima Bibi' }],
    ['hello my name is rahima', { name: 'Rahima' }],
    ['Md. Ismail', { name: 'Md. Ismail' }],
    ['M. Rahman', { name: 'M. Rahman' }],
    ["Anne D'Souza", { name: "Anne D'Souza" }],
    ['Rahima\nBibi', { name: 'Rahima Bibi' }],
    ['Adhar Das', { name: 'Adhar Das' }],
    ['Haru Pan', { name: 'Haru Pan' }],
    ['Man Bahadur Tamang', { name: 'Man Bahadur Tamang' }],
    ['Amar Das', { name: 'Amar Das' }],
    ['Umar Ali', { name: 'Umar Ali' }],
    ['Abdus Sattar', { name: 'Abdus Sattar' }],
    ['Madad Ali', { name: 'Madad Ali' }],
    ['Bandhu Das', { name: 'Bandhu Das' }],
    ['Salam', { name: 'Salam' }],
    ['Salam Sheikh', { name: 'Salam Sheikh' }],
    ['Din Mohammad', { name: 'Din Mohammad' }],
    ['Asha Jana', { name: 'Asha Jana' }],
    ['Tika Ram', { name: 'Tika Ram' }],
    ['Rahima F', { name: 'Rahima F' }],
    ['Rahima Bibi, F', { name: 'Rahima Bibi', gender: 'female' }],
    ['Rani Bala Dasi', { name: 'Rani Bala Dasi' }],
    ['Shuruj Miya', { name: 'Shuruj Miya' }],
    ['Bondona Ghosh', { name: 'Bondona Ghosh' }],
    ['Ishwar Chandra', { name: 'Ishwar Chandra' }],
    ['मो० सलीम', { name: 'मो. सलीम' }],
    ['hamar naam ramdhani mahto ba', { name: 'Ramdhani Mahto' }],
    ['nam hobe rahima bibi', { name: 'Rahima Bibi' }],
    ['main Anand Kumar hun', { name: 'Anand Kumar' }],
    ['নমস্কার আমি রহিমা বিবি', { name: 'রহিমা বিবি' }],
    ['Rahima Bibi.', { name: 'Rahima Bibi' }],
    ['Rahima Bibi w/o Abdul Karim', { name: 'Rahima Bibi' }],
  ]);
  unclear('name', 'words', [
    'ok',
    'হ্যাঁ',
    'না',
    'ami janina',
    'বুঝলাম না',
    'bujhte parchi na',
    'samajh nahi aaya',
    'thik ache',
    'a',
    'x',
    'naam lekhan na',
    'I want',
    'dhonnobad',
  ]);
  unclear('name', 'number', ['69', '123', '5', '9830012345', '+91 98300 12345']);
  unclear('name', 'empty', ['', '   ', '🙏', '👍👍', '...', '---', '*', '#']);
});

describe('the age', () => {
  const rows: Row[] = [
    ['69', { age: 69 }],
    ['৬৯', { age: 69 }],
    ['६९', { age: 69 }],
    ['69 বছর', { age: 69 }],
    ['৬৯ বৎসর', { age: 69 }],
    ['69বছর', { age: 69 }],
    ['69 yrs', { age: 69 }],
    ['69 years old', { age: 69 }],
    ['उम्र 69 साल', { age: 69 }],
    ['amar boyosh 69', { age: 69 }],
    ['boyos: 69 bochor', { age: 69 }],
    ['প্রায় ৭০', { age: 70 }],
    ['69?', { age: 69 }],
    ['6o', { age: 60 }],
    ['69 bochor 3 mas', { age: 69 }],
    ['104', { age: 104 }],
    ['1952', { birthYear: 1952 }],
    ['১৯৫২', { birthYear: 1952 }],
    ['জন্ম ১৯৫২', { birthYear: 1952 }],
    ['1952 সালে', { birthYear: 1952 }],
    ['৫২ সাল', { birthYear: 1952 }],
    ['DOB 12-03-1952', { birthYear: 1952 }],
    ['12/03/1952', { birthYear: 1952 }],
    ['12.3.52', { birthYear: 1952 }],
    ['12 03 1952', { birthYear: 1952 }],
    ['12 march 1952', { birthYear: 1952 }],
    ['1952-03-12', { birthYear: 1952 }],
    ['12031952', { birthYear: 1952 }],
    ['বাংলা ১৩৫৯', { birthYear: 1952 }],
    ['১৩৫৯ সাল', { birthYear: 1952 }],
    ['1359', { birthYear: 1952 }],
    ['ষাটের উপর', { age: 60 }],
    ['ষাট', { age: 60 }],
    ['সত্তর', { age: 70 }],
    ['পঁয়ষট্টি', { age: 65 }],
    ['ঊনসত্তর', { age: 69 }],
    ['উনসত্তর বছর', { age: 69 }],
    ['sottor', { age: 70 }],
    ['shat', { age: 60 }],
    ['poyshotti', { age: 65 }],
    ['amar boyosh bahattor', { age: 72 }],
    ['tin kuri', { age: 60 }],
    ['তিন কুড়ি দশ', { age: 70 }],
    ['सत्तर', { age: 70 }],
    ['पैंसठ', { age: 65 }],
    ['sattar saal', { age: 70 }],
    ['unhattar', { age: 69 }],
    ['saath', { age: 60 }],
    ['sixty nine', { age: 69 }],
    ['Sixty-five', { age: 65 }],
    ['seventy', { age: 70 }],
    ['700091', { pinCode: '700091' }],
    ['69 mohila', { age: 69, gender: 'female' }],
    ['69 F 700091', { age: 69, gender: 'female', pinCode: '700091' }],
  ];
  answered('age', rows);
  answered('birthYear', rows);
  unclear('age', 'number', ['150', '000', '1800', '2030', '12345', '120352', '9830012345', '67 68']);
  unclear('age', 'words', ['জানি না', 'pata nahi']);
});

describe('gender and illness in words', () => {
  answered(
    'gender',
    [
      ['mohila 69', { gender: 'female', age: 69 }],
      ['মহিলা, ভোটার কার্ড', { gender: 'female', cardType: 'voter' }],
    ],
    GENDER,
  );
  answered('gender', [
    ['female', { gender: 'female' }],
    ['mahilaa', { gender: 'female' }],
    ['F', { gender: 'female' }],
  ]);
  unclear('gender', 'words', ['rohini', 'kichu', 'M/F', 'female/male'], GENDER);
  answered(
    'comorbidity',
    [
      ['অনেক সুগার, প্রেসার নেই', { comorbidity: 'yes' }],
      ['sugar nei pressure nei', { comorbidity: 'no' }],
      ['হাই প্রেসার আছে আমার', { comorbidity: 'yes' }],
      ['na amar serokom kichu nei', { comorbidity: 'no' }],
      ['blood pressure and heart disease', { comorbidity: 'yes' }],
    ],
    ILL,
  );
});

describe('the card', () => {
  answered(
    'cardType',
    [
      ['WKH1186253', { cardType: 'voter', cardNumber: 'WKH1186253' }],
      ['voter wkh1186253', { cardType: 'voter', cardNumber: 'WKH1186253' }],
      ['ABCDE1234F', { cardType: 'pan', cardNumber: 'ABCDE1234F' }],
      ['1234 5678 9012', { cardType: 'aadhaar', cardNumber: '123456789012' }],
      ['২৩৪৫৬৭৮৯০১২৩', { cardType: 'aadhaar', cardNumber: '234567890123' }],
      ['K1234567', { cardType: 'passport', cardNumber: 'K1234567' }],
      ['WB20 20110012345', { cardType: 'licence', cardNumber: 'WB2020110012345' }],
      ['WB-2020110012345', { cardType: 'licence', cardNumber: 'WB2020110012345' }],
      ['WB/23/158/123456', { cardType: 'voter', cardNumber: 'WB/23/158/123456' }],
      ['PPO 123456', { cardType: 'pension', cardNumber: '123456' }],
      ['পেনশন নম্বর 70009112', { cardType: 'pension', cardNumber: '70009112' }],
      ['ami voter card niye asbo 700091', { cardType: 'voter', pinCode: '700091' }],
    ],
    CARD,
  );
  answered('cardNumber', [
    ['wkh1186253', { cardNumber: 'WKH1186253' }],
    ['wkh 1186253', { cardNumber: 'WKH1186253' }],
    ['WKH-118 6253', { cardNumber: 'WKH1186253' }],
    ['WKH118৬২৫৩', { cardNumber: 'WKH1186253' }],
    ['wkh११८६२५३', { cardNumber: 'WKH1186253' }],
    ['WKH118625O', { cardNumber: 'WKH1186250' }],
    ['voter wkh1186253', { cardType: 'voter', cardNumber: 'WKH1186253' }],
    ['ভোটার WKH 1186253', { cardType: 'voter', cardNumber: 'WKH1186253' }],
    ['card number wkh118 6253', { cardNumber: 'WKH1186253' }],
    ['WB/23/158/123456', { cardNumber: 'WB/23/158/123456' }],
    ['wb / 23 / 158 / 123456', { cardNumber: 'WB/23/158/123456' }],
    ['1234 5678 9012', { cardNumber: '123456789012' }],
    ['1234-5678-9012', { cardNumber: '123456789012' }],
    ['1234567890', { cardNumber: '1234567890' }],
    ['700091', { cardNumber: '700091' }],
    ['12345678', { cardNumber: '12345678' }],
    ['ABCDE 1234 F', { cardNumber: 'ABCDE1234F' }],
    ['wb 20 2011 0012345', { cardNumber: 'WB2020110012345' }],
    ['WKH1186253 700091', { cardNumber: 'WKH1186253', pinCode: '700091' }],
    ['PPO 12345678', { cardType: 'pension', cardNumber: '12345678' }],
  ]);
  unclear('cardNumber', 'number', ['2', '12', 'wkh 11']);
});

describe('a card that is denied', () => {
  unclear('cardType', 'words', ['passport nei', 'ration card'], CARD);
});

describe('the PIN code', () => {
  answered('pinCode', [
    ['700091', { pinCode: '700091' }],
    ['৭০০০৯১', { pinCode: '700091' }],
    ['७०००९१', { pinCode: '700091' }],
    ['700 091', { pinCode: '700091' }],
    ['700-091', { pinCode: '700091' }],
    ['7 0 0 0 9 1', { pinCode: '700091' }],
    ['pin 700091', { pinCode: '700091' }],
    ['700,091', { pinCode: '700091' }],
    ['pin code: 700 091', { pinCode: '700091' }],
    ['পিন৭০০০৯১', { pinCode: '700091' }],
    ['kolkata 700091', { pinCode: '700091' }],
    ['Kolkata-700091', { pinCode: '700091' }],
    ['pin 700o91', { pinCode: '700091' }],
    ['7ooo91', { pinCode: '700091' }],
    ['70009l', { pinCode: '700091' }],
    ['WKH1186253', { cardType: 'voter', cardNumber: 'WKH1186253' }],
  ]);
  unclear('pinCode', 'number', [
    '70009',
    '7000911',
    '070009',
    '1952',
    '69',
    '9830012345',
    '1234 5678 9012',
    'pin 70009',
    '1',
  ]);
  unclear('pinCode', 'words', ['jani na', 'kolkata', 'বিধাননগর']);
});

describe('several answers at once', () => {
  const all = { name: 'রহিমা বিবি', age: 69, gender: 'female' } as const;
  answered('name', [
    ['রহিমা বিবি 69 মহিলা', all],
    ['রহিমা বিবি, ৬৯, মহিলা', all],
    ['রহিমা বিবি\n৬৯\nমহিলা', all],
    ['মহিলা; ৬৯; রহিমা বিবি', all],
    ['আমার নাম রহিমা বিবি বয়স ৬৯ মহিলা', all],
    ['রহিমা বিবি 69', { name: 'রহিমা বিবি', age: 69 }],
    ['Rahima Bibi 69 F', { name: 'Rahima Bibi', age: 69, gender: 'female' }],
    ['rahima bibi 69F', { name: 'Rahima Bibi', age: 69, gender: 'female' }],
    ['naam: Rahima, boyosh 69, pin 700 091', { name: 'Rahima', age: 69, pinCode: '700091' }],
    ['नाम आनंद कुमार उम्र 69 साल पुरुष पिन 800001', { name: 'आनंद कुमार', age: 69, gender: 'male', pinCode: '800001' }],
    ['Anand Kumar umar 71 saal aadmi', { name: 'Anand Kumar', age: 71, gender: 'male' }],
    ['Rahima Bibi DOB 12-03-1952 F', { name: 'Rahima Bibi', birthYear: 1952, gender: 'female' }],
    ['রহিমা বিবি জন্ম ১৯৫২', { name: 'রহিমা বিবি', birthYear: 1952 }],
    [
      'Rahima Bibi 1952 F VOTER WKH1186253 700091',
      {
        name: 'Rahima Bibi',
        birthYear: 1952,
        gender: 'female',
        cardType: 'voter',
        cardNumber: 'WKH1186253',
        pinCode: '700091',
      },
    ],
    ['Salma 1952 F', { name: 'Salma', birthYear: 1952, gender: 'female' }],
    ['Rahima Bibi 69 F phone 9830012345', { name: 'Rahima Bibi', age: 69, gender: 'female' }],
    ['Adhar Das 65 M', { name: 'Adhar Das', age: 65, gender: 'male' }],
    ['M Rahman 65', { name: 'M Rahman', age: 65 }],
    ['Umar Ali 65 M', { name: 'Umar Ali', age: 65, gender: 'male' }],
    ['Ma Rahima 69 1234 5678 9012', { name: 'Ma Rahima', age: 69, cardType: 'aadhaar', cardNumber: '123456789012' }],
    ['রহিমা বিবি ৬৯ মহিলা সুগার আছে', { ...all, comorbidity: 'yes' }],
    [
      'Name:Sita Devi Age:65 Gender:Female Aadhar:234567890123 PIN:800001',
      {
        name: 'Sita Devi',
        age: 65,
        gender: 'female',
        cardType: 'aadhaar',
        cardNumber: '234567890123',
        pinCode: '800001',
      },
    ],
    ['Amina Khatun বয়স পঁয়ষট্টি', { name: 'Amina Khatun', age: 65 }],
    ['register my mother Rahima Bibi age 69 female', { name: 'Rahima Bibi', age: 69, gender: 'female' }],
    ['Rahima Bibi w/o Karim 69 F', { name: 'Rahima Bibi', age: 69, gender: 'female' }],
    ['রহিমা বিবি, ৬৯, ম', all],
    ['700091', { pinCode: '700091' }],
    ['1952', { birthYear: 1952 }],
    ['মহিলা', { gender: 'female' }],
  ]);
  answered(
    'choice',
    [
      ['রহিমা বিবি 69 মহিলা', all],
      ['বয়স ৭০', { age: 70 }],
      ['pin 700092', { pinCode: '700092' }],
      ['naam Rahima Khatun', { name: 'Rahima Khatun' }],
      ['বয়স ৬৯ পিন ৭০০০৯১', { age: 69, pinCode: '700091' }],
    ],
    CONFIRM,
  );
  answered(
    'choice',
    [
      ['pin 700092', { pinCode: '700092' }],
      ['naam Rahima Khatun', { name: 'Rahima Khatun' }],
    ],
    CORRECT,
  );
  unclear('choice', 'words', ['Rahima', 'রহিমা বিবি'], FIRST);
});

describe('the keyword and a dialogue at rest', () => {
  const rahima = {
    name: 'Rahima Bibi',
    birthYear: 1952,
    gender: 'female',
    cardType: 'voter',
    cardNumber: 'WKH1186253',
    pinCode: '700091',
  };
  const rows = [
    ['TIKA Rahima Bibi 1952 F VOTER WKH1186253 700091', rahima],
    ['TEEKA, Rahima Bibi, 1952, F, VOTER WKH1186253, 700091', rahima],
    ['tika: Rahima Bibi 69', { name: 'Rahima Bibi', age: 69 }],
    ['টিকা রহিমা বিবি ৬৯ মহিলা', { name: 'রহিমা বিবি', age: 69, gender: 'female' }],
    ['टीका आनंद कुमार 69 पुरुष', { name: 'आनंद कुमार', age: 69, gender: 'male' }],
    ['TIKA Rahima Bibi', { name: 'Rahima Bibi' }],
    ['TIKA 700091', { pinCode: '700091' }],
    ['tika nite chai', {}],
    ['টিকা নিতে চাই', {}],
    ['টিকা', {}],
  ] as const;
  test.each(rows)('%s', (text, answers) => {
    for (const asks of [undefined, 'name', 'choice'] as const) {
      expect(understand(text, listening(asks))).toEqual({ type: 'HELLO', answers });
    }
  });

  test.each([
    ['রহিমা বিবি 69 মহিলা', { type: 'HELLO', answers: { name: 'রহিমা বিবি', age: 69, gender: 'female' } }],
    ['700091', { type: 'UNCLEAR', reason: 'number' }],
    ['2041 7733 9152 06', { type: 'UNCLEAR', reason: 'number' }],
    ['khub bhalo', { type: 'UNCLEAR', reason: 'words' }],
    ['1', { type: 'UNCLEAR', reason: 'number' }],
    ['WKH1186253', { type: 'UNCLEAR', reason: 'words' }],
    ['naam lekhan', { type: 'HELLO', answers: {} }],
    ['register', { type: 'HELLO', answers: {} }],
  ])('%s at rest', (text, meaning) => {
    expect(understand(text, listening(undefined))).toEqual(meaning);
  });
});
