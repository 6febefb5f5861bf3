import { Prisma } from '../../src/platform/index.js';
import { judge } from '../../src/request-model/lifecycle/retry-policy.js';
import { foreseen } from '../../src/platform/prisma/foreseen.js';
import { asHabeasError } from '../../src/platform/http/as-habeas-error.js';
import { databaseTrouble } from '../../src/platform/prisma/database-trouble.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { PostgresProxy } from '../support/postgres-proxy.js';

describe('a database that is away', () => {
  let database: TestDatabase;
  let proxy: PostgresProxy;
  let app: TestApp;
  let project: TestProject;

  beforeAll(async () => {
    database = await createTestDatabase();
    proxy = await PostgresProxy.start(database.url);
    app = await startApp({
      database: { url: proxy.url, drop: () => database.drop() },
      settings: { ROLE: 'api', INGEST_TIMEOUT: '2s' },
    });
    project = await createProject(app);
    proxy.shutOut();
  });
  afterAll(async () => {
    await app.stop();
    await proxy.close();
    await database.drop();
  });

  const basic = () => `Basic ${Buffer.from(`${project.apiSecret}:`).toString('base64')}`;
  const bearer = () => `Bearer ${project.oauthToken}`;
  const json = { 'content-type': 'application/json' };
  const event = { event: 'Played', properties: { time: 1_770_000_000, distinct_id: 'ada', $insert_id: '1' } };

  const DOORS: readonly [string, () => [string, RequestInit], object | string][] = [
    ['/readyz', () => ['/readyz', {}], { code: 'not-ready', status: 503 }],
    [
      '/api/v1',
      () => [`/api/v1/requests?projectId=${String(project.projectId)}`, { headers: { authorization: bearer() } }],
      { code: 'database-unavailable', status: 503, type: 'urn:habeas:problem:database-unavailable' },
    ],
    [
      '/api/app',
      () => [
        `/api/app/data-deletions/v3.0/?token=${project.projectToken}`,
        { method: 'POST', headers: { authorization: bearer(), ...json }, body: '{"distinct_ids":["ada"]}' },
      ],
      { status: 'error', error: expect.stringContaining('database') },
    ],
    [
      '/import',
      () => [
        '/import',
        { method: 'POST', headers: { authorization: basic(), ...json }, body: JSON.stringify([event]) },
      ],
      { code: 503, error: expect.stringContaining('database'), status: 'Service Unavailable' },
    ],
    [
      '/engage',
      () => [
        '/engage?verbose=1',
        {
          method: 'POST',
          headers: json,
          body: JSON.stringify([{ $token: project.projectToken, $distinct_id: 'ada', $set: { a: 1 } }]),
        },
      ],
      { status: 0, error: expect.stringContaining('database') },
    ],
  ];

  it.each(DOORS)('is a 503 in the words of %s, and says when to come again', async (_door, call, expected) => {
    const [path, init] = call();
    const answer = await fetch(`${app.url}${path}`, init);
    expect({ status: answer.status, body: await answer.json() }).toEqual({
      status: 503,
      body: expect.objectContaining(expected as object),
    });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('serves again when it is back', async () => {
    proxy.letIn();
    const answer = await fetch(`${app.url}/api/v1/requests?projectId=${String(project.projectId)}`, {
      headers: { authorization: bearer() },
    });
    expect(answer.status).toBe(200);
  });
});

describe('what ails a database', () => {
  const prisma = (code: string, cause: object) =>
    new Prisma.PrismaClientKnownRequestError('Raw query failed', {
      code,
      clientVersion: '7',
      meta: { driverAdapterError: Object.assign(new Error('of the driver'), { cause }) },
    });
  const pg = (code: string) => Object.assign(new Error('some words'), { code });

  it.each([
    [pg('ECONNREFUSED'), 'database-unavailable'],
    [pg('57P01'), 'database-unavailable'],
    [pg('08006'), 'database-unavailable'],
    [new Error('Connection terminated unexpectedly'), 'database-unavailable'],
    [new Error('timeout exceeded when trying to connect'), 'database-unavailable'],
    [new AggregateError([pg('ECONNREFUSED')], ''), 'database-unavailable'],
    [prisma('P1001', { kind: 'DatabaseNotReachable' }), 'database-unavailable'],
    [prisma('P2010', { originalCode: '53300', kind: 'TooManyConnections' }), 'database-unavailable'],
    [pg('53100'), 'database-full'],
    [pg('25006'), 'database-read-only'],
    [prisma('P2010', { originalCode: '55P03', kind: 'postgres' }), 'database-busy'],
    [prisma('P2034', { kind: 'TransactionWriteConflict' }), 'database-busy'],
    [pg('EMFILE'), 'too-many-open-files'],
  ])('is told by any error of its drivers (%#)', (error, code) => {
    expect(databaseTrouble(error)).toMatchObject({ code, kind: 'unavailable', details: { retryAfter: 5 } });
  });

  it.each([
    '57P01',
    '53100',
    '25006',
    '55P03',
    '40P01',
    '57014',
    'XX000',
    'ECONNRESET',
    'EPIPE',
    'EMFILE',
    'ENOSPC',
    'EROFS',
    'P1001',
    'P2024',
  ])('is judged alike at a door and by a worker: %s', (code) => {
    const due = { failures: 0, dueAt: new Date('2026-03-09') };
    const verdict = judge(pg(code), due, new Date('2026-03-01'));
    expect(verdict).toMatchObject({ again: true, code: asHabeasError(pg(code))?.code });
    expect(asHabeasError(pg(code))?.kind).toBe('unavailable');
  });

  it('is no statement of our own that came after one that failed, and no database that was dropped', () => {
    for (const code of ['25P02', '57P04', '58P01', '23505']) {
      expect([asHabeasError(pg(code)), foreseen(pg(code))]).toEqual([null, null]);
    }
  });

  it.each([
    [prisma('P2002', { originalCode: '23505', kind: 'UniqueConstraintViolation' })],
    [pg('42P01')],
    [pg('22P02')],
    [new TypeError('of our own')],
    [null],
  ])('is not what is wrong with other errors (%#)', (error) => {
    expect(databaseTrouble(error)).toBeNull();
  });
});
