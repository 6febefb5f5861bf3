import { quoted, type Column } from './catalog.js';
import { FOLD_HOURS } from '../data-map/local-time.js';

const LOCAL = ['timestamp without time zone', 'date'];
const FOLD = `interval '${String(FOLD_HOURS)} hours'`;

/** The column in row `t`. */
export function t(column: Pick<Column, 'name'>): string {
  return `t.${quoted(column.name)}`;
}

/** Whether a value of the column is what a clock on some wall showed, and says no moment without its zone. */
export function isLocal(column: Column): boolean {
  return LOCAL.includes(column.base);
}

/**
 * The latest that the column can read of what happened up to an instant: after a clock was set back it shows for the second time
 * what it had shown before. A date reads the whole of its day. Without a zone the column is in UTC.
 */
export function latestReading(column: Column, zone: string | undefined, instant: string): string {
  return reading(column, zone, instant, 'greatest', ['-', '+']);
}

/** The earliest that the column can read of what happens from an instant on. */
export function earliestReading(column: Column, zone: string | undefined, instant: string): string {
  return reading(column, zone, instant, 'least', ['+', '-']);
}

/** What the column reads, as if it were UTC. */
export function readAsUtc(column: Column, value: string): string {
  if (!isLocal(column)) return value;
  return `((${value})::timestamp AT TIME ZONE 'UTC')`;
}

/** The instant of the column's value in row `t`; of a date, the beginning of that day in UTC. */
export function instantOf(column: Column, zone: string | undefined): string {
  if (zone === undefined || column.base !== 'timestamp without time zone') return `${t(column)}::timestamptz`;
  return `(${t(column)} AT TIME ZONE ${literal(zone)})`;
}

export function orMissing(column: Column, condition: string): string {
  return column.notNull ? `(${condition})` : `(${t(column)} IS NULL OR ${condition})`;
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

function literal(zone: string): string {
  return `'${zone.replaceAll("'", "''")}'`;
}
