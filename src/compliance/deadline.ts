import type { Regime } from './regime.js';
import { instantOf, wallClockOf } from './zone.js';

export interface Calendar {
  /** IANA name of the project's time zone. */
  readonly timeZone: string;
  /** Public holidays, `YYYY-MM-DD` as `isCalendarDay` knows it; Saturdays and Sundays need not be named. */
  readonly holidays: ReadonlySet<string>;
}

export interface Deadlines {
  /** By when the receipt must be confirmed; null where the law does not ask for it. */
  readonly acknowledgeBy: Date | null;
  /** The last millisecond in which the answer is in time. */
  readonly dueAt: Date;
}

const DAY = 86_400_000;
const SPARE_DAYS = 5;
/** A month is 28 days at the least: what is received on 31 January is due on 28 February. */
const SHORTEST_DAYS: Readonly<Record<Regime, number>> = { GDPR: 28, CCPA: 45 };

/**
 * By when a request received by the company at `receivedAt` must be acknowledged and answered.
 * GDPR Art. 12(3): one month by Reg. 1182/71. CCPA: ten business days (11 CCR §7021(a)), 45 calendar days (§7021(b)).
 */
export function deadlines(regime: Regime, receivedAt: Date, calendar: Calendar): Deadlines {
  const received = dayOf(receivedAt, calendar.timeZone);
  if (regime === 'GDPR') return { acknowledgeBy: null, dueAt: monthsAfter(received, 1, calendar) };
  return {
    acknowledgeBy: endOf(businessDaysAfter(received, 10, calendar), calendar),
    dueAt: endOf(received + 45 * DAY, calendar),
  };
}

/** The due date once extended: two further months (GDPR Art. 12(3)), or 45 further days, 90 in all (§7021(b)). */
export function extendedDeadline(regime: Regime, receivedAt: Date, calendar: Calendar): Date {
  const received = dayOf(receivedAt, calendar.timeZone);
  return regime === 'GDPR' ? monthsAfter(received, 3, calendar) : endOf(received + 90 * DAY, calendar);
}

/**
 * Whether a deadline may still be extended: the person is to be told of it, with the reasons, within the first period
 * (GDPR Art. 12(3): one month of receipt; Cal. Civ. Code §1798.130(a)(2)(A): the first 45 days).
 */
export function mayExtend(firstDueAt: Date, now: Date): boolean {
  return !isMissed(firstDueAt, now);
}

/** Deadlines before this time are at risk: five days are left at the most. */
export function atRiskBefore(now: Date): Date {
  return new Date(now.getTime() + SPARE_DAYS * DAY);
}

/** Whether the deadline of an open request is within five days, or past. */
export function isAtRisk(dueAt: Date, now: Date): boolean {
  return dueAt < atRiskBefore(now);
}

/** Whether the deadline of an open request is past. */
export function isMissed(dueAt: Date, now: Date): boolean {
  return dueAt < now;
}

/** Whether a text is a day that exists, as `YYYY-MM-DD`. */
export function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The milliseconds in which a deletion must be done at the latest if five days are to be left of the shortest deadline. */
export function sparedTime(regime: Regime): number {
  return (SHORTEST_DAYS[regime] - SPARE_DAYS) * DAY;
}

/** Whether waits (grace, longest wait for a sweep …; milliseconds) add up to less than every deadline less five days. */
export function waitsFitDeadlines(waits: readonly number[]): boolean {
  const total = waits.reduce((sum, wait) => sum + wait, 0);
  return total < Math.min(sparedTime('GDPR'), sparedTime('CCPA'));
}

// Reg. 1182/71 Art. 3: the day of receipt is not counted (1), the period ends with the last hour of the same date, or of
// the last day of a month without it (2)(c), and moves to the next working day from a holiday, Sunday or Saturday (4).
function monthsAfter(received: number, months: number, calendar: Calendar): Date {
  const start = new Date(received);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
  const daysInMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  let last = Date.UTC(year, month, Math.min(start.getUTCDate(), daysInMonth));
  while (!isWorkingDay(last, calendar)) last += DAY;
  return endOf(last, calendar);
}

function businessDaysAfter(received: number, count: number, calendar: Calendar): number {
  let day = received;
  for (let counted = 0; counted < count;) {
    day += DAY;
    if (isWorkingDay(day, calendar)) counted += 1;
  }
  return day;
}

function isWorkingDay(day: number, calendar: Calendar): boolean {
  const weekday = new Date(day).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !calendar.holidays.has(new Date(day).toISOString().slice(0, 10));
}

/** A calendar day as the UTC midnight that carries its date. */
function dayOf(instant: Date, timeZone: string): number {
  const wall = wallClockOf(instant, timeZone);
  return Date.UTC(wall.year, wall.month - 1, wall.day);
}

function endOf(day: number, calendar: Calendar): Date {
  const next = wallClockOf(new Date(day + DAY), 'UTC');
  return new Date(instantOf(next, calendar.timeZone).getTime() - 1);
}
