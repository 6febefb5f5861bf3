import type { Bound } from './arrival.js';
import { inClaimedPartitions } from './claimed-partitions.js';
import { leavesOf, tableOf, type Table } from './catalog.js';
import { clearings } from './clearing.js';
import { Parameters, type Engine, type Session } from './engine.js';
import { eraseAlong } from './foreign-keys/erase-along.js';
import { circleOf, eraseTogether } from './foreign-keys/erase-together.js';
import { inChunk, once, step, withKeys, type Hold, type Order, type Target } from './erase-steps.js';
import { noneBut } from './foreign-keys/foreign-keys.js';
import { alone } from '../store/neighbours.js';
import { belongs } from './predicate.js';
import type { Erasure } from '../store/subject-store.port.js';
import { liveReach } from './foreign-keys/taken-along.js';

const untold = async () => undefined;

/**
 * Deletes rows, or clears them, in steps that are committed one by one: so many keys of one partition. What was killed and
 * is done again finds nothing in the steps it had done, for the price of looking into an index. Where foreign keys would take
 * other rows along, a step is so many keys of the whole table, and what would go is looked at first. What refers to each other round
 * a circle goes in one statement.
 */
export async function eraseFrom(engine: Engine, order: Order): Promise<void> {
  const { collection, keys, erasure, course } = order;
  const { onTouch: touching = untold, assertStillMine: hold = untold, turns, neighbours = alone(collection) } = course;
  const { table, leaves, reach, circle } = await engine.transaction('REPEATABLE READ', async (session) => {
    const found = await tableOf(session, collection);
    const names = (await leavesOf(session, found)).map(({ name }) => name);
    const reached = await liveReach(session, collection, found, erasure, neighbours);
    const referred = reached.known.keys.length > 0;
    const members = referred ? await circleOf(session, collection, erasure, neighbours) : [];
    return { table: found, leaves: names, reach: reached, circle: members };
  });
  if (circle.length > 0) return eraseTogether(engine, circle, order, neighbours, hold);
  const bound: Bound = { now: null, ahead: course.ahead ?? null };
  const target: Target = { collection, bound, table, touching: once(touching), reach };
  if (reach.reached.length > 0) return eraseAlong(engine, target, order, hold);
  if (clearings(collection, table, erasure, new Parameters()) !== null) {
    return withKeys(engine, keys, (session, chunks) => clear(session, target, erasure, chunks, hold));
  }
  if (turns === undefined || leaves.length < 2) {
    return withKeys(engine, keys, async (session, chunks) => {
      for (const leaf of leaves) await remove(session, target, leaf, chunks, hold);
    });
  }
  await turns.offer(leaves);
  await inClaimedPartitions(turns, (work) =>
    withKeys(engine, keys, (session, chunks) =>
      work(async (leaf) => {
        await remove(session, target, leaf, chunks, () => turns.heartbeat(leaf));
        return true;
      }),
    ),
  );
}

async function remove(session: Session, target: Target, leaf: string, chunks: number, hold: Hold): Promise<void> {
  const parameters = new Parameters();
  const belonging = belongs(target.collection, target.table, parameters, target.bound);
  const condition = `${belonging} AND ${nothingNew(target, parameters)}`;
  await step(session, target, chunks, hold, async (chunk) => {
    const { sql, values } = inChunk(condition, parameters, chunk, chunks);
    const deletion = `DELETE FROM ONLY ${leaf} AS t USING pg_temp.subject_keys AS k WHERE ${sql}`;
    return (await session.change(deletion, values)) > 0 ? [leaf] : [];
  });
}

/** Through the table itself, since a cleared column may be one its partitions are made by. */
async function clear(session: Session, target: Target, erasure: Erasure, chunks: number, hold: Hold): Promise<void> {
  const { collection, table, bound } = target;
  const parameters = new Parameters();
  const cleared = clearings(collection, table, erasure, parameters) ?? [];
  if (cleared.length === 0) return;
  const assignments = cleared.map((each) => each.assignment).join(', ');
  const held = cleared.map((each) => each.holds).join(' OR ');
  const belonging = belongs(collection, table, parameters, bound);
  const condition = `${belonging} AND (${held}) AND ${nothingNew(target, parameters)}`;
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

/**
 * No foreign key has come since the catalog was asked: then nothing is erased, the rows are read back as survivors, and the next
 * attempt looks at what they would take along.
 */
function nothingNew({ reach: { known } }: Target, parameters: Parameters): string {
  return noneBut(parameters.add(known.family, 'oid[]'), parameters.add(known.keys, 'oid[]'));
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
