import { instantOf, wallClockOf } from './zone.js';

/** A part of the calendar in a time zone, from its first instant to the first one after it. */
export interface CalendarSpan {
  readonly from: Date;
  readonly until: Date;
}

/** `month`: `2026-03`. */
export interface CalendarMonth extends CalendarSpan {
  readonly month: string;
}

/** A calendar year as the clock of the zone counts it. */
export function calendarYear(year: number, timeZone: string): CalendarSpan {
  return { from: startOf(year, 1, timeZone), until: startOf(year + 1, 1, timeZone) };
}

/** The calendar year that the clock of the zone shows. */
export function yearAt(now: Date, timeZone: string): number {
  return wallClockOf(now, timeZone).year;
}

/** The month that the clock of the zone shows and those before it, `count` in all; the oldest first. */
export function calendarMonths(now: Date, timeZone: string, count: number): CalendarMonth[] {
  const { year, month } = wallClockOf(now, timeZone);
  return Array.from({ length: count }, (_, index) => {
    const start = new Date(Date.UTC(year, month - 1 - (count - 1 - index), 1));
    const [its, number] = [start.getUTCFullYear(), start.getUTCMonth() + 1];
    return {
      month: start.toISOString().slice(0, 7),
      from: startOf(its, number, timeZone),
      until: number === 12 ? startOf(its + 1, 1, timeZone) : startOf(its, number + 1, timeZone),
    };
  });
}

/** @param month 1–12 */
function startOf(year: number, month: number, timeZone: string): Date {
  return instantOf({ year, month, day: 1, hour: 0, minute: 0, second: 0, millisecond: 0 }, timeZone);
}
