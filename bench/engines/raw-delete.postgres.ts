import type { Client } from 'pg';
import { TABLES } from '../population.js';

/** Milliseconds of the raw work, and of what of it is before the rows are removed from the files. */
export interface RawDelete {
  readonly total: number;
  readonly hidden: number;
}

/**
 * What somebody who knows PostgreSQL would type: the ids in a table, one DELETE joined to it per collection, a VACUUM, a count.
 * The planner is told as Habeas tells it that reading by index is cheap.
 */
export async function rawDelete(client: Client, projectId: number, ids: readonly string[]): Promise<RawDelete> {
  const start = performance.now();
  let vacuuming = 0;
  await client.query('SET random_page_cost = 1.1');
  await client.query('CREATE TEMP TABLE ids (project_id int, distinct_id text)');
  await client.query('INSERT INTO ids SELECT $1::int, unnest($2::text[])', [projectId, ids]);
  await client.query('ANALYZE ids');
  for (const name of TABLES) {
    const table = `subject_data.${name}`;
    const isOurs = 't.project_id = i.project_id AND t.distinct_id = i.distinct_id';
    await client.query(`DELETE FROM ${table} AS t USING ids AS i WHERE ${isOurs}`);
    const before = performance.now();
    await client.query(`VACUUM (INDEX_CLEANUP ON, ANALYZE) ${table}`);
    vacuuming += performance.now() - before;
    const { rows } = await client.query<{ n: string }>(
      `SELECT count(*) AS n FROM ${table} AS t JOIN ids AS i ON ${isOurs}`,
    );
    if (rows[0]?.n !== '0') throw new Error(`The raw delete left rows in ${table}.`);
  }
  await client.query('DROP TABLE ids');
  const total = performance.now() - start;
  return { total, hidden: total - vacuuming };
}
