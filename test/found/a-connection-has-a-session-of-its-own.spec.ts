import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasOwnSession, openAppContext, readConfig } from '../../src/platform/index.js';
import { openCoverage } from '../../src/subject-data/index.js';
import { Engine } from '../../src/subject-data/postgres/engine.js';
import { withKeys, step, type Target } from '../../src/subject-data/postgres/erase-steps.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { TEST_MASTER_KEY } from '../support/master-key.js';
import { PostgresProxy } from '../support/postgres-proxy.js';
import { TransactionPooler } from '../support/transaction-pooler.js';
import { poolOf } from '../support/pool.js';

describe('a connection has a session of its own', () => {
  let database: TestDatabase;
  let pooler: TransactionPooler;

  beforeAll(async () => {
    database = await createTestDatabase();
    pooler = await TransactionPooler.start(database.url);
  });
  afterAll(async () => {
    await pooler.close();
    await database.drop();
  });

  it('is found at the server itself, and behind what gives each client a connection', async () => {
    const proxy = await PostgresProxy.start(database.url);
    expect(await hasOwnSession(database.url)).toBe(true);
    expect(await hasOwnSession(proxy.url)).toBe(true);
    await proxy.close();
  });

  it('is missed behind a pooler of transactions, however often it is asked', async () => {
    for (let times = 0; times < 5; times += 1) expect(await hasOwnSession(pooler.url)).toBe(false);
  });

  it('is missed at the start, which names DATABASE_URL and what to write', async () => {
    const config = readConfig({ DATABASE_URL: pooler.url, HABEAS_MASTER_KEY: TEST_MASTER_KEY });
    await expect(openAppContext(config, () => undefined)).rejects.toMatchObject({
      code: 'session-shared',
      message: expect.stringMatching(/^DATABASE_URL leads through a pooler .*pool_mode = session/),
    });
  });

  it('is missed for a store of the data map too, by its setting', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'session-'));
    const mapFile = join(directory, 'map.yaml');
    writeFileSync(
      mapFile,
      `
stores: { shop: { kind: postgres, url: "${pooler.url}" } }
collections:
  - { name: log, store: shop, table: public.audit_entries, subject: actor, project: 100001, policy: { keep: { basis: b } },
      purpose: p, sourceCategory: s, retention: r }
`,
    );
    const { coverage, close } = await openCoverage({ url: database.url, mapFile });
    try {
      expect((await coverage.check()).errors).toEqual([
        expect.stringMatching(/^stores\.shop\.url leads through a pooler .*pool_mode = session\)$/),
      ]);
    } finally {
      await close();
      rmSync(directory, { recursive: true });
    }
  });

  it('is asked for in each step of an erasure, so that no keys of another are erased by', async () => {
    const pool = poolOf(pooler.url, 3);
    const engine = new Engine('shop', pool);
    const key = { ordinal: 0, projectId: 1, distinctId: 'a', watermark: null };
    const target = { touching: async () => undefined } as unknown as Target;
    let wrote = false;
    const other = await pool.connect();
    const erasing = withKeys(engine, [key], async (session, chunks) => {
      // Somebody else begins a transaction in the connection that was used last.
      await other.query('BEGIN');
      try {
        await step(
          session,
          target,
          chunks,
          async () => undefined,
          async () => {
            wrote = true;
            return [];
          },
        );
      } finally {
        await other.query('ROLLBACK');
        other.release();
      }
    });
    await expect(erasing).rejects.toMatchObject({ code: 'session-shared' });
    expect(wrote).toBe(false);
    await pool.end();
  });

  it('is what the built-in collections are checked for', async () => {
    const pool = poolOf(pooler.url, 3);
    const store = new PostgresSubjectStore('habeas', pool);
    expect(await store.unfit()).toMatch(/^DATABASE_URL/);
    await pool.end();
  });
});
