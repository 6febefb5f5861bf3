import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase } from '../support/database.js';
import { recordingsContract, type StoredBatch } from './recordings.contract.js';
import { poolOf } from '../support/pool.js';

recordingsContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const pool = poolOf(database.url, 16);
  return {
    ingest: new PostgresIngestStore(pool),
    subjects: new PostgresSubjectStore('habeas', pool, { horizon: 0, page: 5_000 }),
    batches: async (projectId) => {
      const { rows } = await pool.query<StoredBatch>(
        `SELECT distinct_id AS "filedUnder", sent_distinct_id AS "sentDistinctId", device_id AS "deviceId",
           replay_id AS "replayId", seq, started_at AS "startedAt", replay_started_at AS "replayStartedAt",
           duration_ms AS "durationMs", properties, events, encoding, recording AS payload, expires_on::text AS "expiresOn",
           (extract(epoch FROM received_at) * 1000000)::bigint::text AS arrived
         FROM subject_data.session_replays WHERE project_id = $1 ORDER BY replay_id, seq`,
        [projectId],
      );
      return rows;
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});
