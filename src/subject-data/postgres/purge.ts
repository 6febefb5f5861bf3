import { inClaimedPartitions, useForLong } from './claimed-partitions.js';
import { FAMILY, leavesOf, tableOf, type Table } from './catalog.js';
import type { Collection } from '../data-map/collection.js';
import { forgetEmpty } from './scrub/empty-statistics.js';
import { sqlStateOf, type Engine, type Session } from './engine.js';
import { holderOf, isAnythingOlder, nextTransaction, sessionsAreHidden, waitForHolders } from './horizon.js';
import type { RemovalOptions, RemovalResult, RemovalWait, PartitionClaims } from '../store/subject-store.port.js';

export interface Patience {
  /** How long to wait for older transactions to end by themselves, in milliseconds. */
  readonly horizon: number;
  /** How long to wait for a reader to leave a page, in milliseconds. */
  readonly page: number;
}

type Leaf = Awaited<ReturnType<typeof leavesOf>>[number];

const CANCELLED = '57014';

/**
 * What is to be purged, and how. `since`: the moment, as a transaction id, from before which nobody may have a state; now where it
 * is left out. Tables that are not among `relations`, such as the months without a row of these people, are spared.
 */
export interface PurgeOrder extends RemovalOptions {
  readonly collection: Collection;
  readonly patience: Patience;
}

/**
 * Removes erased rows from table and indexes, and proves it. A plain VACUUM proves nothing: it skips indexes for few
 * rows, keeps what an older snapshot can see, and passes by a page that somebody reads. So:
 * - everybody who could see a state from before now must have gone (`since` is that moment's transaction id), before
 *   VACUUM and after;
 * - where VACUUM reports dead rows it left behind, it is run again, at last with FREEZE, which waits for every page; what is
 *   dead afterwards died later, unless an old transaction somewhere on the server lets new snapshots begin as old ones.
 * Where the other sessions cannot be seen for want of `pg_read_all_stats`, only a VACUUM that left nothing behind counts.
 *
 * Others take part from when the older ones have gone, so that each of their VACUUMs is one after that. What several do at
 * once has no state from before `since`, so that none keeps the rows of another.
 */
export async function purgeTable(engine: Engine, order: PurgeOrder): Promise<RemovalResult> {
  const { collection, patience, since, relations, turns } = order;
  return useForLong(engine, async (session) => {
    const start = since ?? (await nextTransaction(session));
    const waiting = (reason: RemovalWait, waitsFor: string): RemovalResult => ({
      erased: false,
      reason,
      waitsFor,
      since: start,
    });
    const table = await tableOf(session, collection);
    const leaves = relations === undefined ? await leavesOf(session, table) : await tablesNamed(session, relations);
    const dropped = leaves.length < (relations?.length ?? 0);
    const parents = await (dropped ? partitionedIn(session, table, leaves) : parentsOf(session, leaves));
    if (leaves.length + parents.length === 0) return { erased: true };
    if ((await unvacuumable(session, [...leaves, ...parents])).length > 0)
      return waiting('missing-right', `the right to vacuum ${table.name} (MAINTAIN, or to own it)`);

    const before = await waitForHolders(session, start, patience.horizon);
    const shared = before === null && leaves.length > 1 ? turns : undefined;
    const left = await vacuumAll(engine, session, leaves, parents, shared);
    const holder = await holderAfter(session, { start, before, left, page: patience.page });
    return holder === null ? { erased: true } : waiting('older-snapshot', holder);
  });
}

interface Vacuumed {
  readonly start: string;
  /** Who held an older state before VACUUM; null = nobody did. */
  readonly before: string | null;
  /** Tables in which dead rows were left. */
  readonly left: readonly Leaf[];
  /** Milliseconds to wait for a reader to leave a page. */
  readonly page: number;
}

/** Who may still hold what was erased when all is vacuumed, the tables with dead rows once more with FREEZE; null = nobody. */
async function holderAfter(session: Session, { start, before, left, page }: Vacuumed): Promise<string | null> {
  const hidden = left.length > 0 && (await sessionsAreHidden(session));
  const elder = left.length > 0 && (await isAnythingOlder(session, start));
  const frozen = before !== null || hidden || (await freeze(session, left, page));

  const holder = before ?? (await holderOf(session, start));
  if (holder !== null) return holder;
  if (hidden) return 'sessions this role cannot see; grant it pg_read_all_stats';
  if (!frozen) return 'a reader that stays on a page';
  const isLeft = elder && (await leftBehind(session, left)).length > 0;
  return isLeft ? 'an older transaction in another database of the server' : null;
}

/** Vacuums and analyzes; returns the tables in which dead rows were left. */
async function vacuumAll(
  engine: Engine,
  session: Session,
  leaves: readonly Leaf[],
  parents: readonly Leaf[],
  turns: PartitionClaims | undefined,
): Promise<Leaf[]> {
  if (turns === undefined) {
    const left = await vacuum(session, leaves);
    await analyze(session, parents);
    return left;
  }
  // Before 18 a parent cannot be analyzed without its partitions, which others are at. It takes longest, so it comes first.
  const apart = await analyzesApart(session);
  await turns.offer([...(apart ? parents : []), ...leaves].map(({ name }) => name));
  await vacuumByTurns(engine, turns);
  if (!apart) await analyze(session, parents);
  const unproven = new Set(await turns.unproven());
  return leaves.filter(({ name }) => unproven.has(name));
}

/** Does the tables whose turn it is: partitions, and parents that need only be analyzed. */
export async function vacuumByTurns(engine: Engine, turns: PartitionClaims): Promise<void> {
  await inClaimedPartitions(turns, (work) =>
    useForLong(engine, (session) =>
      work(async (relation) => {
        const [table] = await tablesNamed(session, [relation]);
        if (table?.kind === 'p') await analyze(session, [table]);
        else if (table !== undefined) return (await vacuum(session, [table])).length === 0;
        return true;
      }),
    ),
  );
}

/** Vacuums, and once more where dead rows were left; returns the tables that still have some. Then analyzes. */
async function vacuum(session: Session, leaves: readonly Leaf[]): Promise<Leaf[]> {
  let left = leaves;
  for (let time = 0; time < 2 && left.length > 0; time += 1) {
    for (const leaf of left) await session.query(`VACUUM (INDEX_CLEANUP ON) ${leaf.name}`);
    left = await leftBehind(session, left);
  }
  // Afterwards, since it puts its own estimate of the dead rows in the place of what VACUUM has counted.
  for (const leaf of leaves) await session.query(`ANALYZE ${leaf.name}`);
  await forgetEmpty(session, leaves, await versionOf(session));
  return [...left];
}

/** Statistics over all partitions of a table: they too hold values of rows. */
async function analyze(session: Session, parents: readonly Leaf[]): Promise<void> {
  if (parents.length === 0) return;
  const only = (await analyzesApart(session)) ? 'ONLY ' : '';
  for (const parent of parents) await session.query(`ANALYZE ${only}${parent.name}`);
  await forgetEmpty(session, parents, await versionOf(session));
}

/** The tables among `names` (SQL names) that are there. */
async function tablesNamed(session: Session, names: readonly string[]): Promise<Leaf[]> {
  return session.query(
    `SELECT c.oid::text AS oid, name, c.relkind::text AS kind
     FROM unnest($1::text[]) AS name JOIN pg_class c ON c.oid = to_regclass(name) ORDER BY name`,
    [names],
  );
}

/** The partitioned tables above. */
export async function parentsOf(session: Session, leaves: readonly { oid: string }[]): Promise<Leaf[]> {
  return session.query(
    `SELECT DISTINCT c.oid::text AS oid, format('%I.%I', n.nspname, c.relname) AS name, c.relkind::text AS kind
     FROM unnest($1::oid[]) AS leaf CROSS JOIN LATERAL pg_partition_ancestors(leaf::regclass) AS above (oid)
     JOIN pg_class c ON c.oid = above.oid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind = 'p'`,
    [leaves.map((leaf) => leaf.oid)],
  );
}

/** The same, and those that a partition which is gone may have stood in: statistics over all partitions remember its rows. */
async function partitionedIn(session: Session, table: Table, leaves: readonly Leaf[]): Promise<Leaf[]> {
  const above = await parentsOf(session, leaves);
  const within = await session.query<Leaf & Record<string, unknown>>(
    `${FAMILY} SELECT c.oid::text AS oid, format('%I.%I', n.nspname, c.relname) AS name, c.relkind::text AS kind
     FROM family JOIN pg_class c ON c.oid = family.oid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind = 'p'`,
    [table.oid],
  );
  return [...above, ...within.filter(({ oid }) => !above.some((known) => known.oid === oid))];
}

/** Tables in which VACUUM, by its own report, had to leave dead rows, their TOAST tables included. */
async function leftBehind(session: Session, leaves: readonly Leaf[]): Promise<Leaf[]> {
  const rows = await session.query<{ oid: string }>(
    `SELECT c.oid::text AS oid FROM pg_class c
     WHERE c.oid = ANY ($1::oid[]) AND (current_setting('track_counts') = 'off' OR EXISTS (
       SELECT FROM pg_stat_all_tables s WHERE s.relid IN (c.oid, c.reltoastrelid) AND s.n_dead_tup > 0))`,
    [leaves.map((leaf) => leaf.oid)],
  );
  const dirty = new Set(rows.map((row) => row.oid));
  return leaves.filter((leaf) => dirty.has(leaf.oid));
}

/** Waits for every page; false where somebody does not leave one. */
async function freeze(session: Session, leaves: readonly Leaf[], patience: number): Promise<boolean> {
  await session.query(`SET statement_timeout = ${String(patience)}`);
  try {
    for (const leaf of leaves) await session.query(`VACUUM (INDEX_CLEANUP ON, FREEZE) ${leaf.name}`);
    return true;
  } catch (error) {
    if (sqlStateOf(error) === CANCELLED) return false;
    throw error;
  } finally {
    await session.query('RESET statement_timeout');
  }
}

/** The tables among `leaves` that the role may not vacuum; VACUUM itself would skip them with a mere warning. */
export async function unvacuumable(session: Session, leaves: readonly { oid: string }[]): Promise<string[]> {
  const maintains = (await versionOf(session)) >= 170_000 ? `OR has_table_privilege(c.oid, 'MAINTAIN')` : '';
  const rows = await session.query<{ name: string }>(
    `SELECT c.oid::regclass::text AS name FROM pg_class c
     WHERE c.oid = ANY ($1::oid[]) AND NOT (pg_has_role(c.relowner, 'USAGE') ${maintains})`,
    [leaves.map((leaf) => leaf.oid)],
  );
  return rows.map((row) => row.name);
}

async function analyzesApart(session: Session): Promise<boolean> {
  return (await versionOf(session)) >= 180_000;
}

async function versionOf(session: Session): Promise<number> {
  const [server] = await session.query<{ version: number }>(
    `SELECT current_setting('server_version_num')::int AS version`,
  );
  return server?.version ?? 0;
}
