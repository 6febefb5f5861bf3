import { ProjectsService } from '../../src/access/index.js';
import { ExportRun } from '../../src/exports/index.js';
import type { HoldViews } from '../../src/holds/index.js';
import type { RequestDetail } from '../../src/requests/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { TestClock } from '../support/test-clock.js';
import { runCommand } from './cli-fixture.js';

const DAY = 86_400_000;
/** Fourteen hours ahead of UTC, the whole year. */
const ZONE = 'Pacific/Kiritimati';
const AHEAD = 14 * 3_600_000;

describe('a day that is given is one of the project’s time zone', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
    project = await createProject(app);
    await app.application.get(ProjectsService).change('operator', project.projectId, { timezone: ZONE });
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());

  /** The day there, so many days from now. */
  const dayIn = (days: number): string =>
    new Date(clock.now().getTime() + AHEAD + days * DAY).toISOString().slice(0, 10);
  const startOf = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - AHEAD).toISOString();
  const endOf = (day: string): string => new Date(Date.parse(startOf(day)) + DAY - 1).toISOString();
  const hold = (until: string) =>
    client.call<HoldViews & { code?: string }>('POST', '/api/v1/holds', {
      ...{ projectId: project.projectId, distinctIds: ['ada'], basis: 'GDPR Art. 17(3)(e)', until },
    });

  it('as the last day of a hold, which ends with it', async () => {
    const { status, body } = await hold(dayIn(10));
    expect([status, body.results[0]?.until]).toEqual([201, endOf(dayIn(10))]);
    expect((await hold(dayIn(0))).body.results[0]?.until).toBe(endOf(dayIn(0)));
    expect(await hold(dayIn(-1))).toMatchObject({ status: 400, body: { code: 'until-not-ahead' } });
    const none = { errors: [{ path: 'until', code: 'no-day' }] };
    expect(await hold('2031-02-30')).toMatchObject({ status: 400, body: none });
  });

  it('on the command line too', async () => {
    const environment = {
      BASE_URL: app.url,
      HABEAS_TOKEN: project.oauthToken,
      HABEAS_MASTER_KEY: 'none-is-needed-here',
    };
    const words = ['hold', 'place', '--id', 'ben', '--basis', 'Case 7', '--until', dayIn(20), '--json'];
    const place = [...words, '--server', app.url, '--project', String(project.projectId)];
    const placed = await runCommand(place, '', environment);
    expect([placed.code, placed.err]).toEqual([0, '']);
    expect(placed.json<HoldViews>().results[0]?.until).toBe(endOf(dayIn(20)));
  });

  it('as the day on which a request was received and its person verified, each from its beginning', async () => {
    const received = dayIn(-3);
    const order = {
      kind: 'export',
      distinctIds: ['cleo'],
      receivedAt: received,
      verification: { method: 'account', at: dayIn(-2) },
    };
    const shown = await client.show(await client.open(order));
    expect(shown).toMatchObject({
      receivedAt: startOf(received),
      receipt: { verification: { method: 'account', at: startOf(dayIn(-2)) } },
    });
    const early = { projectId: project.projectId, ...order, receivedAt: dayIn(1) };
    const refused = await client.call('POST', '/api/v1/requests', early);
    expect(refused).toMatchObject({ status: 400, body: { code: 'received-in-future' } });
  });

  it('as the day of a hand-over, which was then at the latest', async () => {
    const id = await client.open({ kind: 'export', distinctIds: ['dora'] });
    await app.application.get(ExportRun, { strict: false }).run(id);
    const handOver = (at: string) =>
      client.call<{ at: string; code?: string }>('POST', `/api/v1/requests/${id}/hand-overs`, { manner: 'post', at });
    const before = clock.now();
    const today = dayIn(0);
    const { status, body } = await handOver(today);
    expect([status, Date.parse(body.at) >= before.getTime(), Date.parse(body.at) <= clock.now().getTime()]).toEqual([
      ...[201, true, true],
    ]);
    expect((await handOver(dayIn(-1))).body.code).toBe('handed-over-before-end');
    expect((await handOver(dayIn(1))).body.code).toBe('handed-over-in-future');
    clock.forward(3 * DAY);
    expect((await handOver(today)).body.at).toBe(endOf(today));
    const { body: shown } = await client.call<RequestDetail>('GET', `/api/v1/requests/${id}`);
    expect(shown.handOvers.map(({ at }) => at)).toContain(endOf(today));
  });
});
