import pg from 'pg';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { A, B, C, loadThreeSubjects, rowsOf, SHOP_TABLES, shopDataMap, withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker-process.js';

describe('a worker killed between erasing and reading back', () => {
  let database: TestDatabase;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let older: pg.Client;
  const workers: WorkerProcess[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
    const preparing = await startApp({ database, settings: { ROLE: 'api' } });
    project = await createProject(preparing);
    await preparing.stop();
    app = await startApp({ database, dataMap: shopDataMap(project.projectId), settings: { ROLE: 'api' } });
    client = new ApiClient(app, project);
    await loadThreeSubjects(client, database.url, project);
    older = new pg.Client({ connectionString: database.url });
    await older.connect();
  });

  afterAll(async () => {
    for (const worker of workers) await worker.kill();
    await older.end();
    await app.close();
  });

  function work(): WorkerProcess {
    const worker = WorkerProcess.start(app, { HABEAS_DATA_MAP: `${app.dataDirectory}/data-map.yaml` });
    workers.push(worker);
    return worker;
  }

  it('leaves the deletion STARTED and never in SUCCESS, and the next worker brings it to its end', async () => {
    const before = {
      A: await rowsOf(database.url, A),
      B: await rowsOf(database.url, B),
      C: await rowsOf(database.url, C),
    };
    // An older snapshot keeps the engine from removing the rows, so that the worker stands between erase and read-back.
    await older.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await older.query('SELECT count(*) FROM subject_data.events');
    const requestId = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [B[0]] });
    const first = work();
    await until('the erasure of the events', async () => {
      const [step] = await app.prisma.requestCollection.findMany({ where: { requestId, collection: 'events' } });
      return step?.hiddenAt && !step.verifiedAt;
    });
    await first.kill();
    expect((await client.show(requestId)).status).toBe('STARTED');
    expect((await rowsOf(database.url, B))['subject_data.events']).toEqual([]);

    await older.query('COMMIT');
    work();
    await until('the end of the deletion', async () => (await client.show(requestId)).status === 'SUCCESS');

    const after = {
      A: await rowsOf(database.url, A),
      B: await rowsOf(database.url, B),
      C: await rowsOf(database.url, C),
    };
    expect(after.A).toEqual(before.A);
    expect(after.C).toEqual(before.C);
    expect(after.B['public.invoice']).toEqual(before.B['public.invoice']);
    for (const table of ['events', 'profiles', 'session_replays', 'identity_links'].map(
      (name) => `subject_data.${name}`,
    )) {
      expect([table, after.B[table]]).toEqual([table, []]);
    }
    expect(after.B['public.newsletter']).toEqual([]);
    const tallies = await app.prisma.requestTally.findMany({ where: { requestId, collection: 'events' } });
    expect(tallies.map(({ rows }) => Number(rows))).toEqual([before.B['subject_data.events']?.length]);
  }, 240_000);
});
