import { HabeasError } from '../../../platform/index.js';
import { sqlStateOf, type Session } from '../engine.js';

/** How many bytes of the server's log others may be behind before what time does adds to it; 0: it is not looked at. */
export interface LogLimits {
  /** What a replica has not replayed yet. */
  readonly replica: number;
  /** What is kept for a replication slot. */
  readonly slot: number;
}

export const LOG_LIMITS: LogLimits = { replica: 256 * 1024 ** 2, slot: 8 * 1024 ** 3 };

/** A copy that a base backup makes replays nothing. Of others' replicas a role without the right to see them is told nothing. */
const BEHIND = `
  WITH log AS (SELECT pg_current_wal_lsn() AS lsn)
  SELECT format('replica "%s", which is %s of the log behind', application_name, pg_size_pretty(behind)) AS what
  FROM (
    SELECT application_name, pg_wal_lsn_diff(lsn, coalesce(replay_lsn, flush_lsn, write_lsn, sent_lsn))::bigint AS behind
    FROM pg_stat_replication, log WHERE state <> 'backup'
  ) AS replica WHERE $1::bigint > 0 AND behind > $1::bigint
  UNION ALL
  SELECT format('replication slot "%s", for which %s of the log is kept', slot_name, pg_size_pretty(kept))
  FROM (
    SELECT slot_name, pg_wal_lsn_diff(lsn, restart_lsn)::bigint AS kept FROM pg_replication_slots, log
  ) AS slot WHERE $2::bigint > 0 AND kept > $2::bigint
  LIMIT 1`;
/** No right to see it, or a server that does not tell. */
const NOT_TOLD = ['42501', '0A000', '55000'];

/** Who must catch up before the server is given more to do, in words; null where nobody must, or nobody tells. */
async function pressureOn(session: Session, { replica, slot }: LogLimits): Promise<string | null> {
  if (replica === 0 && slot === 0) return null;
  try {
    const [behind] = await session.query<{ what: string }>(BEHIND, [replica, slot]);
    return behind?.what ?? null;
  } catch (error) {
    if (NOT_TOLD.includes(sqlStateOf(error) ?? '')) return null;
    throw error;
  }
}

/** @throws HabeasError `store-busy`, with the seconds after which to try again */
export async function assertRoom(session: Session, store: string, limits: LogLimits): Promise<void> {
  const waitsFor = await pressureOn(session, limits);
  if (waitsFor === null) return;
  const message = `Store "${store}" has too much before it: waiting for ${waitsFor}.`;
  throw new HabeasError('unavailable', 'store-busy', message, { retryAfter: 60, extra: { waitsFor } });
}
