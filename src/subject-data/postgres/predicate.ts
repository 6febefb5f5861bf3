import type { Window } from '../../compliance/index.js';
import { HabeasError } from '../../platform/index.js';
import { arrived, type Bound } from './arrival.js';
import { columnOf, type Column, type Table } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { endedBefore } from './keeping/dated.js';
import type { Parameters } from './engine.js';
import { earliestReading, instantOf, isCount, latestReading, orMissing, t, told } from './instants.js';

export { t } from './instants.js';

const INTEGERS = ['smallint', 'integer', 'bigint'];
const TEXTS = ['text', 'character varying', 'character'];
const TIMES = ['timestamp with time zone', 'timestamp without time zone', 'date'];

/** An id as a number of any size, where it is written as one is. */
const WHOLE_NUMBER = `CASE WHEN k.text_id ~ '^(0|-?[1-9][0-9]{0,200})$' THEN k.text_id::numeric END`;

export const isComparable = (column: Column) => [...TEXTS, ...INTEGERS, 'numeric', 'uuid'].includes(column.base);
export const isProject = (column: Column) => [...INTEGERS, 'numeric'].includes(column.base);
export const isTime = (column: Column) => TIMES.includes(column.base) || isCount(column);
export const isJson = (column: Column) => column.base === 'json' || column.base === 'jsonb';

/**
 * The condition under which row `t` is one of key `k`: the same for reading, erasing and proving, which alone has no bound. The
 * column stands bare on its side wherever that is exact, so that an index on it is used.
 */
export function belongs(collection: Collection, table: Table, parameters: Parameters, bound: Bound | null): string {
  const conditions = [
    sameSubject(columnOf(table, collection.subjectColumn)),
    ...sameProject(collection, table, parameters),
    endedBefore(collection, table, parameters),
    bound === null ? null : arrived(collection, table, parameters, bound),
  ];
  return conditions.filter((condition) => condition !== null).join(' AND ');
}

/** The condition under which row `t` lies in the window. A row without a time, or with `infinity`, cannot be shown to lie outside. */
export function within(collection: Collection, table: Table, window: Window, parameters: Parameters): string {
  if (collection.timeColumn === null) return 'true';
  const { timeZone } = collection;
  const column = columnOf(table, collection.timeColumn);
  const bound = (sign: string, reading: typeof latestReading, date: Date | null) =>
    date === null
      ? []
      : [`${told(column)} ${sign} ${reading(column, timeZone, parameters.add(date.toISOString(), 'timestamptz'))}`];
  const bounds = [...bound('>=', earliestReading, window.from), ...bound('<=', latestReading, window.until)];
  if (bounds.length === 0) return 'true';
  // As a list, so that the planner still leaves out the partitions of other times.
  const timeless = isCount(column) ? [] : [`${t(column)} IN ('infinity', '-infinity')`];
  return orMissing(column, [...timeless, bounds.join(' AND ')].join(' OR '));
}

/** Keys joined with their rows: `FROM … WHERE …`. */
export function selection(
  collection: Collection,
  table: Table,
  window: Window,
  parameters: Parameters,
  bound: Bound,
): string {
  const belonging = belongs(collection, table, parameters, bound);
  const where = `${belonging} AND ${within(collection, table, window, parameters)}`;
  return `FROM pg_temp.subject_keys AS k JOIN ${table.name} AS t ON true WHERE ${where}`;
}

/** First and last value of the time column, as texts `earliest` and `latest`: a client may know less of time than the server. */
export function span(collection: Collection, table: Table): string {
  if (collection.timeColumn === null) return 'NULL::text AS earliest, NULL::text AS latest';
  const column = columnOf(table, collection.timeColumn);
  const instant = instantOf(column, collection.timeZone);
  const edge = (name: string, label: string) =>
    `(${name}(${instant}) FILTER (WHERE isfinite(${told(column)})))::text AS ${label}`;
  return `${edge('min', 'earliest')}, ${edge('max', 'latest')}`;
}

function sameSubject(column: Column): string {
  if (column.base === 'uuid') return `${t(column)} = k.uuid_id`;
  if (INTEGERS.includes(column.base)) return `${t(column)} = k.integer_id`;
  if (column.base === 'numeric') return `${t(column)} = ${WHOLE_NUMBER}`;
  // Padded text equals itself without its blanks, so that the bare comparison finds and the second one decides.
  if (column.base === 'character') return `${t(column)} = k.text_id::bpchar AND ${t(column)}::text = k.text_id`;
  if (!isComparable(column)) {
    const message = `Column "${column.name}" is of type ${column.type}, which no subject's id can be compared with.`;
    throw new HabeasError('unprocessable', 'store-refused', message);
  }
  if (column.collation === null) return `${t(column)} = k.text_id`;
  const found = `${t(column)} = k.text_id COLLATE ${column.collation}`;
  return column.deterministic ? found : `${found} AND ${t(column)} COLLATE "C" = k.text_id COLLATE "C"`;
}

function sameProject(collection: Collection, table: Table, parameters: Parameters): string[] {
  const { projectColumn, projects } = collection;
  const conditions: string[] = [];
  if (projectColumn !== null) conditions.push(`${t(columnOf(table, projectColumn))} = k.project_id`);
  if (projects !== null) conditions.push(`k.project_id = ANY (${parameters.add(projects, 'int[]')})`);
  if (conditions.length > 0) return conditions;
  throw new HabeasError('unprocessable', 'store-refused', `Collection "${collection.name}" belongs to no project.`);
}
