import { leavesOf, type Table } from './catalog.postgres.js';
import { clearings } from './clearing.postgres.js';
import type { Collection } from './collection.js';
import { Parameters, persistently, transact, writeKeys, type Engine, type Session } from './engine.postgres.js';
import { belongs } from './predicate.postgres.js';
import type { Erasure, SubjectKey, Touching } from './subject-store.port.js';

/** Keys a transaction takes at the most: what bounds its locks and the time its snapshot holds others back. */
const MOST_KEYS = 10_000;

/** Has the dead rows counted at once, so that they are not counted after the VACUUM that removes them. */
const REPORT = 'SELECT pg_stat_force_next_flush()';

export interface Order {
  readonly collection: Collection;
  readonly table: Table;
  readonly keys: readonly SubjectKey[];
  readonly erasure: Erasure;
  readonly touching: Touching;
}

/**
 * Deletes rows, or clears them, in steps that are committed one by one: so many keys of one partition. What was killed and
 * is done again finds nothing in the steps it had done, for the price of looking into an index.
 */
export async function eraseFrom(engine: Engine, order: Order): Promise<void> {
  const { collection, table, erasure, keys } = order;
  const isDeletion = clearings(collection, table, erasure, new Parameters()) === null;
  const touching = once(order.touching);
  for (let from = 0; from < keys.length; from += MOST_KEYS) {
    const chunk = keys.slice(from, from + MOST_KEYS);
    await engine.use(async (session) => {
      await writeKeys(session, chunk, true);
      await (isDeletion ? remove : clear)(session, { ...order, touching });
      await session.query('DROP TABLE pg_temp.subject_keys');
    });
  }
}

async function remove(session: Session, { collection, table, touching }: Order): Promise<void> {
  const parameters = new Parameters();
  const condition = belongs(collection, table, parameters);
  for (const leaf of await leavesOf(session, table)) {
    const sql = `DELETE FROM ${leaf.name} AS t USING pg_temp.subject_keys AS k WHERE ${condition}`;
    await step(session, async () => {
      if ((await session.change(sql, parameters.values)) > 0) await touching(leaf.name);
    });
  }
}

/** Through the table itself, since a cleared column may be one its partitions are made by. */
async function clear(session: Session, { collection, table, erasure, touching }: Order): Promise<void> {
  const parameters = new Parameters();
  const cleared = clearings(collection, table, erasure, parameters) ?? [];
  if (cleared.length === 0) return;
  const assignments = cleared.map((each) => each.assignment).join(', ');
  const condition = `${belongs(collection, table, parameters)} AND (${cleared.map((each) => each.holds).join(' OR ')})`;
  await step(session, async () => {
    for (const leaf of await leavesWith(session, table, condition, parameters)) await touching(leaf);
    await session.query(
      `UPDATE ${table.name} AS t SET ${assignments} FROM pg_temp.subject_keys AS k WHERE ${condition}`,
      parameters.values,
    );
  });
}

async function leavesWith(
  session: Session,
  table: Table,
  condition: string,
  parameters: Parameters,
): Promise<string[]> {
  const rows = await session.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
     FROM (SELECT DISTINCT t.tableoid FROM pg_temp.subject_keys AS k JOIN ${table.name} AS t ON true WHERE ${condition}) AS touched
     JOIN pg_class c ON c.oid = touched.tableoid JOIN pg_namespace n ON n.oid = c.relnamespace`,
    parameters.values,
  );
  return rows.map(({ name }) => name);
}

async function step(session: Session, work: () => Promise<void>): Promise<void> {
  await persistently(() =>
    transact(session, 'READ COMMITTED', async () => {
      await work();
      await session.query(REPORT);
    }),
  );
}

function once(touching: Touching): Touching {
  const told = new Set<string>();
  return async (relation) => {
    if (told.has(relation)) return;
    await touching(relation);
    told.add(relation);
  };
}
