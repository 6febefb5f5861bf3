import { quoted, type Column } from './catalog.js';
import { FOLD_HOURS } from '../data-map/local-time.js';

const LOCAL = ['timestamp without time zone', 'date'];
const NUMBERS = ['smallint', 'integer', 'bigint', 'numeric', 'real', 'double precision'];
const FOLD = `interval '${String(FOLD_HOURS)} hours'`;
/** Between them a local time has an instant in every zone; beyond them the server may refuse to say it. */
const [FIRST_LOCAL, LAST_LOCAL] = ['4712-01-01 BC', '294276-01-01'];

/** The column in row `t`. */
export function t(column: Pick<Column, 'name'>): string {
  return `t.${quoted(column.name)}`;
}

/** Whether a value of the column is what a clock on some wall showed, and says no moment without its zone. */
export function isLocal(column: Column): boolean {
  return LOCAL.includes(column.base);
}

/** Whether the column counts seconds, milliseconds, microseconds or nanoseconds since 1970. */
export function isCount(column: Column): boolean {
  return NUMBERS.includes(column.base);
}

/**
 * What the column in row `t` says of a time, to be compared: its own value, or the instant that its number stands for. A number is
 * taken by its size for the unit in which it lies nearest to today; null where it would lie beyond the year 5138 in each.
 */
export function told(column: Column): string {
  if (!isCount(column)) return t(column);
  const count = `${t(column)}::numeric`;
  return `to_timestamp((CASE WHEN abs(${count}) < 1e11 THEN ${count} WHEN abs(${count}) < 1e14 THEN ${count} / 1e3
    WHEN abs(${count}) < 1e17 THEN ${count} / 1e6 WHEN abs(${count}) < 1e20 THEN ${count} / 1e9 END)::float8)`;
}

/**
 * The latest that the column can read of what happened up to an instant: after a clock was set back it shows for the second time
 * what it had shown before. A date reads the whole of its day, a number the second, rounded. Without a zone the column is in UTC.
 */
export function latestReading(column: Column, zone: string | undefined, instant: string): string {
  if (isCount(column)) return `(date_trunc('second', ${instant}) + interval '1 second')`;
  return reading(column, zone, instant, 'greatest', ['-', '+']);
}

/** The earliest that the column can read of what happens from an instant on. */
export function earliestReading(column: Column, zone: string | undefined, instant: string): string {
  if (isCount(column)) return `date_trunc('second', ${instant})`;
  return reading(column, zone, instant, 'least', ['+', '-']);
}

/** What the column reads, as if it were UTC. */
export function readAsUtc(column: Column, value: string): string {
  if (!isLocal(column)) return value;
  return `((${value})::timestamp AT TIME ZONE 'UTC')`;
}

/** The instant of the column's value in row `t`; without a zone what it shows, which is read as if it were UTC. */
export function instantOf(column: Column, zone: string | undefined): string {
  if (zone === undefined || column.base !== 'timestamp without time zone') return told(column);
  const within = `${t(column)} BETWEEN '${FIRST_LOCAL}' AND '${LAST_LOCAL}'`;
  return `(${t(column)} AT TIME ZONE CASE WHEN ${within} THEN ${literal(zone)} ELSE 'UTC' END)`;
}

export function orMissing(column: Column, condition: string): string {
  return column.notNull && !isCount(column) ? `(${condition})` : `(${told(column)} IS NULL OR ${condition})`;
}

function reading(
  column: Column,
  zone: string | undefined,
  instant: string,
  extreme: 'greatest' | 'least',
  [back, forth]: readonly [string, string],
): string {
  if (!isLocal(column)) return instant;
  const shown = (moment: string) => `(${moment} AT TIME ZONE ${literal(zone ?? 'UTC')})`;
  const local =
    zone === undefined || zone === 'UTC'
      ? shown(instant)
      : `${extreme}(${shown(instant)}, ${shown(`(${instant} ${back} ${FOLD})`)} ${forth} ${FOLD})`;
  return column.base === 'date' ? `(${local})::date` : local;
}

/** SQL of a name in quotes. */
export function literal(zone: string): string {
  return `'${zone.replaceAll("'", "''")}'`;
}
