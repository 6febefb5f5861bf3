import pg from 'pg';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker-process.js';

const DAY = 86_400_000;
/** The id of a database's first project, known before there is one, since the data map names it. */
const FIRST_PROJECT = 100_001;
const DATA_MAP = `
collections:
  - name: invoices
    title: The invoices
    table: public.invoice
    project: ${FIRST_PROJECT}
    subject: customer
    headers: { total: { category: commercial_information } }
    policy: { keep: { basis: 'Basis of invoices', until: { column: issued, zone: Europe/Berlin, plus: P10Y } } }
    purpose: Accounting
    recipients: []
    sourceCategory: Purchases
    retention: As the law says
`;

describe('a worker that is killed by SIGKILL at the turn of a duty', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let blocking: pg.Client;
  let deletion: string;
  let holdId: string;
  const workers: WorkerProcess[] = [];

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) =>
      sql.query(`
        CREATE TABLE invoice (id bigserial PRIMARY KEY, customer text NOT NULL, total numeric, issued date NOT NULL);
        CREATE INDEX ON invoice (customer);
        INSERT INTO invoice (customer, total, issued) VALUES ('free', 9.5, now() - interval '9 years'), ('other', 9.5, now() - interval '9 years')`),
    );
    app = await startApp({ database, dataMap: DATA_MAP, settings: { ROLE: 'api', DELETION_GRACE: '0s' } });
    project = await createProject(app);
    client = new ApiClient(app, project);
    await seen('held', 'free', 'other');
    const end = new Date(Date.now() + 300 * DAY).toISOString();
    const body = { projectId: project.projectId, distinctIds: ['held'], basis: 'Litigation', until: end };
    const placed = await client.call<{ results: { id: string }[] }>('POST', '/api/v1/holds', body);
    holdId = placed.body.results[0]?.id ?? '';
    blocking = new pg.Client({ connectionString: app.databaseUrl });
    await blocking.connect();
    deletion = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['held', 'free'] });
    const worker = work();
    await until('the deletion', async () => (await client.show(deletion)).status === 'SUCCESS');
    await worker.kill();
  }, 120_000);
  afterAll(async () => {
    for (const worker of workers) await worker.kill();
    await blocking?.end();
    await app?.close();
  });

  async function seen(...ids: string[]): Promise<void> {
    const time = Math.floor(Date.now() / 1000) - 60;
    const event = (id: string) => ({ event: 'Seen', properties: { time, distinct_id: id, $insert_id: `i-${id}` } });
    await client.importEvents(ids.map(event));
  }
  function work(): WorkerProcess {
    const map = `${app.dataDirectory}/data-map.yaml`;
    const settings = { DELETION_GRACE: '0s', DISPATCH_INTERVAL: '1s', HABEAS_DATA_MAP: map };
    const worker = WorkerProcess.start(app, settings);
    workers.push(worker);
    return worker;
  }
  const count = (from: string): Promise<number> =>
    withClient(app.databaseUrl, async (sql) => {
      const { rows } = await sql.query<{ rows: number }>(`SELECT count(*)::int AS rows FROM ${from}`);
      return rows[0]?.rows ?? 0;
    });
  const eventsOf = (id: string) => count(`subject_data.events WHERE distinct_id = '${id}'`);
  const invoicesOf = (id: string) => count(`invoice WHERE customer = '${id}'`);
  const dutyOf = (kind: string) => app.prisma.duty.findFirstOrThrow({ where: { requestId: deletion, kind } });

  /** Kills a worker that has begun to erase, and waits for rows that somebody has locked. */
  async function killAtTheTurn(rows: string): Promise<void> {
    await blocking.query('BEGIN');
    expect((await blocking.query(`SELECT FROM ${rows} FOR UPDATE`)).rowCount).toBe(1);
    const worker = work();
    const [{ pid } = { pid: 0 }] = (await blocking.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows;
    const waiting = `pg_stat_activity WHERE ${pid} = ANY (pg_blocking_pids(pid))`;
    await until('the worker to stand at the rows', async () => (await count(waiting)) > 0);
    await worker.kill();
    await until('its session to be gone', async () => (await count(waiting)) === 0);
    await blocking.query('ROLLBACK');
  }

  it('leaves somebody who was held to another one, who erases them and nobody else', async () => {
    expect(await dutyOf('held')).toMatchObject({ state: 'owed' });
    expect((await client.call('POST', `/api/v1/holds/${holdId}/lift`)).status).toBe(200);
    await killAtTheTurn(`subject_data.events WHERE distinct_id = 'held'`);
    expect([await eventsOf('held'), (await dutyOf('held')).state]).toEqual([1, 'under-way']);
    const worker = work();
    await until('the duty', async () => (await dutyOf('held')).state === 'carried-out');
    await worker.kill();
    expect([await eventsOf('held'), await eventsOf('other')]).toEqual([0, 1]);
    expect(await dutyOf('held')).toMatchObject({ wrappedIdKey: null });
  }, 300_000);

  it('leaves kept rows to another one, who erases these and nothing of whoever has come back', async () => {
    expect(await dutyOf('kept')).toMatchObject({ state: 'owed' });
    await seen('free');
    // As if two years had gone by.
    const due = new Date(Date.now() - 60_000);
    await app.prisma.duty.updateMany({ where: { kind: 'kept' }, data: { dueAt: due, dueUnheld: due } });
    await withClient(app.databaseUrl, (sql) => sql.query(`UPDATE invoice SET issued = issued - interval '2 years'`));
    await killAtTheTurn(`invoice WHERE customer = 'free'`);
    expect([await invoicesOf('free'), (await dutyOf('kept')).state]).toEqual([1, 'under-way']);
    work();
    await until('the duty', async () => (await dutyOf('kept')).state === 'carried-out');
    expect([await invoicesOf('free'), await invoicesOf('other'), await eventsOf('free')]).toEqual([0, 1, 1]);
    expect(await dutyOf('kept')).toMatchObject({ wrappedIdKey: null });
  }, 300_000);
});
