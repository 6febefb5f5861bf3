import { HabeasError } from '../../src/platform/index.js';
import { EndingSteps } from '../../src/project-endings/ending-steps.service.js';
import { EndingWork } from '../../src/project-endings/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { instead } from '../support/instead.js';
import { TestClock } from '../support/test-clock.js';
import { A, loadThreeSubjects, SHOP_TABLES, shopDataMap, withClient } from '../support/three-subjects.js';
import { ask, type Ended, SignedIn } from './project-endings-fixture.js';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const FIRST_PROJECT = 100_001;
const TABLES = ['events', 'profiles', 'session_replays', 'identity_links'];

describe('a project that is emptied', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let other: TestProject;
  let client: ApiClient;

  beforeEach(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
    app = await startApp({ clock, database, settings: STEP_BY_STEP, dataMap: shopDataMap(FIRST_PROJECT) });
    project = await createProject(app);
    other = await createProject(app, 'other');
    client = new ApiClient(app, project);
    for (const each of [project, other]) await loadThreeSubjects(new ApiClient(app, each), app.databaseUrl, each);
  });
  afterEach(() => app.close());

  const signIn = () => SignedIn.of(app, { email: project.ownerEmail, password: project.ownerPassword });
  const work = () => app.application.get(EndingWork, { strict: false }).run(clock.now());
  const show = async (id: string): Promise<Ended> =>
    (await (await signIn()).call('GET', `/api/v1/project-endings/${id}`)).body;

  async function reset(): Promise<Ended> {
    const answer = await (
      await signIn()
    ).call('POST', `/api/v1/projects/${project.projectId}/reset`, { name: 'acme app' });
    expect([answer.status, answer.body.code, answer.body.state]).toEqual([202, undefined, 'setting-aside']);
    return answer.body;
  }

  async function settled(id: string, state: string): Promise<void> {
    for (let attempts = 0; attempts < 60 && (await show(id)).state !== state; attempts += 1) {
      await work();
      if ((await show(id)).trouble !== null) clock.forward(HOUR);
    }
    expect(await show(id)).toMatchObject({ state, trouble: null });
  }

  /** Every row under a number, without the number. */
  async function rowsOf(projectId: number): Promise<Record<string, string[]>> {
    return withClient(app.databaseUrl, async (sql) => {
      const found: Record<string, string[]> = {};
      for (const table of TABLES) {
        const { rows } = await sql.query<{ line: string }>(
          `SELECT (to_jsonb(t) - 'project_id')::text AS line FROM subject_data.${table} t WHERE project_id = $1 ORDER BY 1`,
          [projectId],
        );
        found[table] = rows.map(({ line }) => line);
      }
      return found;
    });
  }
  const nothing = Object.fromEntries(TABLES.map((table) => [table, []]));
  const asideOf = async (id: string): Promise<number> =>
    (await app.prisma.projectEnding.findUniqueOrThrow({ where: { id } })).setAsideAs ?? 0;
  const event = (id: string) => ({
    event: 'Played',
    properties: { distinct_id: 'new', time: Date.parse('2026-02-03T10:00:00Z'), $insert_id: id },
  });

  it('is closed while its rows are set aside, and open and empty afterwards, whatever is killed', async () => {
    const [before, others] = [await rowsOf(project.projectId), await rowsOf(other.projectId)];
    const { id } = await reset();
    const headers = { 'content-type': 'application/json' };
    const body = JSON.stringify([
      { ...event('1'), properties: { ...event('1').properties, token: project.projectToken } },
    ]);
    const sent = await fetch(`${app.url}/track`, { method: 'POST', headers, body });
    expect([sent.status, Number(sent.headers.get('retry-after')) > 0]).toEqual([503, true]);
    const order = { projectId: project.projectId, kind: 'export', distinctIds: [A[0]] };
    const asked = await client.call('POST', '/api/v1/requests', order);
    expect([asked.status, asked.body['code']]).toEqual([409, 'project-closed']);

    const killedAt = killing();
    await settled(id, 'restorable');
    killedAt.restore();
    expect(killedAt.steps.size).toBe(TABLES.length * 4);
    const aside = await asideOf(id);
    expect(await rowsOf(project.projectId)).toEqual(nothing);
    expect(await rowsOf(aside)).toEqual(before);
    expect(await rowsOf(other.projectId)).toEqual(others);

    expect((await ask(app, 'POST', '/track', { headers, body })).text).toBe('1');
    expect((await client.call('POST', '/api/v1/requests', order)).status).toBe(201);
    const { body: shown } = await (
      await signIn()
    ).call<{ token: string }>('GET', `/api/v1/projects/${project.projectId}`);
    expect(shown.token).toBe(project.projectToken);
  });

  it('gets back what it held until day 60, beside what came since, which wins', async () => {
    const before = await rowsOf(project.projectId);
    const { id } = await reset();
    // As a clock that was ahead leaves it when moving failed: nobody is left closed by it.
    const ahead = { nextAttemptAt: new Date(clock.now().getTime() + 3650 * DAY) };
    await app.prisma.projectEnding.update({ where: { id }, data: ahead });
    await settled(id, 'restorable');
    await client.importEvents([event('new')]);
    await client.engage([{ $distinct_id: A[0], $set: { $name: 'Since' } }]);
    const since = await rowsOf(project.projectId);
    clock.forward(59 * DAY);
    const back = await (await signIn()).call('POST', `/api/v1/project-endings/${id}/restore`);
    expect([back.status, back.body.state]).toEqual([200, 'restoring']);

    const killedAt = killing();
    await settled(id, 'restored');
    killedAt.restore();
    const after = await rowsOf(project.projectId);
    expect(await rowsOf(await asideOf(id))).toEqual(nothing);
    for (const table of TABLES) {
      const keyOf = (line: string) =>
        table === 'profiles' ? (JSON.parse(line) as { distinct_id: string }).distinct_id : line;
      const newer = new Set(since[table]?.map(keyOf));
      const kept = before[table]?.filter((line) => !newer.has(keyOf(line))) ?? [];
      expect(after[table]).toEqual([...kept, ...(since[table] ?? [])].sort(byText(after[table] ?? [])));
    }
    const { body: shown } = await (await signIn()).call<{ id: number }>('GET', `/api/v1/projects/${project.projectId}`);
    expect(shown.id).toBe(project.projectId);
  });

  it('loses what was set aside for good by day 90, and nothing that came since; who is held keeps theirs until the hold is over', async () => {
    const before = await rowsOf(project.projectId);
    const until = new Date(clock.now().getTime() + 200 * DAY).toISOString();
    const hold = { projectId: project.projectId, distinctIds: [A[0]], basis: 'GDPR Art. 17(3)(e)', until };
    const placed = await client.call<{ results: { id: string }[] }>('POST', '/api/v1/holds', hold);
    const { id } = await reset();
    await settled(id, 'restorable');
    await client.importEvents([event('new')]);
    const since = await rowsOf(project.projectId);
    clock.forward(91 * DAY);
    await work();
    // An older transaction beside this suite may keep the engine for an hour.
    for (let hours = 0; hours < 9 && (await show(id)).trouble?.code !== 'held'; hours += 1) {
      clock.forward(HOUR);
      await work();
    }
    expect(await show(id)).toMatchObject({ state: 'going', trouble: { code: 'held' } });
    const aside = await asideOf(id);
    const held = await rowsOf(aside);
    const isHeld = (line: string) => A.some((name) => line.includes(JSON.stringify(name))) || line.includes('replay-0');
    expect(held).toEqual(Object.fromEntries(TABLES.map((table) => [table, before[table]?.filter(isHeld)])));

    const lifted = await client.call('POST', `/api/v1/holds/${placed.body.results[0]?.id}/lift`);
    expect(lifted.status).toBe(200);
    clock.forward(DAY + HOUR);
    await settled(id, 'gone');
    expect(await rowsOf(aside)).toEqual(nothing);
    expect(await rowsOf(project.projectId)).toEqual(since);
    expect((await show(id)).counts).toMatchObject({ duties: 0, destroyed: { apiSecrets: 0 } });
  });

  /** Kills the worker at every step, once. */
  function killing() {
    const steps = app.application.get(EndingSteps, { strict: false });
    const seen = new Set<string>();
    const own = steps.stamp.bind(steps);
    const restore = instead(steps, 'stamp', async (...given) => {
      const [, , task, { name }, stamp] = given;
      const step = `${task} ${name} ${stamp}`;
      if (!seen.has(step)) {
        seen.add(step);
        // As of a killed process nothing is written down of it.
        throw new HabeasError('unavailable', 'lease-lost', 'Killed.');
      }
      await own(...given);
    });
    return { steps: seen, restore };
  }
});

/** The order in which the database gave them. */
function byText(order: readonly string[]) {
  const place = new Map(order.map((line, at) => [line, at]));
  return (one: string, other: string): number => (place.get(one) ?? 0) - (place.get(other) ?? 0);
}
