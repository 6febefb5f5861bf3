import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { PostgresProfileReader } from '../../src/subject-data/postgres/reading/profile-reader.js';
import { createTestDatabase } from '../support/database.js';
import { profileReaderContract } from './profile-reader.contract.js';
import { poolOf } from '../support/pool.js';

profileReaderContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const pool = poolOf(database.url, 4);
  return {
    reader: new PostgresProfileReader(pool),
    store: new PostgresIngestStore(pool),
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});
