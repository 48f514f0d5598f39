/** `09:00AM-11:00AM`, as programs know a slot by */
export const slotText = ({ from, to }: { from: string; to: string }): string => `${hourText(from)}-${hourText(to)}`;

/** `13:30` → `01:30PM` */
function hourText(time: string): string {
  const [hour = 0, minute = 0] = time.split(':').map(Number);
  return `${twoDigits(hour % 12 || 12)}:${twoDigits(minute)}${hour < 12 ? 'AM' : 'PM'}`;
}

const NOON = '12:00';

/** Whether these hours are meant. Some programs looked at no list of slots, and asked for half a day. */
export function isMeant(hours: { from: string; to: string }, asked: string): boolean {
  const text = asked.toUpperCase().replace(/\s/g, '');
  if (text === 'FORENOON') return hours.from < NOON;
  if (text === 'AFTERNOON') return hours.from >= NOON;
  return slotText(hours) === text;
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');
