import { startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { until } from '../support/until.js';
import type { ApiClient } from '../support/client.js';
import type { TestDatabase } from '../support/database.js';
import { bearer, FollowedRequests } from './followed-fixture.js';

describe('the stream of a request', () => {
  let followed: FollowedRequests;
  let database: TestDatabase;
  let app: TestApp;
  let client: ApiClient;
  let project: TestProject;

  beforeAll(async () => {
    followed = await FollowedRequests.open();
    ({ database, app, client, project } = followed);
  });
  afterEach(() => followed.letGo());
  afterAll(() => app.close());

  it('ends when the role is gone', async () => {
    const id = await followed.deletion();
    const admin = await followed.colleague('admin');
    const listener = await followed.listen(id, bearer(admin.secret));
    await listener.told(1);
    await client.call('GET', `/api/v1/requests/${id}`);
    await app.prisma.member.updateMany({ where: { userId: admin.id }, data: { role: 'member' } });
    await listener.ended();
    expect((await followed.listen(id, bearer(admin.secret))).response.status).toBe(403);
  });

  it.each([
    ['is revoked', { revokedAt: new Date() }],
    ['has come to its end', { expiresAt: new Date(Date.now() - 1_000) }],
  ])('ends when the token %s', async (_, data) => {
    const id = await followed.deletion();
    const admin = await followed.colleague('admin');
    const listener = await followed.listen(id, bearer(admin.secret));
    await listener.told(1);
    await app.prisma.oauthToken.updateMany({ where: { userId: admin.id }, data });
    await listener.ended();
    expect((await followed.listen(id, bearer(admin.secret))).response.status).toBe(401);
  });

  it('ends when the session is over, and something comes every few seconds until then', async () => {
    const id = await followed.deletion();
    const signedIn = await fetch(`${app.url}/api/v1/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify({ email: project.ownerEmail, password: project.ownerPassword }),
    });
    const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
    const listener = await followed.listen(id, { cookie });
    await until('a heartbeat', async () => listener.text.includes(': still here'));
    await fetch(`${app.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
    });
    await listener.ended();
  });

  it('ends when the process is told to end, and keeps it from nothing', async () => {
    const second = await startApp({ database, settings: STEP_BY_STEP });
    const listener = await followed.listen(await followed.deletion(), bearer(project.oauthToken), second);
    await listener.told(1);
    const began = performance.now();
    await second.stop();
    expect(performance.now() - began).toBeLessThan(15_000);
    await listener.ended();
  });
});
