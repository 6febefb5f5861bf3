import type pg from 'pg';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection, Expiry, ExpiryOptions } from '../../src/subject-data/index.js';
import { Engine } from '../../src/subject-data/postgres/engine.js';
import { PostgresExpiryStore } from '../../src/subject-data/postgres/expiry/expiry-store.js';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';

const EVENTS = BUILT_IN_COLLECTIONS[0] as Collection;
const IMPATIENT = { lock: 50, attempts: 2, pause: 1 };
const MARCH = 'subject_data.events_2020_03';

describe('a month that is dropped in PostgreSQL', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let expiry: PostgresExpiryStore;
  let ingest: PostgresIngestStore;

  beforeEach(async () => {
    database = await createTestDatabase();
    pool = poolOf(database.url, 8);
    expiry = new PostgresExpiryStore(new Engine('habeas', pool), IMPATIENT);
    ingest = new PostgresIngestStore(pool);
    await write('a', '2020-03-10', '2020-04-10');
  });
  afterEach(async () => {
    await pool.end();
    await database.drop();
  });

  async function write(distinctId: string, ...days: string[]): Promise<void> {
    const events = days.map((day) => ({
      event: 'Seen',
      distinctId,
      time: new Date(day),
      insertId: day,
      properties: '{}',
    }));
    await ingest.writeEvents(1, events);
  }
  const what = (before: string): Expiry => ({
    collection: EVENTS,
    agedBy: { kind: 'column', column: 'time' },
    windows: [{ projectId: 1, before: new Date(before) }],
    takes: { kind: 'rows' },
    spared: [],
  });
  const options = (more: Partial<ExpiryOptions> = {}): ExpiryOptions => ({
    onTouch: async () => undefined,
    whileSettled: (_ids, _mode, portion) => portion(),
    pace: async () => undefined,
    mayArrive: () => [],
    ...more,
  });
  const isThere = async (relation: string) =>
    (await pool.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [relation])).rows[0]?.there;
  const count = async () =>
    Number((await pool.query<{ n: string }>('SELECT count(*) AS n FROM subject_data.events')).rows[0]?.n);

  it('loses its rows one by one where somebody goes on reading the table, and nobody waits behind it', async () => {
    const reader = await pool.connect();
    await reader.query('BEGIN; SELECT count(*) FROM subject_data.events');
    expect(await expiry.hide(what('2020-04-01'), options())).toEqual([]);
    expect(await isThere(MARCH)).toBe(true);
    expect(await count()).toBe(1);
    await reader.query('COMMIT');
    reader.release();
    // What is left of the month is dropped with the next run.
    expect(await expiry.hide(what('2020-04-01'), options())).toEqual([{ relation: MARCH }]);
    expect(await isThere(MARCH)).toBe(false);
  });

  it('loses its rows one by one where something depends on it', async () => {
    await pool.query(`CREATE VIEW march AS SELECT * FROM ${MARCH}`);
    expect(await expiry.hide(what('2020-04-01'), options())).toEqual([]);
    expect([await isThere(MARCH), await count()]).toEqual([true, 1]);
  });

  it('loses its rows one by one where the role does not own it', async () => {
    await pool.query(`CREATE ROLE keeper LOGIN PASSWORD 'keeper'; GRANT USAGE ON SCHEMA subject_data TO keeper;
      GRANT SELECT, DELETE, UPDATE, INSERT ON ALL TABLES IN SCHEMA subject_data TO keeper`);
    const theirs = poolOf(database.url.replace(/\/\/[^@]*@/, '//keeper:keeper@'), 2);
    const weak = new PostgresExpiryStore(new Engine('habeas', theirs), IMPATIENT);
    expect(await weak.hide(what('2020-04-01'), options())).toEqual([]);
    expect([await isThere(MARCH), await count()]).toEqual([true, 1]);
    await theirs.end();
    await pool.query('DROP OWNED BY keeper; DROP ROLE keeper');
  });

  it('is there as it was where the process is gone before the end', async () => {
    const killing = options({
      onTouch: async () => {
        await pool.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
           WHERE datname = current_database() AND state = 'idle in transaction' AND pid <> pg_backend_pid()`,
        );
      },
    });
    await expect(expiry.hide(what('2020-04-01'), killing)).rejects.toMatchObject({ retryable: true });
    expect([await isThere(MARCH), await count()]).toEqual([true, 2]);
    expect(await expiry.hide(what('2020-04-01'), options())).toEqual([{ relation: MARCH }]);
    expect(await count()).toBe(1);
  });

  it('is dropped beside a VACUUM that the server began, and beside writers of other months', async () => {
    const writer = await pool.connect();
    await writer.query('BEGIN');
    await writer.query(`INSERT INTO subject_data.events SELECT 1, 'w', '2020-04-11', 'Seen', '1', '{}', now()`);
    // A writer holds the table itself; it is waited for no longer than the patience says.
    expect(await expiry.hide(what('2020-04-01'), options())).toEqual([]);
    await writer.query('COMMIT');
    writer.release();
    expect(await expiry.hide(what('2020-04-01'), options())).toEqual([{ relation: MARCH }]);
    expect(await count()).toBe(2);
  });

  it('holds all from before 2010, but for what says that it has no beginning', async () => {
    await write('old', '1999-01-01', '2009-12-31T23:59:59Z');
    await pool.query(`INSERT INTO subject_data.events SELECT 1, 'w', '-infinity', 'Seen', '1', '{}', now()`);
    expect(await expiry.hide(what('2020-04-01'), options())).toEqual([{ relation: MARCH }]);
    expect([await isThere('subject_data.events_before'), await count()]).toEqual([true, 2]);
    await pool.query(`DELETE FROM subject_data.events WHERE time = '-infinity'`);
    expect(await expiry.hide(what('2020-04-01'), options())).toEqual([{ relation: 'subject_data.events_before' }]);
  });
});

it('profiles of more projects than can be kept from sending at once go some hundred projects at a time', async () => {
  const database = await createTestDatabase();
  const pool = poolOf(database.url, 2);
  await pool.query(`INSERT INTO subject_data.profiles (project_id, distinct_id, properties, received_at, written_at)
    SELECT id, 'gone', '{}', '2020-01-01', '2020-01-01' FROM generate_series(1, 1200) AS id`);
  const profiles = BUILT_IN_COLLECTIONS.find(({ name }) => name === 'profiles') as Collection;
  const windows = Array.from({ length: 1200 }, (_, at) => ({ projectId: at + 1, before: new Date('2021-01-01') }));
  const settled: number[] = [];
  await new PostgresExpiryStore(new Engine('habeas', pool)).hide(
    { collection: profiles, agedBy: { kind: 'unseen' }, windows, takes: { kind: 'rows' }, spared: [] },
    {
      onTouch: async () => undefined,
      whileSettled: (ids, mode, portion) => {
        if (mode === 'alone') settled.push(ids.length);
        return portion();
      },
      pace: async () => undefined,
      mayArrive: () => [],
    },
  );
  expect(Math.max(...settled)).toBeLessThanOrEqual(500);
  const { rows } = await pool.query<{ n: string }>('SELECT count(*) AS n FROM subject_data.profiles');
  expect(rows[0]?.n).toBe('0');
  await pool.end();
  await database.drop();
});
