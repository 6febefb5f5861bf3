import type { Cells, ClickHouseEngine } from './engine.clickhouse.js';
import type { ProfileChange } from './ingest-store.port.js';
import { withRows } from './staging.clickhouse.js';

interface StoredProfile extends Record<string, unknown> {
  id: string;
  properties: string;
  receivedAt: string;
  version: string;
  deleted: number;
}

/**
 * Applies changes while nobody else changes these profiles. Each change is a new version of the row, by which the one before
 * counts no more; a removal is a version that says so. All versions have the arrival time of the oldest content.
 */
export async function applyChanges(
  engine: ClickHouseEngine,
  table: string,
  projectId: number,
  ids: readonly string[],
  changes: readonly ProfileChange[],
  now: Date,
): Promise<void> {
  const stored = await currentOf(engine, table, projectId, ids);
  const before = new Map<string, Readonly<Record<string, unknown>> | null>();
  for (const id of ids) {
    const row = stored.get(id);
    const isThere = row !== undefined && Number(row.deleted) === 0;
    before.set(id, isThere ? (JSON.parse(row.properties) as Record<string, unknown>) : null);
  }
  const after = new Map(before);
  for (const { distinctId, change } of changes) after.set(distinctId, change(after.get(distinctId) ?? null));

  const rows = ids.flatMap((id): Cells[] => {
    const [was, is, row] = [before.get(id) ?? null, after.get(id) ?? null, stored.get(id)];
    const text = is === null ? '{}' : JSON.stringify(is);
    if (is === null ? was === null : was !== null && text === row?.properties) return [];
    const arrived = was === null || row === undefined ? textOf(now) : row.receivedAt;
    return [[projectId, id, text, arrived, nextVersion(row, now), is === null ? 1 : 0]];
  });
  const columns = ['project_id', 'distinct_id', 'properties', 'received_at', 'version', 'is_deleted'];
  try {
    await engine.insert(table, columns, rows);
  } catch (error) {
    // The answer may have been lost. A change that is made again, such as an addition, would count twice.
    const now = await currentOf(engine, table, projectId, ids).catch(() => null);
    if (!rows.every(([, id, , , version]) => now?.get(String(id))?.version === version)) throw error;
  }
}

async function currentOf(
  engine: ClickHouseEngine,
  table: string,
  projectId: number,
  ids: readonly string[],
): Promise<Map<string, StoredProfile>> {
  const rows = await withRows(
    engine,
    [['id', 'String']],
    ids.map((id) => [id]),
    (name) =>
      engine.query<StoredProfile>(
        `SELECT distinct_id AS id, argMax(t.properties, t.version) AS properties,
           toString(argMax(t.received_at, t.version)) AS receivedAt, max(t.version) AS version,
           argMax(t.is_deleted, t.version) AS deleted
         FROM ${table} AS t WHERE project_id = ${String(projectId)}
           AND distinct_id ${engine.cluster === null ? '' : 'GLOBAL '}IN (SELECT id FROM ${name}) GROUP BY distinct_id`,
      ),
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** In microseconds of the clock, so that a profile made after an erasure outdoes every version that was hidden. */
function nextVersion(row: StoredProfile | undefined, now: Date): string {
  const byClock = BigInt(now.getTime()) * 1000n;
  const next = row === undefined ? 0n : BigInt(row.version) + 1n;
  return String(next > byClock ? next : byClock);
}

function textOf(time: Date): string {
  return time.toISOString().replace('T', ' ').replace('Z', '');
}
