import { byTurns, useForLong } from './by-turns.postgres.js';
import { leavesOf, tableOf, type Table } from './catalog.postgres.js';
import { clearings } from './clearing.postgres.js';
import type { Collection } from './collection.js';
import { Parameters, persistently, transact, writeKeys, type Engine, type Session } from './engine.postgres.js';
import { belongs } from './predicate.postgres.js';
import type { Course, Erasure, SubjectKey, Touching } from './subject-store.port.js';

/** Has the dead rows counted at once, so that they are not counted after the VACUUM that removes them. */
const REPORT = 'SELECT pg_stat_force_next_flush()';
/**
 * A process that stops between asking whether it may go on and its COMMIT is rolled back by the server, well before the right
 * that it was told it had (a lease, a turn: 12 s) can be somebody else's.
 */
const IDLE = `SET idle_in_transaction_session_timeout = '5s'`;

const untold = async () => undefined;

export interface Order {
  readonly collection: Collection;
  readonly keys: readonly SubjectKey[];
  readonly erasure: Erasure;
  readonly course: Course;
}

interface Target {
  readonly collection: Collection;
  readonly table: Table;
  readonly touching: Touching;
}

type Hold = () => Promise<void>;

/**
 * Deletes rows, or clears them, in steps that are committed one by one: so many keys of one partition. What was killed and
 * is done again finds nothing in the steps it had done, for the price of looking into an index.
 */
export async function eraseFrom(engine: Engine, { collection, keys, erasure, course }: Order): Promise<void> {
  const { touching = untold, hold = untold, turns } = course;
  const [table, leaves] = await engine.use(async (session) => {
    const found = await tableOf(session, collection);
    return [found, (await leavesOf(session, found)).map(({ name }) => name)] as const;
  });
  const target: Target = { collection, table, touching: once(touching) };
  if (clearings(collection, table, erasure, new Parameters()) !== null) {
    return withKeys(engine, keys, (session, chunks) => clear(session, target, erasure, chunks, hold));
  }
  if (turns === undefined || leaves.length < 2) {
    return withKeys(engine, keys, async (session, chunks) => {
      for (const leaf of leaves) await remove(session, target, leaf, chunks, hold);
    });
  }
  await turns.lay(leaves);
  await byTurns(turns, (work) =>
    withKeys(engine, keys, (session, chunks) =>
      work(async (leaf) => {
        await remove(session, target, leaf, chunks, () => turns.hold(leaf));
        return true;
      }),
    ),
  );
}

/** A session with the keys, as long as `work` takes. */
async function withKeys(
  engine: Engine,
  keys: readonly SubjectKey[],
  work: (session: Session, chunks: number) => Promise<void>,
): Promise<void> {
  await useForLong(engine, async (session) => {
    await session.query(IDLE);
    await work(session, await writeKeys(session, keys, true));
    await session.query('DROP TABLE pg_temp.subject_keys; RESET idle_in_transaction_session_timeout');
  });
}

async function remove(session: Session, target: Target, leaf: string, chunks: number, hold: Hold): Promise<void> {
  const parameters = new Parameters();
  const condition = belongs(target.collection, target.table, parameters);
  await step(session, target, chunks, hold, async (chunk) => {
    const { sql, values } = inChunk(condition, parameters, chunk, chunks);
    const deletion = `DELETE FROM ${leaf} AS t USING pg_temp.subject_keys AS k WHERE ${sql}`;
    return (await session.change(deletion, values)) > 0 ? [leaf] : [];
  });
}

/** Through the table itself, since a cleared column may be one its partitions are made by. */
async function clear(session: Session, target: Target, erasure: Erasure, chunks: number, hold: Hold): Promise<void> {
  const { collection, table } = target;
  const parameters = new Parameters();
  const cleared = clearings(collection, table, erasure, parameters) ?? [];
  if (cleared.length === 0) return;
  const assignments = cleared.map((each) => each.assignment).join(', ');
  const condition = `${belongs(collection, table, parameters)} AND (${cleared.map((each) => each.holds).join(' OR ')})`;
  await step(session, target, chunks, hold, async (chunk) => {
    const { sql, values } = inChunk(condition, parameters, chunk, chunks);
    const touched = await leavesWith(session, table, sql, values);
    await session.query(
      `UPDATE ${table.name} AS t SET ${assignments} FROM pg_temp.subject_keys AS k WHERE ${sql}`,
      values,
    );
    return touched;
  });
}

async function leavesWith(
  session: Session,
  table: Table,
  condition: string,
  values: readonly unknown[],
): Promise<string[]> {
  const rows = await session.query<{ name: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name
     FROM (SELECT DISTINCT t.tableoid FROM pg_temp.subject_keys AS k JOIN ${table.name} AS t ON true WHERE ${condition}) AS touched
     JOIN pg_class c ON c.oid = touched.tableoid JOIN pg_namespace n ON n.oid = c.relnamespace`,
    values,
  );
  return rows.map(({ name }) => name);
}

/** Writes chunk by chunk. `write` answers with the tables it has changed rows of, which are told of before anybody can see it. */
async function step(
  session: Session,
  { touching }: Target,
  chunks: number,
  hold: Hold,
  write: (chunk: number) => Promise<readonly string[]>,
): Promise<void> {
  for (let chunk = 0; chunk < chunks; chunk += 1) {
    await persistently(() =>
      transact(session, 'READ COMMITTED', async () => {
        const changed = await write(chunk);
        await session.query(REPORT);
        for (const relation of changed) await touching(relation);
        if (changed.length > 0) await hold();
      }),
    );
  }
}

/** Of one chunk the condition stays as it is, and so does its plan. */
function inChunk(condition: string, { values }: Parameters, chunk: number, chunks: number) {
  if (chunks === 1) return { sql: condition, values };
  return { sql: `${condition} AND k.chunk = $${String(values.length + 1)}::int`, values: [...values, chunk] };
}

function once(touching: Touching): Touching {
  const told = new Set<string>();
  return async (relation) => {
    if (told.has(relation)) return;
    await touching(relation);
    told.add(relation);
  };
}
