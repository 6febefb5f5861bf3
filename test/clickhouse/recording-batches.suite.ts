import { gzipSync } from 'node:zlib';
import type pg from 'pg';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { ClickHouseIngestStore } from '../../src/subject-data/clickhouse/ingest/ingest-store.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection, StoredRow, SubjectKey } from '../../src/subject-data/index.js';
import { PostgresArrivals } from '../../src/subject-data/postgres/ingest/arrivals.js';
import { createEmptyDatabase, type TestDatabase } from '../support/database.js';
import { recordingBatch } from '../support/recordings.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import { poolOf } from '../support/pool.js';

const REPLAYS = BUILT_IN_COLLECTIONS.find(({ name }) => name === 'session_replays') as Collection;
const EVERYTHING = { from: null, until: null };
const UNMASKED = { apply_deleted_mask: 0, apply_patch_parts: 0 };

describe('recordings in ClickHouse, one server', () => {
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let database: TestDatabase;
  let pool: pg.Pool;
  let ingest: ClickHouseIngestStore;
  let store: ClickHouseSubjectStore;
  let projectId = 700_000;

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine();
    database = await createEmptyDatabase();
    pool = poolOf(database.url);
    ingest = new ClickHouseIngestStore(engine, new PostgresArrivals(pool));
    store = new ClickHouseSubjectStore(engine);
    await ingest.ensurePartitions();
  });
  beforeEach(() => {
    projectId += 1;
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
    await server.stop();
  });

  const key = (distinctId: string, watermark: Date | null = null): SubjectKey => ({
    ...{ ordinal: 0, projectId, distinctId, watermark },
  });
  const rowsOf = async (distinctId: string): Promise<StoredRow[]> =>
    store.read([key(distinctId)], async (view) => {
      const rows: StoredRow[] = [];
      for await (const row of view.rows(REPLAYS, EVERYTHING)) rows.push(row);
      return rows;
    });
  const stored = async (columns: string, settings = {}) =>
    engine.query(
      `SELECT ${columns} FROM subject_data.session_replays WHERE project_id = ${String(projectId)}`,
      {},
      settings,
    );

  it('give back every byte as it was received, whatever it is', async () => {
    const payload = Buffer.from(Array.from({ length: 70_000 }, (_, at) => (at * 31 + (at >> 8)) % 256));
    const packed = gzipSync('[{"type":4,"timestamp":1}]');
    await ingest.writeRecordings(projectId, [
      recordingBatch({ seq: 0, payload }),
      recordingBatch({ seq: 1, payload: packed, batchStartedAt: new Date('2026-03-09T22:29:05.078Z') }),
      recordingBatch({ seq: 2, payload: Buffer.alloc(0), batchStartedAt: new Date('2026-03-09T22:29:15.078Z') }),
    ]);
    const rows = await rowsOf('ada');
    const bytes = rows.map(({ columns }) => Buffer.from(columns['recording'] as Uint8Array));
    expect(rows.map(({ columns }) => [columns['seq'], columns['expires_on']])).toEqual([
      [0, '2026-04-08'],
      [1, '2026-04-08'],
      [2, '2026-04-08'],
    ]);
    expect(bytes.map((each, at) => each.equals([payload, packed, Buffer.alloc(0)][at] ?? Buffer.from('no')))).toEqual([
      true,
      true,
      true,
    ]);
    await store.read([key('ada')], async (view) => {
      expect(await view.headers(REPLAYS, EVERYTHING)).toContainEqual({ ordinal: 0, header: 'recording', rows: 2 });
    });
  });

  it('say of a batch that is too large how many bytes it has, as they are stored', async () => {
    await ingest.writeRecordings(projectId, [recordingBatch({ payload: Buffer.alloc(90_000, 7) })]);
    await store.read([key('ada')], async (view) => {
      for await (const { columns } of view.rows(REPLAYS, EVERYTHING, { cell: 80_000, row: 1_000_000 })) {
        expect(columns['recording']).toMatchObject({ bytes: 90_000 });
      }
    });
  });

  it('leave nothing that counts under the first of two ids a batch was sent under, and keep its arrival and its day', async () => {
    await ingest.writeRecordings(projectId, [recordingBatch({ distinctId: 'ada' })]);
    const [first] = await stored('received_at');
    const again = { distinctId: 'bob', payload: Buffer.from('[2]'), expiresOn: new Date('2027-01-01') };
    await ingest.writeRecordings(projectId, [recordingBatch(again)]);
    expect(await rowsOf('ada')).toEqual([]);
    const [row, ...others] = await rowsOf('bob');
    expect([others, row?.columns['expires_on']]).toEqual([[], '2026-04-08']);
    expect(await stored('DISTINCT received_at')).toEqual([first]);
    await engine.command('OPTIMIZE TABLE subject_data.session_replays FINAL');
    expect([await rowsOf('ada'), (await rowsOf('bob')).length]).toEqual([[], 1]);
    await ingest.writeRecordings(projectId, [recordingBatch({ distinctId: 'ada' })]);
    expect([(await rowsOf('ada')).length, await rowsOf('bob')]).toEqual([1, []]);
  });

  it('are erased with every version of them, and what comes after is new', async () => {
    const watermark = new Date();
    for (const text of ['[1]', '[2]', '[3]']) {
      await ingest.writeRecordings(projectId, [recordingBatch({ payload: Buffer.from(text) })]);
    }
    await ingest.writeRecordings(projectId, [recordingBatch({ distinctId: 'bob', payload: Buffer.from('[4]') })]);
    for (const id of ['ada', 'bob']) await store.hide(REPLAYS, [key(id)], 'policy');
    await store.removeHidden(REPLAYS);
    expect(await stored('count() AS n', UNMASKED)).toEqual([{ n: '0' }]);
    await ingest.writeRecordings(projectId, [recordingBatch({ payload: Buffer.from('[5]') })]);
    expect(await store.countRemaining(REPLAYS, [key('ada', watermark)], 'policy')).toEqual([
      { ordinal: 0, rows: 0, newRows: 1 },
    ]);
  });

  it('show what came after an erasure, although what it hid still lies there', async () => {
    await ingest.writeRecordings(projectId, [recordingBatch({ payload: Buffer.from('[1]') })]);
    await store.hide(REPLAYS, [key('ada', new Date())], 'policy');
    await ingest.writeRecordings(projectId, [recordingBatch({ payload: Buffer.from('[2]') })]);
    const [row] = await rowsOf('ada');
    expect(Buffer.from(row?.columns['recording'] as Uint8Array).toString()).toBe('[2]');
    await store.removeHidden(REPLAYS);
    expect(await rowsOf('ada')).toHaveLength(1);
  });

  it('lose their bytes and what was said of them when headers are erased, and stay in their month', async () => {
    await ingest.writeRecordings(projectId, [recordingBatch({ deviceId: '$device:d' })]);
    await store.hide(REPLAYS, [key('ada')], 'headers');
    await store.removeHidden(REPLAYS);
    expect(await store.countRemaining(REPLAYS, [key('ada')], 'headers')).toEqual([]);
    const [row, ...others] = await rowsOf('ada');
    expect(others).toEqual([]);
    expect(row?.columns).toMatchObject({
      ...{ replay_id: 'r', seq: 0, sent_distinct_id: '', device_id: null, duration_ms: 0, properties: '{}', events: 0 },
      expires_on: '2026-04-08',
    });
    expect(row?.columns['recording']).toHaveLength(0);
  });

  it('are found by their recording through an index', async () => {
    const plan = await engine.query<{ explain: string }>(
      `EXPLAIN indexes = 1 SELECT distinct_id FROM subject_data.session_replays
       WHERE project_id = ${String(projectId)} AND replay_id IN (SELECT 'r')`,
    );
    expect(plan.map(({ explain }) => explain.trim())).toContain('Name: replay_id');
  });
});
