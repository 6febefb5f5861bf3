import { isSignedBy } from '../../src/completion-records/index.js';
import { RetentionPlan, type RetentionRecord } from '../../src/retention/index.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';
import {
  AGES,
  ALONE,
  EVENTS_OF_EACH,
  eventsOf,
  FIRST,
  HELD,
  LAST,
  monthsAgo,
  PEOPLE,
  SECOND,
  TABLES,
  withOutlivedEvents,
} from '../e2e/outlived-fixture.js';
import { type Ended, SignedIn } from '../e2e/project-endings-fixture.js';
import { startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker-process.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import { storedRows } from './stored-rows.js';

/** What a worker has written down of its work on events. */
interface Step {
  readonly hiddenAt: Date | null;
  readonly erasedAt: Date | null;
}

describe('a worker on the ClickHouse engine that is killed by SIGKILL while time does its work', () => {
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let app: TestApp;
  let acme: TestProject;
  let other: TestProject;
  let owner: SignedIn;
  const workers: WorkerProcess[] = [];

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine();
    app = await startApp({ settings: { ROLE: 'api', CLICKHOUSE_URL: server.url } });
    ({ acme, other } = await withOutlivedEvents(app));
    owner = await SignedIn.of(app, { email: acme.ownerEmail, password: acme.ownerPassword });
  });
  afterAll(async () => {
    for (const worker of workers) await worker.kill();
    await app?.close();
    await server?.stop();
  });

  const isHeld = (line: string): boolean => line.includes(HELD);

  /** Every row of subject data as readers see it, by table and project. */
  async function rows(): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const table of TABLES) {
      for (const { projectId } of [acme, other]) {
        found[`${table} of ${String(projectId)}`] = await storedRows(engine, table, projectId);
      }
    }
    return found;
  }
  const number = async (from: string, settings = {}): Promise<number> =>
    Number((await engine.query<{ n: string }>(`SELECT count() AS n FROM ${from}`, {}, settings))[0]?.n);
  const eventsLeft = (age: number): Promise<number> =>
    number(
      `subject_data.events WHERE project_id = ${String(acme.projectId)} AND distinct_id != '${HELD}'
         AND toYYYYMM(time) = ${monthsAgo(age).toISOString().slice(0, 7).replace('-', '')}`,
    );
  /** Also those that are hidden. */
  const eventsStored = (): Promise<number> =>
    number(`subject_data.events WHERE project_id = ${String(acme.projectId)}`, {
      apply_deleted_mask: 0,
      apply_patch_parts: 0,
    });
  const removals = (done: 0 | 1): Promise<number> =>
    number(
      `system.mutations WHERE database = 'subject_data' AND table = 'events' AND is_done = ${String(done)}
         AND position(command, 'DELETE WHERE') > 0`,
    );

  function work(rowsPerSecond = 0): WorkerProcess {
    const settings = { CLICKHOUSE_URL: server.url, RETENTION_ROWS_PER_SECOND: String(rowsPerSecond) };
    const worker = WorkerProcess.start(app, settings);
    workers.push(worker);
    return worker;
  }

  /** Kills a worker that keeps a pace, once it has hidden a portion and waits before the next. */
  async function killBetweenPortions(step: () => Promise<Step>): Promise<void> {
    const worker = work(10);
    await until('a portion to go', async () => (await eventsLeft(FIRST)) === 0);
    await worker.kill();
    expect([await eventsLeft(ALONE), await eventsLeft(SECOND), await eventsLeft(LAST)]).toEqual([0, 45, 45]);
    expect((await step()).hiddenAt).toBeNull();
  }

  /** Kills a worker that has hidden all and asked for the removal, while the engine does not come to it. */
  async function killBeforeRemoval(step: () => Promise<Step>): Promise<void> {
    await engine.command('SYSTEM STOP MERGES subject_data.events');
    const worker = work();
    await until('the removal to be asked for', async () => (await removals(0)) > 0);
    await worker.kill();
    expect(await step()).toMatchObject({ hiddenAt: expect.any(Date), erasedAt: null });
  }

  /** Kills another one that waits for that removal, which then comes to its end with nobody there to write it down. */
  async function killBesideRemoval(step: () => Promise<Step>): Promise<void> {
    const turn = async () => (await app.prisma.lease.findUnique({ where: { name: 'sweep-part:events' } }))?.fence;
    const [before, done] = [await turn(), await removals(1)];
    const worker = work();
    await until('another one to come to events', async () => (await turn()) !== before);
    await worker.kill();
    const asked = await removals(0);
    await engine.command('SYSTEM START MERGES subject_data.events');
    await until('the removal', async () => (await removals(0)) === 0);
    expect(await removals(1)).toBe(done + asked);
    expect(await step()).toMatchObject({ hiddenAt: expect.any(Date), erasedAt: null });
  }

  async function expectSigned(path: string): Promise<Buffer> {
    const bytes = await owner.bytes(`${path}/record.json`);
    const pem = await (await fetch(`${app.url}/api/v1/keys/completion-record.pem`)).text();
    expect(isSignedBy(pem, bytes, await owner.bytes(`${path}/record.sig`))).toBe(true);
    return bytes;
  }

  it('in a nightly run, between portions, before the removal and beside it: another one finishes it, and nothing else is touched', async () => {
    const before = await rows();
    const id = await app.application.get(RetentionPlan, { strict: false }).order('operator');
    const step = () =>
      app.prisma.retentionStep.findFirstOrThrow({
        where: { runId: id, collection: 'events', projectId: acme.projectId },
      });
    await killBetweenPortions(step);
    await killBeforeRemoval(step);
    await killBesideRemoval(step);
    const shown = () => app.prisma.retentionRun.findUniqueOrThrow({ where: { id } });
    expect((await shown()).finishedAt).toBeNull();

    const last = work();
    await until('the end of the run', async () => (await shown()).finishedAt);
    await last.kill();
    const own = `events of ${String(acme.projectId)}`;
    const isOld = (line: string) => [ALONE, FIRST, SECOND, LAST].some((age) => line.includes(`-${String(age)}-`));
    const stay = (before[own] ?? []).filter((line) => isHeld(line) || !isOld(line));
    expect(stay).toHaveLength((AGES.length + PEOPLE.length - 1) * EVENTS_OF_EACH);
    expect(await rows()).toEqual({ ...before, [own]: stay });
    expect(await eventsStored()).toBe(stay.length);
    const expired = 4 * 3 * EVENTS_OF_EACH;
    const record = JSON.parse(String(await expectSigned(`/api/v1/retention/runs/${id}`))) as RetentionRecord;
    expect(record).toMatchObject({
      ...{ run: { id, result: 'done' }, totals: { rows: expired, spared: { held: 4 * EVENTS_OF_EACH } } },
    });
  }, 300_000);

  it('in the end of a project, between portions, before the removal and beside it: another one finishes it, and who is held stays', async () => {
    const again = [ALONE, FIRST, SECOND, LAST].flatMap((age) =>
      PEOPLE.filter((id) => id !== HELD).flatMap((id) => eventsOf(id, age)),
    );
    await new ApiClient(app, acme).importEvents(again);
    const before = await rows();
    const { name } = await app.prisma.project.findUniqueOrThrow({ where: { id: acme.projectId } });
    const { body } = await owner.call('DELETE', `/api/v1/projects/${String(acme.projectId)}`, { name });
    await app.prisma.$executeRaw`
      UPDATE project_endings SET ordered_at = ordered_at - interval '91 days', gone_by = gone_by - interval '91 days',
        restorable_until = restorable_until - interval '91 days', next_attempt_at = next_attempt_at - interval '91 days'`;
    const where = { endingId_task_collection: { endingId: body.id, task: 'erase', collection: 'events' } };
    const step = () => app.prisma.projectEndingStep.findUniqueOrThrow({ where });
    await killBetweenPortions(step);
    await killBeforeRemoval(step);
    await killBesideRemoval(step);
    const state = async () => (await app.prisma.projectEnding.findUniqueOrThrow({ where: { id: body.id } })).state;
    expect(await state()).toBe('going');

    work();
    await until('the project to be gone', async () => (await state()) === 'gone');
    const isAcmes = (key: string) => key.endsWith(` of ${String(acme.projectId)}`);
    const left = Object.entries(before).map(([key, lines]) => [key, isAcmes(key) ? lines.filter(isHeld) : lines]);
    expect(await rows()).toEqual(Object.fromEntries(left));
    expect(await eventsStored()).toBe(AGES.length * EVENTS_OF_EACH);
    const { counts } = (await owner.call<Ended>('GET', `/api/v1/project-endings/${body.id}`)).body;
    expect(counts?.collections).toContainEqual({
      ...{ collection: 'events', rows: 5 * 3 * EVENTS_OF_EACH, spared: AGES.length * EVENTS_OF_EACH },
    });
    expect(counts?.duties).toBe(1);
    await expectSigned(`/api/v1/project-endings/${body.id}`);
  }, 300_000);
});
