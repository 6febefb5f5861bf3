import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { openAppContext, readConfig, runningAppContext } from '../../platform/index.js';

/** What the data map says of the table that must be kept. */
export const KEPT = { collection: 'invoices', basis: 'Invoices are kept for ten years (§147 AO)' };

const TABLES = `
  CREATE SCHEMA shop;
  CREATE TABLE shop.newsletter (
    project bigint NOT NULL, customer text NOT NULL, email text, subscribed_at timestamptz NOT NULL
  );
  CREATE INDEX ON shop.newsletter (project, customer);
  CREATE TABLE shop.invoices (
    number bigserial PRIMARY KEY, project bigint NOT NULL, customer text NOT NULL, total numeric, issued_at timestamptz NOT NULL
  );
  CREATE INDEX ON shop.invoices (project, customer);
`;

const DATA_MAP = `
collections:
  - name: newsletter
    title: Newsletter subscriptions
    table: shop.newsletter
    projectColumn: project
    subject: customer
    time: subscribed_at
    headers: { email: { category: identifiers } }
    policy: erase
    purpose: Sending the newsletter
    recipients: [Mail provider]
    sourceCategory: The person
    retention: Until it is cancelled
  - name: ${KEPT.collection}
    title: Invoices
    table: shop.invoices
    projectColumn: project
    subject: customer
    time: issued_at
    headers: { total: { category: commercial_information } }
    policy: { keep: { basis: '${KEPT.basis}', until: ten years after the sale } }
    purpose: Accounting
    recipients: [Tax adviser]
    sourceCategory: Purchases
    retention: Ten years
`;

/** Where rows about a person can stand, with the column that says whose they are. */
const PLACES = [
  ['subject_data.events', 'distinct_id'],
  ['subject_data.profiles', 'distinct_id'],
  ['subject_data.session_replays', 'distinct_id'],
  ['subject_data.identity_links', 'distinct_id'],
  ['shop.newsletter', 'customer'],
  ['shop.invoices', 'customer'],
] as const;

export type Place = (typeof PLACES)[number][0];
/** Rows as JSON text, by table. */
export type Rows = Readonly<Record<Place, readonly string[]>>;

/** The company beside Habeas: tables of its own in the same database, and eyes of its own for what stands in all of them. */
export class TourShop {
  private constructor(
    private readonly directory: string,
    /** Path of the data map that names its tables. */
    readonly dataMap: string,
  ) {}

  /** Makes the tables on a data directory on which no server runs, since a data map may only name what is there. */
  static async build(directory: string, hear: (line: string) => void): Promise<TourShop> {
    const ground = await openAppContext(readConfig({ HABEAS_DATA_DIR: directory }), hear);
    try {
      await withClient(ground.databaseUrl, (client) => client.query(TABLES));
    } finally {
      await ground.close();
    }
    const dataMap = join(directory, 'data-map.yaml');
    await writeFile(dataMap, DATA_MAP);
    return new TourShop(directory, dataMap);
  }

  async subscribe(project: number, customer: string): Promise<void> {
    await this.ask(`INSERT INTO shop.newsletter VALUES ($1, $2, 'mail@example.com', now() - interval '90 days')`, [
      project,
      customer,
    ]);
  }

  async sell(project: number, customer: string): Promise<void> {
    const insert = `INSERT INTO shop.invoices (project, customer, total, issued_at)`;
    await this.ask(`${insert} VALUES ($1, $2, 12.40, now() - interval '40 days')`, [project, customer]);
  }

  /** Every row under these ids, read past Habeas. */
  async rowsOf(ids: readonly string[]): Promise<Rows> {
    const rows: [Place, string[]][] = [];
    for (const [table, column] of PLACES) {
      const select = `SELECT row_to_json(t)::text AS row FROM ${table} t WHERE ${column} = ANY ($1) ORDER BY 1`;
      rows.push([table, (await this.ask(select, [ids])).map(({ row }) => row)]);
    }
    return Object.fromEntries(rows) as unknown as Rows;
  }

  private async ask(sql: string, values: readonly unknown[]): Promise<{ row: string }[]> {
    const ground = await runningAppContext(readConfig({ HABEAS_DATA_DIR: this.directory }));
    if (ground === null) throw new Error('the database of the tour does not answer');
    return withClient(
      ground.databaseUrl,
      async (client) => (await client.query<{ row: string }>(sql, [...values])).rows,
    );
  }
}

async function withClient<T>(url: string, use: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, ssl: false });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}
