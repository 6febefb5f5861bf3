import type { Session } from '../engine.js';
import type { ForeignKey, KeyedTable, KeyGraph } from './reach.js';

/** A key or a CHECK that is not enforced (18 and later) does nothing. */
export const enforced = (key: string) => `to_jsonb(${key}) ->> 'conenforced' IS DISTINCT FROM 'false'`;
export const columns = (relation: string, numbers: string, value = 'a.attname::text') => `
  ARRAY(SELECT ${value} FROM unnest(${numbers}) WITH ORDINALITY AS k (number, place)
    JOIN pg_attribute a ON a.attrelid = ${relation} AND a.attnum = k.number ORDER BY k.place)`;
/** The names, `schema.table`, of a table and of those it is a part of; itself first. */
export const namesAbove = (relation: string) => `
  ARRAY(
    WITH RECURSIVE above (oid, depth) AS (
      SELECT ${relation}, 0 UNION SELECT i.inhparent, depth + 1 FROM above JOIN pg_inherits i ON i.inhrelid = above.oid
    )
    SELECT concat(n.nspname, '.', c.relname) FROM above JOIN pg_class c ON c.oid = above.oid
      JOIN pg_namespace n ON n.oid = c.relnamespace ORDER BY depth
  )`;
const COLLATION = `(SELECT format('%I.%I', n.nspname, c.collname) FROM pg_collation c JOIN pg_namespace n ON n.oid = c.collnamespace
  WHERE c.oid = a.attcollation)`;

const KEYS = `
  SELECT f.conname AS name, f.conrelid::text AS child, f.confrelid::text AS parent,
    f.confdeltype::text AS "onDelete", f.confupdtype::text AS "onUpdate",
    ${columns('f.conrelid', 'f.conkey')} AS "childColumns",
    ${columns('f.confrelid', 'f.confkey')} AS "parentColumns",
    ${columns('f.confrelid', 'f.confkey', COLLATION)} AS collations,
    ${columns('f.conrelid', 'f.confdelsetcols')} AS "onDeleteColumns"
  FROM pg_constraint f
  WHERE f.contype = 'f' AND f.conparentid = 0 AND ${enforced('f')}
    AND (f.confdeltype IN ('c', 'n', 'd') OR f.confupdtype IN ('c', 'n', 'd'))
  ORDER BY f.conrelid, f.conname`;

const TABLES = `
  SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name, c.relkind = 'p' AS "isPartitioned",
    c.relispartition AS "isPartition",
    ARRAY(SELECT i.inhparent::text FROM pg_inherits i WHERE i.inhrelid = c.oid) AS parents
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'f') AND c.oid >= 16384`;

/** The foreign keys that lead to some tables, their partitions and what inherits from them, at one moment. */
export interface KnownKeys {
  /** The tables, by oid. */
  readonly family: readonly string[];
  /** The keys, by oid; those of partitions are among them. */
  readonly keys: readonly string[];
}

export async function keysTo(session: Session, tables: readonly string[]): Promise<KnownKeys> {
  const [found] = await session.query<{ family: string[]; keys: string[] }>(
    `WITH RECURSIVE family (oid) AS (
       SELECT unnest($1::oid[]) UNION SELECT i.inhrelid FROM family JOIN pg_inherits i ON i.inhparent = family.oid
     )
     SELECT ARRAY(SELECT oid::text FROM family) AS family, ARRAY(
       SELECT f.oid::text FROM pg_constraint f
       WHERE f.contype = 'f' AND f.confrelid IN (SELECT oid FROM family) AND ${enforced('f')}) AS keys`,
    [tables],
  );
  return found ?? { family: [], keys: [] };
}

/** The condition that no foreign key leads to the tables but those that were known. `$family`, `$known`: arrays of oids. */
export function noneBut(family: string, known: string): string {
  return `NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS f
    WHERE f.contype = 'f' AND f.confrelid = ANY (${family}) AND f.oid <> ALL (${known}) AND ${enforced('f')})`;
}

export async function keyGraph(session: Session): Promise<KeyGraph> {
  const keys = await session.query<ForeignKey & Record<string, unknown>>(KEYS);
  const tables = await session.query<KeyedTable & Record<string, unknown>>(TABLES);
  return { keys, tables: new Map(tables.map((table) => [table.oid, table])) };
}
