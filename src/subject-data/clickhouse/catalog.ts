import { HabeasError } from '../../platform/index.js';
import type { Collection } from '../data-map/collection.js';
import { literal, quoted, type ClickHouseEngine } from './engine.js';

/** A column as the server's catalog describes it. */
export interface Column {
  readonly name: string;
  readonly type: string;
  /** The type without Nullable and LowCardinality. */
  readonly bare: string;
  readonly nullable: boolean;
  /** '' and DEFAULT can be written; MATERIALIZED and ALIAS follow from other columns. */
  readonly defaultKind: string;
  readonly default: string;
  readonly comment: string;
  readonly inKey: boolean;
}

/** The table of a collection: where it is read, and where its parts lie. */
export interface Table {
  readonly database: string;
  /** Name of the table with the parts; differs from the collection's where that is a Distributed table. */
  readonly local: string;
  /** SQL name for reading and inserting. */
  readonly name: string;
  /** SQL name of the table with the parts. */
  readonly parts: string;
  readonly distributed: boolean;
  /** Engine of the table with the parts, such as `ReplicatedReplacingMergeTree`. */
  readonly engine: string;
  /** Columns of the sorting key, in its order; an expression as its text. */
  readonly sortingKey: readonly string[];
  /** DDL of the table with the parts. */
  readonly ddl: string;
  readonly columns: ReadonlyMap<string, Column>;
}

/** A collection bound to its table as the catalog describes it. */
export interface BoundTable {
  readonly collection: Collection;
  readonly table: Table;
}

/** Comment of a column that serves the engine and tells nothing about the person. */
export const INTERNAL = 'habeas: internal';
/** Comment of a text column whose text is JSON. */
export const JSON_TEXT = 'habeas: json';
/** Comment of a text column that holds bytes. */
export const BYTES = 'habeas: bytes';

interface TableRow extends Record<string, unknown> {
  engine: string;
  full: string;
  sorting: string;
  ddl: string;
}
interface ColumnRow extends Record<string, unknown> {
  name: string;
  type: string;
  default_kind: string;
  default_expression: string;
  comment: string;
  is_in_sorting_key: number;
}

/** The table of a collection, or null where there is none. */
export async function findTable(engine: ClickHouseEngine, collection: Collection): Promise<Table | null> {
  const named = await describe(engine, collection.schema, collection.table);
  if (named === null) return null;
  const name = `${quoted(collection.schema)}.${quoted(collection.table)}`;
  const below = named.engine === 'Distributed' ? shardOf(named.full) : null;
  const [database, local] = below ?? [collection.schema, collection.table];
  const found = below === null ? named : await describe(engine, database, local);
  if (found === null) return null;
  return {
    database,
    local,
    name,
    parts: `${quoted(database)}.${quoted(local)}`,
    distributed: below !== null,
    engine: found.engine,
    sortingKey: listed(found.sorting),
    ddl: found.ddl,
    columns: await columnsOf(engine, database, local),
  };
}

/** @throws HabeasError `store-refused` where the table is not there. */
export async function tableOf(engine: ClickHouseEngine, collection: Collection): Promise<Table> {
  const table = await findTable(engine, collection);
  if (table !== null) return table;
  const message = `Collection "${collection.name}": its table is not there; correct the data map or make the table.`;
  throw new HabeasError('unprocessable', 'store-refused', message);
}

/** The collection with its table. @throws HabeasError `store-refused` where the table is not there. */
export async function bindTable(engine: ClickHouseEngine, collection: Collection): Promise<BoundTable> {
  return { collection, table: await tableOf(engine, collection) };
}

/** @throws HabeasError `store-refused` where the column is not there. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.get(name);
  if (column !== undefined) return column;
  const message = `Table ${table.name} has no column "${name}"; correct the data map.`;
  throw new HabeasError('unprocessable', 'store-refused', message);
}

/** Several stored rows may stand for one, and the server shows that one on FINAL. */
export function isMerging(table: Table): boolean {
  return /(Replacing|Collapsing|Summing|Aggregating|Coalescing|Graphite)/.test(table.engine);
}

export function isMergeTree(table: Table): boolean {
  return table.engine.endsWith('MergeTree');
}

/** Whether a lightweight delete makes patch parts here, which hide rows in no time and are gone after the next mutation. */
export function takesPatches(table: Table): boolean {
  return ['enable_block_number_column', 'enable_block_offset_column'].every((setting) =>
    ['1', 'true'].some((on) => table.ddl.includes(`${setting} = ${on}`)),
  );
}

/** What a row of the table is read as: the columns that say something, those that follow from others included. */
export function readColumns(table: Table): Column[] {
  return [...table.columns.values()].filter(
    (column) => column.comment !== INTERNAL && !['ALIAS', 'EPHEMERAL'].includes(column.defaultKind),
  );
}

export function isWritable(column: Column): boolean {
  return column.defaultKind === '' || column.defaultKind === 'DEFAULT';
}

async function describe(engine: ClickHouseEngine, database: string, table: string): Promise<TableRow | null> {
  const [row] = await engine.query<TableRow>(
    `SELECT engine, engine_full AS full, sorting_key AS sorting, create_table_query AS ddl FROM system.tables
     WHERE database = ${literal(database)} AND name = ${literal(table)}`,
  );
  return row ?? null;
}

async function columnsOf(engine: ClickHouseEngine, database: string, table: string): Promise<Map<string, Column>> {
  const rows = await engine.query<ColumnRow>(
    `SELECT name, type, default_kind, default_expression, comment, is_in_sorting_key FROM system.columns
     WHERE database = ${literal(database)} AND table = ${literal(table)} ORDER BY position`,
  );
  return new Map(
    rows.map((row) => {
      const { name, type, comment } = row;
      const bare = bareType(type);
      const inKey = Number(row.is_in_sorting_key) === 1;
      const defaults = { defaultKind: row.default_kind, default: row.default_expression };
      return [name, { name, type, bare, nullable: type.includes('Nullable('), ...defaults, comment, inKey }];
    }),
  );
}

function bareType(type: string): string {
  const inner = /^(?:Nullable|LowCardinality)\((.*)\)$/.exec(type)?.[1];
  return inner === undefined ? type : bareType(inner);
}

/** Database and table behind `Distributed('cluster', 'database', 'table', …)`. */
function shardOf(engineFull: string): [string, string] | null {
  const names = /^Distributed\((?:'[^']*'|\w+),\s*('[^']*'|\w+),\s*('[^']*'|\w+)/.exec(engineFull);
  const bare = (text: string | undefined) => (text ?? '').replace(/^'|'$/g, '');
  return names === null ? null : [bare(names[1]), bare(names[2])];
}

/** The expressions of a list, as of a sorting key: commas in the brackets of one do not end it. */
export function listed(list: string): string[] {
  const parts: string[] = [];
  let [start, depth] = [0, 0];
  for (let at = 0; at <= list.length; at++) {
    const sign = list[at];
    if (sign === '(') depth += 1;
    else if (sign === ')') depth -= 1;
    else if (sign === undefined || (sign === ',' && depth === 0)) {
      parts.push(list.slice(start, at).trim());
      start = at + 1;
    }
  }
  return list === '' ? [] : parts;
}
