import { BYTES, columnOf, INTERNAL, isWritable, type BoundTable, type Column } from './catalog.js';
import { headerOf, type Collection } from '../data-map/collection.js';
import { literal } from './engine.js';
import { isJson, isText, t } from './predicate.js';
import type { Erasure } from '../store/subject-store.port.js';

/** How a column of row `t` is emptied, and the condition under which it still holds something. */
export interface Clearing {
  readonly column: string;
  readonly value: string;
  readonly holds: string;
}

export interface Clearings {
  readonly columns: readonly Clearing[];
  /** The JSON column that loses only the members which tell how the data was collected; null where none does. */
  readonly members: Column | null;
}

const HASHED = `'^hashed:[0-9a-f]{64}$'`;

/** What an erasure that leaves the rows clears of them; null where it takes the rows themselves. */
export function clearings(target: BoundTable, erasure: Erasure): Clearings | null {
  const { collection } = target;
  if (collection.policy.kind === 'erase' && (erasure === 'policy' || erasure === 'rows')) return null;
  if (erasure === 'sources') return sourceClearings(target);
  const columns = clearedColumns(target, erasure).map((column) => clearingOf(collection, column));
  return { columns: [...columns, ...(erasure === 'headers' ? hashings(target) : [])], members: null };
}

/** Names of the members that tell how the data was collected. */
export function sourceNames(collection: Collection): Set<string> {
  return new Set(collection.headers.filter((header) => header.source).map((header) => header.name));
}

/** Whether row `t` holds something in the column: neither null nor the value that stands for nothing. */
export function holds(column: Column): string {
  if (column.nullable) return `isNotNull(${t(column)})`;
  if (column.comment === BYTES) return `notEmpty(${t(column)})`;
  return `toJSONString(${t(column)}) != toJSONString(CAST(${emptyValue(column)}, ${literal(column.type)}))`;
}

/** A default that is the same for every row and at any time; `now()` would put new facts in. */
export function hasConstantDefault(column: Column): boolean {
  const bare = column.default.replace(/'(?:[^'\\]|\\[^])*(?:'|\\?$)/g, "''");
  return (
    column.defaultKind === 'DEFAULT' && !/\b[a-z_]\w*\s*\(|`/i.test(bare) && /^(''|-?[\d.]+|true|false)$/.test(bare)
  );
}

function clearedColumns({ collection, table }: BoundTable, erasure: Erasure): Column[] {
  if (collection.policy.kind === 'anonymize') return collection.policy.columns.map((name) => columnOf(table, name));
  if (erasure === 'policy') return [];
  return [...table.columns.values()].filter((column) => isHeaderColumn(collection, column));
}

/** Event name, time and subject stay, and so does what makes the row a row. */
function isHeaderColumn(collection: Collection, column: Column): boolean {
  const { projectColumn, subjectColumn, timeColumn, arrivalColumn, hashedColumns = [] } = collection;
  if ([projectColumn, subjectColumn, timeColumn, arrivalColumn, ...hashedColumns].includes(column.name)) return false;
  if (column.comment === INTERNAL || !isWritable(column)) return false;
  const header = headerOf(collection, column.name);
  return header?.keep !== true && (header !== null || !column.inKey);
}

function clearingOf(collection: Collection, column: Column): Clearing {
  const isEmptied = collection.policy.kind === 'erase' && column.name === collection.propertiesColumn;
  if (isEmptied && isText(column)) return { column: column.name, value: `'{}'`, holds: `${t(column)} != '{}'` };
  return { column: column.name, value: column.nullable ? 'NULL' : emptyValue(column), holds: holds(column) };
}

function hashings({ collection, table }: BoundTable): Clearing[] {
  if (collection.policy.kind !== 'erase') return [];
  return (collection.hashedColumns ?? []).map((name) => {
    const column = t(columnOf(table, name));
    // Salted on the server with what is thrown away at once, so that no log has the salt.
    const hash = `concat('hashed:', lower(hex(SHA256(concat(${column}, toString(generateUUIDv4(${column})))))))`;
    return {
      column: name,
      value: `if(match(${column}, ${HASHED}), ${column}, ${hash})`,
      holds: `NOT match(${column}, ${HASHED})`,
    };
  });
}

function sourceClearings({ collection, table }: BoundTable): Clearings {
  const { policy, propertiesColumn } = collection;
  const named = [...table.columns.values()].filter(
    (column) => isWritable(column) && (policy.kind !== 'anonymize' || policy.columns.includes(column.name)),
  );
  const telling = named.filter((column) => {
    const header = headerOf(collection, column.name);
    return header?.source === true && header.keep !== true && column.name !== propertiesColumn;
  });
  return {
    columns: telling.map((column) => clearingOf(collection, column)),
    members: named.find((column) => column.name === propertiesColumn) ?? null,
  };
}

function emptyValue(column: Column): string {
  if (isJson(column)) return `'{}'`;
  return hasConstantDefault(column) ? column.default : `defaultValueOfTypeName(${literal(column.type)})`;
}
