/** The service's clock. The browser phone moves it forward; everything that asks for the time asks here. */
export interface Clock {
  now(): Date;
}

export const INDIA = 'Asia/Kolkata';

/** India has one offset and no summer time, so its calendar is plain arithmetic. */
const INDIA_OFFSET_MS = 5.5 * 3600_000;

/** `YYYY-MM-DD` in India. */
export function dayOf(at: Date): string {
  return new Date(at.getTime() + INDIA_OFFSET_MS).toISOString().slice(0, 10);
}

/** `HH:MM` in India. */
export function timeOf(at: Date): string {
  return new Date(at.getTime() + INDIA_OFFSET_MS).toISOString().slice(11, 16);
}

export function yearOf(at: Date): number {
  return Number(dayOf(at).slice(0, 4));
}

/** The moment at which India's clocks show `day` (`YYYY-MM-DD`) and `time` (`HH:MM`). */
export const instantOf = (day: string, time: string): Date => new Date(`${day}T${time}:00+05:30`);

/** The calendar day `days` after `day`. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The real clock, `offsetMs` ahead. */
export class MovableClock implements Clock {
  constructor(private offsetMs = 0) {}

  get offset(): number {
    return this.offsetMs;
  }

  now(): Date {
    return new Date(Date.now() + this.offsetMs);
  }

  advance(ms: number): void {
    this.offsetMs += ms;
  }
}
