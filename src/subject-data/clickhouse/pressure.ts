import { HabeasError } from '../../platform/index.js';
import type { Table } from './catalog.js';
import { literal, type ClickHouseEngine } from './engine.js';

/** How much a server may have before it an erasure adds to it. */
export interface Limits {
  /** Active parts of the table in one partition; beyond 1000 the server slows inserts down by itself. */
  readonly parts: number;
  /** Mutations of all tables that are not done. */
  readonly mutations: number;
}

export const LIMITS: Limits = { parts: 500, mutations: 20 };

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

export function busy(engine: ClickHouseEngine, waitsFor: string): HabeasError {
  const message = `Store "${engine.store}" has too much before it: waiting for ${waitsFor}.`;
  return new HabeasError('unavailable', 'store-busy', message, { retryAfter: 60, extra: { waitsFor } });
}
