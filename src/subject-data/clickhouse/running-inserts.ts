import { setTimeout as pause } from 'node:timers/promises';
import type { Table } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { literal, type ClickHouseEngine } from './engine.js';
import { busy } from './pressure.js';

const STEP = 250;

/**
 * Waits until every insert into the table that runs now has ended. One that began before the watermark of an erasure, and whose
 * sender died or gave up, may land when all else is done: what is read back after this has it. Later ones are not waited for.
 * @param patience milliseconds
 * @throws HabeasError `store-busy` where one goes on for longer
 */
export async function outlastInserts(
  engine: ClickHouseEngine,
  collection: Collection,
  table: Table,
  patience: number,
): Promise<void> {
  const running = async () => {
    const rows = await engine.query<{ id: string }>(
      `SELECT DISTINCT initial_query_id AS id FROM ${insertsInto(engine, collection, table)}`,
    );
    return new Set(rows.map(({ id }) => id));
  };
  let earlier = await running();
  for (let waited = 0; earlier.size > 0; waited += STEP) {
    if (waited >= patience) throw busy(engine, `an insert into ${table.parts} that began before`);
    await pause(STEP);
    const still = await running();
    earlier = new Set([...earlier].filter((id) => still.has(id)));
  }
}

/** `system.processes WHERE …`: inserts into the collection on whatever server, also by the name of a Distributed table above its parts. */
export function insertsInto(
  engine: Pick<ClickHouseEngine, 'everywhere'>,
  collection: Pick<Collection, 'schema' | 'table'>,
  { database, local }: Pick<Table, 'database' | 'local'>,
): string {
  const names = [...new Set([named(collection.schema, collection.table), named(database, local)])].join('|');
  const into = `(?i)^\\s*insert\\s+into\\s+(table\\s+)?(${names})(\\s|\\(|$)`;
  return `${engine.everywhere('system.processes')} WHERE query_kind = 'Insert' AND match(query, ${literal(into)})`;
}

/** A pattern of the table's name in a statement. */
function named(...parts: readonly string[]): string {
  return parts.map((part) => `[\`"]?${part.replaceAll(/\W/g, '\\$&')}[\`"]?`).join('\\.');
}
