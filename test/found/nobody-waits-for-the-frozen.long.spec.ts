import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { lockArrivals, PrismaService, sessionBounds } from '../../src/platform/index.js';
import { SubjectPools } from '../../src/subject-data/postgres/pools.js';
import { Engine } from '../../src/subject-data/postgres/engine.js';
import { IngestStore } from '../../src/subject-data/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { until } from '../support/until.js';
import { isAnybodyWaiting } from '../support/waiting-locks.js';

/** Milliseconds of silence after which the server takes the lock from the process of this suite that stops. */
const BOUND = 1_500;
const SETTINGS = { ...STEP_BY_STEP, DELETION_GRACE: '0s', SWEEP_SCHEDULE: '* * * * * *', INGEST_TIMEOUT: '3s' };

/**
 * Another process takes the lock of a project's arrivals as an import does, and stops: SIGSTOP, a virtual machine that is paused.
 * Its connection stands, and it says nothing any more.
 */
describe('nobody waits for a process that has stopped with a lock', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let other: PrismaService;
  let lasting: PrismaService;
  const thawed: (() => void)[] = [];

  beforeAll(async () => {
    app = await startApp({ clock, settings: SETTINGS });
    project = await createProject(app);
    client = new ApiClient(app, project);
    other = new PrismaService(app.databaseUrl, 10, sessionBounds(BOUND));
    lasting = new PrismaService(app.databaseUrl, 1);
  });

  afterAll(async () => {
    for (const thaw of thawed) thaw();
    await Promise.all([other.$disconnect(), lasting.$disconnect()]);
    await app.close();
  });

  /** Resolves when it has the lock. */
  async function freeze(mode: 'shared' | 'alone', process = other): Promise<void> {
    await new Promise<void>((locked) => {
      void process
        .$transaction(async (transaction) => {
          await lockArrivals(transaction, project.projectId, mode);
          locked();
          await new Promise<void>((thaw) => thawed.push(thaw));
        })
        .catch(() => undefined);
    });
  }

  const event = (id: string) => ({
    event: 'Song played',
    properties: { time: 1_770_000_000, distinct_id: id, $insert_id: id },
  });
  const hold = (id: string) =>
    client.call('POST', '/api/v1/holds', {
      projectId: project.projectId,
      distinctIds: [id],
      basis: 'GDPR Art. 17(3)(e)',
      until: new Date(clock.now().getTime() + 86_400_000).toISOString(),
    });
  const service = <T>(token: abstract new (...given: never[]) => T): T =>
    app.application.get<T>(token, { strict: false });

  it('an import has its 503 after INGEST_TIMEOUT, in the shape of its door, and a hold is placed', async () => {
    await freeze('shared', lasting);
    const placed = hold('held');
    await until('the hold to wait', () => isAnybodyWaiting(app.databaseUrl, project.projectId));
    const answer = await fetch(`${app.url}/import?strict=1`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${Buffer.from(`${project.apiSecret}:`).toString('base64')}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify([event('ada')]),
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('10');
    expect(await answer.json()).toMatchObject({ code: 503, status: 'Service Unavailable' });
    thawed.pop()?.();
    expect((await placed).status).toBe(201);
    await client.importEvents([event('ada')]);
  });

  it('a sweep starts, and ends', async () => {
    await client.importEvents([event('bob')]);
    const id = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['bob'] });
    await service(DeletionStaging).stage(id);
    clock.forward(2_000);
    await freeze('shared');
    await sweepPastNeighbours(app, clock);
    expect((await client.show(id)).status).toBe('SUCCESS');
  });

  it('an export ends', async () => {
    await client.importEvents([event('eve')]);
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['eve'] });
    await freeze('alone');
    await service(ExportRun).run(id);
    expect((await client.show(id)).status).toBe('SUCCESS');
  });

  it('whoever wants to be alone gives up in the end, so that those behind go on', async () => {
    await freeze('shared');
    const waiting = app.prisma.$transaction((transaction) =>
      lockArrivals(transaction, project.projectId, 'alone', 200),
    );
    await expect(waiting).rejects.toMatchObject({ code: 'P2010' });
    await client.importEvents([event('dan')]);
  });

  it('what a process was about to write when it stopped can no longer land', async () => {
    const write = service(IngestStore).writeEvents(
      project.projectId,
      [{ event: 'Late', time: new Date(), distinctId: 'late', insertId: 'late', properties: '{}' }],
      { signal: new AbortController().signal, milliseconds: 30_000, until: new Date(Date.now() - 1_000) },
    );
    await expect(write).rejects.toThrow('did not begin in time');
  });

  it('the server keeps bounds for every session that may have a lock: requests, subject data, reading and writing', async () => {
    const BOUNDS = `SELECT current_setting('idle_in_transaction_session_timeout') AS idle, current_setting('lock_timeout') AS lock`;
    expect(await app.prisma.$queryRawUnsafe(BOUNDS)).toEqual([{ idle: '1min', lock: '30s' }]);
    const engine = new Engine('habeas', service(SubjectPools).of(app.databaseUrl));
    const within = async (isolation: 'READ COMMITTED' | 'REPEATABLE READ') =>
      engine.transaction(isolation, (session) => session.query(BOUNDS));
    expect(await within('READ COMMITTED')).toEqual([{ idle: '90s', lock: '30s' }]);
    expect(await within('REPEATABLE READ')).toEqual([{ idle: '10min', lock: '30s' }]);
  });
});
