import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { createTestDatabase } from '../support/database.js';
import { ingestStoreContract } from './ingest-store.contract.js';
import { poolOf } from '../support/pool.js';

ingestStoreContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const pool = poolOf(database.url, 8);
  const rows = async (sql: string, projectId: number) => (await pool.query(sql, [projectId])).rows;
  return {
    store: new PostgresIngestStore(pool),
    events: (projectId) =>
      rows(
        `SELECT event, distinct_id AS "distinctId", time, insert_id AS "insertId", properties
         FROM subject_data.events WHERE project_id = $1 ORDER BY time, insert_id`,
        projectId,
      ),
    arrivals: async (projectId) => {
      const sql = `SELECT (extract(epoch FROM received_at) * 1000000)::bigint::text AS arrived, properties::text AS text
        FROM subject_data.events WHERE project_id = $1 ORDER BY time, insert_id`;
      return (await rows(sql, projectId)).map(({ arrived, text }) => [arrived, text]);
    },
    profiles: (projectId) =>
      rows(
        `SELECT distinct_id AS "distinctId", properties, received_at AS "receivedAt"
         FROM subject_data.profiles WHERE project_id = $1 ORDER BY distinct_id`,
        projectId,
      ),
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});
