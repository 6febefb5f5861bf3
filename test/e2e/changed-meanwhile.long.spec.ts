import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { type Browser, signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { joinApp } from '../support/join.js';

const COLLEAGUE = 'colleague@example.com';

describe('two who change the same at once', () => {
  let app: TestApp;
  let project: TestProject;
  let owner: Browser;
  let colleague: Browser;

  beforeAll(async () => {
    app = await startApp({ settings: STEP_BY_STEP });
    project = await createProject(app);
    const joining = { email: COLLEAGUE, role: 'owner', password: project.ownerPassword } as const;
    await joinApp(app.application, project.organizationId, joining);
    owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
    colleague = await signedIn(app.application, COLLEAGUE, project.ownerPassword);
  });
  afterAll(() => app.close());

  const told = { status: 412, code: 'changed-meanwhile', earlier: { by: COLLEAGUE, at: expect.any(String) } };
  const seen = async (path: string): Promise<Record<string, string>> => {
    const { version } = (await owner.get(path)).body as { version: string };
    return { 'If-Match': `"${version}"` };
  };

  it('settings of a project: the second saves nothing and is told who came first; who says nothing of what they saw is let through', async () => {
    const path = `/projects/${project.projectId}`;
    const version = await seen(path);
    expect((await colleague.patch(path, { name: 'Theirs' }, version)).status).toBe(200);
    expect((await owner.patch(path, { name: 'Mine' }, version)).body).toMatchObject(told);
    expect((await owner.get(path)).body).toMatchObject({ name: 'Theirs' });
    const saved = await owner.patch(path, { name: 'Mine' }, await seen(path));
    expect([saved.status, saved.body]).toEqual([200, (await owner.get(path)).body]);
    expect((await owner.patch(path, { name: 'Anyhow' })).status).toBe(200);
    expect((await owner.patch(path, { name: 'Any' }, { 'If-Match': '*' })).status).toBe(200);
  });

  it('days of recordings, which stand on the page of retention too: who changed them there is named', async () => {
    const path = `/projects/${project.projectId}`;
    const version = await seen(path);
    expect((await colleague.patch(`${path}/retention`, { replayRetentionDays: 14 })).status).toBe(200);
    expect((await owner.patch(path, { name: 'Mine' }, version)).body).toMatchObject(told);
  });

  it('who is shown what: the same', async () => {
    const path = `/projects/${project.projectId}/views`;
    const view = { roles: ['owner'], serviceAccounts: [], oauthTokens: [], apiSecret: false };
    const version = await seen(path);
    expect((await colleague.put(path, { ...view, apiSecret: true }, version)).status).toBe(200);
    expect((await owner.put(path, view, version)).body).toMatchObject(told);
    expect((await owner.get(path)).body).toMatchObject({ apiSecret: true });
    expect((await owner.put(path, view, await seen(path))).status).toBe(200);
  });

  it('a role: what was seen is said with it', async () => {
    const mia = { email: 'mia@example.com', role: 'member', password: project.ownerPassword } as const;
    const { id } = await joinApp(app.application, project.organizationId, mia);
    const path = `/organizations/${project.organizationId}/members/${id}`;
    expect((await colleague.patch(path, { role: 'admin', from: 'member' })).status).toBe(204);
    expect((await owner.patch(path, { role: 'owner', from: 'member' })).body).toMatchObject(told);
    expect((await owner.patch(path, { role: 'admin', from: 'member' })).status).toBe(204);
    expect((await owner.patch(path, { role: 'member' })).status).toBe(204);
  });

  it('a hold that is lifted twice stays lifted by whoever came first, and says so', async () => {
    const body = {
      projectId: project.projectId,
      distinctIds: ['ada'],
      basis: 'Litigation',
      until: new Date(Date.now() + 86_400_000).toISOString(),
    };
    const placed = await new ApiClient(app, project).call<{ results: { id: string }[] }>('POST', '/api/v1/holds', body);
    const path = `/holds/${placed.body.results[0]?.id}/lift`;
    const first = await colleague.post(path);
    expect(first.body).toMatchObject({ state: 'lifted', liftedBy: COLLEAGUE });
    expect((await owner.post(path)).body).toEqual(first.body);
    expect(await app.prisma.auditEntry.count({ where: { action: 'hold.lifted' } })).toBe(1);
  });
});
