import type pg from 'pg';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection, Expiry, ExpiryOptions } from '../../src/subject-data/index.js';
import { openPool } from '../../src/subject-data/postgres/pools.js';
import { PostgresIngestStore } from '../../src/subject-data/postgres/ingest/ingest-store.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { poolOf } from '../support/pool.js';
import { PostgresProxy } from '../support/postgres-proxy.js';
import { recordingBatch } from '../support/recordings.js';

const of = (name: string) => BUILT_IN_COLLECTIONS.find((collection) => collection.name === name) as Collection;
const BEFORE = new Date('2020-05-10');

describe('what outlives its time while its connection breaks', () => {
  let database: TestDatabase;
  let proxy: PostgresProxy;
  let direct: pg.Pool;
  let broken: pg.Pool;

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await PostgresProxy.start(database.url);
    direct = poolOf(database.url, 4);
    broken = openPool(proxy.url, 4);
  });
  afterAll(async () => {
    await Promise.all([direct.end(), broken.end()]);
    await proxy.close();
    await database.drop();
  });

  /** March is project 1's alone, April is shared, in May the window ends. */
  async function write(): Promise<void> {
    const ingest = new PostgresIngestStore(direct);
    const event = (distinctId: string, day: string) => {
      return { event: 'Seen', distinctId, time: new Date(day), insertId: `${distinctId} ${day}`, properties: '{}' };
    };
    const days = ['2020-03-10', '2020-04-10', '2020-05-09', '2020-05-10'];
    await ingest.writeEvents(1, [...days.map((day) => event('a', day)), event('held', '2020-04-11')]);
    await ingest.writeEvents(2, [event('a', '2020-04-10'), event('a', '2020-05-01')]);
    const batch = (distinctId: string, replayId: string, day: string) =>
      recordingBatch({ distinctId, deviceId: '$device:1', replayId, expiresOn: new Date(day) });
    await ingest.writeRecordings(1, [
      batch('a', 'r1', '2020-03-10'),
      batch('a', 'r2', '2020-04-10'),
      batch('held', 'r3', '2020-04-10'),
      batch('a', 'r4', '2020-05-10'),
    ]);
    await ingest.writeRecordings(2, [batch('a', 'r2', '2020-04-10')]);
  }

  const expiries = (['events', 'session_replays'] as const).map((name): Expiry => {
    const column = name === 'events' ? 'time' : 'expires_on';
    const spared = [{ ordinal: 0, projectId: 1, distinctId: 'held', watermark: null }];
    const windows = [{ projectId: 1, before: BEFORE }];
    return { collection: of(name), agedBy: { kind: 'column', column }, windows, takes: { kind: 'rows' }, spared };
  });
  const options: ExpiryOptions = {
    onTouch: async () => undefined,
    whileSettled: (_ids, _mode, portion) => portion(),
    pace: async () => undefined,
    mayArrive: () => [],
  };
  async function hide(pool: pg.Pool): Promise<void> {
    const store = new PostgresSubjectStore('habeas', pool);
    for (const expiry of expiries) await store.expiry.hide(expiry, options);
  }
  const lines = async (staying: boolean) => {
    const stays = `project_id = 2 OR distinct_id = 'held'`;
    const { rows } = await direct.query<{ line: string }>(
      `SELECT 'event ' || project_id || distinct_id || time::date AS line FROM subject_data.events
         WHERE NOT $1 OR ${stays} OR time >= $2
       UNION ALL SELECT 'batch ' || project_id || replay_id FROM subject_data.session_replays WHERE NOT $1 OR ${stays} OR expires_on >= $2::date
       UNION ALL SELECT 'tie ' || project_id || linked_id || distinct_id FROM subject_data.identity_links
         WHERE NOT $1 OR ${stays} OR linked_id = '$recording:r4' ORDER BY 1`,
      [staying, BEFORE.toISOString()],
    );
    return rows.map(({ line }) => line);
  };

  it('keeps what stays wherever it breaks, and is gone when it is done again', async () => {
    let breaks = 0;
    for (let isWhole = false; !isWhole;) {
      await write();
      const stays = await lines(true);
      const sprung = proxy.breakAnswer((breaks += 1)).then(() => true);
      const ended = await hide(broken).then(
        () => null,
        (error: unknown) => error,
      );
      isWhole = !(await Promise.race([sprung, Promise.resolve(false)]));
      proxy.letBe();
      if (ended !== null) expect(ended).toMatchObject({ retryable: true });
      expect(await lines(true)).toEqual(stays);
      await hide(direct);
      expect(await lines(false)).toEqual(stays);
    }
    expect(breaks).toBeGreaterThan(100);
  });
});
