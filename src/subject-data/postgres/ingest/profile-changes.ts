import type { Session } from '../engine.js';
import type { ProfileChange } from '../../store/ingest-store.port.js';
import { assertBearable, byProfile, changed, FEW_PROFILES, leaveLastSeen } from '../../store/profile-changes.js';

/** An id, the JSON of its profile, and whether its person was seen by what changed it. */
type Written = readonly [id: string, properties: string, seen: boolean];

/**
 * Applies changes to locked profiles. A profile that is not there cannot be locked: if another writer makes it first, the
 * insert finds it, and the changes of that id are applied once more, to what is there now.
 */
export async function changeProfilesOf(
  session: Session,
  projectId: number,
  changes: readonly ProfileChange[],
): Promise<void> {
  for (let left = changes; left.length > 0;) {
    const overtaken = await applyChanges(session, projectId, left);
    left = left.filter((change) => overtaken.has(change.distinctId));
  }
}

async function applyChanges(
  session: Session,
  projectId: number,
  changes: readonly ProfileChange[],
): Promise<ReadonlySet<string>> {
  const changesOf = byProfile(changes);
  const ids = [...changesOf.keys()].sort();
  if (ids.length > FEW_PROFILES) assertBearable(await storedBytes(session, projectId, ids));
  const locked = await lockProfiles(session, projectId, ids);
  const updated: Written[] = [];
  const inserted: Written[] = [];
  const removed: string[] = [];
  for (const id of ids) {
    const stored = locked.get(id) ?? null;
    const its = changesOf.get(id) ?? [];
    const text = await changed(stored, its);
    if (text !== null) (stored === null ? inserted : updated).push([id, text, !leaveLastSeen(its)]);
    else if (stored !== null) removed.push(id);
  }
  await updateProfiles(session, projectId, updated);
  await removeProfiles(session, projectId, removed);
  return insertProfiles(session, projectId, inserted);
}

async function storedBytes(session: Session, projectId: number, ids: readonly string[]): Promise<number> {
  const [row] = await session.query<{ bytes: string | null }>(
    `SELECT sum(octet_length(properties::text)) AS bytes FROM subject_data.profiles
     WHERE project_id = $1 AND distinct_id = ANY ($2::text[])`,
    [projectId, ids],
  );
  return Number(row?.bytes ?? 0);
}

async function lockProfiles(session: Session, projectId: number, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await session.query<{ id: string; properties: string }>(
    `SELECT distinct_id AS id, properties::text AS properties FROM subject_data.profiles
     WHERE project_id = $1 AND distinct_id = ANY ($2::text[]) ORDER BY distinct_id FOR UPDATE`,
    [projectId, ids],
  );
  return new Map(rows.map(({ id, properties }) => [id, properties]));
}

/** What says the same again is noted once a day: that somebody was seen decides how long the profile is kept. */
async function updateProfiles(session: Session, projectId: number, profiles: readonly Written[]) {
  if (profiles.length === 0) return;
  await session.query(
    `UPDATE subject_data.profiles AS p
     SET properties = n.properties, written_at = CASE WHEN n.seen THEN clock_timestamp() ELSE p.written_at END
     FROM unnest($2::text[], $3::jsonb[], $4::boolean[]) AS n (distinct_id, properties, seen)
     WHERE p.project_id = $1 AND p.distinct_id = n.distinct_id
       AND (p.properties <> n.properties OR n.seen AND p.written_at < clock_timestamp() - interval '1 day')`,
    [
      projectId,
      profiles.map(([id]) => id),
      profiles.map(([, properties]) => properties),
      profiles.map(([, , seen]) => seen),
    ],
  );
}

async function removeProfiles(session: Session, projectId: number, ids: readonly string[]) {
  if (ids.length === 0) return;
  await session.query(`DELETE FROM subject_data.profiles WHERE project_id = $1 AND distinct_id = ANY ($2::text[])`, [
    projectId,
    ids,
  ]);
}

/** Returns the ids that another writer was first to insert. */
async function insertProfiles(
  session: Session,
  projectId: number,
  profiles: readonly Written[],
): Promise<ReadonlySet<string>> {
  if (profiles.length === 0) return new Set();
  const inserted = await session.query<{ id: string }>(
    `INSERT INTO subject_data.profiles (project_id, distinct_id, properties, received_at, written_at)
     SELECT $1::int, distinct_id, properties, clock_timestamp(), clock_timestamp()
     FROM unnest($2::text[], $3::jsonb[]) AS n (distinct_id, properties)
     ORDER BY distinct_id ON CONFLICT DO NOTHING RETURNING distinct_id AS id`,
    [projectId, profiles.map(([id]) => id), profiles.map(([, properties]) => properties)],
  );
  const written = new Set(inserted.map((row) => row.id));
  return new Set(profiles.map(([id]) => id).filter((id) => !written.has(id)));
}
