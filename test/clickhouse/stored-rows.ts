import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { filledColumns, layoutOf } from '../../src/subject-data/clickhouse/layout.js';

/** Each row of a built-in collection as readers see it, all of its columns but the project's number, as texts in one order. */
export async function storedRows(engine: ClickHouseEngine, table: string, projectId: number): Promise<string[]> {
  const columns = filledColumns(layoutOf(table))
    .filter((column) => column !== 'project_id')
    .map((column) => (column === 'recording' ? 'base64Encode(recording)' : column));
  const rows = await engine.query<{ row: string }>(
    `SELECT toJSONString(tuple(${columns.join(', ')})) AS row FROM subject_data.${table} FINAL
     WHERE project_id = ${String(projectId)} ORDER BY row`,
  );
  return rows.map(({ row }) => row);
}
