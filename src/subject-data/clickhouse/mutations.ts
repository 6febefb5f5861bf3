import { takesPatches, type Table } from './catalog.js';
import { literal, type ClickHouseEngine, type Settings } from './engine.js';
import type { Pass } from './passes.js';

/** How the mutations that remove a pass stand, all servers taken together. */
export interface Progress {
  /** Mutations that name the pass's table of ids and were not killed; none = it must be asked for (again). */
  readonly found: number;
  /** Servers and commands that are not done, and servers that do not know of it yet. */
  readonly unfinished: number;
  readonly partsLeft: number;
  /** It also takes out what a mask hides. */
  readonly unmasks: boolean;
  /** Name of the server's error where it is stuck, such as `Code: 395`; never the server's own text, which quotes rows. */
  readonly stuck: string | null;
}

/**
 * Ids must stay in their table: a server that executes the subquery beforehand would write its result into the mutation's
 * file and `system.mutations`. Replicated tables take subqueries for nondeterministic; ours stands still on every replica.
 */
const MUTATING: Settings = {
  mutations_sync: 0,
  allow_nondeterministic_mutations: 1,
  mutations_execute_subqueries_on_initiator: 0,
  mutations_execute_nondeterministic_on_initiator: 0,
};

/** Hides rows with patch parts where the table takes them, with a mask where not; returns when no reader sees them. */
async function hide(engine: ClickHouseEngine, table: Table, condition: string, patches: boolean): Promise<void> {
  const mode: Settings = patches
    ? { lightweight_delete_mode: 'lightweight_update_force', enable_lightweight_update: 1 }
    : {};
  await engine.command(`DELETE FROM ${table.parts}${engine.onCluster} WHERE ${condition}`, {
    ...MUTATING,
    ...mode,
    lightweight_deletes_sync: 2,
  });
}

/** Hides rows; a projection keeps copies that no mask hides, so that rows of such a table are removed at once. */
export async function takeAway(engine: ClickHouseEngine, table: Table, condition: string): Promise<void> {
  if (/\bPROJECTION\b/.test(table.ddl)) await remove(engine, table, [condition], { unmask: false, wait: true });
  else await hide(engine, table, condition, takesPatches(table) && (await engine.makesPatches()));
}

/** Asks for the removal of rows by one mutation. It is under way when this returns, or done where `wait` is set. */
export async function remove(
  engine: ClickHouseEngine,
  table: Table,
  conditions: readonly string[],
  options: { readonly unmask: boolean; readonly wait?: boolean },
): Promise<void> {
  await engine.command(removal(engine, table, conditions, options.unmask), {
    ...MUTATING,
    mutations_sync: options.wait === true ? 2 : 0,
  });
}

/** A delete passes by rows that a mask hides, so that the mask is applied in the same mutation. */
export function removal(
  engine: Pick<ClickHouseEngine, 'onCluster'>,
  table: Pick<Table, 'parts'>,
  conditions: readonly string[],
  unmask: boolean,
): string {
  const masks = unmask ? ', APPLY DELETED MASK' : '';
  return `ALTER TABLE ${table.parts}${engine.onCluster} DELETE WHERE ${conditions.join(' OR ')}${masks}`;
}

interface MutationRow extends Record<string, unknown> {
  id: string;
  server: string;
  done: number;
  killed: number;
  left: number;
  mask: number;
  error: string;
}

/**
 * What the server says of the mutation that is ours: its command names the table of ids of this pass, which nobody else
 * knows. One that was killed is as good as none; a lightweight delete's (`UPDATE _row_exists`) only hides.
 */
export async function progressOf(engine: ClickHouseEngine, table: Table, pass: Pass): Promise<Progress> {
  const rows = await engine.query<MutationRow>(
    `WITH ours AS (
       SELECT hostName() AS host, tcpPort() AS port, mutation_id FROM ${engine.everywhere('system.mutations')}
       WHERE database = ${literal(table.database)} AND table = ${literal(table.local)}
         AND position(command, ${literal(`ids_${pass.uid}`)}) > 0 AND NOT position(command, '_row_exists') > 0)
     SELECT mutation_id AS id, concat(hostName(), ':', toString(tcpPort())) AS server, is_done AS done, is_killed AS killed, parts_to_do AS left,
       position(command, 'APPLY DELETED MASK') > 0 AS mask, extract(latest_fail_reason, 'Code: [0-9]+') AS error
     FROM ${engine.everywhere('system.mutations')}
     WHERE database = ${literal(table.database)} AND table = ${literal(table.local)}
       AND (hostName(), tcpPort(), mutation_id) IN (SELECT host, port, mutation_id FROM ours)`,
  );
  const alive = rows.filter((row) => Number(row.killed) === 0);
  const unfinished = alive.filter((row) => Number(row.done) === 0);
  const ignorant = (await serversWith(engine, table)) - new Set(alive.map((row) => row.server)).size;
  return {
    found: new Set(alive.map((row) => row.id)).size,
    unfinished: unfinished.length + Math.max(0, ignorant),
    partsLeft: unfinished.reduce((most, row) => Math.max(most, Number(row.left)), 0),
    unmasks: alive.some((row) => Number(row.mask) === 1),
    stuck: unfinished.find((row) => row.error !== '')?.error ?? null,
  };
}

async function serversWith(engine: ClickHouseEngine, table: Table): Promise<number> {
  if (engine.cluster === null) return 1;
  const [row] = await engine.query<{ n: string }>(
    `SELECT count() AS n FROM ${engine.everywhere('system.tables')}
     WHERE database = ${literal(table.database)} AND name = ${literal(table.local)}`,
  );
  return Number(row?.n);
}

/** Rows of the pass that stand in active parts, hidden or not, less those that a reader sees: what was hidden and is not removed. */
export async function hiddenRows(engine: ClickHouseEngine, table: Table, condition: string): Promise<number> {
  const count = async (settings: Settings) => {
    const [row] = await engine.query<{ n: string }>(
      `SELECT count() AS n FROM ${engine.everywhere(table.parts)} WHERE ${condition}`,
      {},
      settings,
    );
    return Number(row?.n ?? 0);
  };
  const stored = await count({ apply_deleted_mask: 0, apply_patch_parts: 0 });
  return stored === 0 ? 0 : Math.max(0, stored - (await count({})));
}

/** Seconds by which a server's clock may be ahead of the one that said when rows were erased. */
const CLOCKS_APART = 60;

/** Whether every part that was replaced up to then has left the disk, on every server. */
export async function replacedPartsDropped(engine: ClickHouseEngine, table: Table, until: Date): Promise<boolean> {
  const latest = Math.ceil(until.getTime() / 1000) + CLOCKS_APART;
  const [row] = await engine.query<{ n: string }>(
    `SELECT count() AS n FROM ${engine.everywhere('system.parts')}
     WHERE NOT active AND database = ${literal(table.database)} AND table = ${literal(table.local)}
       AND remove_time <= fromUnixTimestamp(toInt64(${String(latest)}))`,
  );
  return Number(row?.n) === 0;
}
