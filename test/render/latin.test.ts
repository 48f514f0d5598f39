import { latin } from '../../src/render/latin';
import { unitsOf } from '../../src/render/segments';

test.each([
  ['রহিমা বিবি', 'Rahima Bibi'],
  ['আব্দুল করিম', 'Abdul Karim'],
  ['গোপাল দাস', 'Gopal Das'],
  ['শান্তি মণ্ডল', 'Shanti Mandal'],
  ['চন্দ্র', 'Chandra'],
  ['বড়ুয়া', 'Baruya'],
  ['रहीमा बीबी', 'Rahima Bibi'],
  ['गोपाल दास', 'Gopal Das'],
  ['सिंह', 'Sinh'],
  ['अज़ीज़', 'Aziz'],
  ['हाँ', 'Ha'],
  ['৬৯ ६९ 69', '69 69 69'],
  ['নাম লেখা হল।', 'Nam Lekha Hal.'],
  ['Rahima বিবি', 'Rahima Bibi'],
  ['Rahima Bibi, 69', 'Rahima Bibi, 69'],
])('%s is written %s', (text, written) => {
  expect(latin(text)).toBe(written);
});

test('every letter of both scripts becomes one that every phone shows', () => {
  const letters = Array.from({ length: 0x100 }, (_, index) => String.fromCharCode(0x900 + index)).filter((letter) =>
    /\p{L}|\p{M}|\p{Nd}/u.test(letter),
  );
  expect(letters.filter((letter) => unitsOf(latin(letter)).encoding === 'ucs2')).toEqual([]);
});
