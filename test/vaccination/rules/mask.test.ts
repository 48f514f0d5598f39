import { maskName, maskNumber } from '../../../src/vaccination/rules/mask';

test.each([
  ['রহিমা বিবি', 'র… বি…'],
  ['প্রিয়া বন্দ্যোপাধ্যায়', 'প্রি… ব…'],
  ['ক্ষিতীশ', 'ক্ষি…'],
  ['शांति मंडल', 'शां… मं…'],
  ['श्रीमती क्षमा', 'श्री… क्ष…'],
  ['Rahima Bibi', 'R… B…'],
  ['é  Ó', 'é… Ó…'],
  ['', ''],
])('%s is shown as %s', (name, masked) => {
  expect(maskName(name)).toBe(masked);
});

test('a number is shown by its last three digits', () => {
  expect(maskNumber('+919830012345')).toBe('…345');
  expect(maskNumber('tel:+919830012345')).toBe('…345');
});
