/** What a clock on the wall of a time zone shows. `month` is 1–12. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly millisecond: number;
}

const DAY = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the name is one that time can be told in, such as `Europe/Berlin`. */
export function isTimeZone(name: string): boolean {
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** What the clock of the zone shows at an instant. */
export function wallClockOf(instant: Date, timeZone: string): WallClock {
  const parts: Record<string, number> = {};
  for (const part of formatOf(timeZone).formatToParts(instant)) parts[part.type] = Number(part.value);
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  const millisecond = ((instant.getTime() % 1000) + 1000) % 1000;
  return { year, month, day, hour, minute, second, millisecond };
}

/**
 * The first instant at which the clock of the zone shows `wall` or later. Where the clock is set back and shows it
 * twice that is the first time; where it is set forward and never shows it, the moment it is set.
 */
export function instantOf(wall: WallClock, timeZone: string): Date {
  const shown = asUtc(wall);
  const before = shown - offsetAt(shown - DAY, timeZone);
  const after = shown - offsetAt(shown + DAY, timeZone);
  const [early, late] = before < after ? [before, after] : [after, before];
  if (shownAt(early, timeZone) === shown) return new Date(early);
  if (shownAt(late, timeZone) === shown) return new Date(late);
  return new Date(endOfGap(early, late, shown, timeZone));
}

function endOfGap(early: number, late: number, shown: number, timeZone: string): number {
  let [low, high] = [early, late];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (shownAt(middle, timeZone) < shown) low = middle;
    else high = middle;
  }
  return high;
}

function offsetAt(instant: number, timeZone: string): number {
  return shownAt(instant, timeZone) - instant;
}

function shownAt(instant: number, timeZone: string): number {
  return asUtc(wallClockOf(new Date(instant), timeZone));
}

function asUtc(wall: WallClock): number {
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second, wall.millisecond);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(timeZone, format);
  return format;
}
