import type { Cells, ClickHouseEngine } from '../engine.js';
import type { ProfileChange } from '../../store/ingest-store.port.js';
import { assertBearable, changed, FEW_PROFILES, leaveLastSeen } from '../../store/profile-changes.js';
import { withRows } from './staging.js';

/** In milliseconds. */
const DAY = 86_400_000;

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
  changes: ReadonlyMap<string, readonly ProfileChange[]>,
  now: Date,
): Promise<void> {
  const ids = [...changes.keys()];
  if (ids.length > FEW_PROFILES) assertBearable(await storedBytes(engine, table, projectId, ids));
  const stored = await currentOf(engine, table, projectId, ids);
  const rows: Cells[] = [];
  for (const [id, its] of changes) {
    const row = stored.get(id);
    const was = row === undefined || Number(row.deleted) === 1 ? null : row.properties;
    const is = await changed(was, its);
    const version = versionBy(its, { row, was, is, now });
    if (version === null) continue;
    const arrived = was === null || row === undefined ? textOf(now) : row.receivedAt;
    rows.push([projectId, id, is ?? '{}', arrived, version, is === null ? 1 : 0]);
  }
  const columns = ['project_id', 'distinct_id', 'properties', 'received_at', 'version', 'is_deleted'];
  try {
    await engine.insert(table, columns, rows);
  } catch (error) {
    // The answer may have been lost. A change that is made again, such as an addition, would count twice.
    const now = await currentOf(engine, table, projectId, ids).catch(() => null);
    if (!rows.every(([, id, , , version]) => now?.get(String(id))?.version === version)) throw error;
  }
}

async function storedBytes(
  engine: ClickHouseEngine,
  table: string,
  projectId: number,
  ids: readonly string[],
): Promise<number> {
  const [row] = await ofProfiles<{ bytes: string }>(engine, table, projectId, ids, {
    columns: 'length(argMax(t.properties, t.version)) AS size',
    outer: 'sum(size) AS bytes',
  });
  return Number(row?.bytes ?? 0);
}

async function currentOf(
  engine: ClickHouseEngine,
  table: string,
  projectId: number,
  ids: readonly string[],
): Promise<Map<string, StoredProfile>> {
  const rows = await ofProfiles<StoredProfile>(engine, table, projectId, ids, {
    columns: `distinct_id AS id, argMax(t.properties, t.version) AS properties,
      toString(argMax(t.received_at, t.version)) AS receivedAt, max(t.version) AS version,
      argMax(t.is_deleted, t.version) AS deleted`,
    outer: '*',
  });
  return new Map(rows.map((row) => [row.id, row]));
}

/** Asks for columns of the last versions of profiles, and for something of all of them. */
async function ofProfiles<Row extends Record<string, unknown>>(
  engine: ClickHouseEngine,
  table: string,
  projectId: number,
  ids: readonly string[],
  { columns, outer }: { readonly columns: string; readonly outer: string },
): Promise<Row[]> {
  const rows = ids.map((id) => [id]);
  return withRows(engine, [['id', 'String']], rows, (name) =>
    engine.query<Row>(
      `SELECT ${outer} FROM (SELECT ${columns} FROM ${table} AS t WHERE project_id = ${String(projectId)}
         AND distinct_id ${engine.cluster === null ? '' : 'GLOBAL '}IN (SELECT id FROM ${name}) GROUP BY distinct_id)`,
    ),
  );
}

interface Change {
  readonly row: StoredProfile | undefined;
  readonly was: string | null;
  readonly is: string | null;
  readonly now: Date;
}

/** The number of the version to write, which tells when it was written; null where none is to be. */
function versionBy(changes: readonly ProfileChange[], { row, was, is, now }: Change): string | null {
  const stays = was !== null && is !== null && leaveLastSeen(changes);
  if (is === was && (stays || !isToldAnew(row, now))) return null;
  return stays && row !== undefined ? versionAfter(row) : nextVersion(row, now);
}

/** Whether the same is written once more, so that it is known when somebody last did: about once a day. */
function isToldAnew(row: StoredProfile | undefined, now: Date): boolean {
  if (row === undefined || Number(row.deleted) === 1) return false;
  return BigInt(row.version) / 1000n < BigInt(now.getTime() - DAY);
}

/** In microseconds of the clock, so that a profile made after an erasure outdoes every version that was hidden. */
function nextVersion(row: StoredProfile | undefined, now: Date): string {
  const byClock = BigInt(now.getTime()) * 1000n;
  const next = row === undefined ? 0n : BigInt(versionAfter(row));
  return String(next > byClock ? next : byClock);
}

/** A microsecond later: by it nobody was seen any later. */
function versionAfter({ version }: StoredProfile): string {
  return String(BigInt(version) + 1n);
}

function textOf(time: Date): string {
  return time.toISOString().replace('T', ' ').replace('Z', '');
}
