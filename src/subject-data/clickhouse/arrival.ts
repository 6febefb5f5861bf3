import type { Ahead } from '../store/ahead.js';
import { columnOf, type BoundTable, type Column } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { literal, quoted } from './engine.js';
import { FOLD_HOURS } from '../data-map/local-time.js';

/**
 * Which arrivals count beside those up to the watermark: `now`, all that are later than the server's clock; `ahead`, those that
 * were so when they were counted.
 */
export interface Bound {
  readonly now: boolean;
  readonly ahead: Ahead | null;
}

/** The server's clock at the beginning of a statement. */
const NOW = `now64(6, 'UTC')`;
/** What a DateTime64 holds. */
const [FIRST_MILLISECOND, LAST_MILLISECOND] = [Date.UTC(1900, 0), Date.UTC(2300, 0) - 1].map(String) as [
  string,
  string,
];

/** The column that can bound rows by their arrival; null where there is none, or nobody has said in which zone its days are. */
export function arrivalOf({ collection, table }: BoundTable): Column | null {
  if (collection.arrivalColumn === null) return null;
  const column = columnOf(table, collection.arrivalColumn);
  return !isLocal(column) || collection.arrivalZone !== undefined ? column : null;
}

/** Whether a value of the column says no moment without a zone: a Date does not, and a DateTime does. */
export function isLocal(column: Column): boolean {
  return /^Date(32)?$/.test(column.bare);
}

/** Whether the column counts seconds, milliseconds, microseconds or nanoseconds since 1970. */
export function isCount(column: Column): boolean {
  return /^(U?Int(8|16|32|64|128|256)|Float(32|64)|Decimal\(.*\))$/.test(column.bare);
}

/**
 * What the column says of a time, to be compared: its own value, or the instant that its number stands for. A number is taken by
 * its size for the unit in which it lies nearest to today; null where a DateTime64 does not reach so far (1900 to 2299).
 */
export function told(column: Column, prefix: string): string {
  const name = `${prefix}${quoted(column.name)}`;
  if (!isCount(column)) return name;
  const count = `toFloat64(${name})`;
  const milliseconds = `multiIf(abs(${count}) < 1e11, ${count} * 1e3, abs(${count}) < 1e14, ${count},
    abs(${count}) < 1e17, ${count} / 1e3, ${count} / 1e6)`;
  const isHeld = `${milliseconds} BETWEEN ${FIRST_MILLISECOND} AND ${LAST_MILLISECOND}`;
  // What is no number, or too large for any, is not even converted.
  return `if(${isHeld}, fromUnixTimestamp64Milli(toInt64(if(${isHeld}, ${milliseconds}, 0)), 'UTC'), NULL)`;
}

/** The condition under which a row of that watermark is no new data; null where all rows are meant. */
export function arrived(target: BoundTable, watermark: string, { now, ahead }: Bound, prefix = ''): string | null {
  const { collection } = target;
  const column = arrivalOf(target);
  if (column === null) return null;
  const name = told(column, prefix);
  const conditions = [`${name} <= ${latestReading(column, collection.arrivalZone, watermark)}`];
  if (now) conditions.push(isLater(collection, column, prefix));
  if (ahead !== null) {
    const first = earliestReading(column, undefined, instant(ahead.from));
    conditions.push(`(${name} >= ${first} AND ${name} <= ${latestReading(column, undefined, instant(ahead.until))})`);
  }
  return orMissing(column, conditions.join(' OR '), prefix);
}

/** Of a row: when it arrived, in ms, where that is later than the clock; else 0. */
export function aheadAt(target: BoundTable): string {
  const { collection } = target;
  const column = arrivalOf(target);
  if (column === null) return 'toInt64(0)';
  const moment = `toUnixTimestamp64Milli(toDateTime64(assumeNotNull(${told(column, 't.')}), 3, 'UTC'))`;
  return `if(ifNull(${isLater(collection, column, 't.')}, 0), ${moment}, toInt64(0))`;
}

/** The arrivals among the rows that are later than the clock, as `ahead_from` and `ahead_until`. */
export function aheadSpan(target: BoundTable): string {
  const at = aheadAt(target);
  return `minIf(${at}, ${at} > 0) AS ahead_from, max(${at}) AS ahead_until`;
}

/** As a member of a tally. */
export function aheadOf(row: { readonly ahead_from: unknown; readonly ahead_until: unknown }): { ahead?: Ahead } {
  const [from, until] = [Number(row.ahead_from), Number(row.ahead_until)];
  return until === 0 ? {} : { ahead: { from: new Date(from), until: new Date(until + 1) } };
}

/**
 * The latest that the column can read of what happened up to an instant: a date the whole of its day, by the clock of the zone
 * as it is and as it was before it was set back, a number the second, rounded. Without a zone the column is in UTC.
 */
export function latestReading(column: Column, zone: string | undefined, expression: string): string {
  if (isCount(column)) return `plus(toStartOfSecond(${expression}), toIntervalSecond(1))`;
  return reading(column, zone, expression, 'greatest', 'minus');
}

/** The earliest that the column can read of what happens from an instant on. */
export function earliestReading(column: Column, zone: string | undefined, expression: string): string {
  if (isCount(column)) return `toStartOfSecond(${expression})`;
  return reading(column, zone, expression, 'least', 'plus');
}

export function instant(date: Date): string {
  return `fromUnixTimestamp64Milli(toInt64(${String(date.getTime())}), 'UTC')`;
}

export function orMissing(column: Column, condition: string, prefix: string): string {
  const mayMiss = column.nullable || isCount(column);
  return mayMiss ? `(${told(column, prefix)} IS NULL OR (${condition}))` : `(${condition})`;
}

function isLater({ arrivalZone }: Collection, column: Column, prefix: string): string {
  return `${told(column, prefix)} > ${earliestReading(column, arrivalZone, NOW)}`;
}

function reading(
  column: Column,
  zone: string | undefined,
  expression: string,
  extreme: 'greatest' | 'least',
  away: 'minus' | 'plus',
): string {
  if (!isLocal(column)) return expression;
  if (zone === undefined || zone === 'UTC') return `toDate32(${expression}, 'UTC')`;
  const offset = (moment: string) => `timezoneOffset(toTimezone(${moment}, ${literal(zone)}))`;
  const moved = `${away}(${expression}, toIntervalHour(${String(FOLD_HOURS)}))`;
  return `toDate32(plus(${expression}, toIntervalSecond(${extreme}(${offset(expression)}, ${offset(moved)}))), 'UTC')`;
}
