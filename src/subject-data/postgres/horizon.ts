import { setTimeout as pause } from 'node:timers/promises';
import type { Session } from './engine.js';

const STEP = 25;

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

/** The moment now, as a transaction id: whoever has a state from before it may see what is gone now. */
export async function nextTransaction(session: Session): Promise<string> {
  const [row] = await session.query<{ xid: string }>('SELECT pg_snapshot_xmax(pg_current_snapshot())::text AS xid');
  return row?.xid ?? '0';
}

/** Who holds a state from before `since`, after `patience` milliseconds of waiting for them to end; null = nobody does. */
export async function waitForHolders(session: Session, since: string, patience: number): Promise<string | null> {
  for (let waited = 0; ; waited += STEP) {
    const holder = await holderOf(session, since);
    if (holder === null || waited >= patience) return holder;
    await pause(STEP);
  }
}

/** `catalog_xmin` of logical slots is left out: it holds back the system's catalogs alone. */
export async function holderOf(session: Session, since: string): Promise<string | null> {
  const [holder] = await session.query<{ what: string }>(`${HOLDERS} LIMIT 1`, [since]);
  return holder?.what ?? null;
}

/**
 * Whether a transaction from before `since` runs anywhere on the server, other databases included. A snapshot begins with the
 * oldest transaction that runs, so that only where there is none every new snapshot is from after `since`.
 */
export async function isAnythingOlder(session: Session, since: string): Promise<boolean> {
  const [row] = await session.query<{ older: boolean }>(
    `WITH since AS (SELECT age($1::xid8::xid) AS age)
     SELECT EXISTS (SELECT FROM pg_stat_activity a, since WHERE age(a.backend_xid) > since.age)
         OR EXISTS (SELECT FROM pg_prepared_xacts p, since WHERE age(p.transaction) > since.age) AS older`,
    [since],
  );
  return row?.older !== false || (await holderOf(session, since)) !== null;
}

/** Sessions of other roles show neither their snapshot nor their transaction to a role without the right to see them. */
export async function sessionsAreHidden(session: Session): Promise<boolean> {
  const [row] = await session.query<{ seen: boolean }>(`SELECT pg_has_role('pg_read_all_stats', 'USAGE') AS seen`);
  return row?.seen !== true;
}
