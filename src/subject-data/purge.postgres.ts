import { setTimeout as pause } from 'node:timers/promises';
import { leavesOf, tableOf } from './catalog.postgres.js';
import type { Collection } from './collection.js';
import { sqlStateOf, type Engine, type Session } from './engine.postgres.js';
import type { PurgeResult } from './subject-store.port.js';

export interface Patience {
  /** How long to wait for older transactions to end by themselves, in milliseconds. */
  readonly horizon: number;
  /** How long to wait for a reader to leave a page, in milliseconds. */
  readonly page: number;
}

const STEP = 25;
const CANCELLED = '57014';

/** Whoever has a snapshot, or still runs, from before transaction $1, and so may keep VACUUM from removing a row. */
const HOLDERS = `
  WITH since AS (SELECT age($1::xid8::xid) AS age)
  SELECT CASE a.backend_type WHEN 'walsender' THEN 'a replica that reads an older state'
              ELSE 'an older transaction of another session' END AS what
    FROM pg_stat_activity a, since
    WHERE a.pid <> pg_backend_pid() AND (a.datname = current_database() OR a.datname IS NULL)
      AND greatest(age(a.backend_xmin), age(a.backend_xid)) > since.age
      AND a.pid NOT IN (SELECT pid FROM pg_stat_progress_vacuum)
  UNION ALL
  SELECT format('replication slot "%s"', s.slot_name) FROM pg_replication_slots s, since WHERE age(s.xmin) > since.age
  UNION ALL
  SELECT 'a prepared transaction' FROM pg_prepared_xacts p, since
    WHERE p.database = current_database() AND age(p.transaction) > since.age`;

/**
 * Removes erased rows from table and indexes, and proves it. A plain VACUUM proves nothing: it skips indexes for few
 * rows, keeps what an older snapshot can see, and passes by a page that somebody reads. So:
 * - everybody who could see a state from before now must have gone (`since` is that moment's transaction id), before
 *   VACUUM and after; `catalog_xmin` of logical slots is left out, since it holds back the system's catalogs alone;
 * - where VACUUM reports dead rows it left behind, it is run again, at last with FREEZE, which waits for every page.
 * Where the other sessions cannot be seen for want of `pg_read_all_stats`, only a VACUUM that left nothing behind counts.
 */
export async function purgeTable(
  engine: Engine,
  collection: Collection,
  patience: Patience,
  since?: string,
): Promise<PurgeResult> {
  return engine.use(async (session) => {
    const start = since ?? (await nextTransaction(session));
    const waiting = (waitsFor: string): PurgeResult => ({ erased: false, waitsFor, since: start });
    const table = await tableOf(session, collection);
    const leaves = await leavesOf(session, table);
    if (!(await mayVacuum(session, leaves)))
      return waiting(`the right to vacuum ${table.name} (MAINTAIN, or to own it)`);

    const before = await waitForHolders(session, start, patience.horizon);
    const left = await vacuum(session, table.name, leaves);
    const hidden = left.length > 0 && (await sessionsAreHidden(session));
    const frozen = before !== null || hidden || (await freeze(session, left, patience.page));
    await session.query(`ANALYZE ${table.name}`);

    const holder = before ?? (await holderOf(session, start));
    if (holder !== null) return waiting(holder);
    if (hidden) return waiting('sessions this role cannot see; grant it pg_read_all_stats');
    return frozen ? { erased: true } : waiting('a reader that stays on a page');
  });
}

type Leaf = Awaited<ReturnType<typeof leavesOf>>[number];

/** Vacuums, and once more where dead rows were left; returns the tables that still have some. */
async function vacuum(session: Session, table: string, leaves: readonly Leaf[]): Promise<Leaf[]> {
  await session.query(`VACUUM (INDEX_CLEANUP ON) ${table}`);
  const left = await leftBehind(session, leaves);
  for (const leaf of left) await session.query(`VACUUM (INDEX_CLEANUP ON) ${leaf.name}`);
  return left.length === 0 ? left : leftBehind(session, left);
}

async function nextTransaction(session: Session): Promise<string> {
  const [row] = await session.query<{ xid: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid');
  return row?.xid ?? '0';
}

async function waitForHolders(session: Session, since: string, patience: number): Promise<string | null> {
  for (let waited = 0; ; waited += STEP) {
    const holder = await holderOf(session, since);
    if (holder === null || waited >= patience) return holder;
    await pause(STEP);
  }
}

async function holderOf(session: Session, since: string): Promise<string | null> {
  const [holder] = await session.query<{ what: string }>(`${HOLDERS} LIMIT 1`, [since]);
  return holder?.what ?? null;
}

/** Tables in which VACUUM, by its own report, had to leave dead rows, their TOAST tables included. */
async function leftBehind(session: Session, leaves: readonly Leaf[]): Promise<Leaf[]> {
  const rows = await session.query<{ oid: string }>(
    `SELECT c.oid::text AS oid FROM pg_class c
     WHERE c.oid = ANY ($1::oid[]) AND (current_setting('track_counts') = 'off' OR EXISTS (
       SELECT FROM pg_stat_all_tables s WHERE s.relid IN (c.oid, c.reltoastrelid) AND s.n_dead_tup > 0))`,
    [leaves.map((leaf) => leaf.oid)],
  );
  const dirty = new Set(rows.map((row) => row.oid));
  return leaves.filter((leaf) => dirty.has(leaf.oid));
}

/** Waits for every page; false where somebody does not leave one. */
async function freeze(session: Session, leaves: readonly Leaf[], patience: number): Promise<boolean> {
  await session.query(`SET statement_timeout = ${String(patience)}`);
  try {
    for (const leaf of leaves) await session.query(`VACUUM (INDEX_CLEANUP ON, FREEZE) ${leaf.name}`);
    return true;
  } catch (error) {
    if (sqlStateOf(error) === CANCELLED) return false;
    throw error;
  } finally {
    await session.query('RESET statement_timeout');
  }
}

async function mayVacuum(session: Session, leaves: readonly { oid: string }[]): Promise<boolean> {
  return (await unvacuumable(session, leaves)).length === 0;
}

/** The tables among `leaves` that the role may not vacuum; VACUUM itself would skip them with a mere warning. */
export async function unvacuumable(session: Session, leaves: readonly { oid: string }[]): Promise<string[]> {
  const [server] = await session.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  const maintains = (server?.version ?? 0) >= 170_000 ? `OR has_table_privilege(c.oid, 'MAINTAIN')` : '';
  const rows = await session.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.oid = ANY ($1::oid[]) AND NOT (pg_has_role(c.relowner, 'USAGE') ${maintains})`,
    [leaves.map((leaf) => leaf.oid)],
  );
  return rows.map((row) => row.name);
}

/** Sessions of other roles show neither their snapshot nor their transaction to a role without the right to see them. */
export async function sessionsAreHidden(session: Session): Promise<boolean> {
  const [row] = await session.query<{ seen: boolean }>(`SELECT pg_has_role('pg_read_all_stats', 'USAGE') AS seen`);
  return row?.seen !== true;
}
