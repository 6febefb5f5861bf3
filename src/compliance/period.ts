import { isCalendarDay } from './deadline.js';
import { instantOf, wallClockOf } from './zone.js';

/** A span of the calendar, as ISO 8601 writes it: `P10Y`, `P1Y6M`, `P2W`, `P90D`. */
export interface Period {
  readonly months: number;
  readonly days: number;
}

/** A day of the calendar, `YYYY-MM-DD`. */
export type CalendarDay = string;

/** A moment, or a day by the clock of a project. */
export type DayOrMoment = Date | CalendarDay;

const DAY = 86_400_000;
const WRITTEN = /^P(?:(\d{1,4})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?$/;
/** What is kept for longer is kept for ever, and is better said in words. */
const MOST_MONTHS = 200 * 12;
const MOST_DAYS = 200 * 365;

/** A period of years, months, weeks and days; null where the text is none, or where it is nothing at all or of more than 200 years. */
export function periodIn(text: string): Period | null {
  const [, years, months, weeks, days] = (WRITTEN.exec(text) ?? []).map(Number);
  const of = (part: number | undefined) => (part === undefined || Number.isNaN(part) ? 0 : part);
  const period = { months: of(years) * 12 + of(months), days: of(weeks) * 7 + of(days) };
  const isNone = period.months + period.days === 0;
  return isNone || period.months > MOST_MONTHS || period.days > MOST_DAYS ? null : period;
}

/** As ISO 8601 writes it. */
export function isoPeriod({ months, days }: Period): string {
  const part = (count: number, sign: string) => (count === 0 ? '' : `${String(count)}${sign}`);
  return `P${part(Math.floor(months / 12), 'Y')}${part(months % 12, 'M')}${part(days, 'D')}`;
}

/** Whether one is as long as the other whenever both begin; of months that are as long as days it is not told. */
export function isAsLongAs(one: Period, other: Period): boolean {
  const shortest = Math.floor(one.months / 12) * 365 + (one.months % 12) * 28 + one.days;
  const longest = Math.ceil(other.months / 12) * 366 + other.days;
  return (one.months >= other.months && one.days >= other.days) || shortest >= longest;
}

/**
 * The day whose earlier days a period from them has outlived at a moment, by the calendar of the zone: what is of the day itself has
 * it still, since a period ends with the end of its last day. Months come first and then days; where a month has no such day its last one
 * stands for it (BGB §188; Reg. 1182/71 Art. 3).
 */
export function outlivedBefore(moment: Date, { months, days }: Period, timeZone: string): CalendarDay {
  const { year, month, date } = partsOf(dayOf(Date.parse(dayAt(moment, timeZone)) - days * DAY));
  const first = month - 1 - months;
  // A day that the month does not have comes after all of its days.
  return dayOf(date > daysOf(year, first) ? utc(year, first + 1, 1) : utc(year, first, date));
}

/** The first instant at which a period from this day is over: the beginning of the day after its last one, in the zone. */
export function periodEnd(day: CalendarDay, period: Period, timeZone: string): Date {
  const { year, month, date } = partsOf(day);
  const last = month - 1 + period.months;
  return startOfDay(dayOf(utc(year, last, Math.min(date, daysOf(year, last))) + (period.days + 1) * DAY), timeZone);
}

/** The first instant of a day by the clock of the zone. */
export function startOfDay(day: CalendarDay, timeZone: string): Date {
  const { year, month, date } = partsOf(day);
  return instantOf({ year, month, day: date, hour: 0, minute: 0, second: 0, millisecond: 0 }, timeZone);
}

/** The last millisecond of a day by the clock of the zone. */
export function endOfDay(day: CalendarDay, timeZone: string): Date {
  return new Date(periodEnd(day, { months: 0, days: 0 }, timeZone).getTime() - 1);
}

/** When something begins that is given so: of a day its first instant by the clock of the zone. */
export function beginningOf(given: DayOrMoment, timeZone: string): Date {
  return typeof given === 'string' ? startOfDay(given, timeZone) : given;
}

/** Until when something goes on that is given so: of a day its last millisecond by the clock of the zone. */
export function endingOf(given: DayOrMoment, timeZone: string): Date {
  return typeof given === 'string' ? endOfDay(given, timeZone) : given;
}

/**
 * When something happened that is given so: of a day, the last moment of it that has been by the clock of the zone. A day that has not
 * begun is its first instant, which is in the future.
 */
export function pastOf(given: DayOrMoment, timeZone: string, now: Date): Date {
  if (typeof given !== 'string') return given;
  const [start, end] = [startOfDay(given, timeZone), endOfDay(given, timeZone)];
  if (start > now) return start;
  return end < now ? end : now;
}

/** When a day is over wherever on earth one is. */
export function overEverywhere(day: CalendarDay): Date {
  if (!isCalendarDay(day)) throw new RangeError(`no day of the calendar: ${day}`);
  return new Date(Date.parse(`${day}T00:00:00Z`) + 1.5 * DAY);
}

/** The day that the clock of the zone shows. */
export function dayAt(moment: Date, timeZone: string): CalendarDay {
  const { year, month, day } = wallClockOf(moment, timeZone);
  return dayOf(utc(year, month - 1, day));
}

/** How many days a month has, counted from January as 0; one beyond the year is one of another. */
function daysOf(year: number, month: number): number {
  return new Date(utc(year, month + 1, 0)).getUTCDate();
}

function partsOf(day: CalendarDay): { year: number; month: number; date: number } {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  return { year, month, date };
}

/** As Date.UTC, which takes the years 0 to 99 for those of the twentieth century. */
function utc(year: number, month: number, date: number): number {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month, date);
  return moment.getTime();
}

function dayOf(time: number): CalendarDay {
  return new Date(time).toISOString().slice(0, 10);
}
