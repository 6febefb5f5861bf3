import { instantOf, wallClockOf } from '../../compliance/index.js';

/** A point in time, in milliseconds since 1970. */
export class Instant {
  constructor(readonly milliseconds: number) {}
}

/** Numbers up to this are seconds, larger ones milliseconds: the year 2106. */
const MOST_SECONDS = 4_294_967_295;
/** The farthest a Date reaches. */
const FARTHEST = 8_640_000_000_000_000;

const TIME = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)?(Z|[+-]\d{2}:\d{2})?$/;

/**
 * What `datetime(…)` makes of a value; undefined where it is no time.
 * @param timeZone of texts that name none
 */
export function instantFrom(value: unknown, timeZone: string): Instant | undefined {
  if (value instanceof Instant) return value;
  if (typeof value === 'number') return bounded(value <= MOST_SECONDS ? value * 1000 : value);
  return typeof value === 'string' ? ofText(value, timeZone) : undefined;
}

/** As profiles have it: `YYYY-MM-DDTHH:MM:SS`. */
export function textOf({ milliseconds }: Instant, timeZone: string): string {
  const { year, month, day, hour, minute, second } = wallClockOf(new Date(milliseconds), timeZone);
  const [date, time] = [
    [month, day],
    [hour, minute, second],
  ].map((numbers) => numbers.map((number) => String(number).padStart(2, '0')));
  return `${[String(year).padStart(4, '0'), ...(date ?? [])].join('-')}T${(time ?? []).join(':')}`;
}

/** Undefined for what is beyond all dates. */
export function bounded(milliseconds: number): Instant | undefined {
  return Math.abs(milliseconds) <= FARTHEST ? new Instant(milliseconds) : undefined;
}

function ofText(text: string, timeZone: string): Instant | undefined {
  const found = TIME.exec(text);
  if (found === null) return undefined;
  const [, year, month, day, hour, minute, second] = found.map((part: string | undefined) => Number(part ?? 0));
  const millisecond = Number((found[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const wall = {
    year: year ?? 0,
    month: month ?? 0,
    day: day ?? 0,
    hour: hour ?? 0,
    minute: minute ?? 0,
    second: second ?? 0,
    millisecond,
  };
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, millisecond);
  if (!isOnClock(asUtc, wall)) return undefined;
  const zone = found[8];
  if (zone === undefined) return new Instant(instantOf(wall, timeZone).getTime());
  return new Instant(asUtc - offsetOf(zone));
}

/** There is no 31 February, and no 25 o'clock. */
function isOnClock(asUtc: number, { month, day, hour }: { month: number; day: number; hour: number }): boolean {
  const date = new Date(asUtc);
  return date.getUTCMonth() + 1 === month && date.getUTCDate() === day && date.getUTCHours() === hour;
}

function offsetOf(zone: string): number {
  if (zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4, 6));
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000;
}
