import { ClickHouseIngestStore } from '../../src/subject-data/clickhouse/ingest/ingest-store.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import { PostgresArrivals } from '../../src/subject-data/postgres/ingest/arrivals.js';
import { expiryContract } from '../contracts/expiry.contract.js';
import { createEmptyDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';
import { startClickHouse } from './clickhouse.js';

expiryContract('ClickHouse, one server', async () => {
  const server = await startClickHouse();
  const engine = server.engine();
  const database = await createEmptyDatabase();
  const pool = poolOf(database.url, 16);
  const ingest = new ClickHouseIngestStore(engine, new PostgresArrivals(pool));
  await ingest.ensurePartitions();
  return {
    subjects: new ClickHouseSubjectStore(engine),
    ingest,
    rows: async ({ table }, projectId) => {
      const rows = await engine.query<{ row: string }>(
        `SELECT toJSONString(tuple(t.*)) AS row FROM subject_data.${table} AS t FINAL WHERE project_id = ${String(projectId)} ORDER BY row`,
      );
      return rows.map(({ row }) => row);
    },
    months: async (table) => {
      const rows = await engine.query<{ month: string }>(
        `SELECT DISTINCT partition_id AS month FROM system.parts WHERE active AND rows > 0 AND database = 'subject_data'
           AND table = '${table}' AND NOT startsWith(name, 'patch') ORDER BY month`,
      );
      return rows.map(({ month }) => `${month.slice(0, 4)}-${month.slice(4)}`);
    },
    writeProfiles: async (projectId, profiles) =>
      engine.insert(
        'subject_data.profiles',
        ['project_id', 'distinct_id', 'properties', 'received_at', 'version'],
        profiles.map(({ distinctId, writtenAt, properties }) => {
          const arrived = writtenAt.toISOString().replace('T', ' ').replace('Z', '');
          return [projectId, distinctId, properties, arrived, String(writtenAt.getTime() * 1000)];
        }),
      ),
    close: async () => {
      await pool.end();
      await database.drop();
      await server.stop();
    },
  };
});
