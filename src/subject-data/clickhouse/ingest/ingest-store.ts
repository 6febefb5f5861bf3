import { HabeasError } from '../../../platform/index.js';
import type { Arrivals } from '../../store/arrivals.port.js';
import type { ClickHouseEngine, Cells } from '../engine.js';
import { decideLinks, insertLinks, reviewedLinks, selectLinks, selectUses } from './identity-links.js';
import {
  IngestStore,
  type EventRecord,
  type IdentityLink,
  type LinkReview,
  type LinkSelection,
  type ProfileChange,
  type WriteLimit,
} from '../../store/ingest-store.port.js';
import { Journal } from './journal.js';
import { createTables, SUBJECT_DATABASE } from '../layout.js';
import type { IdUses, LinkOrigin } from '../../store/link-trust.js';
import { applyChanges } from './profile-changes.js';
import { searchProfiles } from './profile-search.js';
import { byProfile } from '../../store/profile-changes.js';
import type { ProfileSearch } from '../../store/reading/profile-search.js';
import { before, instantText } from './microseconds.js';
import { insertBatches, linksTying, selectTies } from './recordings.js';
import { recordingIdOf, type RecordingBatch, type RecordingTie } from '../../store/recordings.js';
import { changedRows, type Columns } from './staging.js';

const EVENT_KEY: Columns = [
  ['time', `DateTime64(3, 'UTC')`],
  ['distinct_id', 'String'],
  ['event', 'String'],
  ['insert_id', 'String'],
];

const inDatabase = (table: string) => `${SUBJECT_DATABASE}.${table}`;

/**
 * The built-in collections in ClickHouse. No key keeps a row from being stored twice there, so that a call first looks which
 * of its rows are stored; two calls with the same event at the same moment may still store it twice. Readers ask with FINAL,
 * which shows the first that arrived, and a merge leaves no other: counts are right at any time. What takes the place of a stored
 * event therefore arrives just before it.
 */
export class ClickHouseIngestStore extends IngestStore {
  private ready: Promise<void> | null = null;
  private readonly journal: Journal;

  constructor(
    private readonly engine: ClickHouseEngine,
    private readonly arrivals: Arrivals,
  ) {
    super();
    this.journal = new Journal(engine);
  }

  /** Makes the tables; the server makes partitions by itself. */
  async ensurePartitions(): Promise<void> {
    await this.prepare();
  }

  async writeEvents(projectId: number, events: readonly EventRecord[], limit?: WriteLimit): Promise<number> {
    if (events.length === 0) return 0;
    assertJson(events.map((event) => event.properties));
    await this.prepare();
    const engine = this.engine.within(limit);
    const rows = events.map((event) => [timeText(event.time), event.distinctId, event.event, event.insertId]);
    const properties = events.map((event) => event.properties);
    const key = { columns: EVENT_KEY, among: betweenTimes(events) };
    const changed = await changedRows(engine, inDatabase('events'), projectId, rows, properties, key);
    const arrived = timeText(await this.arrivals.now());
    const columns = ['project_id', 'time', 'distinct_id', 'event', 'insert_id', 'properties', 'received_at'];
    const written = changed.map(({ at, replaces }): Cells => {
      const arrival = replaces === null ? arrived : instantText(before(replaces));
      return [projectId, ...(rows[at] ?? []), properties[at] ?? '{}', arrival];
    });
    await engine.insert(inDatabase('events'), columns, written);
    return written.length;
  }

  async writeBehind(): Promise<boolean> {
    return Promise.resolve(false);
  }

  async writeLinks(projectId: number, links: readonly IdentityLink[], limit?: WriteLimit): Promise<void> {
    if (links.length === 0) return;
    await this.prepare();
    const engine = this.engine.within(limit);
    await insertLinks(engine, projectId, links, await this.arrivals.now());
  }

  async writeRecordings(projectId: number, batches: readonly RecordingBatch[], limit?: WriteLimit): Promise<void> {
    if (batches.length === 0) return;
    assertJson(batches.map((batch) => batch.properties));
    await this.prepare();
    const engine = this.engine.within(limit);
    const names = new Set(batches.map(({ replayId }) => recordingIdOf(replayId)));
    await this.arrivals.alone(projectId, [...names], async (now) => {
      await insertLinks(engine, projectId, linksTying(batches), now);
      await insertBatches(engine, projectId, batches, now);
    });
  }

  async recordingTiesOf(projectId: number, ids: readonly string[]): Promise<RecordingTie[]> {
    if (ids.length === 0) return [];
    await this.prepare();
    return selectTies(this.engine, projectId, ids);
  }

  async changeProfiles(projectId: number, changes: readonly ProfileChange[], limit?: WriteLimit): Promise<void> {
    if (changes.length === 0) return;
    await this.prepare();
    const engine = this.engine.within(limit);
    const changesOf = byProfile(changes);
    await this.arrivals.alone(projectId, [...changesOf.keys()], (now) =>
      applyChanges(engine, inDatabase('profiles'), projectId, changesOf, now),
    );
  }

  async linksOf(projectId: number, ids: readonly string[]): Promise<IdentityLink[]> {
    if (ids.length === 0) return [];
    await this.prepare();
    return selectLinks(this.engine, projectId, ids);
  }

  async usesOf(projectId: number, ids: readonly string[]): Promise<Map<string, IdUses>> {
    if (ids.length === 0) return new Map();
    await this.prepare();
    return selectUses(this.engine, projectId, ids);
  }

  async reviewLinks(projectId: number, selection: LinkSelection, most: number): Promise<LinkReview> {
    await this.prepare();
    return reviewedLinks(this.engine, projectId, selection, most);
  }

  async decideLinks(projectId: number, selection: LinkSelection, origin: LinkOrigin): Promise<number> {
    await this.prepare();
    return decideLinks(this.engine, projectId, selection, origin);
  }

  async holdsNothing(projectId: number): Promise<boolean> {
    await this.prepare();
    const some = ['events', 'profiles', 'session_replays', 'identity_links'].map(
      (table) => `SELECT 1 FROM ${inDatabase(table)} WHERE project_id = ${String(projectId)} LIMIT 1`,
    );
    const rows = await this.engine.query<{ count: string }>(
      `SELECT count() AS count FROM (${some.map((each) => `SELECT * FROM (${each})`).join(' UNION ALL ')})`,
    );
    return Number(rows[0]?.count) === 0;
  }

  async countProfiles(projectId: number, most: number): Promise<number> {
    await this.prepare();
    const rows = await this.engine.query<{ count: string }>(
      `SELECT count() AS count FROM (
         SELECT 1 FROM ${inDatabase('profiles')} FINAL WHERE project_id = ${String(projectId)} LIMIT ${String(most)})`,
    );
    return Number(rows[0]?.count ?? 0);
  }

  async findProfiles(projectId: number, search: ProfileSearch): Promise<string[]> {
    await this.prepare();
    return searchProfiles(this.engine, projectId, search);
  }

  private async prepare(): Promise<void> {
    this.ready ??= this.journal
      .prepare()
      .then(() => createTables(this.engine))
      .catch((error: unknown) => {
        this.ready = null;
        throw error;
      });
    return this.ready;
  }
}

/** The server stores any text; what is no JSON must not get that far. */
function assertJson(texts: readonly string[]): void {
  for (const text of texts) {
    try {
      JSON.parse(text);
    } catch {
      throw new HabeasError('unprocessable', 'store-refused', 'Properties must be the JSON text of an object.');
    }
  }
}

/** The condition by which the server looks into the months of the events alone. */
function betweenTimes(events: readonly EventRecord[]): string {
  const times = events.map(({ time }) => time.getTime()).sort((one, other) => one - other);
  const [first = 0, last = first] = [times[0], times.at(-1)];
  const instant = (milliseconds: number) => `fromUnixTimestamp64Milli(toInt64(${String(milliseconds)}), 'UTC')`;
  return `time BETWEEN ${instant(first)} AND ${instant(last)}`;
}

function timeText(time: Date): string {
  return time.toISOString().replace('T', ' ').replace('Z', '');
}
