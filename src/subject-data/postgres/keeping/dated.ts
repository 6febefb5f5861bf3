import { startOfDay } from '../../../compliance/index.js';
import type { Collection, DatedBy } from '../../data-map/collection.js';
import { columnOf, type Column, type Table } from '../catalog.js';
import type { Parameters } from '../engine.js';
import { isCount, isLocal, literal, t, told } from '../instants.js';

/** What lies beyond them was never meant as a day: `infinity`, the year 9999. */
const [FIRST, LAST] = ['0001-01-01', '9000-01-01'];

/** Whether row `t` bears a day at all: one that is missing, infinite, or the number zero, is none. */
export function isDated(table: Table, by: DatedBy): string {
  const column = columnOf(table, by.column);
  const isNumber = isCount(column) ? `${t(column)} <> 0 AND ` : '';
  return `(${isNumber}${told(column)} >= '${FIRST}' AND ${told(column)} < '${LAST}')`;
}

/** The day that row `t` bears, by the calendar of its zone. */
export function dayIn(table: Table, { column: name, zone = 'UTC' }: DatedBy): string {
  const column = columnOf(table, name);
  return isLocal(column) ? `${t(column)}::date` : `(${told(column)} AT TIME ZONE ${literal(zone)})::date`;
}

/**
 * The condition under which row `t` is among those that the collection means by the day they bear; null where it means all. The column
 * stands bare, so that the planner leaves out partitions of later days.
 */
export function endedBefore({ endedBefore: ended }: Collection, table: Table, parameters: Parameters): string | null {
  if (ended === undefined) return null;
  const column = columnOf(table, ended.column);
  return `(${told(column)} < ${beginningOf(column, ended, parameters)} AND ${isDated(table, ended)})`;
}

function beginningOf(
  column: Column,
  { day, zone = 'UTC' }: NonNullable<Collection['endedBefore']>,
  parameters: Parameters,
): string {
  if (isLocal(column)) return parameters.add(day, column.base === 'date' ? 'date' : 'timestamp');
  return parameters.add(startOfDay(day, zone).toISOString(), 'timestamptz');
}
