import type { Session } from '../engine.js';

interface Remembered extends Record<string, unknown> {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
  readonly inherited: boolean;
}

/** Statistics of these tables by column: those of a table without rows, and those over partitions of which none has any. */
const REMEMBERED = `
  SELECT s.schemaname AS schema, s.tablename AS table, s.attname AS column, s.inherited
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname
  WHERE c.oid = ANY ($1::oid[])`;

/**
 * Has the server forget what it knows of the values of tables in which nothing is left: an ANALYZE that finds no row leaves what it
 * knew before, and with it values of rows that are gone. Before 18 only a superuser can.
 */
export async function forgetEmpty(
  session: Session,
  tables: readonly { readonly oid: string; readonly name: string }[],
  version: number,
): Promise<void> {
  const empty: string[] = [];
  for (const { oid, name } of tables) {
    const [found] = await session.query<{ empty: boolean }>(`SELECT NOT EXISTS (SELECT FROM ${name}) AS empty`);
    if (found?.empty === true) empty.push(oid);
  }
  if (empty.length === 0) return;
  if (version < 180_000) {
    const [role] = await session.query<{ may: boolean }>(
      `SELECT rolsuper AS may FROM pg_roles WHERE rolname = current_user`,
    );
    if (role?.may === true)
      await session.query('DELETE FROM pg_catalog.pg_statistic WHERE starelid = ANY ($1::oid[])', [empty]);
    return;
  }
  for (const { schema, table, column, inherited } of await session.query<Remembered>(REMEMBERED, [empty])) {
    await session.query('SELECT pg_clear_attribute_stats($1, $2, $3, $4)', [schema, table, column, inherited]);
  }
}
