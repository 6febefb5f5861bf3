import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { TABLES } from '../population.js';

/** Milliseconds of the raw work: the ids in a table, and one synchronous mutation per collection. */
export async function rawDeleteClickHouse(
  engine: ClickHouseEngine,
  projectId: number,
  ids: readonly string[],
): Promise<number> {
  const start = performance.now();
  await engine.command(
    'CREATE TABLE bench.ids (project_id UInt32, distinct_id String) ENGINE = MergeTree ORDER BY (project_id, distinct_id)',
  );
  await engine.insert(
    'bench.ids',
    ['project_id', 'distinct_id'],
    ids.map((id) => [projectId, id]),
  );
  for (const table of TABLES) {
    await engine.command(
      `ALTER TABLE subject_data.${table} DELETE WHERE (project_id, distinct_id) IN (SELECT project_id, distinct_id FROM bench.ids)`,
      { mutations_sync: 1 },
    );
  }
  await engine.command('DROP TABLE bench.ids SYNC');
  return performance.now() - start;
}
