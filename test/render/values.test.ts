import { LANGUAGES } from '../../src/conversation/vocabulary';
import { readCatalogue } from '../../src/render/catalogue';
import { numbered, menuText } from '../../src/render/menu';
import { UNBROKEN, valueText } from '../../src/render/values';

const catalogue = readCatalogue();

test.each([
  [{ day: '2026-11-27' }, 'শুক্র 27 নভে', 'शुक्र 27 नव', 'Fri 27 Nov'],
  [{ day: '2021-03-01' }, 'সোম 1 মার্চ', 'सोम 1 मार्च', 'Mon 1 Mar'],
  [{ nearDay: '2026-11-27' }, 'শুক্র 27', 'शुक्र 27', 'Fri 27'],
  [{ from: '09:00', to: '11:00' }, 'সকাল 9-11টা', 'सुबह 9-11 बजे', '9-11 am'],
  [{ from: '11:00', to: '13:00' }, 'বেলা 11-1টা', 'दिन 11-1 बजे', '11 am-1 pm'],
  [{ from: '12:00', to: '14:00' }, 'দুপুর 12-2টা', 'दोपहर 12-2 बजे', '12-2 pm'],
  [{ from: '09:30', to: '12:00' }, 'সকাল 9:30-12টা', 'सुबह 9:30-12 बजे', '9:30-12 am'],
  [{ time: '20:00' }, 'রাত 8টা', 'रात 8 बजे', '8 pm'],
  [{ reference: '20417733915206' }, '2041 7733 9152 06', '2041 7733 9152 06', '2041 7733 9152 06'],
  [{ person: 'Rahima Bibi' }, 'Rahima Bibi', 'Rahima Bibi', 'Rahima Bibi'],
  [{ person: 'Abdul Karim Mohammad Sheikh' }, 'Abdul Karim', 'Abdul Karim', 'Abdul Karim'],
  [{ person: 'Venkatanarasimharajuvaripeta' }, 'Venkatanarasim', 'Venkatanarasim', 'Venkatanarasim'],
  [{ names: { bn: 'ক', hi: 'क', en: 'k' } }, 'ক', 'क', 'k'],
])('%j reads as people say it', (param, bn, hi, en) => {
  const texts = LANGUAGES.map((language) => String(valueText(param, language, catalogue[language])));
  expect(texts.map((text) => text.replaceAll(UNBROKEN, ' '))).toEqual([bn, hi, en]);
});

test.each(LANGUAGES)('every weekday, month and hour of the day has its words in %s', (language) => {
  for (let day = 1; day <= 7; day++) {
    for (let month = 1; month <= 12; month++) {
      const date = `2021-${String(month).padStart(2, '0')}-0${day}`;
      expect(valueText({ day: date }, language, catalogue[language])).toMatch(new RegExp(`^\\S+ ${day} \\S+$`));
    }
  }
  for (let hour = 6; hour < 22; hour++) {
    const from = `${String(hour).padStart(2, '0')}:00`;
    const to = `${String(hour + 1).padStart(2, '0')}:00`;
    expect(valueText({ from, to }, language, catalogue[language])).toMatch(/\d+.*-\d+/);
    expect(valueText({ time: from }, language, catalogue[language])).toMatch(/\d/);
  }
});

describe('a menu', () => {
  const items = (...labels: string[]) =>
    numbered(
      labels.map((label) => ({ value: label, key: label })),
      ({ key }) => key,
    );

  test('of a few answers has them below each other', () => {
    expect(menuText(items('one', 'two'))).toBe('1 one\n2 two');
  });

  test('of many puts short ones on a line', () => {
    expect(menuText(items('a', 'b', 'c', 'd', 'e'))).toBe('1 a 2 b 3 c 4 d 5 e');
  });

  test('leaves an answer with digits alone, or the next number would seem to be part of it', () => {
    expect(menuText(items('Mon 23', 'Tue 24', 'Wed 25', 'more', 'less'))).toBe(
      '1 Mon 23\n2 Tue 24\n3 Wed 25\n4 more 5 less',
    );
  });
});
