import { setTimeout as pause } from 'node:timers/promises';
import { Queue, Worker } from 'bullmq';
import pg from 'pg';
import { steadyPostgresBackend } from '../../src/platform/queue/backend.bullmq.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { PostgresProxy } from '../support/postgres-proxy.js';

const SCHEMA = 'queue';

/**
 * The queue on PostgreSQL behind a network that breaks. An error that nobody listens to would end the process; Jest makes it the
 * failure of the test during which it comes.
 */
describe('a queue on PostgreSQL that loses a connection', () => {
  let database: TestDatabase;
  let proxy: PostgresProxy;

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await PostgresProxy.start(database.url);
  });

  afterAll(async () => {
    await proxy.close();
    await database.drop();
  });

  const connection = () => ({ connectionString: proxy.url, schema: SCHEMA, migrate: true, max: 4 });

  /** A queue and its worker, as a start builds them; resolves when a job was worked on. */
  async function workThrough(): Promise<void> {
    const errors: unknown[] = [];
    const queue = new Queue('calls', { connection: connection() }, steadyPostgresBackend);
    queue.on('error', (error) => errors.push(error));
    let done: () => void = () => undefined;
    const worked = new Promise<void>((resolve) => (done = resolve));
    const options = { connection: connection(), runRetryDelay: 10, skipStalledCheck: true };
    const worker = new Worker('calls', async () => done(), options, steadyPostgresBackend);
    worker.on('error', (error) => errors.push(error));
    try {
      await addAgainAndAgain(queue);
      await worked;
    } finally {
      await Promise.all([queue.close(), worker.close()]);
    }
  }

  async function addAgainAndAgain(queue: Pick<Queue, 'add'>): Promise<void> {
    for (let attempt = 0; attempt < 50; attempt += 1) {
      const added = await queue.add('call', {}, { removeOnComplete: true }).catch(() => null);
      if (added !== null) return;
      await pause(10);
    }
    throw new Error('The queue takes no job any more.');
  }

  async function forget(): Promise<void> {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`DROP SCHEMA IF EXISTS ${SCHEMA} CASCADE`);
    await client.end();
  }

  it('goes on, wherever in the making of its schema that happened', async () => {
    for (const step of [1, 2, 3, 4, 5, 6, 7, 8, 10, 13, 16, 19]) {
      await forget();
      const broken = proxy.breakAnswer(step);
      await workThrough();
      await broken;
    }
  }, 60_000);

  it('goes on, wherever in a later start, or while it waits for jobs', async () => {
    let breaks = 0;
    for (const step of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 17, 20, 25, 30]) {
      void proxy.breakAnswer(step).then(() => (breaks += 1));
      await workThrough();
      proxy.letBe();
    }
    // The last ones may come after the job was worked on.
    expect(breaks).toBeGreaterThan(10);
  }, 60_000);
});
