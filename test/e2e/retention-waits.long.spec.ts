import { randomBytes } from 'node:crypto';
import { SteadyTime } from '../../src/platform/index.js';
import { RetentionPlan, RetentionRun } from '../../src/retention/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;
const SLOT = `habeas_test_${randomBytes(6).toString('hex')}`;

describe('a run of retention on a server that keeps more of its log than it may', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  const part = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const sql = (text: string, ...values: unknown[]) =>
    withClient(app.databaseUrl, async (session) => (await session.query<{ id: string }>(text, values)).rows);
  const left = async () =>
    (await sql('SELECT distinct_id AS id FROM subject_data.events ORDER BY 1')).map(({ id }) => id);

  beforeAll(async () => {
    const settings = { ROLE: 'api', RETENTION_SLOT_BYTES: '1', RETENTION_REPLICA_LAG_BYTES: '0' };
    app = await startApp({ clock, settings });
    await part(SteadyTime).now();
    project = await createProject(app);
    client = new ApiClient(app, project);
    const event = (id: string, day: string) => {
      const time = new Date(`${day}T12:00:00Z`).getTime() / 1000;
      return { event: 'Seen', properties: { time, distinct_id: id, $insert_id: id } };
    };
    // In one month, which stands, since somebody in it is held.
    await client.importEvents([event('old', '2020-05-10'), event('held', '2020-05-11')]);
    const until = new Date(clock.now().getTime() + 300 * DAY).toISOString();
    const hold = { projectId: project.projectId, distinctIds: ['held'], basis: 'Litigation', until };
    expect((await client.call('POST', '/api/v1/holds', hold)).status).toBe(201);
    await sql('SELECT pg_create_physical_replication_slot($1, true)::text AS id', SLOT);
  });
  afterAll(() => app.close());

  it('waits, and says for what and until when; then it goes on', async () => {
    const id = await part(RetentionPlan).order('operator');
    await part(RetentionRun).run();
    type Shown = {
      finishedAt: string | null;
      result: string | null;
      nextAttemptAt: string | null;
      steps: { collection: string; trouble: { code: string; message: string } | null }[];
    };
    const shown = async () => (await client.call<Shown>('GET', `/api/v1/retention/runs/${id}`)).body;
    const waiting = await shown();
    expect(waiting).toMatchObject({ finishedAt: null, result: null, nextAttemptAt: expect.any(String) });
    expect(new Date(waiting.nextAttemptAt ?? 0).getTime()).toBeGreaterThan(clock.now().getTime());
    expect(waiting.steps.find(({ collection }) => collection === 'events')?.trouble).toMatchObject({
      code: 'store-busy',
      message: expect.stringContaining(`replication slot "${SLOT}"`),
    });
    expect(await left()).toEqual(['held', 'old']);
    await sql('SELECT pg_drop_replication_slot($1)::text AS id', SLOT);
    clock.forward(DAY / 24);
    await part(RetentionRun).run();
    expect(await shown()).toMatchObject({ result: 'done', nextAttemptAt: null });
    expect(await left()).toEqual(['held']);
  });
});
