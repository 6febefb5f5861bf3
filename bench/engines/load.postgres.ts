import type { Client } from 'pg';
import { partitionOf } from '../../src/subject-data/postgres/ingest/month-partitions.js';
import { MONTHS, NAMES, numbers, propertiesOf, STRIDE, TABLES, VARIANTS, type Population } from '../population.js';
import { connected } from './postgres.js';

const LOADERS = 2;

/** Fills the built-in collections of a migrated, empty database with the population, under one project. */
export async function loadPostgres(url: string, projectId: number, population: Population): Promise<void> {
  await connected(url, loadVariants);
  const months = numbers(0, MONTHS);
  const loader = async (): Promise<void> => {
    for (let month = months.shift(); month !== undefined; month = months.shift()) {
      await connected(url, (client) => loadMonth(client, projectId, population, month));
    }
  };
  await Promise.all([
    ...numbers(0, LOADERS).map(loader),
    connected(url, (client) => loadRest(client, projectId, population)),
  ]);
  await connected(url, (client) => client.query('DROP TABLE bench_variants'));
}

/** The bodies of properties, to be joined with events while they are made. */
export async function loadVariants(client: Client): Promise<void> {
  await client.query('CREATE UNLOGGED TABLE bench_variants (n int PRIMARY KEY, body jsonb NOT NULL)');
  await client.query(
    'INSERT INTO bench_variants SELECT n - 1, body::jsonb FROM unnest($1::text[]) WITH ORDINALITY AS v (body, n)',
    [numbers(0, VARIANTS).map(propertiesOf)],
  );
}

const userId = `'u-' || left(md5(s::text), 20)`;
const deviceId = `'$device:' || left(md5('d' || s), 16)`;
const names = `(ARRAY[${NAMES.map((name) => `'${name}'`).join(', ')}])`;

/** Rounds of the month: in each every subject has one event. Indexed after it is full, and attached as the store attaches it. */
async function loadMonth(client: Client, projectId: number, population: Population, month: number): Promise<void> {
  const { subjects, perSubject } = population;
  const { table, from, until } = partitionOf('events', new Date(Date.UTC(2025, month, 1)));
  const rows = subjects * numbers(0, perSubject).filter((event) => event % MONTHS === month).length;
  const name = `subject_data.${table}`;
  const step = ((until?.getTime() ?? 0) - (from?.getTime() ?? 0)) / Math.max(1, rows);
  await client.query(
    `SET maintenance_work_mem = '512MB'; SET max_parallel_workers_per_gather = 0; SET work_mem = '64MB'`,
  );
  await client.query('BEGIN');
  await client.query(`CREATE TABLE ${name} (LIKE subject_data.events INCLUDING DEFAULTS)`);
  await client.query(
    `INSERT INTO ${name} (project_id, distinct_id, time, event, insert_id, properties, received_at)
     SELECT ${String(projectId)}, CASE WHEN i % 10 = 0 THEN ${deviceId} ELSE ${userId} END, at, ${names}[(1 + (s + i) % ${String(NAMES.length)})::int],
       md5(s || '-' || i), v.body, at + interval '2 seconds'
     FROM (SELECT t * ${String(STRIDE)} % ${String(subjects)} AS s, ${String(month)} + ${String(MONTHS)} * (t / ${String(subjects)}) AS i,
             to_timestamp(${String((from?.getTime() ?? 0) / 1000)} + trunc(t * ${String(step)}) / 1000) AS at
           FROM generate_series(0::bigint, ${String(rows - 1)}::bigint) AS t) AS e
     JOIN bench_variants v ON v.n = (s * 31 + i) % ${String(VARIANTS)}`,
  );
  await client.query(`ALTER TABLE ${name} ADD PRIMARY KEY (project_id, distinct_id, time, event, insert_id)`);
  await client.query(
    `ALTER TABLE subject_data.events ATTACH PARTITION ${name}
     FOR VALUES FROM ('${from?.toISOString() ?? ''}') TO ('${until?.toISOString() ?? ''}')`,
  );
  await client.query('COMMIT');
}

async function loadRest(client: Client, projectId: number, { subjects }: Population): Promise<void> {
  const people = `(SELECT t * ${String(STRIDE)} % ${String(subjects)} AS s FROM generate_series(0::bigint, ${String(subjects - 1)}::bigint) AS t) AS p`;
  const arrived = `'2025-01-01T00:00:00Z'::timestamptz`;
  await client.query(
    `INSERT INTO subject_data.profiles (project_id, distinct_id, properties, received_at)
     SELECT ${String(projectId)}, ${userId}, jsonb_build_object('$name', 'Person ' || s, '$email', 'person' || s || '@example.com', '$city', 'Ghent', 'plan', 'Pro'), ${arrived}
     FROM ${people}`,
  );
  await client.query(
    `INSERT INTO subject_data.identity_links (project_id, distinct_id, linked_id, kind, received_at)
     SELECT ${String(projectId)}, ${userId}, ${deviceId}, 'device', ${arrived} FROM ${people}`,
  );
  await client.query(
    `CREATE TABLE subject_data.session_replays_2025_01 PARTITION OF subject_data.session_replays
       FOR VALUES FROM ('2025-01-01') TO ('2025-02-01');
     INSERT INTO subject_data.session_replays (project_id, distinct_id, sent_distinct_id, replay_id, seq, started_at, replay_started_at,
       duration_ms, properties, events, encoding, recording, expires_on, received_at)
     SELECT ${String(projectId)}, ${userId}, ${userId}, md5('r' || s), 0, ${arrived}, ${arrived}, 60000, '{"$os": "iOS"}', 30, 'json',
       convert_to('[' || repeat('{"type":3,"timestamp":1},', 30) || '{"type":3,"timestamp":2}]', 'UTF8'), '2025-01-31', ${arrived}
     FROM ${people} WHERE s % 4 = 0`,
  );
}

/** Rows of every collection, or of these ids alone. */
export async function countPostgres(url: string, ids?: readonly string[]): Promise<Record<string, number>> {
  return connected(url, async (client) => {
    const counts: Record<string, number> = {};
    for (const table of TABLES) {
      const where = ids === undefined ? '' : 'WHERE distinct_id = ANY ($1::text[])';
      const { rows } = await client.query<{ n: string }>(
        `SELECT count(*) AS n FROM subject_data.${table} ${where}`,
        ids === undefined ? [] : [ids],
      );
      counts[table] = Number(rows[0]?.n);
    }
    return counts;
  });
}
