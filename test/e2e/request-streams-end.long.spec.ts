import { randomUUID } from 'node:crypto';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { joinApp } from '../support/join.js';
import { StreamListener } from '../support/stream-listener.js';
import { until } from '../support/until.js';

describe('the stream of a request', () => {
  let database: TestDatabase;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  const listeners: StreamListener[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    app = await startApp({ database, settings: STEP_BY_STEP });
    project = await createProject(app);
    client = new ApiClient(app, project);
  });
  afterEach(() => {
    listeners.splice(0).forEach((listener) => listener.close());
  });
  afterAll(() => app.close());

  const bearer = (token: string): Record<string, string> => ({ authorization: `Bearer ${token}` });
  const listen = async (requestId: string, headers = bearer(project.oauthToken), at = app): Promise<StreamListener> => {
    const listener = await StreamListener.at(at, requestId, headers);
    listeners.push(listener);
    return listener;
  };
  const deletion = () => client.open({ kind: 'deletion', distinctIds: [`followed-${randomUUID()}`] });
  const colleague = async (role: 'admin') => {
    const email = `${role}-${randomUUID()}@example.com`;
    const { id } = await joinApp(app.application, project.organizationId, {
      email,
      role,
      password: 'correct horse battery',
    });
    const { secret } = await app.application.get(OauthTokensService).create('operator', id, 'events');
    return { id, secret };
  };

  it('ends when the role is gone', async () => {
    const id = await deletion();
    const admin = await colleague('admin');
    const listener = await listen(id, bearer(admin.secret));
    await listener.told(1);
    await client.call('GET', `/api/v1/requests/${id}`);
    await app.prisma.member.updateMany({ where: { userId: admin.id }, data: { role: 'member' } });
    await listener.ended();
    expect((await listen(id, bearer(admin.secret))).response.status).toBe(403);
  });

  it.each([
    ['is revoked', { revokedAt: new Date() }],
    ['has come to its end', { expiresAt: new Date(Date.now() - 1_000) }],
  ])('ends when the token %s', async (_, data) => {
    const id = await deletion();
    const admin = await colleague('admin');
    const listener = await listen(id, bearer(admin.secret));
    await listener.told(1);
    await app.prisma.oauthToken.updateMany({ where: { userId: admin.id }, data });
    await listener.ended();
    expect((await listen(id, bearer(admin.secret))).response.status).toBe(401);
  });

  it('ends when the session is over, and something comes every few seconds until then', async () => {
    const id = await deletion();
    const signedIn = await fetch(`${app.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ email: project.ownerEmail, password: project.ownerPassword }),
    });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const listener = await listen(id, { cookie });
    await until('a heartbeat', async () => listener.text.includes(': still here'));
    await fetch(`${app.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    await listener.ended();
  });

  it('ends when the process is told to end, and keeps it from nothing', async () => {
    const second = await startApp({ database, settings: STEP_BY_STEP });
    const listener = await listen(await deletion(), bearer(project.oauthToken), second);
    await listener.told(1);
    const began = performance.now();
    await second.stop();
    expect(performance.now() - began).toBeLessThan(15_000);
    await listener.ended();
  });
});
