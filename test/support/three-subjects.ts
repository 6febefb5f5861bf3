import pg from 'pg';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import type { TestProject } from './app.js';
import type { ApiClient } from './client.js';
import { recordingBatch } from './recordings.js';
import { poolOf } from './pool.js';

/** A company's own tables: a newsletter that must be erased, invoices that must be kept. */
export const SHOP_TABLES = `
  CREATE TABLE newsletter (user_id text NOT NULL, email text, since timestamptz NOT NULL);
  CREATE INDEX ON newsletter (user_id);
  CREATE TABLE invoice (id bigserial PRIMARY KEY, customer text NOT NULL, total numeric, issued timestamptz NOT NULL);
  CREATE INDEX ON invoice (customer);
  CREATE TABLE feedback (id bigserial PRIMARY KEY, author text NOT NULL, email text, words text);
  CREATE INDEX ON feedback (author);
`;

export function shopDataMap(projectId: number): string {
  return `
collections:
  - name: newsletter
    title: Newsletter subscriptions
    table: public.newsletter
    project: ${projectId}
    subject: user_id
    time: since
    headers: { email: { category: identifiers } }
    policy: erase
    purpose: Sending the newsletter
    recipients: [Mail provider]
    sourceCategory: The person
    retention: Until it is cancelled
  - name: invoices
    title: Invoices
    table: public.invoice
    project: ${projectId}
    subject: customer
    time: issued
    headers: { total: { category: commercial_information } }
    policy: { keep: { basis: 'Retention of invoices (§147 AO)', until: ten years } }
    purpose: Accounting
    recipients: [Tax adviser]
    sourceCategory: Purchases
    retention: Ten years
  - name: feedback
    title: Feedback
    table: public.feedback
    project: ${projectId}
    subject: author
    headers: { email: { category: identifiers }, words: { category: other } }
    policy: { anonymize: [email, words] }
    purpose: Improving the product
    recipients: []
    sourceCategory: The person
    retention: Three years
`;
}

/** Every table of subject data with its subject column, company tables included. */
const TABLES: readonly (readonly [table: string, subject: string])[] = [
  ['subject_data.events', 'distinct_id'],
  ['subject_data.profiles', 'distinct_id'],
  ['subject_data.session_replays', 'distinct_id'],
  ['subject_data.identity_links', 'distinct_id'],
  ['public.newsletter', 'user_id'],
  ['public.invoice', 'customer'],
  ['public.feedback', 'author'],
];

/** Ids that stand for the same person, the known one first. */
export const A = ['ada', '$device:ada-phone', 'ada-old-id'];
export const B = ["'; drop table subject_data.events --", '$device:bea-phone', 'bea@example.com', '__proto__'];
export const C = ['шарлотта 🦔', '$device:c-laptop', '../../etc/passwd'];

/** Loads A, B and C with events before and after they signed in, a merged id and an alias each, and rows in the shop's tables. */
export async function loadThreeSubjects(client: ApiClient, databaseUrl: string, project: TestProject): Promise<void> {
  const time = Date.parse('2026-02-01T10:00:00Z');
  for (const [person, ids] of [A, B, C].entries()) {
    const [id = '', device = ''] = ids;
    const deviceId = device.replace('$device:', '');
    const event = (number: number, properties: object) => ({
      event: ['App opened', 'Signed in', 'Song played'][number % 3],
      properties: {
        time: time + number * 60_000,
        $insert_id: `p${person}-${number}`,
        plan: 'Pro',
        $os: 'iOS',
        ...properties,
      },
    });
    await client.importEvents([
      ...[0, 1, 2].map((number) => event(number, { $device_id: deviceId })),
      ...[3, 4, 5, 6].map((number) => event(number, { $device_id: deviceId, $user_id: id })),
      ...ids.slice(2).flatMap((alias, index) => [
        {
          event: '$create_alias',
          properties: { time, $insert_id: `alias-${person}-${index}`, distinct_id: id, alias },
        },
        event(7 + index, { distinct_id: alias }),
      ]),
    ]);
    await client.engage([
      { $distinct_id: id, $set: { $name: `Person ${person}`, city: 'Ghent' } },
      { $distinct_id: device, $set: { theme: 'dark' } },
    ]);
  }
  await record(databaseUrl, project.projectId);
  await withClient(databaseUrl, async (database) => {
    for (const ids of [A, B, C]) {
      const id = ids[0];
      await database.query(`INSERT INTO newsletter VALUES ($1, 'mail@example.com', '2025-05-05')`, [id]);
      await database.query(`INSERT INTO invoice (customer, total, issued) VALUES ($1, 19.99, '2025-06-06')`, [id]);
      await database.query(`INSERT INTO feedback (author, email, words) VALUES ($1, 'mail@example.com', 'fine')`, [id]);
    }
  });
}

/** A recording of each of them. */
async function record(databaseUrl: string, projectId: number): Promise<void> {
  const pool = poolOf(databaseUrl, 1);
  const started = new Date('2026-02-02');
  const batches = [A, B, C].map(([distinctId = ''], at) =>
    recordingBatch({ distinctId, replayId: `replay-${String(at)}`, batchStartedAt: started, replayStartedAt: started }),
  );
  await new PostgresIngestStore(pool).writeRecordings(projectId, batches);
  await pool.end();
}

/** Every row of these ids in every table, or in the named ones, as text. */
export async function rowsOf(
  databaseUrl: string,
  ids: readonly string[],
  tables?: readonly string[],
): Promise<Record<string, string[]>> {
  return readTables(databaseUrl, tables, (table, subject) => ({
    sql: `SELECT row_to_json(t)::text AS line FROM ${table} t WHERE ${subject} = ANY($1) ORDER BY 1`,
    values: [ids],
  }));
}

export async function totals(databaseUrl: string): Promise<Record<string, number>> {
  const lines = await readTables(databaseUrl, undefined, (table) => ({
    sql: `SELECT count(*)::text AS line FROM ${table}`,
    values: [],
  }));
  return Object.fromEntries(Object.entries(lines).map(([table, [count]]) => [table, Number(count)]));
}

export async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function readTables(
  databaseUrl: string,
  tables: readonly string[] | undefined,
  query: (table: string, subject: string) => { sql: string; values: unknown[] },
): Promise<Record<string, string[]>> {
  return withClient(databaseUrl, async (client) => {
    const found: Record<string, string[]> = {};
    for (const [table, subject] of TABLES.filter(([name]) => tables?.includes(name) ?? true)) {
      const { sql, values } = query(table, subject);
      const { rows } = await client.query<{ line: string }>(sql, values);
      found[table] = rows.map(({ line }) => line);
    }
    return found;
  });
}
