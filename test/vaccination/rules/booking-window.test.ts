import fc from 'fast-check';
import { addDays } from '../../../src/clock';
import { bookingWindow, nextDays } from '../../../src/vaccination/rules/booking-window';
import { PROGRAMME } from '../../support/world';

const TODAY = '2021-03-31';
const LAST = '2021-04-13';

test.each([
  ['today, what has not begun', '10:00', TODAY, { fromDay: TODAY, fromTime: '10:00' }],
  ['the last minute of today', '14:59', TODAY, { fromDay: TODAY, fromTime: '14:59' }],
  ['from 15:00 today is closed', '15:00', TODAY, { fromDay: '2021-04-01', fromTime: '' }],
  ['late in the evening', '23:59', TODAY, { fromDay: '2021-04-01', fromTime: '' }],
  ['another day, from its first hour', '10:00', '2021-04-03', { fromDay: '2021-04-03', fromTime: '' }],
  ['a day that has passed is today', '10:00', '2021-03-01', { fromDay: TODAY, fromTime: '10:00' }],
])('%s', (_, time, wanted, expected) => {
  expect(bookingWindow(PROGRAMME, TODAY, time, wanted)).toEqual({ ...expected, toDay: LAST });
});

test('the days offered instead lie after the first one and within the two weeks', () => {
  fc.assert(
    fc.property(fc.integer({ min: -5, max: 20 }), (ahead) => {
      const window = bookingWindow(PROGRAMME, TODAY, '10:00', addDays(TODAY, ahead));
      const days = nextDays(window);
      expect(days).toEqual([...new Set(days)].sort());
      expect(days.every((day) => day > window.fromDay && day <= LAST)).toBe(true);
      expect(days).toHaveLength(Math.max(0, Math.min(5, 13 - Math.max(0, ahead))));
    }),
  );
});
