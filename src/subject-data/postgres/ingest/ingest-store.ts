import type { Pool } from 'pg';
import { jsonbArray, textArray, timestamptzArray } from './binary-array.js';
import { HABEAS_STORE } from '../../data-map/built-in-collections.js';
import { quoted } from '../catalog.js';
import { Engine, sqlStateOf, type Session } from '../engine.js';
import { partitionOf, partitionsBetween, type EventPartition } from './event-partitions.js';
import { decideLinks, insertLinks, reviewedLinks, selectLinks, selectUses } from './identity-links.js';
import {
  IngestStore,
  type EventRecord,
  type IdentityLink,
  type LinkReview,
  type LinkSelection,
  type ProfileChange,
  type ReplayRecord,
  type WriteLimit,
} from '../../store/ingest-store.port.js';
import type { IdUses, LinkOrigin } from '../../store/link-trust.js';
import type { ProfileSearch } from '../../store/profile-search.js';
import { changeProfilesOf } from './profile-changes.js';
import { searchProfiles } from './profile-search.js';

/** Number of the advisory lock under which partitions are made, so that two writers do not make the same one. */
const PARTITION_LOCK = 8_031_971;
const NO_PARTITION = '23514';
/** How long a write may be silent between its statements. */
const SILENT = '5s';

/** The built-in collections in PostgreSQL, as the migration `subject_data` lays them out. */
export class PostgresIngestStore extends IngestStore {
  private readonly engine: Engine;
  private readonly known = new Set<string>();

  constructor(pool: Pool) {
    super();
    this.engine = new Engine(HABEAS_STORE, pool);
  }

  async ensurePartitions(from: Date, until: Date): Promise<void> {
    await this.ensure(partitionsBetween(from, until));
  }

  async writeEvents(projectId: number, events: readonly EventRecord[], limit?: WriteLimit): Promise<number> {
    if (events.length === 0) return 0;
    await this.ensureFor(events);
    try {
      return await this.written(limit, (session) => insertEvents(session, projectId, events));
    } catch (error) {
      if (sqlStateOf(error) !== NO_PARTITION) throw error;
      this.known.clear();
      await this.ensureFor(events);
      return this.written(limit, (session) => insertEvents(session, projectId, events));
    }
  }

  async writeLinks(projectId: number, links: readonly IdentityLink[], limit?: WriteLimit): Promise<void> {
    if (links.length === 0) return;
    await this.written(limit, (session) => insertLinks(session, projectId, links));
  }

  async writeReplays(projectId: number, replays: readonly ReplayRecord[]): Promise<void> {
    if (replays.length === 0) return;
    await this.engine.retried((session) =>
      session.query(
        `INSERT INTO subject_data.session_replays
           (project_id, distinct_id, replay_id, started_at, duration_ms, properties, recording, received_at)
         SELECT $1::int, distinct_id, replay_id, started_at, duration_ms, properties, recording, clock_timestamp()
         FROM unnest($2::text[], $3::text[], $4::timestamptz[], $5::int[], $6::jsonb[], $7::jsonb[])
           AS r (distinct_id, replay_id, started_at, duration_ms, properties, recording)
         ORDER BY distinct_id, replay_id ON CONFLICT DO NOTHING`,
        [
          projectId,
          replays.map((replay) => replay.distinctId),
          replays.map((replay) => replay.replayId),
          replays.map((replay) => replay.startedAt.toISOString()),
          replays.map((replay) => replay.durationMs),
          replays.map((replay) => replay.properties),
          replays.map((replay) => replay.recording),
        ],
      ),
    );
  }

  async changeProfiles(projectId: number, changes: readonly ProfileChange[], limit?: WriteLimit): Promise<void> {
    if (changes.length === 0) return;
    await this.written(limit, (session) => changeProfilesOf(session, projectId, changes), 5);
  }

  async linksOf(projectId: number, ids: readonly string[]): Promise<IdentityLink[]> {
    if (ids.length === 0) return [];
    return this.engine.use((session) => selectLinks(session, projectId, ids));
  }

  async usesOf(projectId: number, ids: readonly string[]): Promise<Map<string, IdUses>> {
    if (ids.length === 0) return new Map();
    return this.engine.use((session) => selectUses(session, projectId, ids));
  }

  async reviewLinks(projectId: number, selection: LinkSelection, most: number): Promise<LinkReview> {
    return this.engine.use((session) => reviewedLinks(session, projectId, selection, most));
  }

  async decideLinks(projectId: number, selection: LinkSelection, origin: LinkOrigin): Promise<number> {
    return this.engine.retried((session) => decideLinks(session, projectId, selection, origin));
  }

  async holdsNothing(projectId: number): Promise<boolean> {
    const held = ['events', 'profiles', 'session_replays', 'identity_links'].map(
      (table) => `EXISTS (SELECT FROM subject_data.${table} WHERE project_id = $1)`,
    );
    const rows = await this.engine.use((session) =>
      session.query<{ held: boolean }>(`SELECT ${held.join(' OR ')} AS held`, [projectId]),
    );
    return rows[0]?.held === false;
  }

  async countProfiles(projectId: number, most: number): Promise<number> {
    const rows = await this.engine.use((session) =>
      session.query<{ count: string }>(
        `SELECT count(*) AS count FROM (
           SELECT FROM subject_data.profiles WHERE project_id = $1 LIMIT $2::bigint) AS profile`,
        [projectId, most],
      ),
    );
    return Number(rows[0]?.count ?? 0);
  }

  async findProfiles(projectId: number, search: ProfileSearch): Promise<string[]> {
    return searchProfiles(this.engine, projectId, search);
  }

  /** As `retried`; what has not ended at the limit is taken back, since it is committed by this process alone. */
  private async written<T>(
    limit: WriteLimit | undefined,
    work: (session: Session) => Promise<T>,
    attempts = 3,
  ): Promise<T> {
    if (limit === undefined) return this.engine.retried(work, attempts);
    return this.engine.retried(async (session) => {
      limit.signal.throwIfAborted();
      await bound(session, limit);
      const result = await work(session);
      limit.signal.throwIfAborted();
      return result;
    }, attempts);
  }

  private async ensureFor(events: readonly EventRecord[]): Promise<void> {
    const months = new Map<number, Date>();
    for (const { time } of events) months.set(time.getUTCFullYear() * 12 + time.getUTCMonth(), time);
    await this.ensure([...months.values()].map(partitionOf));
  }

  private async ensure(partitions: readonly EventPartition[]): Promise<void> {
    const missing = new Map<string, EventPartition>();
    for (const partition of partitions) if (!this.known.has(partition.table)) missing.set(partition.table, partition);
    if (missing.size === 0) return;
    await this.engine.retried(async (session) => {
      await session.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
      for (const partition of await absent(session, [...missing.values()])) await makePartition(session, partition);
    });
    for (const name of missing.keys()) this.known.add(name);
  }
}

/**
 * The server ends a statement at the limit, and a transaction that says nothing for some seconds: a process that was stopped cannot
 * write when it goes on, since by then the lock under which it may is somebody else's.
 */
async function bound(session: Session, { milliseconds, until }: WriteLimit): Promise<void> {
  const [row] = await session.query<{ ms: string }>(
    `SELECT ms, set_config('statement_timeout', greatest(ms, 1)::text, true),
       set_config('idle_in_transaction_session_timeout', $3, true)
     FROM (SELECT CASE WHEN $1::timestamptz IS NULL THEN $2::int
       ELSE ceil(extract(epoch FROM $1::timestamptz - clock_timestamp()) * 1000)::int END AS ms) AS left_over`,
    [until?.toISOString() ?? null, milliseconds, SILENT],
  );
  if (Number(row?.ms ?? 0) <= 0) throw new Error('The write did not begin in time.');
}

async function insertEvents(session: Session, projectId: number, events: readonly EventRecord[]): Promise<number> {
  return session.change(
    `INSERT INTO subject_data.events AS stored (project_id, distinct_id, time, event, insert_id, properties, received_at)
     SELECT DISTINCT ON (distinct_id, time, event, insert_id)
       $1::int, distinct_id, time, event, insert_id, properties, clock_timestamp()
     FROM unnest($2::text[], $3::timestamptz[], $4::text[], $5::text[], $6::jsonb[])
       WITH ORDINALITY AS e (distinct_id, time, event, insert_id, properties, place)
     ORDER BY distinct_id, time, event, insert_id, place DESC
     ON CONFLICT (project_id, distinct_id, time, event, insert_id) DO UPDATE SET properties = excluded.properties
       WHERE stored.properties <> excluded.properties`,
    [
      projectId,
      textArray(events.map((event) => event.distinctId)),
      timestamptzArray(events.map((event) => event.time)),
      textArray(events.map((event) => event.event)),
      textArray(events.map((event) => event.insertId)),
      jsonbArray(events.map((event) => event.properties)),
    ],
  );
}

async function absent(session: Session, partitions: readonly EventPartition[]): Promise<EventPartition[]> {
  const rows = await session.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = 'subject_data.events'::regclass AND c.relname = ANY ($1::text[])`,
    [partitions.map((partition) => partition.table)],
  );
  const attached = new Set(rows.map((row) => row.name));
  return partitions.filter((partition) => !attached.has(partition.table));
}

// Made apart and attached: PARTITION OF would lock out every reader of the events, ATTACH locks out none.
async function makePartition(session: Session, { table, from, until }: EventPartition): Promise<void> {
  const name = `subject_data.${quoted(table)}`;
  const bound = (date: Date | null, open: string) => (date === null ? open : `'${date.toISOString()}'`);
  await session.query(`CREATE TABLE ${name} (LIKE subject_data.events INCLUDING ALL)`);
  await session.query(
    `ALTER TABLE subject_data.events ATTACH PARTITION ${name}
     FOR VALUES FROM (${bound(from, 'MINVALUE')}) TO (${bound(until, 'MAXVALUE')})`,
  );
}
