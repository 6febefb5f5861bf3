import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DeletionStaging } from '../../src/deletions/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { Retention } from '../../src/jobs/retention.service.js';
import { SteadyTime } from '../../src/platform/prisma/steady-time.service.js';
import { Clock, type PrismaService } from '../../src/platform/index.js';
import { type Asked } from '../../src/platform/core/clock.js';
import { DatabaseClock } from '../../src/platform/prisma/database-clock.js';
import { RequestLifecycle } from '../../src/request-model/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { sweepOnce } from '../support/sweep.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { isAnybodyWaiting } from '../support/waiting-locks.js';

const SETTINGS = { ...STEP_BY_STEP, DELETION_GRACE: '0s', SWEEP_SCHEDULE: '* * * * * *' };
const MINUTE = 60_000;
const DAY = 86_400_000;

/** A process whose own clock is off, and a database whose clock may jump. */
class TroubledClock extends Clock {
  off = 0;
  jump = 0;

  override now(): Date {
    return new Date(Date.now() + this.off);
  }

  override async exactly(asked: Asked): Promise<Date> {
    const [{ now }] = await asked.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
    return new Date(now.getTime() + this.jump);
  }
}

describe('the clock of the database decides', () => {
  const clock = new TroubledClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ clock, settings: SETTINGS });
    project = await createProject(app);
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());
  beforeEach(() => {
    clock.off = 0;
    clock.jump = 0;
  });

  const service = <T>(token: abstract new (...given: never[]) => T): T =>
    app.application.get<T>(token, { strict: false });
  const databaseTime = async (): Promise<Date> =>
    withClient(app.databaseUrl, async (session) => {
      const { rows } = await session.query<{ now: Date }>('SELECT clock_timestamp() AS now');
      return rows[0]?.now ?? new Date(NaN);
    });
  const event = (id: string) => ({
    event: 'Song played',
    properties: { time: 1_770_000_000, distinct_id: id, $insert_id: id },
  });
  async function erase(id: string): Promise<string> {
    const deletion = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [id] });
    await service(DeletionStaging).stage(deletion);
    clock.off = MINUTE;
    await sweepOnce(app);
    clock.off = 0;
    return deletion;
  }

  it('a process reckons by it, whatever its machine says', async () => {
    const database = { ahead: 3_600_000, closed: AbortSignal.abort() };
    const asked = {
      closed: database.closed,
      $queryRaw: async () => [{ now: new Date(Date.now() + database.ahead) }],
    } as unknown as PrismaService;
    const here = await DatabaseClock.of(asked);
    const off = here.now().getTime() - Date.now() - database.ahead;
    expect(Math.abs(off)).toBeLessThan(MINUTE);
  });

  it('a deletion ends by it, so that an export under way sees that it was meanwhile, where the worker is a minute behind', async () => {
    await client.importEvents([event('ada')]);
    const before = await databaseTime();
    // A deletion of a worker whose clock is right is due by then.
    const deletion = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['ada'] });
    await service(DeletionStaging).stage(deletion);
    clock.off = -MINUTE;
    await app.prisma.request.update({ where: { id: deletion }, data: { nextAttemptAt: new Date(0) } });
    await sweepOnce(app);
    const { status, finishedAt } = await app.prisma.request.findUniqueOrThrow({ where: { id: deletion } });
    expect(status).toBe('SUCCESS');
    expect(finishedAt?.getTime()).toBeGreaterThanOrEqual(before.getTime());
  });

  it('nothing that is sent in after the end of a deletion is refused: it waits for the COMMIT', async () => {
    let sent = Promise.resolve();
    await app.prisma.$transaction(async (transaction) => {
      await service(RequestLifecycle).endWithCommit(transaction, project.projectId, []);
      sent = client.importEvents([event('zoe')]);
      await until('the import to wait', () => isAnybodyWaiting(app.databaseUrl, project.projectId));
    });
    await sent;
  });

  describe('where it jumps', () => {
    const files = (): number =>
      readdirSync(join(app.dataDirectory, 'artifacts'), { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      ).length;
    let exported: string;

    beforeAll(async () => {
      await client.importEvents([event('bob'), event('cem')]);
      await erase('cem');
      exported = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['bob'] });
      await service(ExportRun).run(exported);
      await service(Retention).run();
    });

    const artifact = async () => app.prisma.artifact.findUniqueOrThrow({ where: { requestId: exported } });

    it('nothing is destroyed for its age, neither files nor ids, until a person says that it is right', async () => {
      const there = files();
      clock.jump = 400 * DAY;
      await service(Retention).run();
      expect((await artifact()).destroyedAt).toBeNull();
      expect(files()).toBe(there);
      const kept = { NOT: { finishedAt: null }, wrappedIdKey: null };
      expect(await app.prisma.request.count({ where: kept })).toBe(0);

      await app.prisma.clockSeen.updateMany({ data: { seenAt: new Date(Date.now() + 400 * DAY) } });
      await service(Retention).run();
      expect((await artifact()).destroyedAt).not.toBeNull();
      expect(files()).toBe(0);
      expect(await app.prisma.request.count({ where: kept })).toBeGreaterThan(0);
    });

    it('a process that is started afterwards does not believe it either; a day and a half is no jump', async () => {
      await app.prisma.clockSeen.updateMany({ data: { seenAt: await databaseTime() } });
      const started = new SteadyTime(app.prisma, clock);
      clock.jump = 37 * 3_600_000;
      expect(await started.now()).toBeNull();
      clock.jump = 35 * 3_600_000;
      expect(await started.now()).not.toBeNull();
    });
  });
});
