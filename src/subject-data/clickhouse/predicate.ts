import type { Window } from '../../compliance/index.js';
import { HabeasError } from '../../platform/index.js';
import { arrived, earliestReading, instant, isCount, latestReading, orMissing, told, type Bound } from './arrival.js';
import { columnOf, isMerging, type BoundTable, type Column } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { bearsBefore } from './keeping/dated.js';
import { quoted } from './engine.js';

const INTEGER = /^U?Int(8|16|32|64|128|256)$/;
const TEXT = /^(String|FixedString\(\d+\))$/;
const TIME = /^(Date|Date32|DateTime(\(.*\))?|DateTime64\(.*\))$/;

export const isText = (column: Column) => TEXT.test(column.bare);
export const isInteger = (column: Column) => INTEGER.test(column.bare);
export const isComparable = (column: Column) => isText(column) || isInteger(column) || column.bare === 'UUID';
export const isTime = (column: Column) => TIME.test(column.bare) || isCount(column);
export const isJson = (column: Column) => /^(JSON|Object)\b/.test(column.bare);

/** The columns of a table of keys. Their names are no names a collection would have. */
export const KEY = { ordinal: '#ordinal', project: '#project', subject: '#subject', watermark: '#watermark' } as const;

export const k = (column: keyof typeof KEY) => `k.${quoted(KEY[column])}`;
/** The column in row `t`. */
export const t = (column: Pick<Column, 'name'>) => `t.${quoted(column.name)}`;

/** Project and subject column of a collection, or the subject column alone. */
export function keyColumnsOf({ collection, table }: BoundTable): Column[] {
  const subject = columnOf(table, collection.subjectColumn);
  if (!isComparable(subject)) {
    const message = `Column "${subject.name}" is of type ${subject.type}, which no subject's id can be compared with.`;
    throw new HabeasError('unprocessable', 'store-refused', message);
  }
  if (collection.projectColumn !== null) return [columnOf(table, collection.projectColumn), subject];
  if (collection.projects !== null) return [subject];
  const message = `Collection "${collection.name}" belongs to no project.`;
  throw new HabeasError('unprocessable', 'store-refused', message);
}

/** Names of the matching columns in a table of keys. */
export function keyNamesOf(collection: Collection): string[] {
  return (collection.projectColumn === null ? [KEY.subject] : [KEY.project, KEY.subject]).map(quoted);
}

/**
 * The condition under which each column has a value that some key in `keys` has there, by which the primary key is used. Of keys of one
 * project it says whose rows are meant; of several it lets those pass that have one's id in another's project, too. The server finds a
 * value among the values of a column in half the time that it takes for a pair among pairs.
 * @param global `GLOBAL ` where the rows lie on several servers
 */
export function eachAmong(columns: readonly string[], names: readonly string[], keys: string, global = ''): string {
  return columns.map((column, at) => `${column} ${global}IN (SELECT ${names[at] ?? ''} FROM ${keys})`).join(' AND ');
}

/**
 * Rows joined with the keys in `keys`: `FROM … WHERE …`. The values of the keys come first, so that the primary key is used; the
 * join then says which ordinal a row belongs to, and the watermark which rows of it, unless there is no `bound`. `final` shows what merging rows stand for.
 */
export function selection(
  target: BoundTable,
  keys: string,
  options: { readonly window: Window; readonly final: boolean; readonly bound: Bound | null },
): string {
  const { collection, table } = target;
  const columns = keyColumnsOf(target).map(t);
  const names = keyNamesOf(collection);
  const global = table.distributed ? 'GLOBAL ' : '';
  const on = columns.map((column, at) => `${column} = k.${names[at] ?? ''}`).join(' AND ');
  const inTime = options.bound && arrived(target, k('watermark'), options.bound, 't.');
  const ended = collection.endedBefore;
  const conditions = [
    eachAmong(columns, names, keys, global),
    ...(ended === undefined ? [] : [bearsBefore(table, ended, 't.')]),
    ...(inTime === null ? [] : [inTime]),
    within(target, options.window),
  ];
  const final = options.final && isMerging(table) ? ' FINAL' : '';
  return `FROM ${table.name} AS t${final} ${global}INNER JOIN ${keys} AS k ON ${on} WHERE ${conditions.join(' AND ')}`;
}

/** The condition under which row `t` lies in the window. A row without a time cannot be shown to lie outside. */
export function within({ collection, table }: BoundTable, window: Window): string {
  if (collection.timeColumn === null) return '1';
  const column = columnOf(table, collection.timeColumn);
  const bound = (sign: string, reading: typeof latestReading, date: Date | null) =>
    date === null ? [] : [`${told(column, 't.')} ${sign} ${reading(column, collection.timeZone, instant(date))}`];
  const bounds = [...bound('>=', earliestReading, window.from), ...bound('<=', latestReading, window.until)];
  return bounds.length === 0 ? '1' : orMissing(column, bounds.join(' AND '), 't.');
}

/** First and last value of the time column, as `earliest` and `latest`. */
export function span(target: BoundTable): string {
  const time = timeIn(target);
  return time === null ? 'NULL AS earliest, NULL AS latest' : `min(${time}) AS earliest, max(${time}) AS latest`;
}

/** What row `t` says of its time; null where the collection has none. */
export function timeIn({ collection, table }: BoundTable): string | null {
  return collection.timeColumn === null ? null : told(columnOf(table, collection.timeColumn), 't.');
}
