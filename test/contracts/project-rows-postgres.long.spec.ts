import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { PostgresProjectRows } from '../../src/subject-data/postgres/project-rows/project-rows.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';
import { projectRowsContract } from './project-rows.contract.js';

projectRowsContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const pool = poolOf(database.url, 12);
  return {
    rows: new PostgresProjectRows(pool),
    subjects: new PostgresSubjectStore('habeas', pool, { horizon: 0, page: 5_000 }),
    ingest: new PostgresIngestStore(pool),
    stored: async ({ table }, projectId) => {
      const { rows } = await pool.query<{ row: string }>(
        `SELECT (to_jsonb(t) - 'project_id')::text AS row FROM subject_data.${table} AS t WHERE project_id = $1 ORDER BY 1`,
        [projectId],
      );
      return rows.map(({ row }) => row);
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});
