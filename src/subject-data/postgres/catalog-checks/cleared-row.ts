import { attempt, isRefused } from './attempt.js';
import { quoted, type Column, type Table } from '../catalog.js';
import { clearings } from '../clearing.js';
import type { Collection } from '../../data-map/collection.js';
import { Parameters, type Session } from '../engine.js';
import type { Erasure } from '../../store/subject-store.port.js';

/** What a row holds once an erasure has cleared it, in the columns of which that is the same for every row. */
export interface ClearedRow {
  /** SQL by the name of the column. */
  readonly values: ReadonlyMap<string, string>;
  /** The columns that are not as they were, those included of which the value depends on the row. */
  readonly changed: ReadonlySet<string>;
}

/** What an expression over the cleared row gives: one answer for every row, or another for each, or one that cannot be told. */
export type Evaluated = { readonly kind: 'same'; readonly value: string | null } | { readonly kind: 'varies' };

/** An expression may name any column; no column has this name. */
const ROW = quoted('the row as it is once cleared');
const ROWS_LOOKED_AT = 1000;

/** Null where the erasure takes the rows themselves, or changes nothing. */
export async function clearedRow(
  session: Session,
  collection: Collection,
  table: Table,
  erasure: Erasure,
): Promise<ClearedRow | null> {
  const cleared = clearings(collection, table, erasure, new Parameters());
  if (cleared === null || cleared.length === 0) return null;
  const values = new Map<string, string>();
  for (const { column: name, value } of cleared) {
    const column = table.columns.get(name);
    if (column !== undefined && value !== null) values.set(name, `(${value})::${column.type}`);
  }
  const changed = new Set(cleared.map(({ column }) => column));
  const columns = [...table.columns.values()];
  const staying = columns.filter((column) => !changed.has(column.name) && !isGenerated(column));
  for (const column of columns.filter(isGenerated)) {
    const expression = column.default ?? 'NULL';
    if (await readsOnly(session, table, staying, expression)) continue;
    changed.add(column.name);
    const result = await evaluate(session, { values, changed }, expression);
    if (result.kind === 'same') values.set(column.name, `(${literal(result.value)})::${column.type}`);
  }
  return { values, changed };
}

/** Whether an expression names none but these columns of the table. */
async function readsOnly(
  session: Session,
  table: Table,
  columns: readonly Column[],
  expression: string,
): Promise<boolean> {
  const list = columns.map(({ name }) => quoted(name)).join(', ');
  const none = `(SELECT ${list} FROM ${table.name} LIMIT 0) AS ${ROW}`;
  return !isRefused(await attempt(session, `SELECT ${expression} AS value FROM ${none}`));
}

/** The server says itself what the expression of a constraint or an index gives. */
export async function evaluate(session: Session, row: ClearedRow, expression: string): Promise<Evaluated> {
  const from = row.values.size === 0 ? '' : `FROM (SELECT ${listOf(row)}) AS ${ROW}`;
  const answer = await attempt<{ value: string | null }>(session, `SELECT (${expression})::text AS value ${from}`);
  return isRefused(answer) ? { kind: 'varies' } : { kind: 'same', value: answer.rows[0]?.value ?? null };
}

/**
 * Whether a condition fails for some of the rows that are there, once they are cleared; null where it cannot be told. No more
 * than the first thousand are looked at.
 */
export async function failsForSome(
  session: Session,
  {
    columns,
    subject,
    row,
  }: { readonly columns: readonly string[]; readonly subject: string; readonly row: ClearedRow },
  relation: string,
  condition: string,
): Promise<boolean | null> {
  if (columns.some((name) => row.changed.has(name) && !row.values.has(name))) return null;
  const list = columns.map((name) => `${row.values.get(name) ?? `t.${quoted(name)}`} AS ${quoted(name)}`).join(', ');
  const some = `SELECT * FROM ${relation} WHERE ${quoted(subject)} IS NOT NULL LIMIT ${String(ROWS_LOOKED_AT)}`;
  const answer = await attempt<{ fails: boolean }>(
    session,
    `SELECT EXISTS (SELECT FROM (SELECT ${list} FROM (${some}) AS t) AS ${ROW} WHERE NOT (${condition})) AS fails`,
  );
  return isRefused(answer) ? null : answer.rows[0]?.fails === true;
}

/** An identity has no expression, and no statement sets it either. */
export function isGenerated(column: Column): boolean {
  return column.fixed && column.default !== null;
}

function listOf({ values }: ClearedRow): string {
  return [...values].map(([name, value]) => `${value} AS ${quoted(name)}`).join(', ');
}

function literal(value: string | null): string {
  return value === null ? 'NULL' : `'${value.replaceAll("'", "''")}'`;
}
