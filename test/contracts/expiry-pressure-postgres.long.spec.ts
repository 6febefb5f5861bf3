import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection, Expiry, ExpiryOptions } from '../../src/subject-data/index.js';
import { Engine } from '../../src/subject-data/postgres/engine.js';
import { assertRoom, type LogLimits } from '../../src/subject-data/postgres/expiry/pressure.js';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';
import { until } from '../support/until.js';

const EVENTS = BUILT_IN_COLLECTIONS.find(({ name }) => name === 'events') as Collection;
const NOBODY: LogLimits = { replica: 0, slot: 0 };

/** What a replica says of how far it has come: what it has written, flushed and replayed. */
function comeTo(position: string): Buffer {
  const [high = '0', low = '0'] = position.split('/');
  const at = (BigInt(`0x${high}`) << 32n) + BigInt(`0x${low}`);
  const said = Buffer.alloc(34);
  said.write('r');
  for (const place of [1, 9, 17]) said.writeBigInt64BE(at, place);
  return said;
}

describe('what has outlived its time, on a server that others copy', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let ingest: PostgresIngestStore;
  const name = `habeas_test_${randomBytes(6).toString('hex')}`;

  beforeAll(async () => {
    database = await createTestDatabase();
    pool = poolOf(database.url, 4);
    ingest = new PostgresIngestStore(pool);
  });
  afterAll(async () => {
    await pool.end();
    await database.drop();
  });
  beforeEach(async () => {
    const event = (distinctId: string, day: string) => {
      return { event: 'Seen', distinctId, time: new Date(day), insertId: `${distinctId} ${day}`, properties: '{}' };
    };
    await ingest.writeEvents(1, [event('old', '2020-05-01'), event('young', '2020-05-20')]);
  });

  const expiry: Expiry = {
    collection: EVENTS,
    agedBy: { kind: 'column', column: 'time' },
    windows: [{ projectId: 1, before: new Date('2020-05-10') }],
    takes: { kind: 'rows' },
    spared: [],
  };
  const options: ExpiryOptions = {
    onTouch: async () => undefined,
    whileSettled: (_ids, _mode, portion) => portion(),
    pace: async () => undefined,
    mayArrive: () => [],
  };
  const hide = (limits: LogLimits) =>
    new PostgresSubjectStore('habeas', pool, undefined, limits).expiry.hide(expiry, options);
  const left = async () =>
    (await pool.query<{ distinct_id: string }>('SELECT distinct_id FROM subject_data.events ORDER BY 1')).rows.map(
      ({ distinct_id: id }) => id,
    );

  it('waits where more of the log is kept for a slot than may be, and says for which', async () => {
    await pool.query('SELECT pg_create_physical_replication_slot($1, true)', [name]);
    await expect(hide({ replica: 0, slot: 1 })).rejects.toMatchObject({
      code: 'store-busy',
      retryable: true,
      message: expect.stringContaining(`waiting for replication slot "${name}", for which`),
    });
    expect(await left()).toEqual(['old', 'young']);
    await pool.query('SELECT pg_drop_replication_slot($1)', [name]);
    await hide({ replica: 0, slot: 1024 ** 4 });
    expect(await left()).toEqual(['young']);
  });

  it('waits for a replica that is behind until it has come up, and for none of which a role is told nothing', async () => {
    const replication = { connectionString: database.url, replication: 'true', application_name: name };
    const replica = new pg.Client(replication) as pg.Client & {
      readonly connection: { sendCopyFromChunk(chunk: Buffer): void };
    };
    await replica.connect();
    const { rows } = await replica.query<{ xlogpos: string }>('IDENTIFY_SYSTEM');
    const start = rows[0]?.xlogpos ?? '';
    const streaming = replica.query(`START_REPLICATION PHYSICAL ${start}`).catch(() => undefined);
    const seen = async () =>
      (
        await pool.query<{ at: string | null }>(
          `SELECT replay_lsn::text AS at FROM pg_stat_replication WHERE application_name = $1 AND state = 'streaming'`,
          [name],
        )
      ).rows[0]?.at ?? null;
    await until('the replica to stand in the view', async () => {
      replica.connection.sendCopyFromChunk(comeTo(start));
      return (await seen()) === start;
    });
    await pool.query(`SELECT pg_logical_emit_message(false, 'habeas', repeat('x', 100000), true)`);
    await expect(hide({ replica: 50_000, slot: 0 })).rejects.toMatchObject({
      code: 'store-busy',
      message: expect.stringContaining(`waiting for replica "${name}", which is`),
    });
    expect(await left()).toEqual(['old', 'young']);

    await pool.query(`CREATE ROLE ${name} LOGIN PASSWORD 'reader'`);
    const weak = poolOf(database.url.replace(/\/\/[^@]*@/, `//${name}:reader@`), 1);
    const engine = new Engine('habeas', weak);
    await engine.use((session) => assertRoom(session, 'habeas', { replica: 1, slot: 0 }));
    await engine.use((session) => assertRoom(session, 'habeas', NOBODY));
    await weak.end();
    await pool.query(`DROP ROLE ${name}`);

    await until('the replica to have come up', async () => {
      const now = await pool.query<{ at: string }>('SELECT pg_current_wal_lsn()::text AS at');
      replica.connection.sendCopyFromChunk(comeTo(now.rows[0]?.at ?? start));
      return hide({ replica: 50_000, slot: 0 }).then(
        () => true,
        () => false,
      );
    });
    expect(await left()).toEqual(['young']);
    await replica.end().catch(() => undefined);
    await streaming;
  });
});
