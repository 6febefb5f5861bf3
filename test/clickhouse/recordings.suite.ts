import { ClickHouseIngestStore } from '../../src/subject-data/clickhouse/ingest/ingest-store.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { PostgresArrivals } from '../../src/subject-data/postgres/ingest/arrivals.js';
import { recordingsContract, type StoredBatch } from '../contracts/recordings.contract.js';
import { createEmptyDatabase } from '../support/database.js';
import { startClickHouse } from './clickhouse.js';
import { poolOf } from '../support/pool.js';

type Row = Omit<StoredBatch, 'startedAt' | 'replayStartedAt' | 'properties' | 'payload'> &
  Record<'startedAt' | 'replayStartedAt' | 'properties' | 'payload', string>;

recordingsContract('ClickHouse, one server', async () => {
  const server = await startClickHouse();
  const engine = server.engine();
  const database = await createEmptyDatabase();
  const pool = poolOf(database.url, 16);
  const ingest = new ClickHouseIngestStore(engine, new PostgresArrivals(pool));
  await ingest.ensurePartitions();
  return {
    ingest,
    subjects: new ClickHouseSubjectStore(engine),
    batches: async (projectId) => {
      const rows = await engine.query<Row & Record<string, unknown>>(
        `SELECT distinct_id AS filedUnder, sent_distinct_id AS sentDistinctId, device_id AS deviceId, replay_id AS replayId, seq,
           started_at AS startedAt, replay_started_at AS replayStartedAt, duration_ms AS durationMs, properties, events, encoding,
           base64Encode(recording) AS payload, expires_on AS expiresOn, toString(toUnixTimestamp64Micro(received_at)) AS arrived
         FROM subject_data.session_replays FINAL WHERE project_id = ${String(projectId)} ORDER BY replay_id, seq`,
      );
      return rows.map((row) => ({
        ...row,
        startedAt: new Date(row.startedAt),
        replayStartedAt: new Date(row.replayStartedAt),
        properties: JSON.parse(row.properties) as unknown,
        payload: Buffer.from(row.payload, 'base64'),
      }));
    },
    close: async () => {
      await pool.end();
      await database.drop();
      await server.stop();
    },
  };
});
