import { DeletionStaging, Sweep } from '../../src/deletions/index.js';
import { ProjectsService } from '../../src/access/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { signedIn, type Browser } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { joinApp } from '../support/join.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';

const DAY = 86_400_000;
const PASSWORD = 'correct horse battery staple';

describe('a sweep that an owner starts', () => {
  const clock = new TestClock();
  let app: TestApp;
  let neighbour: TestApp;
  let project: TestProject;
  let stranger: TestProject;
  let client: ApiClient;
  let owner: Browser;
  let number = 0;

  beforeAll(async () => {
    const database = await createTestDatabase();
    app = await startApp({ clock, database, settings: STEP_BY_STEP });
    neighbour = await startApp({ clock, database, settings: STEP_BY_STEP });
    project = await createProject(app);
    stranger = await createProject(app, 'stranger');
    for (const { projectId } of [project, stranger])
      await app.application.get(ProjectsService).change('operator', projectId, { deletionGraceSeconds: 0 });
    client = new ApiClient(app, project);
  });
  // A session is over when a day has passed.
  beforeEach(async () => {
    owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
  });
  afterAll(async () => {
    await neighbour.stop();
    await app.close();
  });

  const staging = () => app.application.get(DeletionStaging, { strict: false });
  const shown = (id: string) => app.prisma.request.findUniqueOrThrow({ where: { id } });

  /** A deletion that is prepared and waits for the schedule. */
  async function staged(of: ApiClient = client, subjects = 1): Promise<string> {
    const distinctIds = Array.from({ length: subjects }, () => `subject-${++number}`);
    const id = await of.open({ kind: 'deletion', regime: 'GDPR', distinctIds });
    await staging().stage(id);
    expect(await shown(id)).toMatchObject({ status: 'STAGING', waitingFor: 'sweep' });
    return id;
  }

  /** Nothing waits any more, of whomever. */
  afterEach(async () => {
    clock.forward(DAY);
    await sweepPastNeighbours(app, clock);
  });

  it('takes what is due at once, and says how much that is', async () => {
    const ids = [await staged(), await staged(client, 3)];
    expect((await owner.get('/sweeps')).body).toMatchObject({ due: { deletions: 2, subjects: 4 }, underway: false });
    const { status, body } = await owner.post('/sweeps');
    expect([status, body]).toEqual([202, { deletions: 2, subjects: 4, underway: false }]);
    await sweepPastNeighbours(app, clock);
    for (const id of ids) expect(await shown(id)).toMatchObject({ status: 'SUCCESS' });
    const after = (await owner.get('/sweeps')).body as { results: object[] };
    expect(after).toMatchObject({ due: { deletions: 0, subjects: 0 } });
    expect(after.results[0]).toMatchObject({ deletions: 2, subjects: 4, finishedAt: expect.any(String) });
  });

  it('stands in the audit of the project and in the timeline of each deletion', async () => {
    const id = await staged(client, 2);
    await owner.post('/sweeps', { projectId: project.projectId });
    const ordered = { action: 'sweep.ordered', projectId: project.projectId };
    expect(await app.prisma.auditEntry.findFirst({ where: ordered, orderBy: { id: 'desc' } })).toMatchObject({
      actor: `user:${project.ownerId}`,
      organizationId: project.organizationId,
      detail: { deletions: 1, subjects: 2 },
    });
    const events = await app.prisma.requestEvent.findMany({ where: { requestId: id, type: 'sweep-ordered' } });
    expect(events).toMatchObject([{ actor: `user:${project.ownerId}` }]);
  });

  it('leaves what is in its grace, and what is somebody else’s', async () => {
    const theirs = await staged(new ApiClient(app, stranger));
    const graced = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['in-grace'] });
    await app.prisma.request.update({
      where: { id: graced },
      data: { graceUntil: new Date(clock.now().getTime() + DAY), waitingFor: 'grace' },
    });
    const { status, body } = await owner.post('/sweeps');
    expect([status, body]).toEqual([409, expect.objectContaining({ code: 'nothing-due' })]);
    await owner.post('/sweeps', { organizationId: project.organizationId });
    const { nextAttemptAt } = await shown(theirs);
    expect(nextAttemptAt?.getTime()).toBeGreaterThan(clock.now().getTime());
  });

  it('is ordered once where two order it at once, in whichever process, and is one sweep', async () => {
    const id = await staged();
    const beside = await signedIn(neighbour.application, project.ownerEmail, project.ownerPassword);
    const answers = await Promise.all([owner.post('/sweeps'), beside.post('/sweeps')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(answers.find(({ status }) => status === 409)?.body).toMatchObject({ code: 'sweep-running' });
    const before = await app.prisma.sweep.count();
    await Promise.all([app, neighbour].map(async (each) => each.application.get(Sweep, { strict: false }).run()));
    expect(await app.prisma.sweep.count()).toBe(before + 1);
    expect((await shown(id)).sweepId ?? (await shown(id)).waitingFor).not.toBeNull();
  });

  it('is for owners who signed in alone; admins see what waits, members nothing', async () => {
    const people = [
      ['ana@example.com', 'admin', 200],
      ['lee@example.com', 'member', 403],
    ] as const;
    for (const [email, role, seen] of people) {
      await joinApp(app.application, project.organizationId, { email, role, password: PASSWORD });
      const browser = await signedIn(app.application, email, PASSWORD);
      for (const body of [{}, { organizationId: project.organizationId }, { projectId: project.projectId }]) {
        expect((await browser.post('/sweeps', body)).body).toMatchObject({ status: 403, code: 'role-too-low' });
      }
      expect((await browser.get(`/sweeps?organizationId=${project.organizationId}`)).status).toBe(seen);
    }
    expect((await client.call('POST', '/api/v1/sweeps', {})).status).toBe(401);
  });

  it.each([
    [{ projectId: 'all' }, 400, 'invalid-body'],
    [{ everything: true }, 400, 'invalid-body'],
    [{ organizationId: '00000000-0000-4000-8000-000000000000' }, 404, 'organization-not-found'],
    [{ projectId: 7 }, 404, 'project-not-found'],
  ])('is refused with %j', async (body, status, code) => {
    expect((await owner.post('/sweeps', body)).body).toMatchObject({ status, code });
  });

  it('of a project of another organization is refused, though one owns both', async () => {
    const body = { organizationId: project.organizationId, projectId: stranger.projectId };
    expect((await owner.post('/sweeps', body)).body).toMatchObject({ status: 404, code: 'project-not-found' });
  });
});
