import type { Bound } from './arrival.js';
import { useForLong } from './claimed-partitions.js';
import type { Table } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { type Parameters, persistently, transact, type Engine, type Session } from './engine.js';
import { writeKeys } from './key-table.js';
import type { HideOptions, Erasure, SubjectKey, OnTouch } from '../store/subject-store.port.js';
import type { LiveReach } from './foreign-keys/taken-along.js';

/** Has the dead rows counted at once, so that they are not counted after the VACUUM that removes them. */
const REPORT = 'SELECT pg_stat_force_next_flush()';
/**
 * A process that stops between asking whether it may go on and its COMMIT is rolled back by the server, well before the right
 * that it was told it had (a lease, a turn: 12 s) can be somebody else's.
 */
const IDLE = `SET idle_in_transaction_session_timeout = '5s'`;

export interface Order {
  readonly collection: Collection;
  readonly keys: readonly SubjectKey[];
  readonly erasure: Erasure;
  readonly course: HideOptions;
}

export interface Target {
  readonly collection: Collection;
  readonly bound: Bound;
  readonly table: Table;
  readonly touching: OnTouch;
  readonly reach: LiveReach;
}

export type Hold = () => Promise<void>;

/** A session with the keys, as long as `work` takes. */
export async function withKeys(
  engine: Engine,
  keys: readonly SubjectKey[],
  work: (session: Session, chunks: number) => Promise<void>,
): Promise<void> {
  await useForLong(engine, async (session) => {
    await session.query(IDLE);
    await session.claim();
    await work(session, await writeKeys(session, keys, true));
    await session.query(
      `DROP TABLE IF EXISTS pg_temp.subject_keys, pg_temp.going_keys, pg_temp.taken_along, pg_temp.taken_together;
       RESET idle_in_transaction_session_timeout`,
    );
  });
}

/** Writes chunk by chunk. `write` answers with the tables it has changed rows of, which are told of before anybody can see it. */
export async function step(
  session: Session,
  { touching }: Pick<Target, 'touching'>,
  chunks: number,
  hold: Hold,
  write: (chunk: number) => Promise<readonly string[]>,
): Promise<void> {
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    await persistently(() =>
      transact(session, 'READ COMMITTED', async () => {
        await session.assertOwn();
        const changed = await write(chunk);
        await session.query(REPORT);
        for (const relation of changed) await touching(relation);
        if (changed.length > 0) await hold();
      }),
    );
  }
}

/** Of one chunk the condition stays as it is, and so does its plan. */
export function inChunk(condition: string, { values }: Parameters, chunk: number, chunks: number) {
  if (chunks === 1) return { sql: condition, values };
  return { sql: `${condition} AND k.chunk = $${String(values.length + 1)}::int`, values: [...values, chunk] };
}

export function once(touching: OnTouch): OnTouch {
  const told = new Set<string>();
  return async (relation) => {
    if (told.has(relation)) return;
    await touching(relation);
    told.add(relation);
  };
}
