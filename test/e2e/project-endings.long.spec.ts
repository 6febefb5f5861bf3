import { ProjectsService } from '../../src/access/index.js';
import { ExportRun } from '../../src/exports/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';
import { ask, type Ended, SignedIn, WAYS } from './project-endings-fixture.js';

const DAY = 86_400_000;

describe('a project that is deleted', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let owner: SignedIn;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
  });
  beforeEach(async () => {
    project = await createProject(app, `acme${++number}`);
    await app.application
      .get(ProjectsService)
      .change('operator', project.projectId, { recordSessions: 100, allowSecretQuestions: true, allowApiSecret: true });
    client = new ApiClient(app, project);
    owner = await SignedIn.of(app, { email: project.ownerEmail, password: project.ownerPassword });
    await client.importEvents([
      { event: 'Played', properties: { distinct_id: 'ada', time: clock.now().getTime() - 60_000, $insert_id: '1' } },
    ]);
  });
  afterAll(() => app.close());

  const name = () => `acme${number} app`;
  const end = (typed = name()) => owner.call('DELETE', `/api/v1/projects/${project.projectId}`, { name: typed });
  const restore = (id: string) => owner.call('POST', `/api/v1/project-endings/${id}/restore`);
  const rows = async (table = 'subject_data.events'): Promise<number> =>
    withClient(app.databaseUrl, async (sql) => {
      const { rows: found } = await sql.query<{ count: string }>(
        `SELECT count(*) FROM ${table} WHERE project_id = ${project.projectId}`,
      );
      return Number(found[0]?.count);
    });

  it('answers on every way in and out as a project that never was', async () => {
    const nobody = { ...project, projectId: 2_147_483_646, projectToken: 'f'.repeat(32), apiSecret: 'e'.repeat(32) };
    const told = async (of: TestProject) => {
      const answers: [string, number, string][] = [];
      for (const [way, call] of WAYS) {
        const [method, path, init] = call(of);
        const { status, text } = await ask(app, method, path, init);
        answers.push([way, status, text]);
      }
      return answers;
    };
    const before = (await told(project)).map(([way, status]) => [way, status < 300]);
    expect(before.filter(([, isTaken]) => !isTaken)).toEqual([]);
    await app.prisma.request.updateMany({
      where: { projectId: project.projectId },
      data: { status: 'REVOKED', finishedAt: clock.now(), nextAttemptAt: null },
    });
    const kept = await rows();

    expect((await end()).status).toBe(200);

    expect(await told(project)).toEqual(await told(nobody));
    expect(await rows()).toBe(kept);
  });

  it('is in no list and shows no settings, to its owner either', async () => {
    await end();
    const { body: listed } = await owner.call<{ results: { id: number }[] }>(
      'GET',
      `/api/v1/organizations/${project.organizationId}/projects`,
    );
    expect(listed.results).toEqual([]);
    for (const path of ['', '/api-secret', '/incoming', '/views', '/classification']) {
      const { status, body } = await owner.call('GET', `/api/v1/projects/${project.projectId}${path}`);
      expect([path, status, body.code]).toEqual([path, 404, 'project-not-found']);
    }
    const requests = await client.call<{ results: unknown[] }>('GET', '/api/v1/requests');
    expect(requests.body.results).toEqual([]);
    const again = await end();
    expect([again.status, again.body.code]).toEqual([404, 'project-not-found']);
  });

  it('takes no more by a process that has not heard of it', async () => {
    const cached = await ask(app, 'POST', '/track?verbose=1', track('first'));
    expect(JSON.parse(cached.text)).toEqual({ error: null, status: 1 });
    // As another process does it, which cannot make this one forget.
    await app.prisma.project.update({ where: { id: project.projectId }, data: { endedAt: clock.now() } });
    const late = await ask(app, 'POST', '/track?verbose=1', track('second'));
    expect(late.status).toBe(503);
    clock.forward(6_000);
    const later = await ask(app, 'POST', '/track?verbose=1', track('second'));
    expect(JSON.parse(later.text)).toMatchObject({ status: 0 });
    expect(await rows()).toBe(2);
  });

  const track = (id: string): RequestInit => ({
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify([
      {
        event: 'Played',
        properties: { token: project.projectToken, distinct_id: id, time: 1_750_000_000, $insert_id: id },
      },
    ]),
  });

  it('gives nothing of its exports out, by a link that was made before either', async () => {
    const id = await client.open({ kind: 'export', distinctIds: ['ada'] });
    await app.application.get(ExportRun, { strict: false }).run(id);
    const wire = `/api/app/data-retrievals/v3.0/${id}/?token=${project.projectToken}`;
    const polled = await ask(app, 'GET', wire, { headers: { authorization: `Bearer ${project.oauthToken}` } });
    const link = (JSON.parse(polled.text) as { results: { results: string } }).results.results;
    const path = new URL(link).pathname;
    expect((await ask(app, 'GET', path)).status).toBe(200);
    const { body } = await end();
    const given = await ask(app, 'GET', path, { headers: { accept: 'application/json' } });
    expect([given.status, (JSON.parse(given.text) as Ended).code]).toEqual([410, 'project-ended']);
    // Its record outlives it.
    const download = await client.call('GET', `/api/v1/requests/${id}/download`);
    const record = await client.call('GET', `/api/v1/requests/${id}/record`);
    expect([download.status, record.status]).toEqual([404, 200]);
    await restore(body.id);
    expect((await ask(app, 'GET', path)).status).toBe(200);
  });

  it('is deleted by an owner who typed its name, and by nobody else', async () => {
    const admin = {
      email: `admin${number}@example.com`,
      password: 'correct horse battery staple',
      role: 'admin',
    } as const;
    await joinApp(app.application, project.organizationId, admin);
    const stranger = await createProject(app, `other${number}`);
    const others = [
      [await SignedIn.of(app, admin), 403, 'role-too-low'],
      [
        await SignedIn.of(app, { email: stranger.ownerEmail, password: stranger.ownerPassword }),
        404,
        'project-not-found',
      ],
    ] as const;
    for (const [person, status, code] of others) {
      const answer = await person.call('DELETE', `/api/v1/projects/${project.projectId}`, { name: name() });
      expect([answer.status, answer.body.code]).toEqual([status, code]);
    }
    const wrong = await end('acme');
    expect([wrong.status, wrong.body.code]).toEqual([422, 'name-differs']);
    const byToken = await client.call('DELETE', `/api/v1/projects/${project.projectId}`, { name: name() });
    expect(byToken.status).toBe(401);
    expect(await app.prisma.projectEnding.count({ where: { projectId: project.projectId } })).toBe(0);
  });

  it('waits for its requests to end', async () => {
    const id = await client.open({ kind: 'deletion', distinctIds: ['ada'] });
    const { status, body } = await end();
    expect([status, body.code]).toEqual([409, 'requests-open']);
    await client.call('POST', `/api/v1/requests/${id}/revoke`);
    expect((await end()).status).toBe(200);
  });

  it('comes back as it was on day 59, and not on day 61', async () => {
    const { body: first } = await end();
    expect(Date.parse(first.restorableUntil) - Date.parse(first.goneBy)).toBe(-30 * DAY);
    clock.forward(59 * DAY);
    owner = await SignedIn.of(app, { email: project.ownerEmail, password: project.ownerPassword });
    const back = await restore(first.id);
    expect([back.status, back.body.state]).toEqual([200, 'restored']);
    const shown = await owner.call<{ id: number }>('GET', `/api/v1/projects/${project.projectId}`);
    expect([shown.status, await rows()]).toEqual([200, 1]);
    const twice = await restore(first.id);
    expect([twice.status, twice.body.code]).toEqual([409, 'ending-restored']);
    const earlier = { decision: 'restored', by: project.ownerEmail, at: expect.any(String) };
    expect(twice.body).toMatchObject({ earlier });

    const { body: second } = await end();
    clock.forward(61 * DAY);
    owner = await SignedIn.of(app, { email: project.ownerEmail, password: project.ownerPassword });
    const late = await restore(second.id);
    expect([late.status, late.body.code]).toEqual([409, 'restore-too-late']);
  });

  it('leaves its holds to be seen, lifted and placed', async () => {
    const order = {
      projectId: project.projectId,
      basis: 'GDPR Art. 17(3)(e)',
      until: new Date(clock.now().getTime() + 400 * DAY).toISOString(),
    };
    const placed = await client.call<{ results: { id: string }[] }>('POST', '/api/v1/holds', {
      ...order,
      distinctIds: ['ada'],
    });
    await end();
    const later = await client.call('POST', '/api/v1/holds', { ...order, distinctIds: ['bea'] });
    expect(later.status).toBe(201);
    const { body } = await client.call<{ results: { projectId: number }[] }>('GET', '/api/v1/holds');
    expect(body.results.map(({ projectId }) => projectId)).toEqual([project.projectId, project.projectId]);
    const lifted = await client.call('POST', `/api/v1/holds/${placed.body.results[0]?.id}/lift`);
    expect(lifted.status).toBe(200);
  });

  it('takes opt-outs as long as it can come back, no opt-ins, and the opt-outs hold then', async () => {
    const choice = { projectId: project.projectId, distinctIds: ['ada'] };
    const choose = async (path: 'opt-outs' | 'opt-ins') => {
      const { status, body } = await client.call('POST', `/api/v1/${path}`, choice);
      return [status, body['code']];
    };
    const { body: first } = await end();
    expect([await choose('opt-outs'), await choose('opt-ins')]).toEqual([
      [200, undefined],
      [404, 'project-not-found'],
    ]);
    await restore(first.id);
    await client.importEvents([
      { event: 'Played', properties: { distinct_id: 'ada', time: clock.now().getTime() - 60_000, $insert_id: '2' } },
    ]);
    expect(await rows()).toBe(1);

    const { body: second } = await end();
    await app.prisma.projectEnding.update({ where: { id: second.id }, data: { state: 'going', nextAttemptAt: null } });
    expect(await choose('opt-outs')).toEqual([404, 'project-not-found']);
  });

  it('is told of in the list of ends and in the audit, by whom', async () => {
    const { body } = await end();
    await restore(body.id);
    const { body: ends } = await owner.call<{ results: Ended[] }>(
      'GET',
      `/api/v1/organizations/${project.organizationId}/project-endings`,
    );
    expect(ends.results.map(({ id, state, orderedBy, kind }) => ({ id, state, orderedBy, kind }))).toEqual([
      { id: body.id, state: 'restored', orderedBy: project.ownerEmail, kind: 'deleted' },
    ]);
    const audit = await app.prisma.auditEntry.findMany({
      where: { projectId: project.projectId, action: { in: ['project.deleted', 'project.restored'] } },
      orderBy: { id: 'asc' },
    });
    expect(audit.map(({ action, actor }) => [action, actor])).toEqual([
      ['project.deleted', `user:${project.ownerId}`],
      ['project.restored', `user:${project.ownerId}`],
    ]);
    const record = await owner.call('GET', `/api/v1/project-endings/${body.id}/record.json`);
    expect([record.status, record.body.code]).toEqual([409, 'ending-not-finished']);
    const unknown = await owner.call('GET', '/api/v1/project-endings/00000000-0000-4000-8000-000000000000');
    expect([unknown.status, unknown.body.code]).toEqual([404, 'ending-not-found']);
  });
});
