import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { HabeasError } from '../core/errors.js';

const ATTEMPTS = 20;
const PAUSE = 250;
/** Milliseconds a server that does not answer is waited for, each time. */
const PATIENCE = 2_000;
const IN_FUTURE = '22023';

/** What a transaction is recognized by after its connection broke: its id and the server process it ran in. */
export interface TransactionMark {
  readonly xid: string;
  readonly pid: number;
}

export type Outcome = 'committed' | 'aborted' | 'unknown';

/** To be asked inside a transaction, before its COMMIT: one row, `xid` null where nothing was written. */
export const MARK = 'SELECT txid_current_if_assigned()::text AS xid, pg_backend_pid() AS pid';

/** How a transaction is brought to its end on its own connection. */
export interface Ending {
  /** The answer to MARK; null where nothing was written. */
  mark(): Promise<TransactionMark | null>;
  commit(): Promise<void>;
  rollback(): Promise<unknown>;
}

/**
 * Commits. Where the COMMIT fails the database is asked on another connection what became of it, so that afterwards nobody has
 * to guess: it stands where this returns, and nothing of it does where this throws, but for one error.
 * @throws HabeasError `outcome-unknown` (503) where the database could not tell: whoever meets it undoes nothing
 */
export async function commitFor(ending: Ending, server: pg.ClientConfig): Promise<void> {
  let mark: TransactionMark | null;
  try {
    mark = await ending.mark();
  } catch (error) {
    // A transaction that failed, whose COMMIT would be a silent ROLLBACK, or a connection that is gone already.
    await ending.rollback().catch(() => undefined);
    throw error;
  }
  try {
    await ending.commit();
  } catch (error) {
    const outcome = mark === null ? 'committed' : await outcomeOf(mark, server);
    if (outcome === 'aborted') throw error;
    if (outcome === 'unknown') throw outcomeUnknown(error);
  }
}

/** Whether an error leaves open what became of a transaction. */
export function isOutcomeUnknown(error: unknown): boolean {
  return error instanceof HabeasError && error.code === 'outcome-unknown';
}

/** Asks for some seconds, since a server may be starting anew, and a transaction be ending. */
async function outcomeOf(mark: TransactionMark, server: pg.ClientConfig): Promise<Outcome> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    if (attempt > 0) await pause(PAUSE);
    const status = await statusOf(mark, server).catch((error: unknown) => unlessInFuture(error));
    if (status === 'committed' || status === 'aborted') return status;
    if (status === 'unknown') return status;
  }
  return 'unknown';
}

/** `in progress` and null are to be asked for again. */
async function statusOf({ xid, pid }: TransactionMark, server: pg.ClientConfig): Promise<string | null> {
  const client = new pg.Client({ ...server, connectionTimeoutMillis: PATIENCE, query_timeout: PATIENCE });
  client.on('error', () => undefined); // the statement under way reports it
  try {
    await client.connect();
    const { rows } = await client.query<{ status: string | null }>('SELECT txid_status($1::bigint) AS status', [xid]);
    const status = rows[0]?.status ?? 'unknown'; // null: too long ago to be on record
    // A COMMIT that has not arrived does not arrive any more. One that waits for a replica is not idle, and left alone.
    if (status === 'in progress') {
      await client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE pid = $1 AND state LIKE 'idle in transaction%' AND backend_xid::text::bigint = ($2::bigint & 4294967295)`,
        [pid, xid],
      );
    }
    return status;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** A server that knows fewer transactions than the one before it: another has taken its place, and cannot tell. */
function unlessInFuture(error: unknown): 'unknown' | null {
  return (error as { code?: unknown } | null)?.code === IN_FUTURE ? 'unknown' : null;
}

function outcomeUnknown(cause: unknown): HabeasError {
  const message =
    'The database broke off and could not say whether this was stored: look before you send it again, or send it again with the same Idempotency-Key.';
  return new HabeasError('unavailable', 'outcome-unknown', message, { retryAfter: 10, cause });
}
