import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/embedded-postgres/embedded-postgres.js';
import { migrate } from '../../src/platform/prisma/migrations.js';
import type { Collection, Expiry, RecordingBatch } from '../../src/subject-data/index.js';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { PostgresScrubber } from '../../src/subject-data/postgres/scrub/scrubber.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { poolOf } from '../support/pool.js';
import { recordingBatch } from '../support/recordings.js';
import { removePastNeighbours } from '../support/sweep.js';

const [OLD, YOUNG] = ['francis-scott-1925', 'daisy-of-west-egg-7'];
const of = (name: string) => BUILT_IN_COLLECTIONS.find((collection) => collection.name === name) as Collection;
const BEFORE = new Date('2024-06-01');

/** Every file under a folder in which the bytes stand, by its path in the folder. */
function filesWith(folder: string, bytes: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.isFile() === true)
    .filter((name) => readFileSync(join(folder, name)).includes(bytes));
}

describe('the bytes of what has outlived its time on the disk of the embedded server', () => {
  let folder: string;
  let postgres: EmbeddedPostgres;
  let pool: pg.Pool;
  let ingest: PostgresIngestStore;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'habeas-months-'));
    chmodSync(folder, 0o755);
    postgres = await startEmbeddedPostgres({ dataDirectory: folder, password: 'test', settings: { fsync: 'off' } });
    await migrate(postgres.url, join(process.cwd(), 'prisma', 'migrations'));
    pool = poolOf(postgres.url, 8);
    ingest = new PostgresIngestStore(pool);
  });
  afterAll(async () => {
    await pool.end();
    await postgres.destroy();
    rmSync(folder, { recursive: true });
  });

  async function write(id: string, month: string, projectId = 1): Promise<void> {
    const events = Array.from({ length: 300 }, (_, n) => ({
      event: 'Song played',
      distinctId: id,
      time: new Date(`${month}-10T00:00:${String(n % 60).padStart(2, '0')}Z`),
      insertId: `${id} ${String(n)}`,
      properties: JSON.stringify({ $user_id: id }),
    }));
    await ingest.writeEvents(projectId, events);
    const batches = Array.from({ length: 20 }, (_, n): RecordingBatch => {
      const [replayId, expiresOn] = [`${id} recorded ${String(n)}`, new Date(`${month}-20`)];
      return recordingBatch({
        distinctId: id,
        deviceId: '$device:1',
        replayId,
        expiresOn,
        encoding: 'json',
        payload: Buffer.from(id),
      });
    });
    await ingest.writeRecordings(projectId, batches);
  }

  /** As a nightly run and the scrub after it do. */
  async function letGo(more: Partial<Expiry> = {}): Promise<string[]> {
    const store = new PostgresSubjectStore('habeas', pool);
    const scrubber = new PostgresScrubber('habeas', pool);
    const dropped: string[] = [];
    const touched: string[] = [];
    for (const [collection, column] of [
      [of('events'), 'time'],
      [of('session_replays'), 'expires_on'],
    ] as const) {
      const relations: string[] = [];
      const expiry: Expiry = {
        collection,
        agedBy: { kind: 'column', column },
        windows: [{ projectId: 1, before: BEFORE }],
        takes: { kind: 'rows' },
        spared: [],
        ...more,
      };
      const gone = await store.expiry.hide(expiry, {
        onTouch: async (relation) => void relations.push(relation),
        whileSettled: (_ids, _mode, portion) => portion(),
        pace: async () => undefined,
        mayArrive: () => [],
      });
      expect(await removePastNeighbours(store, collection, { relations })).toEqual({ erased: true });
      expect([...(await store.expiry.countExpired(expiry))]).toEqual([]);
      dropped.push(...gone.map(({ relation }) => relation));
      touched.push(...relations);
    }
    expect(filesWith(postgres.directory, OLD)).not.toEqual([]);
    for (const relation of touched) expect(await scrubber.rewriteTable(relation)).toEqual({ kind: 'done' });
    expect(await scrubber.rewriteStatistics()).toEqual({ kind: 'done' });
    expect(await scrubber.turnLogOver()).toEqual({ kind: 'done' });
    await pool.query('CHECKPOINT');
    return dropped;
  }

  /** The tables whose statistics name the person. */
  const remembering = async (id: string) => {
    const { rows } = await pool.query<{ name: string }>(
      `SELECT DISTINCT tablename AS name FROM pg_stats WHERE schemaname = 'subject_data'
         AND (most_common_vals::text LIKE $1 OR histogram_bounds::text LIKE $1) ORDER BY 1`,
      [`%${id}%`],
    );
    return rows.map(({ name }) => name);
  };

  it('are gone after the scrub where a month was dropped, and nobody else’s', async () => {
    await write(OLD, '2024-05');
    await write(YOUNG, '2024-07');
    await pool.query('ANALYZE; CHECKPOINT');
    expect(await remembering(OLD)).toEqual([
      'events',
      'events_2024_05',
      'identity_links',
      'session_replays',
      'session_replays_2024_05',
    ]);
    expect(await letGo()).toEqual(['subject_data.events_2024_05', 'subject_data.session_replays_2024_05']);
    expect(await remembering(OLD)).toEqual([]);
    expect(filesWith(folder, OLD)).toEqual([]);
    expect(filesWith(folder, YOUNG).length).toBeGreaterThan(4);
  });

  it('are gone where nothing at all is left, of which statistics would be made', async () => {
    await write(OLD, '2024-05');
    await pool.query('ANALYZE; CHECKPOINT');
    await letGo({ windows: [{ projectId: 1, before: null }] });
    expect(await remembering(OLD)).toEqual([]);
    for (const id of [OLD, YOUNG]) expect(filesWith(folder, id)).toEqual([]);
  });

  it('are gone where rows went one by one out of a month that somebody else needs', async () => {
    await write(OLD, '2024-05');
    await write(YOUNG, '2024-05', 2);
    await pool.query('ANALYZE; CHECKPOINT');
    expect(await letGo()).toEqual([]);
    expect(await remembering(OLD)).toEqual([]);
    expect(filesWith(folder, OLD)).toEqual([]);
    expect(filesWith(folder, YOUNG).length).toBeGreaterThan(4);
  });
});
