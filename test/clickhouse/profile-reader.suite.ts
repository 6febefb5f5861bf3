import { ClickHouseIngestStore } from '../../src/subject-data/clickhouse/ingest/ingest-store.js';
import { ClickHouseProfileReader } from '../../src/subject-data/clickhouse/reading/profile-reader.js';
import { PostgresArrivals } from '../../src/subject-data/postgres/ingest/arrivals.js';
import { profileReaderContract } from '../contracts/profile-reader.contract.js';
import { createEmptyDatabase } from '../support/database.js';
import { startClickHouse } from './clickhouse.js';
import { poolOf } from '../support/pool.js';

profileReaderContract('ClickHouse, one server', async () => {
  const server = await startClickHouse();
  const engine = server.engine();
  const database = await createEmptyDatabase();
  const pool = poolOf(database.url, 4);
  return {
    reader: new ClickHouseProfileReader(engine),
    store: new ClickHouseIngestStore(engine, new PostgresArrivals(pool)),
    close: async () => {
      await pool.end();
      await database.drop();
      await server.stop();
    },
  };
});
