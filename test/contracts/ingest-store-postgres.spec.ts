import type pg from 'pg';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { ingestStoreContract } from './ingest-store.contract.js';
import { poolOf } from '../support/pool.js';

ingestStoreContract('PostgreSQL', async () => {
  const database = await createTestDatabase();
  const pool = poolOf(database.url, 8);
  const rows = async (sql: string, projectId: number) => (await pool.query(sql, [projectId])).rows;
  return {
    store: new PostgresIngestStore(pool),
    events: (projectId) =>
      rows(
        `SELECT event, distinct_id AS "distinctId", time, insert_id AS "insertId", properties
         FROM subject_data.events WHERE project_id = $1 ORDER BY time, insert_id`,
        projectId,
      ),
    arrivals: async (projectId) => {
      const sql = `SELECT (extract(epoch FROM received_at) * 1000000)::bigint::text AS arrived, properties::text AS text
        FROM subject_data.events WHERE project_id = $1 ORDER BY time, insert_id`;
      return (await rows(sql, projectId)).map(({ arrived, text }) => [arrived, text]);
    },
    profiles: (projectId) =>
      rows(
        `SELECT distinct_id AS "distinctId", properties, received_at AS "receivedAt"
         FROM subject_data.profiles WHERE project_id = $1 ORDER BY distinct_id`,
        projectId,
      ),
    close: async () => {
      await pool.end();
      await database.drop();
    },
  };
});

describe('PostgreSQL, behind a door', () => {
  let database: TestDatabase;
  let pool: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = poolOf(database.url, 8);
  });

  afterAll(async () => {
    await pool.end();
    await database.drop();
  });

  const incoming = (insertId: string) => ({
    events: [{ event: 'Opened', distinctId: 'ada', time: new Date('2026-03-09'), insertId, properties: '{"a":1}' }],
    links: [{ distinctId: 'ada', linkedId: `$device:${insertId}`, kind: 'device', origin: 'token' } as const],
  });
  const door = (isOpen: string, lock = 'pg_advisory_xact_lock_shared(1, $1::int)') => ({
    lock,
    isOpen,
    milliseconds: 5_000,
  });
  const countOf = async (projectId: number): Promise<number[]> => {
    const counts = ['events', 'identity_links'].map(async (table) =>
      pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM subject_data.${table} WHERE project_id = $1`, [
        projectId,
      ]),
    );
    return (await Promise.all(counts)).map(({ rows }) => rows[0]?.n ?? 0);
  };

  it('stores events and links where it is open, and the same ones once', async () => {
    const store = new PostgresIngestStore(pool);
    expect(await store.writeBehind(1, incoming('one'), door('true'))).toBe(true);
    expect(await store.writeBehind(1, incoming('one'), door('true'))).toBe(true);
    expect(await countOf(1)).toEqual([1, 1]);
  });

  it('stores nothing where it is closed', async () => {
    expect(await new PostgresIngestStore(pool).writeBehind(2, incoming('one'), door('$1::int <> 2'))).toBe(false);
    expect(await countOf(2)).toEqual([0, 0]);
  });

  it('stores nothing of what fails in its middle, and goes on', async () => {
    const store = new PostgresIngestStore(pool);
    const { events, links } = incoming('one');
    const torn = { events: events.flatMap((event) => [event, { ...event, insertId: 'two', properties: '{' }]), links };
    await expect(store.writeBehind(3, torn, door('true'))).rejects.toMatchObject({ code: 'store-refused' });
    expect(await countOf(3)).toEqual([0, 0]);
    expect(await store.writeBehind(3, incoming('one'), door('true'))).toBe(true);
  });

  it('is ended by the server where the lock is not to be had in time', async () => {
    const other = await pool.connect();
    try {
      await other.query('BEGIN; SELECT pg_advisory_xact_lock(1, 4)');
      const late = new PostgresIngestStore(pool).writeBehind(4, incoming('one'), { ...door('true'), milliseconds: 50 });
      await expect(late).rejects.toMatchObject({ code: 'store-busy' });
    } finally {
      await other.query('ROLLBACK');
      other.release();
    }
    expect(await countOf(4)).toEqual([0, 0]);
  });

  it('is left alone where the server does not know a setting that bounds it', async () => {
    const store = new PostgresIngestStore(pool);
    const asOfOld = door('true', `current_setting('not_known_yet' || $1::int)`);
    expect(await store.writeBehind(5, incoming('one'), asOfOld)).toBe(false);
    expect(await store.writeBehind(5, incoming('one'), door('true'))).toBe(false);
    expect(await countOf(5)).toEqual([0, 0]);
  });
});
