import { setTimeout as pause } from 'node:timers/promises';
import type { Table } from '../catalog.js';
import { transact, persistently, sqlStateOf, type Session } from '../engine.js';
import type { Referring } from './referring-keys.js';
import type { OnTouch } from '../../store/scrubber.port.js';
import type { Expiry, ExpiryOptions } from '../../store/expiry/expiry.port.js';

const NO_LOCK = '55P03';

/** What `hide` works with: one session, in which the keys of whoever is spared stand. */
export interface Work {
  readonly session: Session;
  readonly expiry: Expiry;
  readonly table: Table;
  readonly referring: Referring;
  readonly options: ExpiryOptions;
  /** Waits for nobody, and throws, where others of the server are too far behind. */
  readonly assertRoom: () => Promise<void>;
  /** Told of each table once. */
  readonly touching: OnTouch;
}

/** Has the dead rows counted at once, so that they are not counted after the VACUUM that removes them. */
const REPORT = 'SELECT pg_stat_force_next_flush()';
/**
 * Milliseconds for which a lock is waited for while nobody can be spared anew, how often that is tried, and the milliseconds in
 * between, in which they can: a scrub may write the table anew for minutes, and a writer may forget to end.
 */
const PATIENCE = { lock: 1_000, attempts: 20, pause: 500 };

/**
 * A transaction by which rows go, over before anybody can be spared anew.
 * @param write answers with how many rows it changed, of which tables
 */
export async function settled(
  { session, options, touching }: Work,
  projectIds: readonly number[],
  mode: 'shared' | 'alone',
  write: () => Promise<{ readonly rows: number; readonly relations: readonly string[] }>,
): Promise<number> {
  return options.whileSettled(projectIds, mode, () =>
    persistently(() =>
      transact(session, 'READ COMMITTED', async () => {
        await session.assertOwn();
        await session.query(`SET LOCAL lock_timeout = ${String(PATIENCE.lock)}`);
        const { rows, relations } = await write();
        if (rows > 0) await session.query(REPORT);
        for (const relation of rows > 0 ? relations : []) await touching(relation);
        return rows;
      }),
    ),
  );
}

/** Tries again where somebody else keeps a lock on what is needed. */
export async function outlastingLocks<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (sqlStateOf(error) !== NO_LOCK || tried >= PATIENCE.attempts) throw error;
    }
    await pause(PATIENCE.pause);
  }
}
