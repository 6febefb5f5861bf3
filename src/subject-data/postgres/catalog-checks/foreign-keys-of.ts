import { attempt, isRefused } from './attempt.js';
import type { ClearedRow } from './cleared-row.js';
import { quoted, type Table } from '../catalog.js';
import type { Session } from '../engine.js';
import { columns, enforced } from '../foreign-keys/foreign-keys.js';
import type { CheckResult } from '../../store/subject-store.port.js';

interface Key extends Record<string, unknown> {
  readonly name: string;
  /** SQL name of the other table. */
  readonly other: string;
  readonly isOut: boolean;
  /** MATCH FULL: all columns are null, or none. */
  readonly isFull: boolean;
  /** Of this table, and side by side those of the other one. */
  readonly columns: readonly string[];
  readonly otherColumns: readonly string[];
}

/** Keys to other tables, and those from others that do nothing by themselves when the column they refer to is changed. */
const KEYS = `
  SELECT f.conname AS name, f.confrelid::regclass::text AS other, true AS "isOut", f.confmatchtype = 'f' AS "isFull",
    ${columns('f.conrelid', 'f.conkey')} AS columns, ${columns('f.confrelid', 'f.confkey')} AS "otherColumns"
  FROM pg_constraint f WHERE f.contype = 'f' AND f.conrelid = $1::oid AND ${enforced('f')}
  UNION ALL
  SELECT f.conname, f.conrelid::regclass::text, false, false, ${columns('f.confrelid', 'f.confkey')}, ${columns('f.conrelid', 'f.conkey')}
  FROM pg_constraint f WHERE f.contype = 'f' AND f.conparentid = 0 AND f.confrelid = $1::oid AND f.confupdtype IN ('a', 'r')
    AND ${enforced('f')}
  ORDER BY 1`;

/** What the foreign keys of the table, and those to it, say of a row that is cleared. */
export async function aboutForeignKeys(session: Session, table: Table, row: ClearedRow): Promise<CheckResult> {
  const result = { errors: [] as string[], warnings: [] as string[] };
  const keys = await session.query<Key>(KEYS, [table.oid]);
  for (const key of keys.filter((each) => each.columns.some((name) => row.changed.has(name)))) {
    if (!key.isOut) result.warnings.push(referring(key, row));
    else if (await isBroken(session, key, row)) {
      result.errors.push(
        `the foreign key "${key.name}" to ${key.other} finds no row for what clearing ${list(key, row)} leaves; let the column be ` +
          'null, or add a row for its default',
      );
    }
  }
  return result;
}

async function isBroken(
  session: Session,
  { columns: own, other, otherColumns, isFull }: Key,
  row: ClearedRow,
): Promise<boolean> {
  const values = own.map((name) => row.values.get(name) ?? null);
  const nulls: boolean[] = [];
  for (const value of values) {
    const none = value === null ? false : await isNull(session, value);
    if (none === null) return false;
    nulls.push(none);
  }
  if (nulls.includes(true)) return isFull && nulls.includes(false);
  if (values.includes(null)) return false;
  const same = otherColumns.map((name, place) => `o.${quoted(name)} = ${values[place] ?? ''}`).join(' AND ');
  const answer = await attempt<{ there: boolean }>(
    session,
    `SELECT EXISTS (SELECT FROM ${other} AS o WHERE ${same}) AS there`,
  );
  return !isRefused(answer) && answer.rows[0]?.there === false;
}

/** Null where it cannot be told. */
async function isNull(session: Session, value: string): Promise<boolean | null> {
  const answer = await attempt<{ none: boolean }>(session, `SELECT (${value}) IS NULL AS none`);
  return isRefused(answer) ? null : answer.rows[0]?.none === true;
}

function referring(key: Key, row: ClearedRow): string {
  return `rows of ${key.other} that refer to ${list(key, row)} by the foreign key "${key.name}" keep it from being cleared`;
}

function list(key: Key, row: ClearedRow): string {
  return key.columns
    .filter((name) => row.changed.has(name))
    .map((name) => `"${name}"`)
    .join(', ');
}
