import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { HabeasError, SteadyTime } from '../../src/platform/index.js';
import { GivingWay, RetentionPlan } from '../../src/retention/index.js';
import { SubjectData } from '../../src/subject-data/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { instead } from '../support/instead.js';
import { retainPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const DAY = 86_400_000;
const HELD = 'held-4711';
const PEOPLE = ['ann', 'ben', HELD];

describe('what time does on the ClickHouse engine', () => {
  const clock = new TestClock();
  let clickHouse: TestClickHouse;
  let app: TestApp;
  let acme: TestProject;
  let other: TestProject;

  const part = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const monthsAgo = (months: number): Date => {
    const now = clock.now();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15, 12));
  };
  const event = (id: string, age: number) => ({
    event: 'Seen',
    properties: { time: monthsAgo(age).getTime() / 1000, distinct_id: id, $insert_id: `${id}-${age}` },
  });
  /** In the months of those who are held, which do not go as a whole. */
  const beside = (id: string, at: Date | undefined) => ({
    event: 'Seen',
    properties: { time: (at?.getTime() ?? 0) / 1000, distinct_id: id, $insert_id: `${id}-${monthOf(at)}` },
  });
  const monthOf = (at: Date | undefined) => at?.toISOString().slice(0, 7) ?? '';
  let months: Date[] = [];
  const eventsOf = async ({ projectId }: TestProject): Promise<string[]> => {
    const rows = await clickHouse
      .engine()
      .query<{ id: string }>(
        `SELECT insert_id AS id FROM subject_data.events FINAL WHERE project_id = ${projectId} ORDER BY id`,
      );
    return rows.map(({ id }) => id);
  };
  const run = async () => {
    const id = await part(RetentionPlan).order('operator');
    await retainPastNeighbours(app);
    const steps = await app.prisma.retentionStep.findMany({ where: { runId: id, collection: 'events' } });
    return { id, steps, row: await app.prisma.retentionRun.findUniqueOrThrow({ where: { id } }) };
  };

  beforeAll(async () => {
    clickHouse = await startClickHouse();
    app = await startApp({
      clock,
      settings: { ROLE: 'api', CLICKHOUSE_URL: clickHouse.url, RETENTION_ROWS_PER_SECOND: '0' },
    });
    await part(SteadyTime).now();
    acme = await createProject(app, 'acme');
    other = await createProject(app, 'other');
    const early = { madeAt: new Date('2025-01-01T00:00:00Z') };
    await app.prisma.project.update({ where: { id: other.projectId }, data: early });
    months = [40, 30].map(monthsAgo);
    for (const project of [acme, other]) {
      const ages = project === acme ? [70, 40, 30, 1] : [70, 40, 1];
      await new ApiClient(app, project).importEvents(PEOPLE.flatMap((id) => ages.map((age) => event(id, age))));
    }
    const until = new Date(clock.now().getTime() + 3_000 * DAY).toISOString();
    const hold = { projectId: acme.projectId, distinctIds: [HELD], basis: 'Litigation', until };
    expect((await new ApiClient(app, acme).call('POST', '/api/v1/holds', hold)).status).toBe(201);
  });
  afterAll(async () => {
    await app?.close();
    await clickHouse?.stop();
  });

  it('takes what has outlived its time, and nobody else, although it was killed on the way', async () => {
    const store = part(SubjectData).storeOf(part(SubjectData).collections()[0] as never);
    const killed = new HabeasError('unavailable', 'lease-lost', 'It was killed.');
    const undo = instead(store, 'removeHidden', async () => {
      throw killed;
    });
    const first = await run();
    undo();
    expect(first.row.finishedAt).toBeNull();
    expect(first.steps.some(({ hiddenAt, erasedAt }) => hiddenAt !== null && erasedAt === null)).toBe(true);
    const { id, row, steps } = await run();
    expect([id, row.result]).toEqual([first.id, 'done']);
    expect(steps.every(({ verifiedAt }) => verifiedAt !== null)).toBe(true);
    expect(await eventsOf(acme)).toEqual(
      ['ann-1', 'ben-1', `${HELD}-1`, `${HELD}-30`, `${HELD}-40`, `${HELD}-70`].sort(),
    );
    expect(await eventsOf(other)).toEqual(PEOPLE.flatMap((id) => [`${id}-1`, `${id}-40`]).sort());
    const ofAcme = steps.find(({ projectId }) => projectId === acme.projectId);
    expect([Number(ofAcme?.found), Number(ofAcme?.sparedHeld)]).toEqual([6, 3]);
  });

  it('takes the rest once years have gone by, and keeps who is held', async () => {
    clock.forward(25 * 31 * DAY);
    const { row, steps } = await run();
    expect(row.result).toBe('done');
    expect(await eventsOf(acme)).toEqual([`${HELD}-1`, `${HELD}-30`, `${HELD}-40`, `${HELD}-70`].sort());
    expect(await eventsOf(other)).toEqual(PEOPLE.map((id) => `${id}-1`));
    expect(steps.every(({ remaining }) => Number(remaining) === 0)).toBe(true);
  });

  it('waits where the server has too much before it, and says for what and until when; then it goes on', async () => {
    const client = await clientOf(acme);
    await client.importEvents([beside('late', months[1])]);
    const { expiry } = part(SubjectData).storeOf(part(SubjectData).collections()[0] as never);
    const { ground } = expiry as unknown as { ground: { limits: { parts: number; mutations: number } } };
    const undo = instead(ground, 'limits', { ...ground.limits, parts: 0 });
    const { id, steps } = await run();
    undo();
    const trouble = steps.find(({ projectId }) => projectId === acme.projectId);
    expect([trouble?.troubleCode, trouble?.troubleMessage]).toEqual([
      'store-busy',
      expect.stringMatching(/^Store "habeas" has too much before it: waiting for the server to merge \d+ parts/),
    ]);
    const { body } = await client.call<{ nextAttemptAt: string | null }>('GET', `/api/v1/retention/runs/${id}`);
    expect(new Date(body.nextAttemptAt ?? 0).getTime()).toBeGreaterThan(clock.now().getTime());
    expect(await eventsOf(acme)).toContain(`late-${monthOf(months[1])}`);
    clock.forward(3_600_000);
    await retainPastNeighbours(app);
    expect(await app.prisma.retentionRun.findUniqueOrThrow({ where: { id } })).toMatchObject({ result: 'done' });
    expect(await eventsOf(acme)).not.toContain(`late-${monthOf(months[1])}`);
  });

  it('keeps to its pace between two portions', async () => {
    const client = await clientOf(acme);
    await client.importEvents(months.map((month) => beside('slow', month)));
    const paced: number[] = [];
    const way = part(GivingWay);
    const begin = way.begin.bind(way);
    const undo = instead(way, 'begin', (turn) => {
      const stint = begin(turn);
      return { ...stint, pace: (rows) => (paced.push(rows), stint.pace(rows)) };
    });
    const { row } = await run();
    undo();
    expect(row.result).toBe('done');
    expect(paced.filter((rows) => rows > 0)).toEqual([1, 1]);
  });

  /** Tokens end in a year. */
  async function clientOf(project: TestProject): Promise<ApiClient> {
    const { secret } = await part(OauthTokensService).create('operator', project.ownerId, `at ${String(clock.now())}`);
    return new ApiClient(app, { ...project, oauthToken: secret });
  }
});
