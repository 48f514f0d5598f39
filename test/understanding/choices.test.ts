import { understand } from '../../src/understanding/understand';
import {
  APPOINTMENT,
  CARD,
  CONFIRM,
  CONFIRM_HI,
  CORRECT,
  DAYS,
  DISTRICTS,
  FIRST,
  GENDER,
  GENDER_HI,
  ILL,
  LANGUAGE_MENU,
  listening,
  OFFER,
  PERSONS,
  RESUME,
} from './support';

describe('a number of the menu', () => {
  const rows = [
    '1',
    '1.',
    '1)',
    '(1)',
    '১',
    '१',
    '１',
    '١',
    '1️⃣',
    '*1#',
    ' 1 ',
    '01',
    'no 1',
    'No. 1',
    'option 1',
    'number 1',
    '1 নম্বর',
    '১ নং',
    '1 no',
    'press 1',
    '1 টিপুন',
    'এক',
    'ek',
    'Ek',
    'one',
    'एक',
    'एक नंबर',
    '1 number',
    '1টা',
    'pehla',
    'first',
    '1 please',
    '1 মহিলা',
    '1 mohila',
  ];
  test.each(rows)('%s chooses the first line', (text) => {
    expect(understand(text, listening('gender', GENDER))).toEqual({ type: 'CHOSE', value: 'female' });
  });

  test.each(['2', '২', '२', 'দুই', 'dui', 'two', 'do', 'दो', '2nd', 'second', 'dusra'])(
    '%s chooses the second',
    (text) => {
      expect(understand(text, listening('gender', GENDER))).toEqual({ type: 'CHOSE', value: 'male' });
    },
  );
});

describe('a label or a word of the menu', () => {
  const rows = [
    ['mohila', 'gender', GENDER, 'female'],
    ['Mohilaa', 'gender', GENDER, 'female'],
    ['mahila', 'gender', GENDER, 'female'],
    ['MOHELLA', 'gender', GENDER, 'female'],
    ['মহিলা', 'gender', GENDER, 'female'],
    ['মহীলা', 'gender', GENDER, 'female'],
    ['মেয়ে', 'gender', GENDER, 'female'],
    ['মেয়ে', 'gender', GENDER, 'female'],
    ['meye', 'gender', GENDER, 'female'],
    ['aurat', 'gender', GENDER_HI, 'female'],
    ['औरत', 'gender', GENDER_HI, 'female'],
    ['स्त्री', 'gender', GENDER_HI, 'female'],
    ['पुरूष', 'gender', GENDER_HI, 'male'],
    ['aadmi', 'gender', GENDER_HI, 'male'],
    ['F', 'gender', GENDER, 'female'],
    ['m', 'gender', GENDER, 'male'],
    ['lady', 'gender', GENDER, 'female'],
    ['woman', 'gender', GENDER, 'female'],
    ['femail', 'gender', GENDER, 'female'],
    ['Female please', 'gender', GENDER, 'female'],
    ['আমি মহিলা', 'gender', GENDER, 'female'],
    ['purush', 'gender', GENDER, 'male'],
    ['porush', 'gender', GENDER, 'male'],
    ['onno', 'gender', GENDER, 'other'],
    ['ha', 'comorbidity', ILL, 'yes'],
    ['হ্যাঁ', 'comorbidity', ILL, 'yes'],
    ['সুগার আছে', 'comorbidity', ILL, 'yes'],
    ['sugar', 'comorbidity', ILL, 'yes'],
    ['प्रेशर', 'comorbidity', ILL, 'yes'],
    ['নেই', 'comorbidity', ILL, 'no'],
    ['না', 'comorbidity', ILL, 'no'],
    ['nahi', 'comorbidity', ILL, 'no'],
    ['ভোটার', 'cardType', CARD, 'voter'],
    ['ভোটার কার্ড', 'cardType', CARD, 'voter'],
    ['votar', 'cardType', CARD, 'voter'],
    ['voter card', 'cardType', CARD, 'voter'],
    ['EPIC', 'cardType', CARD, 'voter'],
    ['वोटर', 'cardType', CARD, 'voter'],
    ['adhar card', 'cardType', CARD, 'aadhaar'],
    ['aadhaar', 'cardType', CARD, 'aadhaar'],
    ['Aadhar', 'cardType', CARD, 'aadhaar'],
    ['addhar', 'cardType', CARD, 'aadhaar'],
    ['आधार कार्ड', 'cardType', CARD, 'aadhaar'],
    ['pan', 'cardType', CARD, 'pan'],
    ['पैन', 'cardType', CARD, 'pan'],
    ['pasport', 'cardType', CARD, 'passport'],
    ['DL', 'cardType', CARD, 'licence'],
    ['driving license', 'cardType', CARD, 'licence'],
    ['লাইসেন্স', 'cardType', CARD, 'licence'],
    ['pension boi', 'cardType', CARD, 'pension'],
    ['PPO', 'cardType', CARD, 'pension'],
    ['पेंशन', 'cardType', CARD, 'pension'],
    ['npr', 'cardType', CARD, 'npr'],
    ['ঠিক আছে', 'choice', CONFIRM, 'correct'],
    ['thik ache', 'choice', CONFIRM, 'correct'],
    ['tik ache', 'choice', CONFIRM, 'correct'],
    ['ok', 'choice', CONFIRM, 'correct'],
    ['yes', 'choice', CONFIRM, 'correct'],
    ['হ্যাঁ', 'choice', CONFIRM, 'correct'],
    ['theek hai', 'choice', CONFIRM_HI, 'correct'],
    ['सही है', 'choice', CONFIRM_HI, 'correct'],
    ['बदलें', 'choice', CONFIRM_HI, 'change'],
    ['bodlan', 'choice', CONFIRM, 'change'],
    ['ভুল আছে', 'choice', CONFIRM, 'change'],
    ['না', 'choice', CONFIRM, 'change'],
    ['naam bhul ache', 'choice', CONFIRM, 'change'],
    ['বয়স ভুল', 'choice', CONFIRM, 'change'],
    ['theek nahi hai', 'choice', CONFIRM_HI, 'change'],
    ['accha', 'choice', CONFIRM, 'correct'],
    ['fimel', 'gender', GENDER, 'female'],
    ['mail', 'gender', GENDER, 'male'],
    ['28 tarikh', 'choice', DAYS, 'd28'],
    ['naam dite chai', 'choice', FIRST, 'register'],
    ['amar ma er naam lekhate chai', 'choice', FIRST, 'register'],
    ['নাম', 'choice', CORRECT, 'name'],
    ['boyosh', 'choice', CORRECT, 'age'],
    ['বয়স', 'choice', CORRECT, 'age'],
    ['pin code', 'choice', CORRECT, 'pinCode'],
    ['card number', 'choice', CORRECT, 'cardNumber'],
    ['কার্ড', 'choice', CORRECT, 'cardType'],
    ['নাম লেখান', 'choice', FIRST, 'register'],
    ['naam lekhan', 'choice', FIRST, 'register'],
    ['naam lekhabo', 'choice', FIRST, 'register'],
    ['naam likhvana hai', 'choice', FIRST, 'register'],
    ['register', 'choice', FIRST, 'register'],
    ['আমার তারিখ', 'choice', FIRST, 'appointments'],
    ['tarikh nin', 'choice', FIRST, 'book'],
    ['manusher sahajyo', 'choice', FIRST, 'person'],
    ['help', 'choice', FIRST, 'person'],
    ['আরও', 'pinCode', OFFER, 'more'],
    ['aro', 'pinCode', OFFER, 'more'],
    ['more', 'pinCode', OFFER, 'more'],
    ['অন্য দিন', 'pinCode', OFFER, 'day'],
    ['onno din', 'pinCode', OFFER, 'day'],
    ['another pin', 'pinCode', OFFER, 'pinCode'],
    ['look for me', 'pinCode', OFFER, 'lookForMe'],
    ['এখন না', 'pinCode', OFFER, 'later'],
    ['not now', 'pinCode', OFFER, 'later'],
    ['পরে', 'pinCode', OFFER, 'later'],
    ['0', 'pinCode', OFFER, 'later'],
    ['বিধাননগর', 'pinCode', OFFER, 'offer1'],
    ['বিধাননগর হাসপাতাল', 'pinCode', OFFER, 'offer1'],
    ['শনিবার', 'pinCode', OFFER, 'offer2'],
    ['saturday', 'pinCode', OFFER, 'offer2'],
    ['তারিখ বদলান', 'choice', APPOINTMENT, 'move'],
    ['batil', 'choice', APPOINTMENT, 'cancel'],
    ['cancel', 'choice', APPOINTMENT, 'cancel'],
    ['পিছনে', 'choice', APPOINTMENT, 'back'],
    ['back', 'choice', APPOINTMENT, 'back'],
    ['রহিমা বিবি', 'choice', PERSONS, 'p1'],
    ['রহিমা', 'choice', PERSONS, 'p1'],
    ['রহীমা', 'choice', PERSONS, 'p1'],
    ['sabitri', 'choice', PERSONS, 'p2'],
    ['Savitri', 'choice', PERSONS, 'p2'],
    ['आनन्द', 'choice', PERSONS, 'p3'],
    ['28', 'choice', DAYS, 'd28'],
    ['২৮', 'choice', DAYS, 'd28'],
    ['28 নভে', 'choice', DAYS, 'd28'],
    ['শুক্রবার', 'choice', DAYS, 'd27'],
    ['friday', 'choice', DAYS, 'd27'],
    ['sombar', 'choice', DAYS, 'd30'],
    ['কলকাতা', 'choice', DISTRICTS, 'y'],
    ['হাওড়া', 'choice', DISTRICTS, 'z'],
    ['চালিয়ে যান', 'choice', RESUME, 'continue'],
    ['notun kore', 'choice', RESUME, 'restart'],
    ['আবার শুরু', 'choice', RESUME, 'restart'],
    ['2', 'language', LANGUAGE_MENU, 'hi'],
    ['२', 'language', LANGUAGE_MENU, 'hi'],
  ] as const;
  test.each(rows)('%s (%s)', (text, asks, items, value) => {
    expect(understand(text, listening(asks, items))).toEqual({ type: 'CHOSE', value });
  });

  test.each([
    ['বিবি দাস', PERSONS],
    ['নভে', DAYS],
    ['xyz', CONFIRM],
    ['5', CONFIRM],
    ['69', CONFIRM],
    ['9-11', DAYS],
  ] as const)('%s is no choice', (text, items) => {
    expect(understand(text, listening('choice', items)).type).not.toBe('CHOSE');
  });
});

describe('a language', () => {
  const rows = [
    ['বাংলা', 'bn'],
    ['bangla', 'bn'],
    ['Bengali', 'bn'],
    ['हिन्दी', 'hi'],
    ['हिंदी', 'hi'],
    ['hindi', 'hi'],
    ['hindi me', 'hi'],
    ['HINDI please', 'hi'],
    ['হিন্দি', 'hi'],
    ['English', 'en'],
    ['in english', 'en'],
    ['ইংরেজি', 'en'],
    ['अंग्रेज़ी', 'en'],
    ['angrezi', 'en'],
  ] as const;
  test.each(rows)('%s at any step', (text, language) => {
    for (const asks of ['language', 'choice', 'name', 'age', 'cardNumber', 'pinCode', undefined] as const) {
      expect(understand(text, listening(asks))).toEqual({ type: 'LANGUAGE', language });
    }
  });

  test.each([
    ['8', 'bn', 'hi'],
    ['9', 'bn', 'en'],
    ['8', 'hi', 'bn'],
    ['9', 'hi', 'en'],
    ['8', 'en', 'bn'],
    ['9', 'en', 'hi'],
    ['৯', 'bn', 'en'],
  ] as const)('%s where the dialogue is in %s', (text, now, language) => {
    for (const asks of ['name', 'age', 'cardNumber', 'pinCode', 'choice'] as const) {
      expect(understand(text, listening(asks, [], now))).toEqual({ type: 'LANGUAGE', language });
    }
  });

  test('8 of a menu stays what the menu says', () => {
    const items = [{ number: '8', value: 'hi', label: 'x' }];
    expect(understand('8', listening('choice', items))).toEqual({ type: 'CHOSE', value: 'hi' });
  });

  test('8 means nothing while no language is known', () => {
    expect(understand('8', { ...listening('language', LANGUAGE_MENU), language: undefined })).toEqual({
      type: 'UNCLEAR',
      reason: 'number',
    });
  });
});
