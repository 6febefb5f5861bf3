import type { Session } from '../engine.js';
import {
  MOST_UNTRUSTED_LINKS,
  type IdentityLink,
  type LinkReview,
  type LinkSelection,
  type ReviewedLink,
} from '../../store/ingest-store.port.js';
import { LINK_ORIGINS, weakerThan, type IdUses, type LinkOrigin } from '../../store/link-trust.js';

/** A link as it is stored; one of the kind `recording` ties what was recorded to the id it was sent under, and joins nobody. */
type StoredLink = Omit<IdentityLink, 'kind'> & { readonly kind: IdentityLink['kind'] | 'recording' };

/** Inserts what is new, and gives what is there the origin of the stronger. What is known already is not written to. */
export async function insertLinks(session: Session, projectId: number, links: readonly StoredLink[]): Promise<void> {
  for (const origin of [...LINK_ORIGINS].reverse()) {
    const some = links.filter((link) => link.origin === origin);
    if (some.length === 0) continue;
    const values = [
      projectId,
      some.map((link) => link.distinctId),
      some.map((link) => link.linkedId),
      some.map((link) => link.kind),
      origin,
    ];
    await session.query(
      `INSERT INTO subject_data.identity_links (project_id, distinct_id, linked_id, kind, origin, received_at)
       SELECT $1::int, distinct_id, linked_id, kind, $5::text, clock_timestamp()
       FROM unnest($2::text[], $3::text[], $4::text[]) AS l (distinct_id, linked_id, kind)
       ORDER BY 2, 3, 4 ON CONFLICT DO NOTHING`,
      values,
    );
    const weaker = weakerThan(origin);
    if (weaker.length === 0) continue;
    await session.query(
      `UPDATE subject_data.identity_links t SET origin = $5::text
       FROM (
         SELECT k.project_id, k.distinct_id, k.linked_id, k.kind
         FROM unnest($2::text[], $3::text[], $4::text[]) AS l (distinct_id, linked_id, kind)
         JOIN subject_data.identity_links k
           ON k.project_id = $1::int AND k.distinct_id = l.distinct_id AND k.linked_id = l.linked_id AND k.kind = l.kind
         WHERE k.origin = ANY ($6::text[])
         ORDER BY 2, 3, 4 FOR UPDATE OF k
       ) AS weak
       WHERE t.project_id = weak.project_id AND t.distinct_id = weak.distinct_id AND t.linked_id = weak.linked_id
         AND t.kind = weak.kind AND t.origin = ANY ($6::text[])`,
      [...values, weaker],
    );
  }
}

/** Links without trust are read through an index of their own, the first that arrived first. */
export async function selectLinks(
  session: Session,
  projectId: number,
  ids: readonly string[],
): Promise<IdentityLink[]> {
  const { ofPerson, ofLinked } = MOST_UNTRUSTED_LINKS;
  const side = (column: string, most: number) => `
    SELECT l.* FROM asked CROSS JOIN LATERAL (
      SELECT distinct_id, linked_id, kind, origin FROM subject_data.identity_links
      WHERE project_id = $1 AND ${column} = asked.id AND origin <> 'token' AND kind <> 'recording'
      UNION ALL (
        SELECT distinct_id, linked_id, kind, origin FROM subject_data.identity_links
        WHERE project_id = $1 AND ${column} = asked.id AND origin = 'token' AND kind <> 'recording'
        ORDER BY received_at LIMIT ${String(most)}
      )
    ) AS l`;
  return session.query<IdentityLink & Record<string, unknown>>(
    `WITH asked AS MATERIALIZED (SELECT DISTINCT id FROM unnest($2::text[]) AS id)
     SELECT distinct_id AS "distinctId", linked_id AS "linkedId", kind, origin
     FROM (${side('distinct_id', ofPerson)} UNION ${side('linked_id', ofLinked)}) AS found`,
    [projectId, ids],
  );
}

export async function selectUses(
  session: Session,
  projectId: number,
  ids: readonly string[],
): Promise<Map<string, IdUses>> {
  const own = (more = '') =>
    `EXISTS (SELECT FROM subject_data.events e WHERE e.project_id = $1 AND e.distinct_id = id${more})`;
  // With OFFSET 0 each id is looked up: a planner without statistics would read the whole project first.
  const filed = (table: string, more = '') =>
    `EXISTS (SELECT FROM subject_data.${table} t WHERE t.project_id = $1 AND t.distinct_id = id${more} OFFSET 0)`;
  const rows = await session.query<{ id: string } & Record<keyof IdUses, boolean>>(
    `WITH used AS MATERIALIZED (
       SELECT id, ${own()} OR ${filed('session_replays')} OR ${filed('identity_links', ` AND t.kind = 'recording'`)} AS seen,
         ${filed('profiles')} AS profile
       FROM (SELECT DISTINCT id FROM unnest($2::text[]) AS id) AS asked
     )
     SELECT id, ${own(` AND e.properties ->> '$user_id' = id`)} AS user,
       ${own(` AND coalesce(e.properties ->> '$device_id', '') NOT IN (id, '$device:' || id)`)} AS plain, seen, profile
     FROM used WHERE seen OR profile`,
    [projectId, ids],
  );
  return new Map(rows.map(({ id, user, plain, seen, profile }) => [id, { user, plain, seen, profile }]));
}

export async function reviewedLinks(
  session: Session,
  projectId: number,
  selection: LinkSelection,
  most: number,
): Promise<LinkReview> {
  const { where, values } = selected(projectId, selection);
  const [sum] = await session.query<{ total: string }>(
    `SELECT count(*) AS total FROM subject_data.identity_links WHERE ${where}`,
    values,
  );
  const links = await session.query<ReviewedLink & Record<string, unknown>>(
    `SELECT distinct_id AS "distinctId", linked_id AS "linkedId", kind, origin, received_at AS "receivedAt"
     FROM subject_data.identity_links WHERE ${where} ORDER BY 1, 2, 3 LIMIT ${String(most)}`,
    values,
  );
  return { total: Number(sum?.total ?? 0), links };
}

export async function decideLinks(
  session: Session,
  projectId: number,
  selection: LinkSelection,
  origin: LinkOrigin,
): Promise<number> {
  const { where, values } = selected(projectId, selection);
  return session.change(
    `UPDATE subject_data.identity_links SET origin = $${String(values.length + 1)}::text
     WHERE ${where} AND origin <> $${String(values.length + 1)}::text`,
    [...values, origin],
  );
}

function selected(projectId: number, { origins, kind, distinctId, linkedId }: LinkSelection) {
  const values: unknown[] = [projectId, origins];
  const equals = (column: string, value: string | undefined) =>
    value === undefined ? [] : [`${column} = $${String(values.push(value))}::text`];
  const conditions = [
    'project_id = $1::int',
    'origin = ANY ($2::text[])',
    `(kind IN ('alias', 'merge') OR NOT starts_with(linked_id, '$device:'))`,
    `kind <> 'recording'`,
    ...equals('kind', kind),
    ...equals('distinct_id', distinctId),
    ...equals('linked_id', linkedId),
  ];
  return { where: conditions.join(' AND '), values };
}
