import { ClickHouseIngestStore } from '../../src/subject-data/clickhouse/ingest/ingest-store.js';
import { ClickHouseEventReader } from '../../src/subject-data/clickhouse/reading/event-reader.js';
import { PostgresArrivals } from '../../src/subject-data/postgres/ingest/arrivals.js';
import { eventReaderContract } from '../contracts/event-reader.contract.js';
import { createEmptyDatabase } from '../support/database.js';
import { startClickHouse } from './clickhouse.js';
import { poolOf } from '../support/pool.js';

eventReaderContract('ClickHouse, one server', async () => {
  const server = await startClickHouse();
  const engine = server.engine();
  const database = await createEmptyDatabase();
  const pool = poolOf(database.url, 16);
  const store = new ClickHouseIngestStore(engine, new PostgresArrivals(pool));
  await store.ensurePartitions();
  return {
    store,
    reader: new ClickHouseEventReader(engine),
    hasty: new ClickHouseEventReader(engine, { statement: 1 }),
    erase: async (projectId, distinctId) => {
      await engine.command(
        `DELETE FROM subject_data.events WHERE project_id = ${String(projectId)} AND distinct_id = '${distinctId}'`,
        { lightweight_delete_mode: 'lightweight_update_force' },
      );
    },
    underWay: async () => {
      const tables = await engine.query<{ count: string }>(
        `SELECT count() AS count FROM system.tables WHERE database = 'habeas_work' AND name LIKE 'keys_%'`,
      );
      return Number(tables[0]?.count);
    },
    close: async () => {
      await pool.end();
      await database.drop();
      await server.stop();
    },
  };
});
