import { startOfDay, type CalendarDay } from '../../../compliance/index.js';
import type { DatedBy } from '../../data-map/collection.js';
import { instant, isLocal, told } from '../arrival.js';
import { columnOf, type Column, type Table } from '../catalog.js';
import { literal } from '../engine.js';

/** What lies beyond it was never meant as a day. */
const LAST = '2299-01-01';

/** Rows of a table that bear a day before this one. */
export type EndedBefore = DatedBy & { readonly day: CalendarDay };

/** Whether a row bears a day at all: where nothing was given, a column that takes no null says that it is the beginning of 1970. */
export function isDated(table: Table, by: DatedBy, prefix: string): string {
  const column = columnOf(table, by.column);
  const name = told(column, prefix);
  const nothing = isLocal(column) ? `toDate32('1970-01-01')` : instant(new Date(0));
  return `ifNull(${name} != ${nothing} AND ${name} < ${beginningOf(column, LAST, 'UTC')}, 0)`;
}

/** The day that a row bears, by the calendar of its zone, as text. */
export function dayIn(table: Table, { column: name, zone = 'UTC' }: DatedBy, prefix: string): string {
  const column = columnOf(table, name);
  const value = told(column, prefix);
  const day = isLocal(column) ? `toDate32(${value})` : `toDate32(toTimezone(${value}, ${literal(zone)}))`;
  return `assumeNotNull(${day})`;
}

/** The condition under which a row bears a day before the one given. */
export function bearsBefore(table: Table, { day, zone = 'UTC', ...by }: EndedBefore, prefix: string): string {
  const column = columnOf(table, by.column);
  const isBefore = `ifNull(${told(column, prefix)} < ${beginningOf(column, day, zone)}, 0)`;
  return `(${isBefore} AND ${isDated(table, by, prefix)})`;
}

function beginningOf(column: Column, day: CalendarDay, zone: string): string {
  return isLocal(column) ? `toDate32(${literal(day)})` : instant(startOfDay(day, zone));
}
