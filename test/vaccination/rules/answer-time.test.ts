import fc from 'fast-check';
import { addDays, dayOf, instantOf, timeOf } from '../../../src/clock';
import { answerBy, callBy, isDaylight, nextLook } from '../../../src/vaccination/rules/answer-time';

const at = (text: string): Date => {
  const [day = '', time = ''] = text.split(' ');
  return instantOf(day, time);
};
const shown = (date: Date | null): string | null => date && `${dayOf(date)} ${timeOf(date)}`;
const FAR = { day: '2021-03-09', from: '09:00' };
const CLOSES = '15:00';

test.each([
  ['2021-03-03 10:00', '2021-03-03 12:00'],
  ['2021-03-03 18:00', '2021-03-03 20:00'],
  ['2021-03-03 18:59', '2021-03-04 09:00'],
  ['2021-03-03 06:30', '2021-03-03 10:00'],
  ['2021-03-03 22:00', '2021-03-04 10:00'],
])('whoever waits and is asked at %s has until %s', (now, until) => {
  expect(shown(answerBy(at(now), FAR, 'waiting', CLOSES))).toBe(until);
});

test.each([
  ['2021-03-03 10:00', '2021-03-03 20:00'],
  ['2021-03-03 17:59', '2021-03-03 20:00'],
  ['2021-03-03 18:00', '2021-03-04 10:00'],
  ['2021-03-03 23:00', '2021-03-04 10:00'],
  ['2021-03-03 02:00', '2021-03-03 20:00'],
])('whose centre was closed and is asked at %s has until %s', (now, until) => {
  expect(shown(answerBy(at(now), FAR, 'closed', CLOSES))).toBe(until);
});

test.each([
  ['an hour before it begins', '2021-03-03 10:00', { day: '2021-03-03', from: '12:00' }, '2021-03-03 11:00'],
  ['while the day can be booked', '2021-03-03 13:30', { day: '2021-03-03', from: '17:00' }, '2021-03-03 15:00'],
  ['before an early slot of tomorrow', '2021-03-03 18:45', { day: '2021-03-04', from: '09:00' }, '2021-03-04 08:00'],
  ['not where there is no half hour left', '2021-03-03 10:00', { day: '2021-03-03', from: '11:20' }, null],
  ['not what has begun', '2021-03-03 10:00', { day: '2021-03-03', from: '09:00' }, null],
  ['not by night, for the morning', '2021-03-03 22:00', { day: '2021-03-04', from: '09:00' }, null],
])('%s', (_, now, slot, until) => {
  expect(shown(answerBy(at(now), slot, 'waiting', CLOSES))).toBe(until);
});

const moments = fc.date({
  min: new Date('2021-01-01T00:00:00Z'),
  max: new Date('2022-12-31T00:00:00Z'),
  noInvalidDate: true,
});
const hours = fc.integer({ min: 7, max: 19 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);

test('an answer is never due before half an hour, at night, or later than an hour before the slot', () => {
  const because = fc.constantFrom('waiting' as const, 'closed' as const);
  fc.assert(
    fc.property(moments, fc.nat(13), hours, because, (now, inDays, from, why) => {
      const slot = { day: addDays(dayOf(now), inDays), from };
      const until = answerBy(now, slot, why, CLOSES);
      if (!until) return;
      expect(until.getTime() - now.getTime()).toBeGreaterThanOrEqual(30 * 60_000);
      expect(instantOf(slot.day, from).getTime() - until.getTime()).toBeGreaterThanOrEqual(3_600_000);
      expect(timeOf(until) >= '06:00' && timeOf(until) <= '20:00').toBe(true);
      expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(24 * 3_600_000);
    }),
  );
});

test('the next look is now by day and else at eight in the morning, never past', () => {
  fc.assert(
    fc.property(moments, (now) => {
      const look = nextLook(now);
      expect(look >= now).toBe(true);
      expect(isDaylight(look)).toBe(true);
      expect(isDaylight(now) ? look.getTime() === now.getTime() : timeOf(look) === '08:00').toBe(true);
    }),
  );
});

test('the helpline has called by the evening, or by noon of the next day', () => {
  expect(shown(callBy(at('2021-03-03 12:00')))).toBe('2021-03-03 20:00');
  expect(shown(callBy(at('2021-03-03 20:11')))).toBe('2021-03-04 12:00');
});
