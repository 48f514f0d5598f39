import fc from 'fast-check';
import { dayOf, instantOf, timeOf } from '../../../src/clock';
import { dueStepAfter, nextReminder, reminderDue, remindersOf } from '../../../src/vaccination/rules/reminders';

const at = (day: string, time: string): Date => instantOf(`2021-03-${day}`, time);
const NINE = { day: '2021-03-10', from: '09:00' };
const NOON = { day: '2021-03-10', from: '13:00' };

test.each([
  ['an evening hour before', NOON, at('09', '16:59'), null, 'evening'],
  ['the evening before', NOON, at('09', '17:00'), 'evening', 'hours'],
  ['in the morning', NOON, at('10', '10:59'), 'evening', 'hours'],
  ['two hours before', NOON, at('10', '11:00'), 'hours', 'missed'],
  ['before an early slot at eight', NINE, at('10', '08:00'), 'hours', 'missed'],
  ['and not earlier', NINE, at('10', '07:59'), 'evening', 'hours'],
  ['the day after', NINE, at('11', '09:00'), 'missed', null],
  ['weeks after', NINE, at('30', '09:00'), 'missed', null],
])('%s', (_, place, now, due, next) => {
  expect(reminderDue(place, now)?.kind ?? null).toBe(due);
  expect(nextReminder(place, now)?.kind ?? null).toBe(next);
});

test.each([
  [NOON, 'evening', at('10', '11:00')],
  [NOON, 'hours', at('10', '13:00')],
  // There is no hour in which one before eight could come: the evening's stays good until it begins.
  [{ day: '2021-03-10', from: '07:00' }, 'evening', at('10', '07:00')],
] as const)('of %j the one of the %s is good until %s', (place, kind, until) => {
  expect(remindersOf(place).find((each) => each.kind === kind)?.until).toEqual(until);
});

const days = fc
  .date({ min: new Date('2021-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => dayOf(date));
const hours = fc.integer({ min: 0, max: 23 }).map((hour) => `${String(hour).padStart(2, '0')}:00`);
const moments = fc.date({ min: new Date('2021-01-01'), max: new Date('2031-01-31'), noInvalidDate: true });

test('reminders come by day, in order, and what is next is never what was due', () => {
  fc.assert(
    fc.property(days, hours, moments, (day, from, now) => {
      const all = remindersOf({ day, from });
      expect(all.every((each) => timeOf(each.at) >= '08:00' && timeOf(each.at) <= '21:00')).toBe(true);
      expect(all.map((each) => each.at.getTime())).toEqual(all.map((each) => each.at.getTime()).sort((a, b) => a - b));
      const [due, next] = [reminderDue({ day, from }, now), nextReminder({ day, from }, now)];
      if (due) expect(due.at.getTime()).toBeLessThanOrEqual(now.getTime());
      if (next) expect(next.at.getTime()).toBeGreaterThan(now.getTime());
      const kinds = all.map(({ kind }) => kind);
      if (due && next) expect(kinds.indexOf(next.kind)).toBe(kinds.indexOf(due.kind) + 1);
    }),
  );
});

test('a second dose: told, told again, then called', () => {
  expect([dueStepAfter('due'), dueStepAfter('dueAgain'), dueStepAfter('overdue')]).toEqual([
    'dueAgain',
    'overdue',
    null,
  ]);
});
