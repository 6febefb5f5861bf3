import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection } from '../../src/subject-data/index.js';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase } from '../support/database.js';
import { subjectStoreContract, type GivenRow } from './subject-store.contract.js';
import { poolOf } from '../support/pool.js';

const events = BUILT_IN_COLLECTIONS[0] as Collection;

subjectStoreContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const pool = poolOf(database.url, 6);
  await new PostgresIngestStore(pool).ensurePartitions('events', new Date('2026-01-01'), new Date('2026-06-30'));

  const insert = async (rows: readonly GivenRow[]) => {
    await pool.query(
      `INSERT INTO subject_data.events (project_id, distinct_id, time, event, insert_id, properties, received_at)
       SELECT p, d, t, 'Signed up', 'i' || n, j, a
       FROM unnest($1::int[], $2::text[], $3::timestamptz[], $4::jsonb[], $5::timestamptz[]) WITH ORDINALITY AS r (p, d, t, j, a, n)`,
      [
        rows.map((row) => row.projectId),
        rows.map((row) => row.distinctId),
        rows.map((row) => row.time.toISOString()),
        rows.map((row) => row.properties),
        rows.map((row) => row.arrivedAt.toISOString()),
      ],
    );
  };
  const close = async () => {
    await pool.end();
    await database.drop();
  };
  return { store: new PostgresSubjectStore('habeas', pool), collection: events, insert, isShared: true, close };
});
