import { randomUUID } from 'node:crypto';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { until } from '../support/until.js';
import type { ApiClient } from '../support/client.js';
import type { TestDatabase } from '../support/database.js';
import { bearer, FollowedRequests } from './followed-fixture.js';

describe('whoever follows a request', () => {
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

  it('is told at the beginning and of each change, in a form that no proxy keeps back', async () => {
    const id = await followed.deletion();
    const listener = await followed.listen(id);
    expect(listener.response.status).toBe(200);
    expect(listener.response.headers.get('content-type')).toBe('text/event-stream');
    expect(listener.response.headers.get('x-accel-buffering')).toBe('no');
    expect(listener.response.headers.get('cache-control')).toContain('no-store');
    await listener.told(1);
    await client.call('POST', `/api/v1/requests/${id}/extend`, { reason: 'Many systems' });
    await listener.told(2);
    await app.prisma.requestCollection.create({ data: { requestId: id, collection: 'events', policy: 'erase' } });
    await listener.told(3);
    await client.call('POST', `/api/v1/requests/${id}/revoke`);
    await listener.told(4);
    // What is told names nobody, and nothing of the request.
    expect(new Set(listener.text.split('\n').map((line) => line.replace(/^id: [\w-]{22}$/, 'id')))).toEqual(
      new Set(['', 'event: changed', 'id', 'data: {}']),
    );
  });

  it('is told after a cut whether anything was missed, by what they heard last', async () => {
    const id = await followed.deletion();
    const first = await followed.listen(id);
    await first.told(1);
    first.close();
    const back = () => followed.listen(id, { ...bearer(project.oauthToken), 'last-event-id': first.lastId });
    const nothingMissed = await back();
    await until('the word that nothing was missed', async () => nothingMissed.text.includes('event: unchanged\n'));
    await client.call('POST', `/api/v1/requests/${id}/revoke`);
    await nothingMissed.told(1);
    const missed = await back();
    await missed.told(1);
    expect(missed.lastId).toBe(nothingMissed.lastId);
    expect(missed.text).not.toContain('unchanged');
    const strange = await followed.listen(id, { ...bearer(project.oauthToken), 'last-event-id': '7' });
    await strange.told(1);
  });

  it('is told of nothing that happens to others', async () => {
    const [mine, theirs] = [await followed.deletion(), await followed.deletion()];
    const [listener, other] = [await followed.listen(mine), await followed.listen(theirs)];
    await Promise.all([listener.told(1), other.told(1)]);
    await client.call('POST', `/api/v1/requests/${theirs}/revoke`);
    await other.told(2);
    expect(listener.changes).toBe(1);
  });

  it('is told of what another process did', async () => {
    const second = await startApp({ database, settings: STEP_BY_STEP });
    try {
      const id = await followed.deletion();
      const listener = await followed.listen(id, bearer(project.oauthToken), second);
      await listener.told(1);
      await client.call('POST', `/api/v1/requests/${id}/revoke`);
      await listener.told(2);
    } finally {
      await second.stop();
    }
  });

  it('is refused as where the request is shown, before anything is sent', async () => {
    const id = await followed.deletion();
    const stranger = await createProject(app, `stranger-${randomUUID().slice(0, 8)}`);
    const member = await followed.colleague('member');
    const refusals: [string, string, Record<string, string>, number, string][] = [
      ['nobody', id, {}, 401, 'credentials-missing'],
      ['a wrong token', id, bearer('nobody'), 401, 'credentials-invalid'],
      ['a mere member', id, bearer(member.secret), 403, 'role-too-low'],
      ['a stranger', id, bearer(stranger.oauthToken), 404, 'request-not-found'],
      ['a request that is none', randomUUID(), bearer(project.oauthToken), 404, 'request-not-found'],
      ['an id that is none', 'no-id', bearer(project.oauthToken), 404, 'request-not-found'],
    ];
    for (const [who, requestId, headers, status, code] of refusals) {
      const { response } = await followed.listen(requestId, headers);
      expect([who, response.status, await response.json()]).toEqual([who, status, expect.objectContaining({ code })]);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('has so many streams at once and no more, and gets their places back', async () => {
    const id = await followed.deletion();
    const admin = await followed.colleague('admin');
    const open = await Promise.all(Array.from({ length: 20 }, () => followed.listen(id, bearer(admin.secret))));
    expect(open.map(({ response }) => response.status)).toEqual(new Array(20).fill(200));
    const { response } = await followed.listen(id, bearer(admin.secret));
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      429,
      '30',
      expect.objectContaining({ code: 'too-many-streams' }),
    ]);
    expect((await followed.listen(id)).response.status).toBe(200);
    open[0]?.close();
    await until(
      'a place that is free',
      async () => (await followed.listen(id, bearer(admin.secret))).response.status === 200,
    );
  });
});
