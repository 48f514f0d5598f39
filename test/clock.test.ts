import * as fc from 'fast-check';
import { addDays, dayOf, INDIA, MovableClock, timeOf, yearOf } from '../src/clock';

describe('the calendar of India', () => {
  test.each([
    ['a moment before midnight', '2026-11-25T18:29:59.999Z', '2026-11-25', '23:59', 2026],
    ['midnight', '2026-11-25T18:30:00.000Z', '2026-11-26', '00:00', 2026],
    ['midnight in Greenwich', '2026-11-26T00:00:00.000Z', '2026-11-26', '05:30', 2026],
    ['a moment before the New Year', '2026-12-31T18:29:59.999Z', '2026-12-31', '23:59', 2026],
    ['the New Year', '2026-12-31T18:30:00.000Z', '2027-01-01', '00:00', 2027],
    ['the New Year in Greenwich', '2027-01-01T00:00:00.000Z', '2027-01-01', '05:30', 2027],
    ['a leap day', '2028-02-28T18:30:00.000Z', '2028-02-29', '00:00', 2028],
  ])('%s', (_, instant, day, time, year) => {
    const at = new Date(instant);
    expect([dayOf(at), timeOf(at), yearOf(at)]).toEqual([day, time, year]);
  });

  test('agrees with the calendar of the system at any moment', () => {
    const parts = new Intl.DateTimeFormat('en-CA', {
      timeZone: INDIA,
      dateStyle: 'short',
      timeStyle: 'short',
      hourCycle: 'h23',
    });
    const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(fc.property(moments, (at) => expect(`${dayOf(at)}, ${timeOf(at)}`).toBe(parts.format(at))));
  });
});

describe('days after a day', () => {
  test.each([
    ['2026-11-25', 0, '2026-11-25'],
    ['2026-11-25', 28, '2026-12-23'],
    ['2026-11-30', 1, '2026-12-01'],
    ['2026-12-31', 1, '2027-01-01'],
    ['2027-02-28', 1, '2027-03-01'],
    ['2028-02-28', 1, '2028-02-29'],
    ['2027-01-01', -1, '2026-12-31'],
  ])('%s and %i', (day, days, expected) => {
    expect(addDays(day, days)).toBe(expected);
  });

  const day = fc.integer({ min: 0, max: 36_500 }).map((days) => addDays('2000-01-01', days));
  const days = fc.integer({ min: 0, max: 1000 });

  test('there and back again', () => {
    fc.assert(fc.property(day, days, (from, count) => expect(addDays(addDays(from, count), -count)).toBe(from)));
  });

  test('later days are greater as text', () => {
    fc.assert(
      fc.property(day, days, (from, count) => expect(addDays(from, count + 1) > addDays(from, count)).toBe(true)),
    );
  });
});

describe('the clock that can be moved', () => {
  const START = new Date('2026-11-25T04:30:00Z');
  const DAY = 86_400_000;

  beforeEach(() => jest.useFakeTimers({ now: START }));
  afterEach(() => jest.useRealTimers());

  test('shows the real time until it is moved', () => {
    expect(new MovableClock().now()).toEqual(START);
  });

  test('stays ahead by all it was moved, while time goes on', () => {
    const clock = new MovableClock();
    clock.advance(DAY);
    clock.advance(27 * DAY);
    jest.advanceTimersByTime(60_000);
    expect(clock.now()).toEqual(new Date('2026-12-23T04:31:00Z'));
    expect(clock.offset).toBe(28 * DAY);
  });

  test('starts where an earlier one was left', () => {
    expect(new MovableClock(DAY).now()).toEqual(new Date('2026-11-26T04:30:00Z'));
  });
});
