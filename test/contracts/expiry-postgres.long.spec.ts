import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase } from '../support/database.js';
import { expiryContract } from './expiry.contract.js';
import { poolOf } from '../support/pool.js';

expiryContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const pool = poolOf(database.url, 12);
  return {
    subjects: new PostgresSubjectStore('habeas', pool),
    ingest: new PostgresIngestStore(pool),
    rows: async ({ table }, projectId) => {
      const { rows } = await pool.query<{ row: string }>(
        `SELECT to_jsonb(t)::text AS row FROM subject_data.${table} AS t WHERE project_id = $1 ORDER BY 1`,
        [projectId],
      );
      return rows.map(({ row }) => row);
    },
    months: async (table) => {
      const { rows } = await pool.query<{ month: string }>(
        `SELECT replace(right(c.relname, 7), '_', '-') AS month FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
         WHERE i.inhparent = $1::regclass ORDER BY 1`,
        [`subject_data.${table}`],
      );
      return rows.map(({ month }) => month);
    },
    writeProfiles: async (projectId, profiles) => {
      await pool.query(
        `INSERT INTO subject_data.profiles (project_id, distinct_id, properties, received_at, written_at)
         SELECT $1::int, d, p, w, w FROM unnest($2::text[], $3::jsonb[], $4::timestamptz[]) AS n (d, p, w)`,
        [
          projectId,
          profiles.map(({ distinctId }) => distinctId),
          profiles.map(({ properties }) => properties),
          profiles.map(({ writtenAt }) => writtenAt.toISOString()),
        ],
      );
    },
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});
