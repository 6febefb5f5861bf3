import { ExactNumber } from '../../platform/index.js';

/**
 * Numbers below it are seconds, from it on milliseconds: as seconds it lies in the year 5138, as milliseconds in March 1973,
 * so that nothing that may be sent is ambiguous except milliseconds of 1971 and 1972.
 */
const FIRST_MILLISECOND = 100_000_000_000;

const EARLIEST = Date.UTC(1971, 0, 1);

/** Raw exports of older projects carry the project's local time as if it were UTC, up to fourteen hours ahead. */
const MOST_AHEAD = 86_400_000;

/** `sent`: the seconds with all their digits where the milliseconds of `time` do not say them, else null. */
export type TimeOutcome =
  { readonly time: Date; readonly sent: number | ExactNumber | null } | { readonly fault: string };

/**
 * Reads an event's time: a number of seconds or milliseconds since 1970, from 1971 on. One more than a day after `now` is a clock
 * that is wrong, and becomes `now`, as clients of Mixpanel's `/import` expect; sent again, it becomes another event.
 */
export function readTime(value: unknown, now: Date): TimeOutcome {
  if (value === undefined || value === null) return { fault: 'is missing' };
  const number = value instanceof ExactNumber ? Number(value.digits) : value;
  if (typeof number !== 'number' || !Number.isFinite(number)) {
    return { fault: 'must be a number of seconds or milliseconds since 1970-01-01' };
  }
  const isSeconds = number < FIRST_MILLISECOND;
  const milliseconds = Math.round(isSeconds ? number * 1000 : number);
  if (milliseconds < EARLIEST) return { fault: 'must not be before 1971-01-01' };
  if (milliseconds > now.getTime() + MOST_AHEAD) return { time: now, sent: null };
  const isWhole = number === (isSeconds ? milliseconds / 1000 : milliseconds);
  const seconds = isSeconds ? (value as number | ExactNumber) : thousandth(value as number | ExactNumber);
  return { time: new Date(milliseconds), sent: isWhole && value === number ? null : seconds };
}

/** With all its digits, which a division would round. */
function thousandth(number: number | ExactNumber): number | ExactNumber {
  if (typeof number === 'number') return number / 1000;
  const [digits = '', exponent = '0'] = number.digits.toLowerCase().split('e');
  return new ExactNumber(`${digits}e${String(Number(exponent) - 3)}`);
}
