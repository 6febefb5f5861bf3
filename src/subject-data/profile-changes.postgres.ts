import type { Session } from './engine.postgres.js';
import type { ProfileChange } from './ingest-store.port.js';

type Profile = Readonly<Record<string, unknown>>;

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
  const ids = [...new Set(changes.map((change) => change.distinctId))].sort();
  const locked = await lockProfiles(session, projectId, ids);
  const profiles = new Map<string, Profile | null>(locked);
  for (const { distinctId, change } of changes) profiles.set(distinctId, change(profiles.get(distinctId) ?? null));

  const kept = [...profiles].flatMap(([id, profile]) =>
    profile === null ? [] : [[id, JSON.stringify(profile)] as const],
  );
  const removed = [...profiles.keys()].filter((id) => profiles.get(id) === null && locked.has(id));
  await updateProfiles(
    session,
    projectId,
    kept.filter(([id]) => locked.has(id)),
  );
  await removeProfiles(session, projectId, removed);
  return insertProfiles(
    session,
    projectId,
    kept.filter(([id]) => !locked.has(id)),
  );
}

async function lockProfiles(
  session: Session,
  projectId: number,
  ids: readonly string[],
): Promise<Map<string, Profile>> {
  const rows = await session.query<{ id: string; properties: string }>(
    `SELECT distinct_id AS id, properties::text AS properties FROM subject_data.profiles
     WHERE project_id = $1 AND distinct_id = ANY ($2::text[]) ORDER BY distinct_id FOR UPDATE`,
    [projectId, ids],
  );
  return new Map(rows.map(({ id, properties }) => [id, JSON.parse(properties) as Profile]));
}

async function updateProfiles(session: Session, projectId: number, profiles: readonly (readonly [string, string])[]) {
  if (profiles.length === 0) return;
  await session.query(
    `UPDATE subject_data.profiles AS p SET properties = n.properties
     FROM unnest($2::text[], $3::jsonb[]) AS n (distinct_id, properties)
     WHERE p.project_id = $1 AND p.distinct_id = n.distinct_id AND p.properties <> n.properties`,
    [projectId, profiles.map(([id]) => id), profiles.map(([, properties]) => properties)],
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
  profiles: readonly (readonly [string, string])[],
): Promise<ReadonlySet<string>> {
  if (profiles.length === 0) return new Set();
  const inserted = await session.query<{ id: string }>(
    `INSERT INTO subject_data.profiles (project_id, distinct_id, properties, received_at)
     SELECT $1::int, distinct_id, properties, clock_timestamp()
     FROM unnest($2::text[], $3::jsonb[]) AS n (distinct_id, properties)
     ORDER BY distinct_id ON CONFLICT DO NOTHING RETURNING distinct_id AS id`,
    [projectId, profiles.map(([id]) => id), profiles.map(([, properties]) => properties)],
  );
  const written = new Set(inserted.map((row) => row.id));
  return new Set(profiles.map(([id]) => id).filter((id) => !written.has(id)));
}
