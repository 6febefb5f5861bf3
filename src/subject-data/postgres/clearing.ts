import { randomUUID } from 'node:crypto';
import { columnOf, quoted, type Column, type Table } from './catalog.js';
import { headerOf, type Collection } from '../data-map/collection.js';
import type { Parameters } from './engine.js';
import { isJson } from './predicate.js';
import { t } from './instants.js';
import type { Erasure } from '../store/subject-store.port.js';

/** How a column is emptied, and the condition under which row `t` still holds something in it. */
interface Clearing {
  readonly column: string;
  readonly assignment: string;
  /** SQL of what every row holds afterwards; null where that depends on the row. */
  readonly value: string | null;
  readonly holds: string;
}

const HASHED = `'^hashed:[0-9a-f]{64}$'`;

/** What an erasure that leaves the rows clears of them; null where it takes the rows themselves. */
export function clearings(
  collection: Collection,
  table: Table,
  erasure: Erasure,
  parameters: Parameters,
): Clearing[] | null {
  if (collection.policy.kind === 'erase' && (erasure === 'policy' || erasure === 'rows')) return null;
  if (erasure === 'sources') return sourceClearings(collection, table, parameters);
  return [
    ...clearedColumns(collection, table, erasure).map((column) => clearingOf(collection, column)),
    ...(erasure === 'headers' ? hashings(collection, table) : []),
  ];
}

/** Columns that the erasure must clear and cannot: neither null nor a constant default. Found at start, not in a sweep. */
export function unclearable(collection: Collection, table: Table, erasure: Erasure): Column[] {
  const columns =
    erasure === 'sources'
      ? sourceColumns(collection, table).filter((column) => column.name !== collection.propertiesColumn)
      : clearedColumns(collection, table, erasure);
  return columns.filter((column) => column.name !== emptied(collection) && !isClearable(column));
}

/** Whether row `t` holds something in the column: not null, nor the default it is cleared to. */
export function holds(column: Column): string {
  return column.notNull && isClearable(column) ? differsFromDefault(column) : `NOT (${t(column)} IS NULL)`;
}

/** A default that is the same for every row and at any time; `now()` or a sequence would put new facts in. */
export function hasConstantDefault(column: Column): boolean {
  if (column.default === null) return false;
  const bare = column.default.replace(/'(?:[^']|'')*'/g, "''").replace(/::[\w ".]+(\(\d+(,\d+)?\))?(\[\])*/g, '');
  return !/\b[a-z_]\w*"?\s*\(|\bcurrent_|\bsession_user|\blocaltime/i.test(bare);
}

function clearedColumns(collection: Collection, table: Table, erasure: Erasure): Column[] {
  if (collection.policy.kind === 'anonymize') return collection.policy.columns.map((name) => columnOf(table, name));
  if (erasure === 'policy') return [];
  return [...table.columns.values()].filter((column) => isHeaderColumn(collection, column));
}

/** Event name, time and subject stay, and so does what makes the row a row. */
function isHeaderColumn(collection: Collection, column: Column): boolean {
  const { projectColumn, subjectColumn, timeColumn, arrivalColumn, hashedColumns = [] } = collection;
  if ([projectColumn, subjectColumn, timeColumn, arrivalColumn, ...hashedColumns].includes(column.name)) return false;
  const header = headerOf(collection, column.name);
  return header?.keep !== true && !column.fixed && (header !== null || !column.primary);
}

function clearingOf(collection: Collection, column: Column): Clearing {
  if (column.name === emptied(collection)) {
    const object = isJson(column) && column.base === 'json' ? `${t(column)}::jsonb` : t(column);
    return {
      column: column.name,
      assignment: `${quoted(column.name)} = '{}'`,
      value: `'{}'`,
      holds: `${object} <> '{}'::jsonb`,
    };
  }
  const assignment = `${quoted(column.name)} = ${column.notNull ? 'DEFAULT' : 'NULL'}`;
  return { column: column.name, assignment, value: column.notNull ? column.default : 'NULL', holds: holds(column) };
}

/** The JSON column whose members are headers is emptied, whether or not it could be null. */
function emptied(collection: Collection): string | null {
  return collection.policy.kind === 'erase' ? collection.propertiesColumn : null;
}

function hashings(collection: Collection, table: Table): Clearing[] {
  if (collection.policy.kind !== 'erase') return [];
  return (collection.hashedColumns ?? []).map((name) => {
    const column = t(columnOf(table, name));
    const salted = `convert_to(${column} || '${randomUUID()}', 'UTF8')`;
    const hash = `'hashed:' || encode(sha256(${salted}), 'hex')`;
    return {
      column: name,
      assignment: `${quoted(name)} = CASE WHEN ${column} ~ ${HASHED} THEN ${column} ELSE ${hash} END`,
      value: null,
      holds: `${column} !~ ${HASHED}`,
    };
  });
}

function sourceClearings(collection: Collection, table: Table, parameters: Parameters): Clearing[] {
  return sourceColumns(collection, table).map((column) =>
    column.name === collection.propertiesColumn
      ? withoutSourceKeys(collection, column, parameters)
      : clearingOf(collection, column),
  );
}

/** Columns that tell how the data was collected, and the JSON column that has such members. */
function sourceColumns(collection: Collection, table: Table): Column[] {
  const { policy, propertiesColumn } = collection;
  return [...table.columns.values()].filter((column) => {
    const header = headerOf(collection, column.name);
    const tells = header?.source === true && header.keep !== true;
    const named = policy.kind !== 'anonymize' || policy.columns.includes(column.name);
    return named && (tells || column.name === propertiesColumn);
  });
}

function withoutSourceKeys(collection: Collection, column: Column, parameters: Parameters): Clearing {
  const names = collection.headers.filter((header) => header.source).map((header) => header.name);
  const keys = parameters.add(names, 'text[]');
  const json = `${t(column)}::jsonb`;
  return {
    column: column.name,
    assignment: `${quoted(column.name)} = CASE WHEN jsonb_typeof(${json}) = 'object' THEN (${json} - ${keys})::${column.base} ELSE ${t(column)} END`,
    value: null,
    holds: `(jsonb_typeof(${json}) = 'object' AND ${json} ?| ${keys})`,
  };
}

function isClearable(column: Column): boolean {
  return !column.fixed && (!column.notNull || (hasConstantDefault(column) && !column.unique));
}

/** Bytes are compared as they are, which reads nothing of those whose length differs; written out they would be twice as long. */
function differsFromDefault(column: Column): string {
  if (column.base === 'bytea') return `${t(column)} IS DISTINCT FROM (${column.default ?? 'NULL'})::bytea`;
  return `${t(column)}::text IS DISTINCT FROM (${column.default ?? 'NULL'})::${column.type}::text`;
}
