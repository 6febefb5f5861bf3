import type { Client } from 'pg';
import { loadDataset, type Dataset } from './dataset.js';
import { Habeas } from './habeas.js';
import { userId } from './population.js';
import type { Reporter } from './reporter.js';
import { connected, type BenchPostgres } from './engines/postgres.js';

/** Columns that each request has for itself, as SQL of its number `n` from 1; the others are those of the first. */
export interface Anew {
  readonly request: Readonly<Record<string, string>>;
  readonly subject?: Readonly<Record<string, string>>;
}

/** A database with so many deletions of one subject each, alike to the one that Habeas itself opened first. */
export async function manyRequests(
  out: Reporter,
  postgres: BenchPostgres,
  count: number,
  anew: Anew,
): Promise<Dataset> {
  return loadDataset(out, postgres, null, async (url, project) => {
    const habeas = await Habeas.start(url, project, { DELETION_GRACE: '5d' });
    const id = await habeas.client.open({ kind: 'deletion', distinctIds: [userId(0)] });
    await habeas.stop();
    await connected(url, (client) => multiply(client, id, count, anew));
  });
}

/** Further requests with the rows of this one, each with an id, a subject and times of its own. */
async function multiply(client: Client, id: string, count: number, { request, subject }: Anew): Promise<void> {
  await client.query('SET session_replication_role = replica'); // the foreign keys hold by themselves
  await client.query(
    'CREATE TEMP TABLE made AS SELECT n, gen_random_uuid() AS id FROM generate_series(1, $1::int) AS n',
    [count - 1],
  );
  await copyRow(client, 'requests', 'id', id, { id: 'made.id', ...request });
  await copyRow(client, 'request_subjects', 'request_id', id, {
    request_id: 'made.id',
    id_hmac: 'sha256(made.id::text::bytea)',
    ...subject,
  });
  await copyRow(client, 'request_events', 'request_id', id, {
    request_id: 'made.id',
    id: `nextval('request_events_id_seq')`,
  });
}

/** One row of the table again for every row of `made`, except where a column is given anew. */
async function copyRow(
  client: Client,
  table: string,
  key: string,
  id: string,
  anew: Readonly<Record<string, string>>,
): Promise<void> {
  const { rows } = await client.query<{ name: string }>(
    'SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped',
    [table],
  );
  const names = rows.map(({ name }) => `"${name}"`).join(', ');
  const values = rows.map(({ name }) => anew[name] ?? `t."${name}"`).join(', ');
  await client.query(`INSERT INTO ${table} (${names}) SELECT ${values} FROM made, ${table} AS t WHERE t.${key} = $1`, [
    id,
  ]);
}
