import { HabeasError } from '../../../platform/index.js';
import type { BoundTable } from '../catalog.js';
import { clearings } from '../clearing.js';
import { literal, quoted, type ClickHouseEngine } from '../engine.js';
import type { Erasure } from '../../store/subject-store.port.js';

/** SQL of what every row holds once an erasure has cleared it, by column; null where the rows themselves go. */
export function clearedRow(target: BoundTable, erasure: Erasure): ReadonlyMap<string, string> | null {
  const cleared = clearings(target, erasure);
  if (cleared === null || cleared.columns.length === 0) return null;
  const { hashedColumns = [] } = target.collection;
  return new Map(
    cleared.columns
      .filter(({ column }) => !hashedColumns.includes(column))
      .map(({ column, value }) => {
        const type = target.table.columns.get(column)?.type ?? 'String';
        return [column, `CAST(${value}, ${literal(type)})`];
      }),
  );
}

/** What a condition gives for every row that is cleared; null where it depends on more than that, or cannot be told. */
export async function evaluate(
  engine: ClickHouseEngine,
  row: ReadonlyMap<string, string>,
  condition: string,
): Promise<boolean | null> {
  const list = [...row].map(([name, value]) => `${value} AS ${quoted(name)}`).join(', ');
  return asked(engine, `SELECT toBool(${condition}) AS holds FROM (SELECT ${list})`);
}

/** Whether the condition holds for the first thousand rows that are there, once they are cleared; null where it cannot be told. */
export async function holdsForSome(
  engine: ClickHouseEngine,
  { table }: BoundTable,
  row: ReadonlyMap<string, string>,
  condition: string,
): Promise<boolean | null> {
  const list = [...table.columns.values()]
    .filter(({ defaultKind }) => defaultKind === '' || defaultKind === 'DEFAULT')
    .map(({ name }) => `${row.get(name) ?? `t.${quoted(name)}`} AS ${quoted(name)}`)
    .join(', ');
  const some = `(SELECT * FROM ${table.parts} LIMIT 1000) AS t`;
  return asked(engine, `SELECT countIf(NOT (${condition})) = 0 AS holds FROM (SELECT ${list} FROM ${some})`);
}

async function asked(engine: ClickHouseEngine, sql: string): Promise<boolean | null> {
  try {
    const [answer] = await engine.query<{ holds: boolean | number | null }>(sql, {}, { max_execution_time: 5 });
    return answer === undefined || answer.holds === null ? null : Boolean(answer.holds);
  } catch (error) {
    // A server that is silent has not said that the condition cannot be told.
    if (error instanceof HabeasError && error.code !== 'store-unavailable') return null;
    throw error;
  }
}
