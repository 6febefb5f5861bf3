import { ExactNumber } from '../../platform/index.js';

/**
 * Numbers below it are seconds, from it on milliseconds: as seconds it lies in the year 5138, as milliseconds in March 1973,
 * so that nothing that may be sent is ambiguous except milliseconds of 1971 and 1972.
 */
const FIRST_MILLISECOND = 100_000_000_000;

const EARLIEST = Date.UTC(1971, 0, 1);

/** Raw exports of older projects carry the project's local time as if it were UTC, up to fourteen hours ahead. */
const MOST_AHEAD = 86_400_000;

/** What comes live is later than now by a clock that is fast; so little is left as it is, or the same event sent twice would be two. */
const MOST_AHEAD_LIVE = 60_000;

/** `sent`: the seconds with all their digits where the milliseconds of `time` do not say them, else null. */
export type TimeOutcome =
  { readonly time: Date; readonly sent: number | ExactNumber | null } | { readonly fault: string };

/**
 * Reads an event's time: a number of seconds or milliseconds since 1970, from 1971 on. One more than a day after `now` is a clock
 * that is wrong, and becomes `now`, as clients of Mixpanel's `/import` expect; sent again, it becomes another event. Of an event that
 * comes live one more than a minute after `now` does, and one that has no time happened now.
 */
export function readTime(value: unknown, now: Date, live = false): TimeOutcome {
  if (value === undefined || value === null) return live ? atArrival(now) : { fault: 'is missing' };
  if (!isNumber(value)) return { fault: 'must be a number of seconds or milliseconds since 1970-01-01' };
  const number = value instanceof ExactNumber ? Number(value.digits) : value;
  const isSeconds = number < FIRST_MILLISECOND;
  const milliseconds = Math.round(isSeconds ? number * 1000 : number);
  if (milliseconds < EARLIEST) return { fault: 'must not be before 1971-01-01' };
  if (milliseconds > now.getTime() + (live ? MOST_AHEAD_LIVE : MOST_AHEAD)) return atArrival(now);
  const isWhole = number === (isSeconds ? milliseconds / 1000 : milliseconds);
  if (isWhole && value === number) return { time: new Date(milliseconds), sent: null };
  return { time: new Date(milliseconds), sent: isSeconds ? value : thousandth(value) };
}

function isNumber(value: unknown): value is number | ExactNumber {
  return Number.isFinite(value instanceof ExactNumber ? Number(value.digits) : value);
}

function atArrival(now: Date): TimeOutcome {
  return { time: now, sent: null };
}

/** With all its digits, which a division would round. */
function thousandth(number: number | ExactNumber): number | ExactNumber {
  if (typeof number === 'number') return number / 1000;
  const [digits = '', exponent = '0'] = number.digits.toLowerCase().split('e');
  return new ExactNumber(`${digits}e${String(Number(exponent) - 3)}`);
}
