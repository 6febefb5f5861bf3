import { PostgresArrivals } from '../../src/subject-data/postgres/ingest/arrivals.js';
import { ClickHouseIngestStore } from '../../src/subject-data/clickhouse/ingest/ingest-store.js';
import { ingestStoreContract } from '../contracts/ingest-store.contract.js';
import { createEmptyDatabase } from '../support/database.js';
import { startClickHouse } from './clickhouse.js';
import { poolOf } from '../support/pool.js';

type Stored = Record<string, string>;

ingestStoreContract('ClickHouse, one server', async () => {
  const server = await startClickHouse();
  const engine = server.engine();
  const database = await createEmptyDatabase();
  const pool = poolOf(database.url, 16);
  const select = (columns: string, table: string, projectId: number, order: string) =>
    engine.query<Stored>(
      `SELECT ${columns} FROM subject_data.${table} AS t FINAL WHERE project_id = ${String(projectId)} ORDER BY ${order}`,
    );
  return {
    store: new ClickHouseIngestStore(engine, new PostgresArrivals(pool)),
    events: async (projectId) =>
      (await select('event, distinct_id, time, insert_id, properties', 'events', projectId, 'time, insert_id')).map(
        (row) => ({
          event: row['event'] ?? '',
          distinctId: row['distinct_id'] ?? '',
          time: new Date(row['time'] ?? ''),
          insertId: row['insert_id'] ?? '',
          properties: JSON.parse(row['properties'] ?? '') as unknown,
        }),
      ),
    arrivals: async (projectId) => {
      const columns = 'toString(toUnixTimestamp64Micro(received_at)) AS arrived, properties';
      const rows = await select(columns, 'events', projectId, 'time, insert_id');
      return rows.map((row) => [row['arrived'] ?? '', row['properties'] ?? '']);
    },
    profiles: async (projectId) =>
      (await select('distinct_id, properties, received_at', 'profiles', projectId, 'distinct_id')).map((row) => ({
        distinctId: row['distinct_id'] ?? '',
        properties: JSON.parse(row['properties'] ?? '') as unknown,
        receivedAt: new Date(row['received_at'] ?? ''),
      })),
    close: async () => {
      await pool.end();
      await database.drop();
      await server.stop();
    },
  };
});
