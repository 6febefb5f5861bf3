import pg from 'pg';
import { isSignedBy } from '../../src/completion-records/index.js';
import { RetentionPlan, type RetentionRecord } from '../../src/retention/index.js';
import { startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker-process.js';
import {
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
  YOUNG,
} from './outlived-fixture.js';
import { type Ended, SignedIn } from './project-endings-fixture.js';

interface Row {
  readonly table: string;
  readonly project: number;
  readonly who: string;
  readonly time: string | null;
  readonly line: string;
}

describe('a worker that is killed by SIGKILL while time does its work', () => {
  let app: TestApp;
  let acme: TestProject;
  let blocking: pg.Client;
  const workers: WorkerProcess[] = [];

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
    ({ acme } = await withOutlivedEvents(app));
    blocking = new pg.Client({ connectionString: app.databaseUrl });
    await blocking.connect();
  });
  afterAll(async () => {
    for (const worker of workers) await worker.kill();
    await blocking?.end();
    await app?.close();
  });

  /** Every row of subject data, in one order. */
  async function rows(): Promise<Row[]> {
    return withClient(app.databaseUrl, async (sql) => {
      const found: Row[] = [];
      for (const table of TABLES) {
        const { rows: own } = await sql.query<{ line: string; row: Record<string, unknown> }>(
          `SELECT row_to_json(t)::text AS line, row_to_json(t) AS row FROM subject_data.${table} t ORDER BY 1`,
        );
        for (const { line, row } of own) {
          const { project_id: project, distinct_id: who, time = null } = row as Record<string, string>;
          found.push({ table, project: Number(project), who: who ?? '', time, line });
        }
      }
      return found;
    });
  }
  const eventsLeft = async (age: number): Promise<number> =>
    withClient(app.databaseUrl, async (sql) => {
      const asked = `SELECT count(*)::int AS rows FROM subject_data.events WHERE project_id = $1 AND distinct_id <> $2
        AND date_trunc('month', time) = date_trunc('month', $3::timestamptz)`;
      const counted = await sql.query<{ rows: number }>(asked, [acme.projectId, HELD, monthsAgo(age)]);
      return counted.rows[0]?.rows ?? 0;
    });

  function work(rowsPerSecond: number): WorkerProcess {
    const worker = WorkerProcess.start(app, { RETENTION_ROWS_PER_SECOND: String(rowsPerSecond) });
    workers.push(worker);
    return worker;
  }

  /** Kills a worker that keeps a pace, once it has deleted a portion and waits before the next. */
  async function killBetweenPortions(): Promise<void> {
    const worker = work(10);
    await until('a portion to go', async () => (await eventsLeft(FIRST)) === 0);
    await worker.kill();
    expect([await eventsLeft(SECOND), await eventsLeft(LAST)]).toEqual([45, 45]);
  }

  /** Kills a worker in the middle of a portion: it has begun to delete, and waits for a row that somebody has locked. */
  async function killInsidePortion(): Promise<void> {
    await blocking.query('BEGIN');
    const locked = await blocking.query(
      `SELECT FROM subject_data.events WHERE project_id = $1 AND distinct_id = 'cyd'
         AND date_trunc('month', time) = date_trunc('month', $2::timestamptz) FOR UPDATE`,
      [acme.projectId, monthsAgo(LAST)],
    );
    expect(locked.rowCount).toBe(EVENTS_OF_EACH);
    const worker = work(0);
    await until('the worker to stand in a portion', async () => (await deleting('Lock')) > 0);
    await worker.kill();
    await until('its session to be gone', async () => (await deleting()) === 0);
    await blocking.query('ROLLBACK');
    expect([await eventsLeft(SECOND), await eventsLeft(LAST)]).toEqual([0, 45]);
  }

  /** Sessions of this database that delete, or wait for something of this kind in doing so. */
  async function deleting(waitsFor?: string): Promise<number> {
    const [row] = await app.prisma.$queryRaw<{ count: number }[]>`
      SELECT count(*)::int FROM pg_stat_activity
      WHERE datname = current_database() AND query LIKE 'DELETE FROM ONLY%' AND state = 'active'
        AND (${waitsFor ?? null}::text IS NULL OR wait_event_type = ${waitsFor ?? null}::text)`;
    return row?.count ?? 0;
  }

  const pem = async () => (await fetch(`${app.url}/api/v1/keys/completion-record.pem`)).text();

  it('in a nightly run, between and inside portions: another one finishes it, and nothing else is touched', async () => {
    const before = await rows();
    const isExpired = ({ table, project, who, time }: Row): boolean =>
      table === 'events' && project === acme.projectId && who !== HELD && new Date(time ?? 0) < monthsAgo(YOUNG + 2);
    const id = await app.application.get(RetentionPlan, { strict: false }).order('operator');
    await killBetweenPortions();
    await killInsidePortion();
    const halfway = await app.prisma.retentionRun.findUniqueOrThrow({ where: { id } });
    expect([halfway.startedAt !== null, halfway.finishedAt]).toEqual([true, null]);

    work(0);
    await until('the end of the run', async () => {
      return (await app.prisma.retentionRun.findUniqueOrThrow({ where: { id } })).finishedAt;
    });
    expect(await rows()).toEqual(before.filter((row) => !isExpired(row)));

    const owner = await SignedIn.of(app, { email: acme.ownerEmail, password: acme.ownerPassword });
    const bytes = await owner.bytes(`/api/v1/retention/runs/${id}/record.json`);
    expect(isSignedBy(await pem(), bytes, await owner.bytes(`/api/v1/retention/runs/${id}/record.sig`))).toBe(true);
    const record = JSON.parse(bytes.toString('utf8')) as RetentionRecord;
    const expired = before.filter(isExpired).length;
    expect(expired).toBe(4 * 45);
    expect(record).toMatchObject({ run: { id, result: 'done' }, totals: { rows: expired, spared: { held: 60 } } });
    const steps = record.projects.flatMap((project) => project.steps);
    expect(
      steps.map(({ verifiedAt, rows: went }) => [verifiedAt !== null, (went ?? 0) > 0]).filter(([, some]) => some),
    ).toEqual([[true, true]]);
    for (const worker of workers.splice(0)) await worker.kill();
  }, 300_000);

  it('in the end of a project, between and inside portions: another one finishes it, and who is held stays', async () => {
    await new ApiClient(app, acme).importEvents([FIRST, SECOND, LAST].flatMap((age) => anew(age)));
    const before = await rows();
    const owner = await SignedIn.of(app, { email: acme.ownerEmail, password: acme.ownerPassword });
    const { name } = await app.prisma.project.findUniqueOrThrow({ where: { id: acme.projectId } });
    const { body } = await owner.call('DELETE', `/api/v1/projects/${acme.projectId}`, { name });
    await app.prisma.$executeRaw`
      UPDATE project_endings SET ordered_at = ordered_at - interval '91 days', gone_by = gone_by - interval '91 days',
        restorable_until = restorable_until - interval '91 days', next_attempt_at = next_attempt_at - interval '91 days'`;
    await killBetweenPortions();
    await killInsidePortion();
    const state = async () => (await app.prisma.projectEnding.findUniqueOrThrow({ where: { id: body.id } })).state;
    expect(await state()).toBe('going');

    work(0);
    await until('the project to be gone', async () => (await state()) === 'gone');
    const goes = ({ project, who }: Row): boolean => project === acme.projectId && who !== HELD;
    expect(await rows()).toEqual(before.filter((row) => !goes(row)));

    const shown = await owner.call<Ended>('GET', `/api/v1/project-endings/${body.id}`);
    const events = before.filter((row) => goes(row) && row.table === 'events').length;
    expect(shown.body.counts?.collections).toContainEqual({ collection: 'events', rows: events, spared: 75 });
    expect(shown.body.counts?.duties).toBe(1);
    const bytes = await owner.bytes(`/api/v1/project-endings/${body.id}/record.json`);
    const signature = await owner.bytes(`/api/v1/project-endings/${body.id}/record.sig`);
    expect(isSignedBy(await pem(), bytes, signature)).toBe(true);
    const record = JSON.parse(bytes.toString('utf8')) as { collections: { verifiedAt: string | null }[] };
    expect(record.collections).toHaveLength(TABLES.length);
    expect(record.collections.every(({ verifiedAt }) => verifiedAt !== null)).toBe(true);
  }, 300_000);

  /** Of everybody but who is held, since what they had is gone. */
  function anew(age: number) {
    return PEOPLE.filter((id) => id !== HELD).flatMap((id) => eventsOf(id, age));
  }
});
