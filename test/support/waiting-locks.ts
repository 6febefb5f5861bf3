import type pg from 'pg';
import { ARRIVALS_LOCK } from '../../src/platform/prisma/prisma.service.js';
import { withClient } from './three-subjects.js';

/**
 * How many sessions wait for a table, or for the arrivals of a project. The server shows the locks of all its databases, and other
 * suites run beside: only those of this database count.
 */
export async function countWaiting(
  session: Pick<pg.Client, 'query'>,
  lock: { readonly table: string } | { readonly arrivalsOf: number },
): Promise<number> {
  const [which, values] =
    'table' in lock
      ? ['relation = $1::regclass', [lock.table]]
      : [`locktype = 'advisory' AND classid = $1 AND objid = $2`, [ARRIVALS_LOCK, lock.arrivalsOf]];
  const { rows } = await session.query<{ count: number }>(
    `SELECT count(*)::int FROM pg_locks JOIN pg_database ON pg_database.oid = database
     WHERE datname = current_database() AND NOT granted AND ${which}`,
    values,
  );
  return rows[0]?.count ?? 0;
}

/** Whether anybody waits for the arrivals of a project. */
export async function isAnybodyWaiting(databaseUrl: string, projectId: number): Promise<boolean> {
  return withClient(databaseUrl, async (session) => (await countWaiting(session, { arrivalsOf: projectId })) > 0);
}
