import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { PostgresEventReader } from '../../src/subject-data/postgres/reading/event-reader.js';
import { createTestDatabase } from '../support/database.js';
import { eventReaderContract } from './event-reader.contract.js';
import { poolOf } from '../support/pool.js';

eventReaderContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const pool = poolOf(database.url, 4);
  return {
    store: new PostgresIngestStore(pool),
    reader: new PostgresEventReader(pool),
    hasty: new PostgresEventReader(pool),
    erase: async (projectId, distinctId) => {
      const sql = 'DELETE FROM subject_data.events WHERE project_id = $1 AND distinct_id = $2';
      await pool.query(sql, [projectId, distinctId]);
    },
    underWay: async () => {
      const { rows } = await pool.query<{ count: number }>(
        `SELECT count(*)::int AS count FROM pg_stat_activity
         WHERE datname = current_database() AND pid <> pg_backend_pid()
           AND (xact_start IS NOT NULL OR backend_xmin IS NOT NULL) AND backend_type = 'client backend'`,
      );
      return rows[0]?.count ?? Number.NaN;
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});
