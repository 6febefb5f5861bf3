import type pg from 'pg';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { searchStatement } from '../../src/subject-data/postgres/ingest/profile-search.js';
import { PostgresProfileReader, readStatement } from '../../src/subject-data/postgres/reading/profile-reader.js';
import type { ProfileSearch } from '../../src/subject-data/store/reading/profile-search.js';
import { ALL_PROFILES, type ProfileSelection } from '../../src/subject-data/store/reading/profile-reader.port.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';

const PROJECT = 1;
const byMail: ProfileSearch['wanted'] = {
  kind: 'e-mail',
  properties: ['$email', 'email'],
  address: 'person-777@example.com',
};
const byValue: ProfileSearch['wanted'] = {
  kind: 'value',
  property: 'customer',
  scalars: [
    { kind: 'text', text: '777' },
    { kind: 'number', digits: '777' },
  ],
};
const searchFor = (wanted: ProfileSearch['wanted'], milliseconds = 10_000): ProfileSearch => ({
  wanted,
  after: null,
  most: 21,
  milliseconds,
});

describe('looking for profiles in PostgreSQL', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let store: PostgresIngestStore;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = poolOf(database.url, 4);
    store = new PostgresIngestStore(pool);
    await pool.query(
      `INSERT INTO subject_data.profiles (project_id, distinct_id, properties, received_at)
       SELECT 1 + n % 2, 'id-' || n, jsonb_build_object('$email', 'Person-' || n || '@Example.com', 'customer', n, 'plan', 'Pro'), now()
       FROM generate_series(1, 20000) AS n`,
    );
    await pool.query('VACUUM (ANALYZE) subject_data.profiles');
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  it.each([
    ['an e-mail address', byMail, 'profiles_email_idx'],
    ['any property', byValue, 'profiles_properties_idx'],
  ])('finds %s by an index', async (_case, wanted, index) => {
    expect(await store.findProfiles(2, searchFor(wanted))).toEqual(['id-777']);
    expect(await store.findProfiles(PROJECT, searchFor(wanted))).toEqual([]);
    const { sql, values } = searchStatement(2, searchFor(wanted));
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, [...values]);
    expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(index);
  });

  describe('to read them', () => {
    const planOf = async (selection: Partial<ProfileSelection>, settings: string): Promise<string> => {
      const { sql, values } = readStatement(2, { ...ALL_PROFILES, ...selection });
      const client = await pool.connect();
      try {
        await client.query(`BEGIN; SET LOCAL cursor_tuple_fraction = 1; ${settings}`);
        const { rows } = await client.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, [...values]);
        return rows.map((row) => row['QUERY PLAN']).join('\n');
      } finally {
        await client.query('ROLLBACK');
        client.release();
      }
    };

    it('goes through a project in the order of its key, and puts nothing in order', async () => {
      const plan = await planOf({ after: 'id-1', until: 'id-2' }, 'SET LOCAL enable_sort = off');
      expect(plan).toContain('profiles_pkey');
      expect(plan).not.toContain('Sort');
    });

    it.each([
      ['ids', { kind: 'ids', ids: ['id-777', 'id-778'] } as const, 'profiles_pkey'],
      ['any property', byValue, 'profiles_properties_idx'],
    ])('finds %s by an index', async (_case, wanted, index) => {
      expect(await planOf({ among: [wanted] }, '')).toContain(index);
    });

    it('ends in its time', async () => {
      const blocker = await pool.connect();
      try {
        await blocker.query('BEGIN; LOCK TABLE subject_data.profiles');
        const reading = new PostgresProfileReader(pool).read(2, ALL_PROFILES, 200, async () => true);
        await expect(reading).rejects.toMatchObject({ kind: 'unavailable', code: 'search-too-slow' });
      } finally {
        await blocker.query('ROLLBACK');
        blocker.release();
      }
    });
  });

  it('keeps no address in an index or its statistics', async () => {
    const { rows } = await pool.query<{ name: string; method: string; statistics: number }>(
      `SELECT x.relname AS name, m.amname AS method,
         (SELECT count(*)::int FROM pg_statistic s WHERE s.starelid = x.oid) AS statistics
       FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_am m ON m.oid = x.relam
       WHERE i.indrelid = 'subject_data.profiles'::regclass AND NOT i.indisprimary ORDER BY 1`,
    );
    expect(rows).toEqual([
      { name: 'profiles_email_idx', method: 'hash', statistics: 0 },
      { name: 'profiles_plain_email_idx', method: 'hash', statistics: 0 },
      { name: 'profiles_properties_idx', method: 'gin', statistics: 0 },
    ]);
  });

  it('takes a profile whose address is as long as a profile may be', async () => {
    const address = `${'x'.repeat(500_000)}@example.com`;
    const change = () => ({ $email: address });
    await store.changeProfiles(PROJECT, [{ distinctId: 'long', change }]);
    const wanted = { kind: 'e-mail', properties: ['$email'], address } as const;
    expect(await store.findProfiles(PROJECT, searchFor(wanted))).toEqual(['long']);
  });

  it('ends in its time, and says what to do', async () => {
    const blocker = await pool.connect();
    try {
      await blocker.query('BEGIN; LOCK TABLE subject_data.profiles');
      await expect(store.findProfiles(PROJECT, searchFor(byMail, 200))).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'search-too-slow',
        message: expect.stringContaining('e-mail'),
      });
    } finally {
      await blocker.query('ROLLBACK');
      blocker.release();
    }
    expect(await store.findProfiles(2, searchFor(byMail))).toEqual(['id-777']);
  });
});
