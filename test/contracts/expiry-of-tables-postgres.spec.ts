import type pg from 'pg';
import { parseDataMap } from '../../src/subject-data/data-map/data-map-file.js';
import type { Collection, Expiry, ExpiryOptions, SubjectKey } from '../../src/subject-data/index.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';
import { removePastNeighbours } from '../support/sweep.js';

const WORDS = 'policy: erase, purpose: p, sourceCategory: s, retention: r';
const BEFORE = new Date('2026-03-29T01:30:00Z');

describe('what time does to tables of a company in PostgreSQL', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresSubjectStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = poolOf(database.url, 8);
    store = new PostgresSubjectStore('habeas', pool);
  });
  beforeEach(async () => {
    await pool.query('DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop');
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const sql = (text: string, values: unknown[] = []) => pool.query(text.replaceAll('~', 'shop.'), values);
  const lines = async (table: string) =>
    (await sql(`SELECT t::text AS line FROM ~${table} t ORDER BY 1`)).rows.map(({ line }: { line: string }) => line);
  function tableOf(name: string, rest = 'project: 1, subject: person'): Collection {
    const declared = parseDataMap(`collections:\n  - { name: ${name}, table: shop.${name}, ${rest}, ${WORDS} }`, {});
    const [collection] = declared.collections;
    if (collection === undefined) throw new Error('no collection');
    return collection;
  }
  const expiry = (collection: Collection, column: string, more: Partial<Expiry> = {}): Expiry => ({
    collection,
    agedBy: { kind: 'column', column },
    windows: [{ projectId: 1, before: BEFORE }],
    takes: { kind: 'rows' },
    spared: [],
    ...more,
  });
  const options = (more: Partial<ExpiryOptions> = {}): ExpiryOptions => ({
    onTouch: async () => undefined,
    whileSettled: (_ids, _mode, portion) => portion(),
    pace: async () => undefined,
    mayArrive: () => [],
    ...more,
  });
  const key = (distinctId: string): SubjectKey => ({ ordinal: 0, projectId: 1, distinctId, watermark: null });
  async function hidden(what: Expiry, more?: Partial<ExpiryOptions>): Promise<string[]> {
    const expected = [...(await store.expiry.countExpired(what)).values()].reduce((sum, rows) => sum + rows, 0);
    const seen = await store.expiry.preview(what);
    expect(seen.reduce((sum, { rows }) => sum + rows, 0)).toBe(expected);
    await store.expiry.hide(what, options(more));
    expect([...(await store.expiry.countExpired(what))]).toEqual([]);
    expect(await removePastNeighbours(store, what.collection)).toEqual({ erased: true });
    return lines(what.collection.table);
  }

  describe('a date is what its column says', () => {
    const kinds: readonly [type: string, zone: string | undefined, old: string[], young: string[]][] = [
      ['timestamptz', undefined, ['2026-03-29 03:29:59+02'], ['2026-03-29 03:30+02']],
      ['timestamp', undefined, ['2026-03-29 01:29:59'], ['2026-03-29 01:30']],
      // At 01:00 UTC clocks in Berlin went from 02:00 to 03:00.
      ['timestamp', 'Europe/Berlin', ['2026-03-29 03:29:59'], ['2026-03-29 03:30']],
      ['date', undefined, ['2026-03-28'], ['2026-03-29']],
      ['bigint', undefined, ['1774747799', '1774747799000'], ['1774747800', '1774747800000']],
      ['numeric', undefined, ['1774747799.9'], ['1774747800.1']],
    ];
    it.each(kinds)('%s, zone %s', async (type, zone, old, young) => {
      await sql(`CREATE TABLE ~orders (person text, at ${type})`);
      const insert = (at: string | null) => sql('INSERT INTO ~orders VALUES ($1, $2)', ['a', at]);
      for (const at of [...young, null]) await insert(at);
      const stay = await lines('orders');
      for (const at of old) await insert(at);
      const orders = tableOf('orders');
      const agedBy = { kind: 'column', column: 'at', ...(zone === undefined ? {} : { zone }) } as const;
      expect(await hidden(expiry(orders, 'at', { agedBy }))).toEqual(stay);
    });

    it('in the hour that clocks show twice, once it has passed twice', async () => {
      await sql(`CREATE TABLE ~orders (person text, at timestamp);
        INSERT INTO ~orders VALUES ('a', '2025-10-26 02:15'), ('b', '2025-10-26 01:15')`);
      const agedBy = { kind: 'column', column: 'at', zone: 'Europe/Berlin' } as const;
      const until = (text: string) => [{ projectId: 1, before: new Date(text) }];
      const once = expiry(tableOf('orders'), 'at', { agedBy, windows: until('2025-10-26T00:30:00Z') });
      expect(await hidden(once)).toEqual(['(a,"2025-10-26 02:15:00")']);
      const twice = expiry(tableOf('orders'), 'at', { agedBy, windows: until('2025-10-26T01:30:00Z') });
      expect(await hidden(twice)).toEqual([]);
    });

    it('years before Christ are long over, and what never comes or has no beginning is no date', async () => {
      await sql(`CREATE TABLE ~orders (person text, at timestamptz);
        INSERT INTO ~orders VALUES ('a', '0044-03-15 10:00 BC'), ('b', 'infinity'), ('c', '-infinity'), ('d', NULL), ('e', '0001-02-03')`);
      const what = expiry(tableOf('orders'), 'at');
      expect((await store.expiry.preview(what)).map(({ month, rows }) => [month, rows])).toEqual([
        ['-000043-03', 1],
        ['0001-02', 1],
      ]);
      expect(await hidden(what)).toEqual(['(b,infinity)', '(c,-infinity)', '(d,)']);
    });

    it('a column that says no time is refused', async () => {
      await sql(`CREATE TABLE ~orders (person text, at text)`);
      await expect(store.expiry.preview(expiry(tableOf('orders'), 'at'))).rejects.toMatchObject({
        code: 'store-refused',
        message: expect.stringContaining('which says no time'),
      });
      await expect(store.expiry.preview(expiry(tableOf('orders'), 'on'))).rejects.toMatchObject({
        code: 'store-refused',
      });
    });
  });

  it('clears the columns it is told to, of old rows alone, and the rows stay', async () => {
    await sql(`CREATE TABLE ~orders (person text, email text, total int NOT NULL DEFAULT 0, at date);
      INSERT INTO ~orders VALUES ('a', 'a@x', 5, '2025-01-01'), ('b', 'b@x', 6, '2026-05-01'), ('held', 'h@x', 7, '2025-01-01'), ('c', NULL, 0, '2025-01-01')`);
    const takes = { kind: 'anonymize', columns: ['email', 'total'] } as const;
    const what = expiry(tableOf('orders'), 'at', { takes, spared: [key('held')] });
    expect(await store.expiry.preview(what)).toEqual([
      { projectId: 1, month: '2025-01', rows: 1, spared: 1, referredTo: 0 },
    ]);
    expect(await hidden(what)).toEqual([
      '(a,,0,2025-01-01)',
      '(b,b@x,6,2026-05-01)',
      '(c,,0,2025-01-01)',
      '(held,h@x,7,2025-01-01)',
    ]);
  });

  it('goes by every project of a table that is of several together', async () => {
    await sql(`CREATE TABLE ~orders (person text, at date);
      INSERT INTO ~orders VALUES ('a', '2024-01-01'), ('b', '2025-06-01'), ('held', '2024-01-01')`);
    const orders = { ...tableOf('orders'), projects: [1, 2] };
    const of = (...windows: [number, string][]) =>
      windows.map(([projectId, before]) => ({ projectId, before: new Date(before) }));
    const spared = [{ ...key('held'), projectId: 2 }];
    expect(await hidden(expiry(orders, 'at', { windows: of([1, '2026-01-01']), spared }))).toHaveLength(3);
    let settled: readonly number[] = [];
    const both = of([1, '2026-01-01'], [2, '2025-01-01']);
    const rest = await hidden(expiry(orders, 'at', { windows: both, spared }), {
      whileSettled: (ids, _mode, portion) => {
        settled = ids;
        return portion();
      },
    });
    expect(rest).toEqual(['(b,2025-06-01)', '(held,2024-01-01)']);
    expect(settled).toEqual([1, 2]);
  });

  it('reads numbers of projects of every type, and leaves other projects alone', async () => {
    for (const type of ['int', 'bigint', 'numeric', 'smallint']) {
      await sql(`DROP TABLE IF EXISTS ~orders; CREATE TABLE ~orders (shop ${type}, person text, at date);
        INSERT INTO ~orders VALUES (1, 'a', '2024-01-01'), (2, 'a', '2024-01-01'), (3, 'a', '2024-01-01')`);
      const orders = tableOf('orders', 'projectColumn: shop, subject: person');
      const windows = [1, 2].map((projectId) => ({ projectId, before: BEFORE }));
      expect(await hidden(expiry(orders, 'at', { windows, spared: [key('a')] }))).toEqual([
        '(1,a,2024-01-01)',
        '(3,a,2024-01-01)',
      ]);
    }
  });

  describe('a row that another row refers to stays, and nothing is taken along', () => {
    it.each(['CASCADE', 'SET NULL', 'SET DEFAULT', 'RESTRICT', 'NO ACTION'])('ON DELETE %s', async (action) => {
      await sql(`CREATE TABLE ~orders (id int PRIMARY KEY, person text, at date);
        CREATE TABLE ~items (id int, of int DEFAULT 3 REFERENCES ~orders ON DELETE ${action});
        INSERT INTO ~orders VALUES (1, 'a', '2024-01-01'), (2, 'b', '2024-02-01'), (3, 'c', '2026-05-01'), (4, 'held', '2024-01-01');
        INSERT INTO ~items VALUES (10, 1), (11, 1), (12, 4), (13, NULL)`);
      const items = await lines('items');
      const what = expiry(tableOf('orders'), 'at', { spared: [key('held')] });
      expect(await store.expiry.preview(what)).toEqual([
        { projectId: 1, month: '2024-01', rows: 0, spared: 1, referredTo: 1 },
        { projectId: 1, month: '2024-02', rows: 1, spared: 0, referredTo: 0 },
      ]);
      expect(await hidden(what)).toEqual(['(1,a,2024-01-01)', '(3,c,2026-05-01)', '(4,held,2024-01-01)']);
      expect(await lines('items')).toEqual(items);
    });

    it('also one that is referred to from the moment on', async () => {
      await sql(`CREATE TABLE ~orders (id int PRIMARY KEY, person text, at date);
        CREATE TABLE ~items (of int REFERENCES ~orders ON DELETE CASCADE);
        INSERT INTO ~orders VALUES (1, 'a', '2024-01-01'), (2, 'b', '2024-01-01')`);
      const writer = await pool.connect();
      await writer.query('BEGIN; INSERT INTO shop.items VALUES (1)');
      const hiding = store.expiry.hide(expiry(tableOf('orders'), 'at'), options());
      await pool.query(`SELECT 1`);
      await writer.query('COMMIT');
      writer.release();
      await hiding;
      expect(await lines('orders')).toEqual(['(1,a,2024-01-01)']);
      expect(await lines('items')).toEqual(['(1)']);
    });

    it('of rows that refer to each other the last of a chain goes first, and the whole chain where all of it is old', async () => {
      await sql(`CREATE TABLE ~orders (id int PRIMARY KEY, after int REFERENCES ~orders ON DELETE CASCADE, person text, at date);
        INSERT INTO ~orders VALUES (1, NULL, 'a', '2024-01-01'), (2, 1, 'a', '2024-01-01'), (3, 2, 'a', '2024-01-01'), (7, 7, 'a', '2024-01-01'),
          (4, NULL, 'b', '2024-01-01'), (5, 4, 'b', '2024-01-01'), (6, 5, 'b', '2026-05-01')`);
      expect(await hidden(expiry(tableOf('orders'), 'at'))).toEqual([
        '(4,,b,2024-01-01)',
        '(5,4,b,2024-01-01)',
        '(6,5,b,2026-05-01)',
      ]);
    });

    it('and nothing goes by a key that has come since the catalog was asked', async () => {
      await sql(`CREATE TABLE ~orders (id int PRIMARY KEY, person text, at date);
        CREATE TABLE ~items (of int);
        INSERT INTO ~orders VALUES (1, 'a', '2024-01-01'); INSERT INTO ~items VALUES (1)`);
      await store.expiry.hide(expiry(tableOf('orders'), 'at'), {
        ...options(),
        whileSettled: async (_ids, _mode, portion) => {
          await sql('ALTER TABLE ~items ADD FOREIGN KEY (of) REFERENCES ~orders ON DELETE CASCADE');
          return portion();
        },
      });
      expect([await lines('orders'), await lines('items')]).toEqual([['(1,a,2024-01-01)'], ['(1)']]);
    });
  });

  it('goes through the partitions of a table of a company, and drops none of them', async () => {
    await sql(`CREATE TABLE ~orders (person text, at date NOT NULL) PARTITION BY RANGE (at);
      CREATE TABLE ~orders_1 PARTITION OF ~orders FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
      CREATE TABLE ~orders_2 PARTITION OF ~orders DEFAULT;
      INSERT INTO ~orders VALUES ('a', '2024-01-01'), ('a', '2025-06-01'), ('a', '2026-06-01')`);
    expect(await hidden(expiry(tableOf('orders'), 'at'))).toEqual(['(a,2026-06-01)']);
    expect((await sql(`SELECT to_regclass('~orders_1') AS there`)).rows).toEqual([{ there: 'shop.orders_1' }]);
  });

  it('lets whoever is at the table end first, and nobody is kept from being spared meanwhile', async () => {
    await sql(`CREATE TABLE ~orders (person text, at date); INSERT INTO ~orders VALUES ('a', '2024-01-01')`);
    const scrubbing = await pool.connect();
    await scrubbing.query('BEGIN; LOCK TABLE shop.orders IN SHARE ROW EXCLUSIVE MODE');
    let portions = 0;
    await store.expiry.hide(expiry(tableOf('orders'), 'at'), {
      ...options(),
      whileSettled: async (_ids, _mode, portion) => {
        portions += 1;
        if (portions === 2) await scrubbing.query('COMMIT');
        return portion();
      },
    });
    scrubbing.release();
    expect(portions).toBe(2);
    expect(await lines('orders')).toEqual([]);
  });

  it('finds few among many, and many among more, in portions', async () => {
    await sql(`CREATE TABLE ~orders (person text, at date, filling text);
      INSERT INTO ~orders SELECT 'p' || n, date '2026-05-01' - (CASE WHEN n % 50 = 0 THEN 900 ELSE 0 END), repeat('x', 200)
        FROM generate_series(1, 60000) AS n`);
    let portions = 0;
    const counting: Partial<ExpiryOptions> = {
      whileSettled: (_ids, _mode, portion) => {
        portions += 1;
        return portion();
      },
    };
    expect(await hidden(expiry(tableOf('orders'), 'at', { spared: [key('p100')] }), counting)).toHaveLength(58_801);
    const later = [{ projectId: 1, before: new Date('2027-01-01') }];
    expect(
      await hidden(expiry(tableOf('orders'), 'at', { windows: later, spared: [key('p100')] }), counting),
    ).toHaveLength(1);
    expect(portions).toBeGreaterThan(2);
  });
});
