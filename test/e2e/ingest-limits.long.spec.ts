import pg from 'pg';
import { SIGN_IN_ATTEMPTS } from '../../src/access/rate-limits/sign-in-limit.service.js';
import { EventIntake } from '../../src/ingestion/intake/event-intake.service.js';
import { ARRIVALS_LOCK } from '../../src/platform/prisma/prisma.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { importOf } from '../support/delivery.js';
import { until } from '../support/until.js';

const TIME = 1_618_716_477;

let app: TestApp;
let project: TestProject;
let database: pg.Client;

beforeAll(async () => {
  const settings = { ROLE: 'api', INGEST_TIMEOUT: '1s', INGEST_RATE_PER_SECOND: '1', TRUST_PROXY: '1' };
  app = await startApp({ settings });
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
});

beforeEach(async () => {
  project = await createProject(app, `p${(await app.prisma.project.count()) + 1}`);
});

afterAll(async () => {
  await database.end();
  await app.close();
});

const event = (insertId: string) => ({
  event: 'Played',
  properties: { time: TIME, distinct_id: 'u1', $insert_id: insertId },
});

async function post(path: string, records: unknown, headers: Record<string, string> = {}) {
  const basic = Buffer.from(`${project.apiSecret}:`).toString('base64');
  const response = await fetch(`${app.url}${path}`, {
    method: 'POST',
    body: JSON.stringify(records),
    headers: { authorization: `Basic ${basic}`, ...headers },
  });
  const retryAfter = Number(response.headers.get('retry-after') ?? 0);
  return { status: response.status, text: await response.text(), retryAfter };
}

const importEvents = (...insertIds: string[]) => post('/import', insertIds.map(event));

async function numberFrom(sql: string, values: unknown[] = []): Promise<number> {
  return (await database.query<{ n: number }>(`SELECT (${sql})::int AS n`, values)).rows[0]?.n ?? 0;
}

const countOf = (table: string) =>
  numberFrom(`SELECT count(*) FROM subject_data.${table} WHERE project_id = $1`, [project.projectId]);

/** Runs `work` while a table takes no rows. */
async function whileHeld(table: string, work: () => Promise<void>): Promise<void> {
  await database.query(`BEGIN; LOCK TABLE subject_data.${table} IN SHARE MODE`);
  try {
    await work();
  } finally {
    await database.query('COMMIT');
  }
}

/** Nobody waits to write any more, and a deletion of the project could start. */
async function expectNobodyWrites(): Promise<void> {
  const writing = `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()
    AND pid <> pg_backend_pid() AND state = 'active' AND query LIKE '%INSERT INTO subject_data.%'`;
  await until('the writers to be gone', async () => (await numberFrom(writing)) === 0);
  const free = 'SELECT pg_try_advisory_xact_lock($1::int, $2::int)::int';
  await until('the lock', async () => (await numberFrom(free, [ARRIVALS_LOCK, project.projectId])) === 1);
}

describe('a write that is held up', () => {
  it('is refused at its limit, lands no more, and can be sent again', async () => {
    expect((await importEvents('before')).status).toBe(200);
    await whileHeld('events', async () => {
      const refused = await importEvents('held');
      expect(refused).toMatchObject({ status: 503, retryAfter: 10 });
      expect(JSON.parse(refused.text)).toMatchObject({ code: 503, status: 'Service Unavailable' });
      const records = [{ index: 0, value: event('held') }];
      const delivery = await importOf(app, project);
      await expect(app.application.get(EventIntake).take(delivery, records, { strict: true })).rejects.toMatchObject({
        kind: 'unavailable',
        code: 'ingest-timed-out',
      });
      await expectNobodyWrites();
    });
    await expectNobodyWrites();
    expect(await countOf('events')).toBe(1);
    expect((await importEvents('held', 'before')).status).toBe(200);
    expect(await countOf('events')).toBe(2);
  });

  it('is refused where a profile is to change, too', async () => {
    const update = { $token: project.projectToken, $distinct_id: 'u1', $set: { plan: 'Pro' } };
    await whileHeld('profiles', async () => {
      expect(await post('/engage', update)).toMatchObject({ status: 503, text: '0', retryAfter: 10 });
      await expectNobodyWrites();
    });
    expect(await countOf('profiles')).toBe(0);
  });

  it('waits for a sweep that is taking deletions no longer than that', async () => {
    await database.query('BEGIN');
    await database.query('SELECT pg_advisory_xact_lock($1, $2)', [ARRIVALS_LOCK, project.projectId]);
    // It is answered while the sweep still has the lock.
    expect((await importEvents('late')).status).toBe(503);
    await database.query('COMMIT');
    await expectNobodyWrites();
    expect(await countOf('events')).toBe(0);
  });
});

describe('the rate at which a project feeds', () => {
  const ids = (count: number) => Array.from({ length: count }, (_, at) => `e-${String(at)}`);

  it('is limited with 429 and Retry-After at /import, and others are not touched by it', async () => {
    expect((await importEvents(...ids(80))).status).toBe(200);
    const refused = await importEvents('one-more');
    expect(refused.status).toBe(429);
    expect(refused.retryAfter).toBeGreaterThan(10);
    expect(JSON.parse(refused.text)).toEqual({ code: 429, error: expect.any(String), status: 'Too Many Requests' });
    expect(await countOf('events')).toBe(80);
    project = await createProject(app, 'calm');
    expect((await importEvents('one')).status).toBe(200);
  });

  it('counts the updates of /engage', async () => {
    const update = { $token: project.projectToken, $distinct_id: 'u1', $set: { plan: 'Pro' } };
    const updates = ids(80).map(() => update);
    expect(await post('/engage', updates)).toMatchObject({ status: 200, text: '1' });
    const refused = await post('/engage', { ...update, $distinct_id: 'u2' });
    expect(refused).toMatchObject({ status: 429, text: '0' });
    expect(refused.retryAfter).toBeGreaterThan(10);
    expect(await countOf('profiles')).toBe(1);
  });
});

describe('sign-ins are counted by', () => {
  const guess = async (url: string, forwardedFor: string, email = project.ownerEmail) => {
    const response = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      body: JSON.stringify({ email, password: 'a guess' }),
      headers: { 'content-type': 'application/json', 'x-forwarded-for': forwardedFor },
    });
    return response.status;
  };
  const guesses = (url: string, addresses: string[], email?: string) =>
    Promise.all(addresses.map((address) => guess(url, address, email)));

  it('the address that the trusted proxy names, and by no other that is claimed', async () => {
    const claimed = Array.from({ length: 10 }, (_, at) => `192.0.2.${String(at)}, 198.51.100.1`);
    expect(new Set(await guesses(app.url, claimed))).toEqual(new Set([401]));
    expect(await guess(app.url, '203.0.113.9, 198.51.100.1')).toBe(429);
    expect(await guess(app.url, '198.51.100.2')).toBe(401);
  });

  it('the account, where clients are told apart by what they claim alone, since no proxy is trusted', async () => {
    const direct = await startApp({
      database: { url: app.databaseUrl, drop: async () => {} },
      settings: { ROLE: 'api' },
    });
    try {
      const { most } = SIGN_IN_ATTEMPTS.perAccount;
      const claimed = Array.from({ length: most }, (_, at) => `192.0.2.${String(at)}`);
      expect(new Set(await guesses(direct.url, claimed, 'guessed@a.example'))).toEqual(new Set([401]));
      expect(await guess(direct.url, '198.51.100.3', 'guessed@a.example')).toBe(429);
    } finally {
      await direct.stop();
    }
  });
});
