import { createHash } from 'node:crypto';
import { quoted, type Cells, type ClickHouseEngine } from '../engine.js';
import { workName, workTable } from '../key-tables.js';

/** Names and types of columns. */
export type Columns = readonly (readonly [string, string])[];

/** Puts rows into a table in memory for as long as `work` lasts. */
export async function withRows<T>(
  engine: ClickHouseEngine,
  columns: Columns,
  rows: readonly Cells[],
  work: (name: string) => Promise<T>,
): Promise<T> {
  const placed = await placeRows(engine, columns, rows);
  try {
    return await work(placed.name);
  } finally {
    await placed.drop();
  }
}

/** A table in memory; whoever asks for it drops it. */
export interface PlacedRows {
  readonly name: string;
  drop(): Promise<void>;
}

/** The same for work that is no one call. */
export async function placeRows(
  engine: ClickHouseEngine,
  columns: Columns,
  rows: readonly Cells[],
): Promise<PlacedRows> {
  const name = workTable(workName('keys'));
  const typed = columns.map(([column, type]) => `${quoted(column)} ${type}`).join(', ');
  const drop = () => engine.command(`DROP TABLE IF EXISTS ${name} SYNC`).catch(() => undefined);
  await engine.command(`CREATE TABLE ${name} (${typed}) ENGINE = Memory`);
  try {
    const names = columns.map(([column]) => column);
    await engine.insert(name, names, rows);
  } catch (error) {
    await drop();
    throw error;
  }
  return { name, drop };
}

/** A row that is to be written, and the arrival of the stored one whose place it takes, in microseconds; null where there is none. */
export interface Written {
  readonly at: number;
  readonly replaces: string | null;
}

/**
 * Of the rows, each key once with what came last of it, those that are not stored with the same properties yet.
 * @param properties of each row, outside its key
 * @param among condition that all stored rows with such a key meet, by which the server need not look everywhere
 */
export async function changedRows(
  engine: ClickHouseEngine,
  table: string,
  projectId: number,
  rows: readonly Cells[],
  properties: readonly string[],
  { columns, among }: { readonly columns: Columns; readonly among: string },
): Promise<Written[]> {
  const last = new Map(rows.map((row, at) => [JSON.stringify(row), at]));
  const numbered = [...last.values()].map((at): Cells => [at, ...(rows[at] ?? [])]);
  const stored = await withRows(engine, [['#at', 'UInt32'], ...columns], numbered, (name) => {
    const names = columns.map(([column]) => quoted(column)).join(', ');
    const global = engine.cluster === null ? '' : 'GLOBAL ';
    return engine.query<{ at: number; arrived: string; digest: string }>(
      `SELECT n.\`#at\` AS at, toString(toUnixTimestamp64Micro(s.arrived)) AS arrived, s.digest AS digest FROM ${name} AS n
       INNER JOIN (SELECT ${names}, min(received_at) AS arrived, lower(hex(argMin(SHA256(properties), received_at))) AS digest
         FROM ${table} WHERE project_id = ${String(projectId)} AND ${among} AND (${names}) ${global}IN (SELECT ${names} FROM ${name})
         GROUP BY ${names}) AS s USING (${names})`,
    );
  });
  const known = new Map(stored.map((row) => [Number(row.at), row]));
  return [...last.values()].flatMap((at): Written[] => {
    const found = known.get(at);
    if (found === undefined) return [{ at, replaces: null }];
    return found.digest === digestOf(properties[at] ?? '') ? [] : [{ at, replaces: found.arrived }];
  });
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
