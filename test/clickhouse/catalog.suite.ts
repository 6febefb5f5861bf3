import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import { ClickHouseSubjectStore } from '../../src/subject-data/clickhouse/subject-store.js';
import type { Collection } from '../../src/subject-data/index.js';
import { alone, type Neighbours } from '../../src/subject-data/store/neighbours.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const ANONYMIZE = { policy: { kind: 'anonymize', columns: ['email'] } } as const;

describe('what the catalog of ClickHouse forbids is told at the start', () => {
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let store: ClickHouseSubjectStore;

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine('warehouse');
    store = new ClickHouseSubjectStore(engine);
  });
  beforeEach(async () => {
    await engine.command('DROP DATABASE IF EXISTS shop');
    await engine.command('CREATE DATABASE shop');
  });
  afterAll(() => server.stop());

  const declared = (more: Partial<Collection> = {}): Collection => ({
    name: 'contacts',
    title: 'contacts',
    store: 'warehouse',
    schema: 'shop',
    table: 'contacts',
    projectColumn: null,
    projects: [1],
    subjectColumn: 'user',
    timeColumn: null,
    arrivalColumn: null,
    propertiesColumn: null,
    headers: [],
    policy: { kind: 'erase' },
    purpose: 'p',
    recipients: [],
    sourceCategory: 's',
    retention: 'r',
    shape: 'row',
    ...more,
  });
  const create = (columns: string, rest = 'MergeTree ORDER BY user') =>
    engine.command(`CREATE TABLE shop.contacts (${columns}) ENGINE = ${rest}`);
  const errorsOf = async (collection: Collection) => (await store.check(collection)).errors;

  it('a constraint that a row which is cleared breaks, since it is written anew', async () => {
    await create(`user String, email String, CONSTRAINT has_mail CHECK position(email, '@') > 0`);
    expect(await errorsOf(declared())).toEqual([]);
    expect(await errorsOf(declared(ANONYMIZE))).toEqual([
      expect.stringMatching(/the constraint "has_mail" of .* forbids what clearing "email" leaves/),
    ]);
    await engine.insert('shop.contacts', ['user', 'email'], [['a', 'a@example.com']]);
    const keys = [{ ordinal: 0, projectId: 1, distinctId: 'a', watermark: null }];
    await expect(store.hide(declared(ANONYMIZE), keys, 'policy')).rejects.toMatchObject({ name: 'HabeasError' });
  });

  it('a constraint that also looks at what stays, by the rows that are there', async () => {
    await create(`user String, email String, phone String, CONSTRAINT either CHECK notEmpty(email) OR notEmpty(phone)`);
    await engine.insert('shop.contacts', ['user', 'email', 'phone'], [['a', 'a@example.com', '1']]);
    expect(await errorsOf(declared(ANONYMIZE))).toEqual([]);
    await engine.insert('shop.contacts', ['user', 'email', 'phone'], [['b', 'b@example.com', '']]);
    expect(await errorsOf(declared(ANONYMIZE))).toEqual([expect.stringContaining('the constraint "either"')]);
  });

  it('no constraint over columns that stay, whatever rows are there from before it', async () => {
    await create('user String, email String, email_kind String');
    await engine.insert('shop.contacts', ['user', 'email', 'email_kind'], [['a', 'a@example.com', 'work']]);
    await engine.command(`ALTER TABLE shop.contacts ADD CONSTRAINT kind CHECK email_kind IN ('email', 'post')`);
    expect(await errorsOf(declared(ANONYMIZE))).toEqual([]);
  });

  it('a column of the sorting key by which a merging table tells people apart', async () => {
    await create('user String, email String', 'ReplacingMergeTree ORDER BY email');
    expect(await errorsOf(declared(ANONYMIZE))).toEqual([
      expect.stringMatching(/"email" is in the sorting key .* ReplacingMergeTree: .*would become one/),
    ]);
    expect(await errorsOf(declared())).toEqual([]);
  });

  it('a column that no statement can set, and one that is never stored', async () => {
    await create('user String, email String MATERIALIZED lower(user), short String ALIAS user, gone String EPHEMERAL');
    expect(await errorsOf(declared(ANONYMIZE))).toEqual([
      expect.stringContaining('"email" is String; it must be a column that can be written'),
    ]);
    expect(await errorsOf(declared({ subjectColumn: 'gone' }))).toEqual([
      expect.stringContaining('subject column "gone"'),
    ]);
  });

  it('warns of a buffer that holds rows back, and of a view that copies them, unless its table is mapped', async () => {
    await create('user String, email String');
    await engine.command(
      `CREATE TABLE shop.entry AS shop.contacts ENGINE = Buffer('shop', 'contacts', 1, 10, 100, 10, 100, 10, 100)`,
    );
    await engine.command('CREATE TABLE shop.copies (user String) ENGINE = MergeTree ORDER BY user');
    await engine.command('CREATE MATERIALIZED VIEW shop.feed TO shop.copies AS SELECT user FROM shop.contacts');
    const { warnings } = await store.check(declared());
    expect(warnings).toEqual(
      [
        expect.stringContaining('`shop.feed` copies its rows'),
        expect.stringContaining('the buffer `shop.entry`'),
      ].reverse(),
    );
    const both: Neighbours = {
      ...alone(declared()),
      collections: [declared(), declared({ name: 'copies', table: 'copies' })],
    };
    expect((await store.check(declared(), both)).warnings).toEqual([expect.stringContaining('the buffer')]);
  });

  it('warns of a TTL that makes one row of several', async () => {
    await create(
      'user String, at DateTime, n UInt64',
      'MergeTree ORDER BY (user, at) TTL at + INTERVAL 1 DAY GROUP BY user SET n = sum(n)',
    );
    expect((await store.check(declared())).warnings).toEqual([expect.stringContaining('TTL with GROUP BY')]);
  });

  it('warns of a TTL that takes rows, whoever is held', async () => {
    await create('user String, at DateTime', 'MergeTree ORDER BY user TTL at + INTERVAL 1 YEAR');
    expect((await store.check(declared())).warnings).toEqual([
      expect.stringContaining('has a TTL, which passes by holds and running requests'),
    ]);
  });

  it('warns of a subject column that is called like the key of another table', async () => {
    await create('user String, email String');
    const orders = declared({ name: 'orders', table: 'orders', subjectColumn: 'buyer' });
    const items = declared({ subjectColumn: 'order_id' });
    await engine.command('ALTER TABLE shop.contacts ADD COLUMN order_id String');
    const { warnings } = await store.check(items, { ...alone(items), collections: [orders, items] });
    expect(warnings.join()).toContain('"order_id" looks like the key of shop.orders, where "buyer" says');
  });
});
