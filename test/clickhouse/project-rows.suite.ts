import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import { ClickHouseIngestStore } from '../../src/subject-data/clickhouse/ingest/ingest-store.js';
import { ClickHouseProjectRows } from '../../src/subject-data/clickhouse/project-rows/project-rows.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { PostgresArrivals } from '../../src/subject-data/postgres/ingest/arrivals.js';
import { projectRowsContract } from '../contracts/project-rows.contract.js';
import { createEmptyDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';
import { startClickHouse } from './clickhouse.js';
import { storedRows } from './stored-rows.js';

projectRowsContract('ClickHouse, one server', async () => {
  const server = await startClickHouse();
  const engine = server.engine();
  const database = await createEmptyDatabase();
  const pool = poolOf(database.url, 16);
  const ingest = new ClickHouseIngestStore(engine, new PostgresArrivals(pool));
  await ingest.ensurePartitions();
  // As in a cluster, where an insert of what was inserted before is taken for the same one, sent again.
  for (const { table } of BUILT_IN_COLLECTIONS)
    await engine.command(`ALTER TABLE subject_data.${table} MODIFY SETTING non_replicated_deduplication_window = 1000`);
  return {
    rows: new ClickHouseProjectRows(engine),
    subjects: new ClickHouseSubjectStore(engine),
    ingest,
    stored: ({ table }, projectId) => storedRows(engine, table, projectId),
    close: async () => {
      await pool.end();
      await database.drop();
      await server.stop();
    },
  };
});
