import type { Meaning } from '../../src/conversation/vocabulary';
import { understand } from '../../src/understanding/understand';
import { APPOINTMENT, CARD, CONFIRM, FIRST, GENDER, listening } from './support';

const STEPS = ['name', 'age', 'gender', 'cardNumber', 'pinCode', 'choice', undefined] as const;

describe('commands at every step', () => {
  const rows: [Meaning, string[]][] = [
    [
      { type: 'REPEAT' },
      [
        'আবার',
        'আবার বলুন',
        'abar bolun',
        'फिर से',
        'phir se',
        'dobara',
        'again',
        'repeat',
        '?',
        '??',
        'কী',
        'কি',
        'ki',
        'kya',
      ],
    ],
    [{ type: 'BACK' }, ['পিছনে', 'পেছনে', 'pichone', 'पीछे', 'peeche', 'Back', 'go back', '0', '০']],
    [
      { type: 'LOOKS' },
      [
        ...['কে দেখেছে', 'আমার নাম কে দেখেছে?', 'আমার রেকর্ড কারা দেখেছেন', 'ke dekheche', 'amar naam ke dekhechen?'],
        ...['किसने देखा', 'मेरा रिकॉर्ड किसने देखा?', 'kisne dekha', 'mera naam kisne dekha hai'],
        ...['who saw my record?', 'who looked at my record', 'Who has seen this?'],
      ],
    ],
    [{ type: 'MENU' }, ['শুরু', 'shuru', 'suru', 'मेनू', 'menu', 'main menu', 'মেনু', 'शुरू']],
    [
      { type: 'HELLO', answers: {} },
      [
        'tika',
        'TIKA',
        'টিকা',
        'teeka',
        'टीका',
        'hi',
        'Hello',
        'namaskar',
        'নমস্কার',
        'नमस्ते',
        'namaste',
        'হ্যালো',
        'start',
        '/start',
        'assalamu alaikum',
      ],
    ],
    [
      { type: 'HELP', topic: 'asked' },
      [
        'help',
        'সাহায্য',
        'মানুষ',
        'sahajyo',
        'madad',
        'मदद',
        'insaan',
        'operator',
        'call me',
        'ফোন করুন',
        'amake sahajyo korun',
        'help me please',
      ],
    ],
    [
      { type: 'HELP', topic: 'distress' },
      [
        'মরে যাব',
        'খুব কষ্ট',
        'শ্বাস নিতে পারছি না',
        'saans nahi aa rahi',
        'bakwas',
        'emergency',
        'I am dying',
        'tomra sob chor',
        'ami more jabo',
        'साँस नहीं आ रही',
        'খুব বাজে',
      ],
    ],
    [{ type: 'STOP', sure: true }, ['বন্ধ', 'বন্ধ করুন', 'bondho', 'band karo', 'बंद', 'बंद करो', 'stop', 'unsubscribe']],
    [
      { type: 'NO_REMINDERS' },
      [
        'মনে করাবেন না',
        'আর মনে করাবেন না',
        'mone koraben na',
        'याद न दिलाएँ',
        'याद मत दिलाइए',
        'yaad na dilayen',
        'yaad mat dilao',
        'no reminders',
        "Don't remind me",
        'stop reminders',
      ],
    ],
    [
      { type: 'CASE', number: 214 },
      [
        'case 214',
        'CASE214',
        'আবেদন 214',
        'ABEDON 214',
        'अर्ज़ी 214',
        'ARZI 214',
        'arji 214',
        'Case no. 214',
        'কেস 214',
        'কেস ২১৪',
        'amar kes 214',
        'केस २१४',
        'केस नंबर 214',
        '214 কেস',
      ],
    ],
    [{ type: 'CASE', number: null }, ['case', 'কেস', 'केस', 'amar case', 'मेरा केस']],
    [
      { type: 'HELP', topic: 'oldNumber' },
      [
        'old phone is gone',
        'I lost my phone',
        'ফোন হারিয়ে গেছে',
        'আমার ফোন হারিয়ে গেছে',
        'amar phone hariye geche',
        'पुराना फ़ोन नहीं है',
        'mera phone kho gaya',
      ],
    ],
    [{ type: 'START' }, ['চালু', 'chalu', 'चालू', 'resume']],
  ];
  const each = rows.flatMap(([meaning, texts]) => texts.map((text) => [text, meaning] as const));
  test.each(each)('%s', (text, meaning) => {
    for (const asks of STEPS) expect([asks, understand(text, listening(asks))]).toEqual([asks, meaning]);
  });
});

describe('what is only probably a command', () => {
  test.each([
    ['bondhoo', 'age', { type: 'STOP', sure: false }],
    ['bondha', 'age', { type: 'STOP', sure: false }],
    ['ei sob message bondho korun to', 'age', { type: 'STOP', sure: false }],
    ['ar message chai na stop koro', 'gender', { type: 'STOP', sure: false }],
    ['please stop reminding me every evening', 'gender', { type: 'NO_REMINDERS' }],
    ['roj roj mone koraben na to', 'age', { type: 'NO_REMINDERS' }],
    ['madadd karo bhai ji', 'age', { type: 'HELP', topic: 'asked' }],
    ['kono manush ache naki', 'gender', { type: 'HELP', topic: 'asked' }],
  ] as const)('%s', (text, asks, meaning) => {
    expect(understand(text, listening(asks))).toEqual(meaning);
  });
});

describe('no card', () => {
  test.each(['কার্ড নেই', 'amar kono card nei', 'card nahi hai', 'I have no card'])('%s', (text) => {
    expect(understand(text, listening('cardNumber'))).toEqual({ type: 'BACK' });
    expect(understand(text, listening('cardType'))).toEqual({ type: 'HELP', topic: 'asked' });
  });

  test.each(['অনেক দূর', 'bahut dur hai', 'it is too far for me'])('%s', (text) => {
    expect(understand(text, listening('pinCode'))).toEqual({ type: 'HELP', topic: 'noPlace' });
  });
});

describe('digits that are no answer', () => {
  test('4 asks for a person where nothing else is 4', () => {
    for (const asks of ['name', 'age', 'cardNumber', 'pinCode', 'gender'] as const) {
      expect(understand('4', listening(asks, asks === 'gender' ? GENDER : []))).toEqual({
        type: 'HELP',
        topic: 'asked',
      });
    }
    expect(understand('4', listening('choice', CONFIRM))).toEqual({ type: 'HELP', topic: 'asked' });
    expect(understand('4', listening('language'))).toEqual({ type: 'UNCLEAR', reason: 'number' });
    expect(understand('4', listening('choice', FIRST))).toEqual({ type: 'CHOSE', value: 'person' });
  });
});

describe('6 and 7 of a slip', () => {
  const hours = (text: string, menu = FIRST, ofSlips: readonly string[] = ['6', '7']) =>
    understand(text, { ...listening('choice', menu), ofSlips });

  test.each(['6', '৬', '६'])('change the date at rest: %s', (text) => {
    expect(hours(text)).toEqual({ type: 'MENU', wants: 'move' });
  });
  test('cancel it at rest', () => expect(hours('7')).toEqual({ type: 'MENU', wants: 'cancel' }));
  test('mean what the menu says where it has them', () => {
    expect(hours('6', CARD)).toEqual({ type: 'CHOSE', value: 'pension' });
    expect(hours('7', APPOINTMENT)).toEqual({ type: 'CHOSE', value: 'cancel' });
  });
  test('7 brings the other letters where the menu has just said so', () => {
    expect(hours('7', FIRST, ['6'])).toEqual({ type: 'SCRIPT' });
  });
  test('mean nothing in the middle of a question', () => {
    expect(hours('6', CONFIRM, [])).toEqual({ type: 'UNCLEAR', reason: 'number' });
  });
});

describe('questions', () => {
  const rows: [string, string[]][] = [
    [
      'cost',
      [
        'কত টাকা?',
        'কত টাকা',
        'koto taka',
        'kitna paisa',
        'free?',
        'is it free',
        'কত লাগবে',
        'कितना पैसा लगेगा',
        'paisa lagega kya',
      ],
    ],
    [
      'safety',
      [
        'is it safe',
        'side effect',
        'জ্বর হবে?',
        'टीका सुरक्षित है क्या',
        'sugar thakle nite parbo?',
        'sugar thakle tika nite parbo?',
      ],
    ],
    [
      'travel',
      [
        'bus kothay',
        'বাস কোথায়',
        'কীভাবে যাব',
        'kivabe jabo',
        'how to reach',
        'kahan jana hai',
        'कहाँ जाना है',
        'টিকা কেন্দ্র কোথায়',
      ],
    ],
    ['second', ['দ্বিতীয় ডোজ কবে', 'second dose kobe', 'dusri dose kab', 'when is 2nd dose']],
    ['certificate', ['certificate', 'certificate kothay pabo', 'সার্টিফিকেট চাই']],
    ['who', ['tomra ke', 'who are you', 'scam?', 'আপনি কে', 'aap kaun hain', 'आप कौन हैं']],
    ['unknown', ['মোদী কোথাকার লোক?', 'keno', 'when will it rain', 'kobe brishti hobe', 'ye kab hoga']],
  ];
  const each = rows.flatMap(([topic, texts]) => texts.map((text) => [text, topic] as const));
  test.each(each)('%s (%s)', (text, topic) => {
    for (const asks of ['name', 'age', 'cardType', 'choice'] as const) {
      expect([asks, understand(text, listening(asks))]).toEqual([asks, { type: 'QUESTION', topic }]);
    }
  });
});
