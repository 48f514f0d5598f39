import fc from 'fast-check';
import { addDays } from '../../../src/clock';
import type { Programme } from '../../../src/store/programme';
import { dueDay, dueFrom, intervalOn, nextDose } from '../../../src/vaccination/rules/dose-interval';
import { PROGRAMME } from '../../support/world';

/** As it was in 2021: from 13 May the second COVISHIELD came after 84 days. */
const LENGTHENED: Programme = {
  ...PROGRAMME,
  vaccines: [
    {
      id: 'COVISHIELD',
      intervals: [
        { from: '2021-05-13', days: 84 },
        { from: '2021-03-01', days: 28 },
      ],
    },
    { id: 'COVAXIN', intervals: [{ from: '2021-03-01', days: 28 }] },
  ],
};
const first = { vaccine: 'COVISHIELD', day: '2021-04-20' };

test.each([
  ['no dose yet', [], '2021-03-03', { dose: 1, fromDay: '2021-03-03', vaccine: null }],
  ['28 days at first', [first], '2021-04-25', { dose: 2, fromDay: '2021-05-18', vaccine: 'COVISHIELD' }],
  ['the day before', [first], '2021-05-12', { dose: 2, fromDay: '2021-05-18', vaccine: 'COVISHIELD' }],
  ['84 from then on, for doses given before too', [first], '2021-05-13', { dose: 2, fromDay: '2021-07-13' }],
  ['the other vaccine keeps its own', [{ ...first, vaccine: 'COVAXIN' }], '2021-05-13', { fromDay: '2021-05-18' }],
  ['never before today', [first], '2021-09-01', { dose: 2, fromDay: '2021-09-01' }],
  ['all given', [first, { ...first, day: '2021-07-13' }], '2021-09-01', null],
])('%s', (_, given, today, expected) => {
  const next = nextDose(given, LENGTHENED, today);
  if (expected) expect(next).toMatchObject(expected);
  else expect(next).toBeNull();
});

test('the second dose is due on the 28th day and not before, over ends of months and leap years', () => {
  const days = fc.date({ min: new Date('2021-03-01'), max: new Date('2030-12-31'), noInvalidDate: true });
  fc.assert(
    fc.property(days, fc.integer({ min: 0, max: 60 }), (date, later) => {
      const day = date.toISOString().slice(0, 10);
      const today = addDays(day, later);
      const due = nextDose([{ vaccine: 'COVAXIN', day }], PROGRAMME, today)?.fromDay ?? '';
      const waited = (Date.parse(due) - Date.parse(day)) / 86_400_000;
      expect(waited).toBe(Math.max(28, later));
    }),
  );
});

test('what is best until refuses nobody afterwards', () => {
  const until: Programme = {
    ...PROGRAMME,
    vaccines: [{ id: 'COVISHIELD', intervals: [{ from: '2021-03-22', days: 42, most: 56 }] }],
  };
  expect(intervalOn(until, 'COVISHIELD', '2021-03-22')).toMatchObject({ days: 42, most: 56 });
  expect(intervalOn(until, 'COVISHIELD', '2021-03-21')).toBeUndefined();
  expect(nextDose([first], until, '2021-12-01')).toEqual({ dose: 2, fromDay: '2021-12-01', vaccine: 'COVISHIELD' });
});

test('the day that falls due may be past, and is told of at nine, but not on the day of the dose', () => {
  const evening = new Date('2021-04-25T20:00:00+05:30');
  expect(dueDay(first, LENGTHENED, '2021-04-25')).toBe('2021-05-18');
  expect(dueDay(first, LENGTHENED, '2022-01-01')).toBe('2021-07-13');
  const at = (day: string): Date => new Date(`${day}T08:00:00+05:30`);
  expect(dueFrom('2021-05-18', evening)).toEqual({ dueDay: '2021-05-18', remindAt: at('2021-05-18') });
  for (const day of ['2021-04-01', '2021-04-25', '2021-04-26'])
    expect(dueFrom(day, evening)).toEqual({ dueDay: day, remindAt: at('2021-04-26') });
});
