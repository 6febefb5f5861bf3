import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type pg from 'pg';
import { migrate } from '../../src/platform/prisma/migrations.js';
import { ClosureService } from '../../src/subject-data/index.js';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { recordingBatch } from '../support/recordings.js';
import { poolOf } from '../support/pool.js';

const MIGRATION = '20261203010000_recordings';

/** As the versions before have left them, under user, device and the same name twice; one of them cleared by a deletion. */
const BEFORE = `
  INSERT INTO subject_data.session_replays (project_id, distinct_id, replay_id, started_at, duration_ms, properties, recording, received_at)
  VALUES
    (1, 'ada', 'r', '2025-12-31 10:00Z', 1000, '{"$os": "Linux"}', '[{"type": 4}, {"type": 2}]', '2025-12-31 23:00Z'),
    (1, '$device:$device:d', 'r', '2025-12-31 09:00Z', 500, '{}', '{"frames": "🦊"}', '2026-01-02 00:30Z'),
    (1, 'cleared', 's', '2026-01-01 09:00Z', 0, '{}', '{}', '2026-01-01 09:00Z'),
    (2, 'ada', 'r', '1990-01-01 09:00Z', 7, '{}', '[]', '1990-01-01 09:00Z'),
    (2, 'ada', 't', '1990-01-01 09:00Z', 7, '{}', '"text"', '2150-01-01 09:00Z');
  INSERT INTO subject_data.identity_links VALUES (1, 'ada', '$device:d', 'device', '2025-12-31', 'token')`;

describe('recordings from before they were kept batch by batch', () => {
  let database: TestDatabase;
  let earlier: string;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createEmptyDatabase();
    earlier = await mkdtemp(join(tmpdir(), 'habeas-before-'));
    const all = join(process.cwd(), 'prisma', 'migrations');
    for (const name of await readdir(all)) {
      if (/^\d/.test(name) && name < MIGRATION) await cp(join(all, name), join(earlier, name), { recursive: true });
    }
    await migrate(database.url, earlier);
    pool = poolOf(database.url);
    await pool.query(BEFORE);
    await pool.query(`SET TIME ZONE 'America/New_York'`);
    expect(await migrate(database.url)).toContain(MIGRATION);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
    await rm(earlier, { recursive: true });
  });

  const rows = async (sql: string) => (await pool.query<Record<string, unknown>>(sql)).rows.map(Object.values);

  it('are batches, each whole, that go thirty days after they came', async () => {
    expect(
      await rows(
        `SELECT project_id, distinct_id, sent_distinct_id, replay_id, seq, duration_ms, events, encoding,
           convert_from(recording, 'UTF8'), expires_on::text, tableoid::regclass::text
         FROM subject_data.session_replays ORDER BY 1, 4, 5`,
      ),
    ).toEqual([
      [
        ...[1, '$recording:r', '$device:$device:d', 'r', 0, 500, 0, 'json', '{"frames": "🦊"}', '2026-02-01'],
        'subject_data.session_replays_2026_02',
      ],
      [
        ...[1, 'ada', 'ada', 'r', 1, 1000, 2, 'json', '[{"type": 4}, {"type": 2}]', '2026-01-30'],
        'subject_data.session_replays_2026_01',
      ],
      [1, 'cleared', '', 's', 0, 0, 0, 'json', '', '2026-01-31', 'subject_data.session_replays_2026_01'],
      [2, 'ada', 'ada', 'r', 0, 7, 0, 'json', '[]', '1990-01-31', 'subject_data.session_replays_before'],
      [2, 'ada', 'ada', 't', 0, 7, 0, 'json', '"text"', '2150-01-31', 'subject_data.session_replays_after'],
    ]);
    expect(
      await rows(`SELECT replay_started_at = '2025-12-31 09:00Z' AS started, received_at = '2025-12-31 23:00Z' AS received
        FROM subject_data.session_replays WHERE project_id = 1 AND seq = 1`),
    ).toEqual([[true, true]]);
  });

  it('are tied to whom they were sent under', async () => {
    const store = new PostgresIngestStore(pool);
    const closures = await new ClosureService(store).resolve(1, ['ada', '$device:d']);
    expect(closures.get('ada')).toMatchObject({ ids: ['ada', '$device:d'], recordings: ['$recording:r'] });
    expect(closures.get('$device:d')).toMatchObject({ ids: ['$device:d'], recordings: ['$recording:r'] });
    expect(await rows(`SELECT count(*)::int FROM subject_data.identity_links WHERE kind = 'recording'`)).toEqual([[5]]);
  });

  it('take further batches, in the partitions that there are and in others', async () => {
    const store = new PostgresIngestStore(pool);
    const days = ['1990-01-01', '2026-01-15', '2026-03-01', '2150-01-01'];
    await store.writeRecordings(
      1,
      days.map((day, at) => recordingBatch({ seq: 10 + at, expiresOn: new Date(day) })),
    );
    expect(await rows(`SELECT count(*)::int FROM subject_data.session_replays WHERE seq >= 10`)).toEqual([[4]]);
    expect(await rows(`SELECT to_regclass('subject_data.whole_replays')`)).toEqual([[null]]);
  });

  it('are stored as they are, since they are compressed already', async () => {
    expect(
      await rows(
        `SELECT DISTINCT attstorage::text FROM pg_attribute a JOIN pg_inherits i ON i.inhrelid = a.attrelid
         WHERE i.inhparent = 'subject_data.session_replays'::regclass AND attname = 'recording'`,
      ),
    ).toEqual([['e']]);
  });
});
