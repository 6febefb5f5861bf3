import type { Table } from '../catalog.js';
import { transact, persistently, type Session } from '../engine.js';
import type { Referring } from './referring-keys.js';
import type { OnTouch } from '../../store/scrubber.port.js';
import type { Expiry, ExpiryOptions } from '../../store/expiry/expiry.port.js';

/** What `hide` works with: one session, in which the keys of whoever is spared stand. */
export interface Work {
  readonly session: Session;
  readonly expiry: Expiry;
  readonly table: Table;
  readonly referring: Referring;
  readonly options: ExpiryOptions;
  /** Told of each table once. */
  readonly touching: OnTouch;
}

/** Has the dead rows counted at once, so that they are not counted after the VACUUM that removes them. */
const REPORT = 'SELECT pg_stat_force_next_flush()';

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
        const { rows, relations } = await write();
        if (rows > 0) await session.query(REPORT);
        for (const relation of rows > 0 ? relations : []) await touching(relation);
        return rows;
      }),
    ),
  );
}
