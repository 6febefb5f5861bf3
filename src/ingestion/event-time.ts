/**
 * Numbers below it are seconds, from it on milliseconds: as seconds it lies in the year 5138, as milliseconds in March 1973,
 * so that nothing that may be sent is ambiguous except milliseconds of 1971 and 1972.
 */
const FIRST_MILLISECOND = 100_000_000_000;

const EARLIEST = Date.UTC(1971, 0, 1);

/** Raw exports of older projects carry the project's local time as if it were UTC, up to fourteen hours ahead. */
const MOST_AHEAD = 86_400_000;

export type TimeOutcome = { readonly time: Date } | { readonly fault: string };

/**
 * Reads an event's time: a number of seconds or milliseconds since 1970, from 1971 on. One more than a day after `now` is a clock
 * that is wrong, and becomes `now`, as clients of Mixpanel's `/import` expect.
 */
export function readTime(value: unknown, now: Date): TimeOutcome {
  if (value === undefined || value === null) return { fault: 'is missing' };
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return { fault: 'must be a number of seconds or milliseconds since 1970-01-01' };
  }
  const milliseconds = Math.round(value < FIRST_MILLISECOND ? value * 1000 : value);
  if (milliseconds < EARLIEST) return { fault: 'must not be before 1971-01-01' };
  return { time: milliseconds > now.getTime() + MOST_AHEAD ? now : new Date(milliseconds) };
}
