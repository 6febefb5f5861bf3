import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCoverage, type CoverageReport } from '../../src/subject-data/index.js';
import { OWN_TABLES } from '../../src/subject-data/coverage/own-tables.js';
import { createEmptyDatabase, createTestDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';

const WORDS = 'project: 1, policy: erase, purpose: p, sourceCategory: s, retention: r';
const UUID = '3f2b8c1e-5d4a-4c6b-9e7f-0a1b2c3d4e5f';

describe('the coverage check', () => {
  const directory = mkdtempSync(join(tmpdir(), 'coverage-'));
  const mapFile = join(directory, 'map.yaml');
  let habeas: TestDatabase;
  let shop: TestDatabase;

  beforeEach(async () => {
    [habeas, shop] = [await createTestDatabase(), await createEmptyDatabase()];
  });
  afterEach(async () => {
    await habeas.drop();
    await shop.drop();
  });
  afterAll(() => rmSync(directory, { recursive: true }));

  async function check(yaml: string | null = null): Promise<CoverageReport> {
    if (yaml !== null) writeFileSync(mapFile, `stores: { shop: { kind: postgres, url: "${shop.url}" } }\n${yaml}`);
    const { coverage, close } = await openCoverage({ url: habeas.url, mapFile: yaml === null ? null : mapFile });
    try {
      return await coverage.check();
    } finally {
      await close();
    }
  }
  const inShop = (sql: string) => withClient(shop.url, (client) => client.query(sql));
  const inHabeas = (sql: string) => withClient(habeas.url, (client) => client.query(sql));
  const columnsIn = ({ findings }: CoverageReport) => findings.map(({ table, column }) => `${table}.${column}`);

  describe('over the schema of Habeas itself', () => {
    it('finds every table with a person-like column on the data map, or exempted with a reason', async () => {
      expect(await check()).toMatchObject({ passed: true, findings: [], errors: [], warnings: [] });
    });

    it('exempts no table and no column that is not there', async () => {
      const { rows } = await inHabeas(`SELECT table_schema || '.' || table_name AS "table", column_name AS "column"
        FROM information_schema.columns`);
      const there = new Set(rows.map(({ table, column }) => `${table}.${column}`));
      for (const { table, columns = [], reason } of OWN_TABLES) {
        expect(reason).not.toBe('');
        expect(columns.filter((column) => !there.has(`${table}.${column}`))).toEqual([]);
        expect(table.includes('*') || rows.some((row) => row.table === table)).toBe(true);
      }
    });

    it('fails on a further table with a person-like column, and on a further column of an exempt one', async () => {
      await inHabeas('CREATE TABLE visits (device_id text); ALTER TABLE users ADD phone text');
      const report = await check();
      expect(report.passed).toBe(false);
      expect(columnsIn(report)).toEqual(['public.users.phone', 'public.visits.device_id']);
    });
  });

  it('fails on a table that is neither mapped nor exempted with a reason, and passes once it is', async () => {
    await inShop(
      `CREATE TABLE newsletter (user_id text PRIMARY KEY, email text); CREATE TABLE prices (sku text, cents int)`,
    );
    const report = await check('collections: []');
    expect(report.passed).toBe(false);
    expect(report.findings).toEqual([
      {
        store: 'shop',
        table: 'public.newsletter',
        column: 'user_id',
        looksLike: 'an id of a person or an account',
        because: 'its name',
        advice: 'list it under `collections`, or under `exempt` with a reason',
      },
      expect.objectContaining({ column: 'email', looksLike: 'an e-mail address' }),
    ]);
    expect(report.tables).toMatchObject({ uncovered: 1 });
    const mapped = `collections: [{ name: news, store: shop, table: newsletter, subject: user_id, ${WORDS} }]`;
    expect(await check(mapped)).toMatchObject({ passed: true, findings: [] });
    const exempt = 'collections: []\nexempt: [{ store: shop, table: news*, reason: made up for tests }]';
    expect(await check(exempt)).toMatchObject({ passed: true, warnings: [] });
  });

  it('finds by what columns are filled with what their names do not tell, and shows no value', async () => {
    await inHabeas(
      `INSERT INTO subject_data.profiles VALUES (1, '${UUID}', '{}', now()), (1, '70010020', '{}', now())`,
    );
    await inShop(`CREATE TABLE a (label text, n int); INSERT INTO a SELECT 'row ' || i, i FROM generate_series(1, 250) i;
      INSERT INTO a VALUES ('write to mallory@example.com');
      CREATE TABLE b (origin inet, call text, ref uuid, serial bigint, meta jsonb);
      INSERT INTO b VALUES ('192.0.2.7', '+49 30 123456', '${UUID}', 70010020, '{"x": {"phone_number": 1}}');
      CREATE TABLE c (version text, n bigint, meta jsonb, at timestamptz); INSERT INTO c VALUES ('1.2.3', 7, '{"n": 1}', now())`);
    const report = await check('collections: []');
    expect(report.findings.map(({ column, looksLike, because }) => [column, looksLike, because])).toEqual([
      ['label', 'an e-mail address', '1 of 251 values looked at'],
      ['origin', 'an IP address', 'its type'],
      ['call', 'a phone number', '1 of 1 values looked at'],
      ['ref', 'the id of a known subject', '1 of 1 values looked at'],
      ['serial', 'the id of a known subject', '1 of 1 values looked at'],
      ['meta', 'a phone number', 'keys in 1 of 1 values looked at'],
    ]);
    for (const value of ['mallory', '192.0.2.7', '123456', UUID, '70010020']) {
      expect(JSON.stringify(report)).not.toContain(value);
    }
  });

  it('samples a large table from all over it', async () => {
    await inShop(`CREATE TABLE log (line text);
      INSERT INTO log SELECT repeat('x', 500) FROM generate_series(1, 20000);
      INSERT INTO log SELECT 'mail to somebody' || i || '@example.com' FROM generate_series(1, 20000) i; ANALYZE log`);
    const { findings } = await check('collections: []');
    expect(findings).toEqual([expect.objectContaining({ column: 'line', looksLike: 'an e-mail address' })]);
  });

  it('takes partitions and views for what they belong to, and tells of foreign tables and materialized views', async () => {
    await inShop(`CREATE TABLE visit (user_id text, at date) PARTITION BY RANGE (at);
      CREATE TABLE visit_2026 PARTITION OF visit FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      CREATE TABLE visit_old PARTITION OF visit FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY RANGE (at);
      CREATE TABLE visit_old_1 PARTITION OF visit_old FOR VALUES FROM ('2025-01-01') TO ('2025-02-01');
      CREATE TABLE parent (user_id text); CREATE TABLE plain_child () INHERITS (parent);
      CREATE TABLE wider_child (email text) INHERITS (parent);
      CREATE VIEW seen AS SELECT user_id FROM visit;
      CREATE MATERIALIZED VIEW daily AS SELECT user_id, count(*) AS n FROM visit GROUP BY 1;
      CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER elsewhere FOREIGN DATA WRAPPER nothing;
      CREATE FOREIGN TABLE crm (contact_id text) SERVER elsewhere`);
    const report = await check('collections: []');
    expect(columnsIn(report)).toEqual([
      'public.crm.contact_id',
      'public.daily.user_id',
      'public.parent.user_id',
      'public.visit.user_id',
      'public.wider_child.user_id',
      'public.wider_child.email',
    ]);
    expect(report.findings[0]?.advice).toContain('list the table behind it');
    expect(report.findings[1]?.advice).toContain('nothing can be erased from it');
    expect(report.warnings).toEqual([
      'shop: public.crm is judged by the names of its columns alone: no row of it could be read (store-refused)',
    ]);
  });

  it('knows two stores for one database, whichever of them a table is mapped in', async () => {
    await inHabeas('CREATE TABLE newsletter (user_id text PRIMARY KEY)');
    const yaml = (store: string) =>
      `collections: [{ name: n, store: ${store}, table: newsletter, subject: user_id, ${WORDS} }]`;
    writeFileSync(mapFile, `stores: { same: { kind: postgres, url: "${habeas.url}" } }\n${yaml('same')}`);
    const { coverage, close } = await openCoverage({ url: habeas.url, mapFile });
    expect(await coverage.check()).toMatchObject({ passed: true, findings: [] });
    await close();
    expect(await check(yaml('habeas'))).toMatchObject({ passed: true, findings: [] });
  });

  it('warns of an exemption that matches nothing, and of a table it may not read', async () => {
    await inShop(
      `CREATE TABLE guarded (user_id text, note text); CREATE ROLE clerk_${shop.url.slice(-12)} LOGIN PASSWORD 'clerk'`,
    );
    const url = shop.url.replace(/\/\/[^@]*@/, `//clerk_${shop.url.slice(-12)}:clerk@`);
    const yaml = `stores: { shop: { kind: postgres, url: "${url}" } }\ncollections: []\nexempt: [{ store: shop, table: "none.*", reason: r }]`;
    writeFileSync(mapFile, yaml);
    const { coverage, close } = await openCoverage({ url: habeas.url, mapFile });
    const { findings, warnings } = await coverage.check();
    await close();
    await inShop(`DROP ROLE clerk_${shop.url.slice(-12)}`);
    expect(findings).toHaveLength(1);
    expect(warnings).toEqual([
      'shop: public.guarded is judged by the names of its columns alone: no row of it could be read (store-refused)',
      'the exemption of none.* in shop matches no table that is not mapped; take it out',
    ]);
  });

  it('fails where a mapped table or a column of it is gone', async () => {
    await inShop('CREATE TABLE orders (who text PRIMARY KEY)');
    const one = (name: string, table: string, subject: string) =>
      `{ name: ${name}, store: shop, table: ${table}, subject: ${subject}, ${WORDS} }`;
    const report = await check(`collections: [${one('gone', 'gone', 'who')}, ${one('orders', 'orders', 'whom')}]`);
    expect(report).toMatchObject({ passed: false, findings: [] });
    expect(report.errors).toEqual([
      'collection "gone": there is no table public.gone',
      'collection "orders": subject column "whom" does not exist',
    ]);
  });

  it.each([
    ['without a reason', '{ store: shop, table: x }', /exempt\[0\]\.reason is missing/],
    ['of a store that is not there', '{ store: attic, table: x, reason: r }', /"attic" is not among the stores/],
    ['with a table that is none', '{ store: shop, table: a.b.c, reason: r }', /exempt\[0\]\.table must be a table/],
  ])('takes no exemption %s', async (_what, exemption, expected) => {
    await expect(check(`collections: []\nexempt: [${exemption}]`)).rejects.toThrow(expected);
  });
});
