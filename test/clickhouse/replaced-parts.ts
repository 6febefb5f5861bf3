import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';

/** The longest wait as well: where little is to be dropped the engine looks ever more seldom. */
const DELAYS = 'cleanup_delay_period = 1, max_cleanup_delay_period = 1, cleanup_delay_period_random_add = 0';

/** From now on the engine keeps the parts of these tables that were replaced, or drops them at once. */
export async function replacedParts(
  engine: ClickHouseEngine,
  what: 'stay' | 'go',
  tables: readonly string[],
): Promise<void> {
  const lifetime = what === 'stay' ? 86_400 : 1;
  for (const table of tables)
    await engine.command(
      `ALTER TABLE subject_data.${table} MODIFY SETTING old_parts_lifetime = ${String(lifetime)}, ${DELAYS}`,
    );
}

/** Tables with parts on the disk that were replaced; patches, which say no more than where a row stood, left out. */
export async function withReplacedParts(engine: ClickHouseEngine): Promise<string[]> {
  const rows = await engine.query<{ table: string }>(
    `SELECT DISTINCT table FROM system.parts
     WHERE database = 'subject_data' AND NOT active AND NOT startsWith(name, 'patch-') ORDER BY table`,
  );
  return rows.map(({ table }) => table);
}
