import { HabeasError } from '../../platform/index.js';
import type { Collection } from '../data-map/collection.js';
import type { Session } from './engine.js';

/** A column as the catalog describes it, together with the domain it may be of. */
export interface Column {
  readonly name: string;
  /** With length and precision, such as `numeric(10,2)`. */
  readonly type: string;
  /** Of a domain the type below it; without length and precision. */
  readonly base: string;
  /** pg_type.typcategory: A array, C composite … */
  readonly category: string;
  readonly notNull: boolean;
  readonly default: string | null;
  /** Generated, or an identity that is always so: no statement can set it. */
  readonly fixed: boolean;
  readonly primary: boolean;
  readonly unique: boolean;
  /** SQL name of a collation other than the database's. */
  readonly collation: string | null;
  readonly deterministic: boolean;
}

export interface Table {
  readonly oid: string;
  /** pg_class.relkind: r table, p partitioned table, v view … */
  readonly kind: string;
  /** pg_class.relpersistence: p permanent, u unlogged, t temporary. */
  readonly persistence: string;
  /** SQL name. */
  readonly name: string;
  readonly columns: ReadonlyMap<string, Column>;
}

/** A domain may stand on another one: the type below all of them, whether one forbids null, and the nearest default. */
const DOMAINS = `
  WITH RECURSIVE chain AS (
    SELECT t.oid, t.typtype, t.typbasetype, t.typnotnull, t.typdefaultbin, 0 AS depth
    UNION ALL
    SELECT b.oid, b.typtype, b.typbasetype, b.typnotnull, b.typdefaultbin, chain.depth + 1
    FROM chain JOIN pg_type b ON chain.typtype = 'd' AND b.oid = chain.typbasetype
  )
  SELECT (array_agg(oid ORDER BY depth DESC))[1] AS base, bool_or(typnotnull) AS required,
    (array_agg(pg_get_expr(typdefaultbin, 0) ORDER BY depth) FILTER (WHERE typdefaultbin IS NOT NULL))[1] AS standard
  FROM chain`;

const COLUMNS = `
  SELECT a.attname AS name, format_type(a.atttypid, a.atttypmod) AS type, format_type(domains.base, NULL) AS base,
    t.typcategory::text AS category, a.attnotnull OR domains.required AS "notNull",
    coalesce(pg_get_expr(d.adbin, d.adrelid), domains.standard) AS "default",
    a.attgenerated <> '' OR a.attidentity = 'a' AS fixed,
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisprimary AND a.attnum = ANY (i.indkey)) AS primary,
    EXISTS (SELECT FROM pg_index i WHERE i.indrelid = a.attrelid AND i.indisunique AND a.attnum = ANY (i.indkey)) AS unique,
    CASE WHEN c.collname <> 'default' THEN format('%I.%I', n.nspname, c.collname) END AS collation,
    coalesce(c.collisdeterministic, true) AS deterministic
  FROM pg_attribute a
  JOIN pg_type t ON t.oid = a.atttypid
  CROSS JOIN LATERAL (${DOMAINS}) AS domains
  LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
  LEFT JOIN pg_collation c ON c.oid = a.attcollation
  LEFT JOIN pg_namespace n ON n.oid = c.collnamespace
  WHERE a.attrelid = $1::oid AND a.attnum > 0 AND NOT a.attisdropped
  ORDER BY a.attnum`;

/** The table of a collection, or null where there is none. */
export async function findTable(session: Session, collection: Collection): Promise<Table | null> {
  const [found] = await session.query<{ oid: string; kind: string; persistence: string }>(
    `SELECT c.oid::text AS oid, c.relkind::text AS kind, c.relpersistence::text AS persistence FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = $1 AND c.relname = $2`,
    [collection.schema, collection.table],
  );
  if (found === undefined) return null;
  const columns = await session.query<Column & Record<string, unknown>>(COLUMNS, [found.oid]);
  return { ...found, name: tableName(collection), columns: new Map(columns.map((column) => [column.name, column])) };
}

/** @throws HabeasError `store-refused` where the table is not there. */
export async function tableOf(session: Session, collection: Collection): Promise<Table> {
  const table = await findTable(session, collection);
  if (table !== null) return table;
  const message = `Collection "${collection.name}": its table is not there; correct the data map or make the table.`;
  throw new HabeasError('unprocessable', 'store-refused', message);
}

/** @throws HabeasError `store-refused` where the column is not there. */
export function columnOf(table: Table, name: string): Column {
  const column = table.columns.get(name);
  if (column !== undefined) return column;
  const message = `Table ${table.name} has no column "${name}"; correct the data map.`;
  throw new HabeasError('unprocessable', 'store-refused', message);
}

/** `WITH RECURSIVE family (oid)`: the table `$1`, its partitions and what inherits from it. */
export const FAMILY = `
  WITH RECURSIVE family (oid) AS (
    SELECT $1::oid UNION SELECT i.inhrelid FROM family JOIN pg_inherits i ON i.inhparent = family.oid
  )`;

/** SQL names and oids of the tables that hold the rows: the table itself and what inherits from it, or the leaves of its partitions. */
export async function leavesOf(
  session: Session,
  table: Pick<Table, 'oid'>,
): Promise<{ oid: string; name: string; kind: string }[]> {
  return session.query(
    `${FAMILY}
     SELECT c.oid::text AS oid, format('%I.%I', n.nspname, c.relname) AS name, c.relkind::text AS kind
     FROM family JOIN pg_class c ON c.oid = family.oid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind <> 'p' ORDER BY 2`,
    [table.oid],
  );
}

/** The same for two connections to one database. */
export async function databaseOf(session: Session): Promise<string> {
  const [row] = await session.query<{ name: string }>(
    `SELECT concat_ws(' ', 'postgres', pg_postmaster_start_time(), oid) AS name FROM pg_database
     WHERE datname = current_database()`,
  );
  return row?.name ?? '';
}

export function tableName(collection: Collection): string {
  return `${quoted(collection.schema)}.${quoted(collection.table)}`;
}

/** A name as an SQL identifier. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
