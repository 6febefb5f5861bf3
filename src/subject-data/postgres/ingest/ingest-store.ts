import type { Pool } from 'pg';
import { HABEAS_STORE } from '../../data-map/built-in-collections.js';
import { Engine, persistently, type Session } from '../engine.js';
import { decideLinks, insertLinks, reviewedLinks, selectLinks, selectUses } from './identity-links.js';
import {
  IngestStore,
  type Door,
  type EventRecord,
  type IdentityLink,
  type Incoming,
  type LinkReview,
  type LinkSelection,
  type MonthlyTable,
  type ProfileChange,
  type WriteLimit,
} from '../../store/ingest-store.port.js';
import type { IdUses, LinkOrigin } from '../../store/link-trust.js';
import type { ProfileSearch } from '../../store/reading/profile-search.js';
import type { RecordingBatch, RecordingTie } from '../../store/recordings.js';
import { partitionsBetween, partitionsOf } from './month-partitions.js';
import { Partitions } from './partitions.js';
import { changeProfilesOf } from './profile-changes.js';
import { searchProfiles } from './profile-search.js';
import { selectTies, upsertBatches } from './recordings.js';
import { insertBehind, insertEvents } from './write-events.js';

/** How long a write may be silent between its statements. */
const SILENT = '5s';

/** The built-in collections in PostgreSQL, as the migration `subject_data` lays them out. */
export class PostgresIngestStore extends IngestStore {
  private readonly engine: Engine;
  private readonly partitions: Partitions;
  /** Whether the server can keep a message to its bounds. */
  private boundsMessages = true;

  constructor(pool: Pool) {
    super();
    this.engine = new Engine(HABEAS_STORE, pool);
    this.partitions = new Partitions(this.engine);
  }

  async ensurePartitions(table: MonthlyTable, from: Date, until: Date): Promise<void> {
    await this.partitions.ensure(partitionsBetween(table, from, until));
  }

  async writeEvents(projectId: number, events: readonly EventRecord[], limit?: WriteLimit): Promise<number> {
    if (events.length === 0) return 0;
    const partitions = partitionsOf(
      'events',
      events.map(({ time }) => time),
    );
    return this.partitions.writing(partitions, () =>
      this.written(limit, (session) => insertEvents(session, projectId, events)),
    );
  }

  async writeBehind(projectId: number, incoming: Incoming, door: Door): Promise<boolean> {
    if (!this.boundsMessages) return false;
    const partitions = partitionsOf(
      'events',
      incoming.events.map(({ time }) => time),
    );
    const stored = await this.partitions.writing(partitions, () =>
      persistently(() => insertBehind(this.engine, projectId, incoming, door)),
    );
    if (stored === null) this.boundsMessages = false;
    return stored ?? false;
  }

  async writeLinks(projectId: number, links: readonly IdentityLink[], limit?: WriteLimit): Promise<void> {
    if (links.length === 0) return;
    await this.written(limit, (session) => insertLinks(session, projectId, links));
  }

  async writeRecordings(projectId: number, batches: readonly RecordingBatch[], limit?: WriteLimit): Promise<void> {
    if (batches.length === 0) return;
    const partitions = partitionsOf(
      'session_replays',
      batches.map(({ expiresOn }) => expiresOn),
    );
    await this.partitions.writing(partitions, () =>
      this.written(limit, (session) => upsertBatches(session, projectId, batches)),
    );
  }

  async recordingTiesOf(projectId: number, ids: readonly string[]): Promise<RecordingTie[]> {
    if (ids.length === 0) return [];
    return this.engine.use((session) => selectTies(session, projectId, ids));
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
    limit.signal.throwIfAborted();
    return this.engine.retriedWithin(
      boundOf(limit),
      async (session) => {
        limit.signal.throwIfAborted();
        const result = await work(session);
        limit.signal.throwIfAborted();
        return result;
      },
      attempts,
    );
  }
}

/**
 * The server ends a statement at the limit, and a transaction that says nothing for some seconds: a process that was stopped cannot
 * write when it goes on, since by then the lock under which it may is somebody else's.
 */
function boundOf({ milliseconds, until }: WriteLimit) {
  const left =
    until === undefined
      ? String(Math.ceil(milliseconds))
      : `ceil(extract(epoch FROM '${until.toISOString()}'::timestamptz - clock_timestamp()) * 1000)::int`;
  return { milliseconds: left, silence: SILENT };
}
