import { canBeName, canBePlace } from '../../../src/vaccination/rules/listed-names';

test.each([
  ...['Rahima Bibi', "Anne D'Souza", 'S. K. Das', 'Md. Karim', 'রহিমা বিবি', 'মোঃ করিম', 'आनंद कुमार', 'मो. सलीम'],
  ...['Jean-Marie', 'বন্দ্যোপাধ্যায়', 'শ্ৰী', 'ক্‌ষমা', 'Muhammad Abdul Rahman Chowdhury'],
])('%s can be a name', (name) => {
  expect(canBeName(name.normalize('NFC'))).toBe(true);
});

test.each([
  ...[
    '',
    ' ',
    '.',
    'bit.ly',
    'Win.Xyz Das',
    'www.x',
    'a/b',
    'Call 98300',
    'কল ৯৮৩০',
    'Rahima!',
    'x@y',
    'Иван',
    '李',
    '৳৳',
  ],
  ...['Buy one get one free now', 'a'.repeat(41), 'R\u200cahima', '{{name}}', 'a\nb'],
])('%j cannot', (name) => {
  expect(canBeName(name)).toBe(false);
});

test.each(['Kanchanpur', '24 Parganas (N)', 'কাঞ্চনপুর', 'कंचनपुर', 'Ward 12, Barasat', 'ওয়ার্ড ১২', 'St. Mary'])(
  '%s can be a place',
  (name) => {
    expect(canBePlace(name)).toBe(true);
  },
);

test.each([
  '',
  '12',
  'bit.ly/abc',
  'win.xyz',
  'Ring 98300 12345',
  'ring 9 8 3 0',
  'কল ৯৮৩০',
  '<b>K</b>',
  'a village with so long a name',
])('%j cannot be one', (name) => {
  expect(canBePlace(name)).toBe(false);
});
