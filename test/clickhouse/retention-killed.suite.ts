import { HabeasError, SteadyTime } from '../../src/platform/index.js';
import { RetentionPlan, SettledPortions } from '../../src/retention/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { instead } from '../support/instead.js';
import { retainPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';
import type { ClickHouseEngine } from '../../src/subject-data/clickhouse/engine.js';

const DAY = 86_400_000;
const HELD = 'held-4711';
const NAMED = 'named-0815';
const PEOPLE = ['ann', 'ben', HELD, NAMED];
/** Months before now: of a month in which nothing may stay, of two that somebody keeps, and young. */
const AGES = [70, 40, 30, 1];

describe('a run of retention over ClickHouse that is killed between two portions', () => {
  const clock = new TestClock();
  let server: TestClickHouse;
  let engine: ClickHouseEngine;
  let app: TestApp;
  let acme: TestProject;
  let other: TestProject;
  let client: ApiClient;

  const part = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const monthsAgo = (months: number): Date => {
    const now = clock.now();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15, 12));
  };
  const event = (id: string, age: number) => {
    const time = Math.floor(monthsAgo(age).getTime() / 1000);
    return { event: 'Seen', properties: { time, distinct_id: id, $insert_id: `${id}-${String(age)}` } };
  };
  const events = async ({ projectId }: TestProject, settings = {}): Promise<string[]> => {
    const rows = await engine.query<{ insert_id: string }>(
      `SELECT insert_id FROM subject_data.events FINAL WHERE project_id = ${String(projectId)} ORDER BY insert_id`,
      {},
      settings,
    );
    return rows.map(({ insert_id }) => insert_id);
  };
  const all = (ages: readonly number[], people: readonly string[] = PEOPLE) =>
    people.flatMap((id) => ages.map((age) => `${id}-${String(age)}`)).sort();
  const run = async (): Promise<string> => {
    const id = await part(RetentionPlan).order('operator');
    await retainPastNeighbours(app);
    return id;
  };
  const show = async (id: string) =>
    (
      await client.call<{
        result: string;
        steps: {
          collection: string;
          projectId: number;
          dropped: string[];
          remaining: number;
          verifiedAt: string | null;
        }[];
      }>('GET', `/api/v1/retention/runs/${id}`)
    ).body;

  beforeAll(async () => {
    server = await startClickHouse();
    engine = server.engine();
    app = await startApp({
      clock,
      settings: { ROLE: 'api', CLICKHOUSE_URL: server.url, RETENTION_ROWS_PER_SECOND: '0' },
    });
    await part(SteadyTime).now();
    acme = await createProject(app, 'acme');
    other = await createProject(app, 'other');
    // Made where it came from before 2025-09-01, and never changed since: five years.
    const early = { madeAt: new Date('2025-01-01T00:00:00Z') };
    await app.prisma.project.update({ where: { id: other.projectId }, data: early });
    client = new ApiClient(app, acme);
    for (const project of [acme, other]) {
      await new ApiClient(app, project).importEvents(PEOPLE.flatMap((id) => AGES.map((age) => event(id, age))));
    }
    const end = new Date(clock.now().getTime() + 3_000 * DAY).toISOString();
    const hold = { projectId: acme.projectId, distinctIds: [HELD], basis: 'Litigation', until: end };
    expect((await client.call('POST', '/api/v1/holds', hold)).status).toBe(201);
    await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [NAMED] });
  });
  afterAll(async () => {
    await app?.close();
    await server?.stop();
  });

  it('is gone on with: what is old goes, and nothing of whoever is held or named', async () => {
    const portions = part(SettledPortions);
    const whileSettled = portions.whileSettled.bind(portions);
    let asked = 0;
    const undo = instead(portions, 'whileSettled', async (projectIds, mode, known, portion) => {
      const result = await whileSettled(projectIds, mode, known, portion);
      asked += 1;
      if (asked === 2) throw new HabeasError('unavailable', 'lease-lost', 'It was killed.');
      return result;
    });
    const id = await run();
    undo();
    expect(asked).toBe(2);
    await retainPastNeighbours(app);
    const { result, steps } = await show(id);
    expect(result).toBe('done');
    expect(steps.every(({ verifiedAt, remaining }) => verifiedAt !== null && remaining === 0)).toBe(true);
    const acmes = [...all([1]), ...all([70, 40, 30], [HELD, NAMED])].sort();
    expect(await events(acme)).toEqual(acmes);
    expect(await events(other)).toEqual(all([40, 30, 1]));
    const unmasked = { apply_deleted_mask: 0, apply_patch_parts: 0 };
    expect(await events(acme, unmasked)).toEqual(acmes);
  });
});
