import { ProjectsService } from '../../src/access/index.js';
import { HabeasError, Ids, Leases, SteadyTime } from '../../src/platform/index.js';
import { RetentionPlan, SettledPortions } from '../../src/retention/index.js';
import { RetentionSettings } from '../../src/retention/windows/retention-settings.service.js';
import { SubjectData } from '../../src/subject-data/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { instead } from '../support/instead.js';
import { retainPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;

interface StepView {
  readonly projectId: number;
  readonly rule: string;
  readonly before: string | null;
  readonly found: number;
  readonly erasedAt: string | null;
  readonly verifiedAt: string | null;
  readonly trouble: { readonly code: string } | null;
}

describe('what changes while time does its work', () => {
  const clock = new TestClock();
  let app: TestApp;
  let acme: TestProject;
  let other: TestProject;

  const part = <T>(type: abstract new (...wanted: never[]) => T): T => app.application.get(type, { strict: false });
  const run = async (): Promise<string> => {
    const id = await part(RetentionPlan).order('operator');
    await retainPastNeighbours(app);
    return id;
  };
  const show = async (id: string, project = acme) =>
    (
      await new ApiClient(app, project).call<{ result: string | null; steps: StepView[] }>(
        'GET',
        `/api/v1/retention/runs/${id}`,
      )
    ).body;
  const storeOf = (name: string) => {
    const collection = part(SubjectData)
      .collections()
      .find((each) => each.name === name);
    if (collection === undefined) throw new Error(`There is no collection ${name}.`);
    return part(SubjectData).storeOf(collection);
  };
  const monthsAgo = (months: number) => {
    const now = clock.now();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 15, 12));
  };
  const send = (project: TestProject, ...days: readonly (readonly [string, number])[]) =>
    new ApiClient(app, project).importEvents(
      days.map(([id, months]) => ({
        event: 'Seen',
        properties: { time: monthsAgo(months).getTime(), distinct_id: id, $insert_id: `${id}-${months}` },
      })),
    );
  const idsIn = (table: 'events' | 'profiles', project: TestProject) =>
    withClient(app.databaseUrl, async (sql) => {
      const found = await sql.query<{ id: string }>(
        `SELECT distinct_id AS id FROM subject_data.${table} WHERE project_id = $1 ORDER BY 1`,
        [project.projectId],
      );
      return found.rows.map(({ id }) => id);
    });
  /** A run that is killed once its rows are hidden. */
  const killedRun = async (collection: string): Promise<string> => {
    const killed = new HabeasError('unavailable', 'lease-lost', 'It was killed.');
    const undo = instead(storeOf(collection), 'removeHidden', () => Promise.reject(killed));
    const id = await run();
    undo();
    expect((await app.prisma.retentionRun.findUniqueOrThrow({ where: { id } })).finishedAt).toBeNull();
    return id;
  };

  beforeAll(async () => {
    app = await startApp({ clock, settings: { ROLE: 'api', RETENTION_ROWS_PER_SECOND: '0' } });
    await part(SteadyTime).now();
    acme = await createProject(app, 'acme');
    other = await createProject(app, 'other');
  });
  afterAll(() => app.close());

  it('takes nothing that came since a window was lengthened, though a run had begun by the shorter one', async () => {
    await send(acme, ['gone', 30], ['gone-too', 70]);
    const id = await killedRun('events');
    const longer = { eventMonths: 60, eventBasis: 'Warranty' };
    await part(RetentionSettings).change('operator', acme.projectId, longer);
    await send(acme, ['kept', 29]);
    await retainPastNeighbours(app);
    expect(await idsIn('events', acme)).toEqual(['kept']);
    const { result, steps } = await show(id);
    expect(result).toBe('done');
    const step = steps.find(({ rule }) => rule === 'events');
    expect(step).toMatchObject({ found: 2, trouble: null, verifiedAt: expect.any(String) });
    expect(new Date(step?.before ?? 0).getTime()).toBeLessThan(monthsAgo(59).getTime());
  });

  it('tells how many rows went where a window was lengthened between two portions', async () => {
    await send(other, ['one', 30], ['two', 30], ['three', 28]);
    const { expiry } = storeOf('events');
    const hide = expiry.hide.bind(expiry);
    const undo = instead(expiry, 'hide', async (what, options) => {
      undo();
      const { projectId, before } = what.windows.find((window) => window.projectId === other.projectId) ?? {};
      if (projectId === undefined || before === undefined) throw new Error('Nothing of the project goes.');
      await hide({ ...what, windows: [{ projectId, before: monthsAgo(29) }] }, options);
      throw new HabeasError('unavailable', 'lease-lost', 'It was killed.');
    });
    const id = await run();
    await part(RetentionSettings).change('operator', other.projectId, { eventMonths: 29, eventBasis: 'Warranty' });
    await retainPastNeighbours(app);
    expect(await idsIn('events', other)).toEqual(['three']);
    expect((await show(id, other)).steps.find(({ rule }) => rule === 'events')).toMatchObject({ found: 2 });
  });

  it('takes no profile of a subscription that was renewed, and says that nothing was read back', async () => {
    const ended = { profileDaysAfterEnd: 0, subscriptionEndsAt: new Date(clock.now().getTime() - DAY) };
    for (const project of [acme, other]) {
      await app.prisma.project.update({ where: { id: project.projectId }, data: ended });
      await new ApiClient(app, project).engage([{ $distinct_id: 'before', $set: { a: 1 } }]);
    }
    const id = await killedRun('profiles');
    const renewed = { subscriptionEndsAt: new Date(clock.now().getTime() + 365 * DAY) };
    await part(RetentionSettings).change('operator', acme.projectId, renewed);
    for (const project of [acme, other]) {
      await new ApiClient(app, project).engage([{ $distinct_id: 'since', $set: { a: 1 } }]);
    }
    await retainPastNeighbours(app);
    expect([await idsIn('profiles', acme), await idsIn('profiles', other)]).toEqual([['since'], []]);
    const [own, others] = [await show(id), await show(id, other)];
    expect([own.result, others.result]).toEqual(['in-part', 'done']);
    expect(own.steps.find(({ rule }) => rule === 'subscription-ended')).toMatchObject({
      ...{ found: 1, verifiedAt: null, trouble: { code: 'window-lengthened' } },
      erasedAt: expect.any(String),
    });
    const missed = async (project: TestProject) =>
      (await new ApiClient(app, project).call<{ missedSince: string | null }>('GET', '/api/v1/retention/runs')).body
        .missedSince;
    expect([await missed(acme), await missed(other)]).toEqual([expect.any(String), null]);
  });

  it('is all well for an organization of which nothing is left, whatever is left of another one', async () => {
    await app.prisma.retentionRun.deleteMany({});
    const ended = { dueAt: clock.now(), nextAttemptAt: clock.now(), startedAt: clock.now(), finishedAt: clock.now() };
    const nights = [3, 2, 1].map((days) => ({ days, id: new Ids().next() }));
    for (const { days, id } of nights) {
      const dueAt = new Date(clock.now().getTime() - days * DAY);
      await app.prisma.retentionRun.create({ data: { ...ended, id, dueAt, result: 'in-part' } });
      const step = { runId: id, collection: 'events', rule: 'events', found: 1, countedAt: dueAt };
      await app.prisma.retentionStep.createMany({
        data: [
          { ...step, projectId: acme.projectId, verifiedAt: days === 3 ? null : dueAt },
          { ...step, projectId: other.projectId, verifiedAt: null },
        ],
      });
    }
    const missed = async (project: TestProject) =>
      (await new ApiClient(app, project).call<{ missedSince: string | null }>('GET', '/api/v1/retention/runs')).body
        .missedSince;
    expect([await missed(acme), await missed(other)]).toEqual([null, expect.any(String)]);
  });

  it('spares who is held though the clock jumps over the end of the hold', async () => {
    await send(acme, ['held', 70], ['free', 70]);
    const end = new Date(clock.now().getTime() + 30 * DAY).toISOString();
    const hold = { projectId: acme.projectId, distinctIds: ['held'], basis: 'Litigation', until: end };
    expect((await new ApiClient(app, acme).call('POST', '/api/v1/holds', hold)).status).toBe(201);
    const { expiry } = storeOf('events');
    const hide = expiry.hide.bind(expiry);
    const { lived, now } = clock;
    const stopped = clock.lived();
    const undo = instead(expiry, 'hide', async (what, options) => {
      undo();
      clock.lived = () => stopped;
      clock.now = () => new Date(now.call(clock).getTime() + 100 * DAY);
      // Whatever makes it look again whom to spare.
      const changed = { retentionVersion: { increment: 1 } };
      await app.prisma.project.update({ where: { id: acme.projectId }, data: changed });
      return hide(what, options);
    });
    await run();
    clock.lived = lived;
    clock.now = now;
    const left = await idsIn('events', acme);
    expect([left.includes('held'), left.includes('free')]).toEqual([true, false]);
  });

  it('is looked at again before a month goes for whose arrivals a project has come to be', async () => {
    const portions = part(SettledPortions);
    const lease = await part(Leases).acquire('sweep', 'tests');
    if (lease === null) throw new Error('Somebody leads a sweep.');
    const at = { at: clock.now(), madeAt: clock.lived() };
    const spared = { held: [], requested: [], all: [], known: new Map(), unknown: new Map(), ...at };
    const known = { lease, spared, settings: await portions.settings() };
    const alone = () => portions.whileSettled([other.projectId], 'alone', known, async () => 'dropped');
    expect(await alone()).toBe('dropped');
    await part(ProjectsService).create('operator', acme.organizationId, { name: 'newcomer' });
    await expect(alone()).rejects.toMatchObject({ code: 'spared-changed' });
    await lease.release();
  });

  it('leaves a record that no API secret of one project opens', async () => {
    const projects = part(ProjectsService);
    const { project, apiSecret } = await projects.create('operator', acme.organizationId, {
      name: 'beside',
      allowApiSecret: true,
    });
    await send({ ...acme, projectId: project.id, projectToken: project.token, apiSecret }, ['old', 70]);
    const id = await run();
    const get = async (authorization: string) =>
      fetch(`${app.url}/api/v1/retention/runs/${id}/record.json`, { headers: { authorization } });
    const refused = await get(`Basic ${Buffer.from(`${apiSecret}:`).toString('base64')}`);
    expect([refused.status, await refused.json()]).toEqual([403, expect.objectContaining({ code: 'role-too-low' })]);
    const answer = await get(`Bearer ${acme.oauthToken}`);
    const { projects: told } = (await answer.json()) as { projects: { name: string }[] };
    expect(told.map(({ name }) => name)).toEqual(['acme app', 'newcomer', 'beside']);
  });
});
