import type { Ahead } from '../store/ahead.js';
import { columnOf, type Column, type Table } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import type { Parameters } from './engine.js';
import { earliestReading, isLocal, latestReading, orMissing, readAsUtc, told } from './instants.js';

/**
 * Which arrivals count beside those up to the watermark. `now`: SQL of the clock, where those later than it count; null, where
 * only those do that were counted before (`ahead`).
 */
export interface Bound {
  readonly now: string | null;
  readonly ahead: Ahead | null;
}

/** Nothing arrives then; what says so, `infinity` included, does not say when it arrived. */
const FAR = '9999-01-01';

/** The column that can bound rows by their arrival; null where there is none, or nobody has said in which zone it is kept. */
export function arrivalOf(collection: Collection, table: Table): Column | null {
  if (collection.arrivalColumn === null) return null;
  const column = columnOf(table, collection.arrivalColumn);
  return !isLocal(column) || collection.arrivalZone !== undefined ? column : null;
}

/** The condition under which row `t` of key `k` is no new data; null where all rows are meant. */
export function arrived(collection: Collection, table: Table, parameters: Parameters, bound: Bound): string | null {
  const column = arrivalOf(collection, table);
  if (column === null) return null;
  const conditions = [
    `${told(column)} <= ${latestReading(column, collection.arrivalZone, 'k.watermark')}`,
    `${told(column)} >= '${FAR}'`,
  ];
  if (bound.now !== null) conditions.push(isLater(column, collection, bound.now));
  if (bound.ahead !== null) conditions.push(isIn(column, bound.ahead, parameters));
  return `(k.watermark IS NULL OR ${orMissing(column, conditions.join(' OR '))})`;
}

/** The arrivals among the rows that are later than the clock, as `ahead_from` and `ahead_until`. */
export function aheadSpan(collection: Collection, table: Table, now: string | null): string {
  const column = arrivalOf(collection, table);
  if (column === null || now === null) return 'NULL::timestamptz AS ahead_from, NULL::timestamptz AS ahead_until';
  const where = `${isLater(column, collection, now)} AND ${told(column)} < '${FAR}'`;
  const edge = (name: string) =>
    `date_trunc('milliseconds', ${readAsUtc(column, `${name}(${told(column)}) FILTER (WHERE ${where})`)})`;
  return `${edge('min')} AS ahead_from, ${edge('max')} + interval '1 millisecond' AS ahead_until`;
}

function isLater(column: Column, { arrivalZone }: Collection, now: string): string {
  return `${told(column)} > ${earliestReading(column, arrivalZone, now)}`;
}

function isIn(column: Column, { from, until }: Ahead, parameters: Parameters): string {
  const instant = (date: Date) => parameters.add(date.toISOString(), 'timestamptz');
  const first = earliestReading(column, undefined, instant(from));
  return `${told(column)} BETWEEN ${first} AND ${latestReading(column, undefined, instant(until))}`;
}
