import { setTimeout as pause } from 'node:timers/promises';
import { HabeasError } from '../../platform/index.js';
import type { Table } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { literal, type ClickHouseEngine } from './engine.js';

/** How much a server may have before it an erasure adds to it. */
export interface Limits {
  /** Active parts of the table in one partition; beyond 1000 the server slows inserts down by itself. */
  readonly parts: number;
  /** Mutations of all tables that are not done. */
  readonly mutations: number;
}

export const LIMITS: Limits = { parts: 500, mutations: 20 };

/** Milliseconds between two looks at the inserts that run. */
const STEP = 250;

/** What the server must finish before it is asked for more, in words; null where it has room. */
export async function pressureOn(engine: ClickHouseEngine, table: Table, limits: Limits): Promise<string | null> {
  const [load] = await engine.query<{ parts: string; mutations: string }>(
    `SELECT (SELECT max(n) FROM (SELECT count() AS n FROM ${engine.everywhere('system.parts')}
         WHERE active AND database = ${literal(table.database)} AND table = ${literal(table.local)}
         GROUP BY hostName(), tcpPort(), partition_id)) AS parts,
       (SELECT count() FROM ${engine.everywhere('system.mutations')} WHERE NOT is_done) AS mutations`,
  );
  const [parts, mutations] = [Number(load?.parts ?? 0), Number(load?.mutations ?? 0)];
  if (parts > limits.parts) return `the server to merge ${String(parts)} parts of one partition of ${table.parts}`;
  return mutations > limits.mutations ? `the server to finish ${String(mutations)} mutations` : null;
}

/** @throws HabeasError `store-busy`, with the seconds after which to try again. */
export async function assertRoom(engine: ClickHouseEngine, table: Table, limits: Limits): Promise<void> {
  const waitsFor = await pressureOn(engine, table, limits);
  if (waitsFor !== null) throw busy(engine, waitsFor);
}

function busy(engine: ClickHouseEngine, waitsFor: string): HabeasError {
  const message = `Store "${engine.store}" has too much before it: waiting for ${waitsFor}.`;
  return new HabeasError('unavailable', 'store-busy', message, { retryAfter: 60, extra: { waitsFor } });
}

/**
 * Waits until every insert into the table that runs now has ended. One that began before the watermark of an erasure, and whose
 * sender died or gave up, may land when all else is done: what is read back after this has it. Later ones are not waited for.
 * @param patience milliseconds
 * @throws HabeasError `store-busy` where one goes on for longer
 */
export async function outlastInserts(
  engine: ClickHouseEngine,
  target: Named & { readonly table: Pick<Table, 'parts'> },
  patience: number,
): Promise<void> {
  const { table } = target;
  const running = async () => {
    const rows = await engine.query<{ id: string }>(
      `SELECT DISTINCT initial_query_id AS id FROM ${insertsInto(engine, target)}`,
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

/** What a statement can name the table by. */
interface Named {
  readonly collection: Pick<Collection, 'schema' | 'table'>;
  readonly table: Pick<Table, 'database' | 'local'>;
}

/** `system.processes WHERE …`: inserts into the collection on whatever server, also by the name of a Distributed table above its parts. */
export function insertsInto(engine: Pick<ClickHouseEngine, 'everywhere'>, { collection, table }: Named): string {
  const patterns = [named(collection.schema, collection.table), named(table.database, table.local)];
  const names = [...new Set(patterns)].join('|');
  const into = `(?i)^\\s*insert\\s+into\\s+(table\\s+)?(${names})(\\s|\\(|$)`;
  return `${engine.everywhere('system.processes')} WHERE query_kind = 'Insert' AND match(query, ${literal(into)})`;
}

/** A pattern of the table's name in a statement. */
function named(...parts: readonly string[]): string {
  return parts.map((part) => `[\`"]?${part.replaceAll(/\W/g, '\\$&')}[\`"]?`).join('\\.');
}
