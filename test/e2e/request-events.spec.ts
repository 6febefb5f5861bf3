import { randomUUID } from 'node:crypto';
import { OauthTokensService } from '../../src/access/accounts/oauth-tokens.service.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { joinApp } from '../support/join.js';
import { until } from '../support/until.js';

/** A stream as a client reads it. */
class Listener {
  /** Everything that came, as it came. */
  text = '';
  private hasEnded = false;

  private constructor(
    readonly response: Response,
    private readonly abort: AbortController,
  ) {}

  static async at(app: TestApp, requestId: string, headers: Record<string, string>): Promise<Listener> {
    const abort = new AbortController();
    const response = await fetch(`${app.url}/api/v1/requests/${requestId}/events`, { headers, signal: abort.signal });
    const listener = new Listener(response, abort);
    if (response.ok) void listener.read().catch(() => undefined);
    return listener;
  }

  get changes(): number {
    return this.text.split('event: changed\n').length - 1;
  }

  /** Waits until it was told so many times that the request changed. */
  async told(times: number): Promise<void> {
    await until(`change ${times}`, async () => this.changes >= times);
  }

  async ended(): Promise<void> {
    await until('the end of the stream', async () => this.hasEnded);
  }

  close(): void {
    this.abort.abort();
  }

  private async read(): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of this.response.body ?? []) this.text += decoder.decode(chunk as Uint8Array);
    this.hasEnded = true;
  }
}

describe('whoever follows a request', () => {
  let database: TestDatabase;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  const listeners: Listener[] = [];

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
  const listen = async (requestId: string, headers = bearer(project.oauthToken), at = app): Promise<Listener> => {
    const listener = await Listener.at(at, requestId, headers);
    listeners.push(listener);
    return listener;
  };
  const deletion = () => client.open({ kind: 'deletion', distinctIds: [`followed-${randomUUID()}`] });
  const colleague = async (role: 'admin' | 'member') => {
    const email = `${role}-${randomUUID()}@example.com`;
    const { id } = await joinApp(app.application, project.organizationId, {
      email,
      role,
      password: 'correct horse battery',
    });
    const { secret } = await app.application.get(OauthTokensService).create('operator', id, 'events');
    return { id, secret };
  };

  it('is told at the beginning and of each change, in a form that no proxy keeps back', async () => {
    const id = await deletion();
    const listener = await listen(id);
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
    expect(listener.text.replace(/^id: \d+$/gm, '')).not.toMatch(/\d/);
  });

  it('is told of nothing that happens to others', async () => {
    const [mine, theirs] = [await deletion(), await deletion()];
    const [listener, other] = [await listen(mine), await listen(theirs)];
    await Promise.all([listener.told(1), other.told(1)]);
    await client.call('POST', `/api/v1/requests/${theirs}/revoke`);
    await other.told(2);
    expect(listener.changes).toBe(1);
  });

  it('is told of what another process did', async () => {
    const second = await startApp({ database, settings: STEP_BY_STEP });
    try {
      const id = await deletion();
      const listener = await listen(id, bearer(project.oauthToken), second);
      await listener.told(1);
      await client.call('POST', `/api/v1/requests/${id}/revoke`);
      await listener.told(2);
    } finally {
      await second.stop();
    }
  });

  it('is refused as where the request is shown, before anything is sent', async () => {
    const id = await deletion();
    const stranger = await createProject(app, `stranger-${randomUUID().slice(0, 8)}`);
    const member = await colleague('member');
    const refusals: [string, string, Record<string, string>, number, string][] = [
      ['nobody', id, {}, 401, 'credentials-missing'],
      ['a wrong token', id, bearer('nobody'), 401, 'credentials-invalid'],
      ['a mere member', id, bearer(member.secret), 403, 'role-too-low'],
      ['a stranger', id, bearer(stranger.oauthToken), 404, 'request-not-found'],
      ['a request that is none', randomUUID(), bearer(project.oauthToken), 404, 'request-not-found'],
      ['an id that is none', 'no-id', bearer(project.oauthToken), 404, 'request-not-found'],
    ];
    for (const [who, requestId, headers, status, code] of refusals) {
      const { response } = await listen(requestId, headers);
      expect([who, response.status, await response.json()]).toEqual([who, status, expect.objectContaining({ code })]);
      expect(response.headers.get('content-type')).toContain('application/problem+json');
    }
  });

  it('hears no more when the role is gone', async () => {
    const id = await deletion();
    const admin = await colleague('admin');
    const listener = await listen(id, bearer(admin.secret));
    await listener.told(1);
    await client.call('GET', `/api/v1/requests/${id}`);
    await app.prisma.member.updateMany({ where: { userId: admin.id }, data: { role: 'member' } });
    await listener.ended();
    expect((await listen(id, bearer(admin.secret))).response.status).toBe(403);
  });

  it('hears no more when the session is over, and something every few seconds until then', async () => {
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

  it('has so many streams at once and no more, and gets their places back', async () => {
    const id = await deletion();
    const admin = await colleague('admin');
    const open = await Promise.all(Array.from({ length: 20 }, () => listen(id, bearer(admin.secret))));
    expect(open.map(({ response }) => response.status)).toEqual(new Array(20).fill(200));
    const { response } = await listen(id, bearer(admin.secret));
    expect([response.status, response.headers.get('retry-after'), await response.json()]).toEqual([
      429,
      '30',
      expect.objectContaining({ code: 'too-many-streams' }),
    ]);
    expect((await listen(id)).response.status).toBe(200);
    open[0]?.close();
    await until('a place that is free', async () => (await listen(id, bearer(admin.secret))).response.status === 200);
  });

  it('comes to the end of the stream when the process is told to end, and keeps it from nothing', async () => {
    const second = await startApp({ database, settings: STEP_BY_STEP });
    const listener = await listen(await deletion(), bearer(project.oauthToken), second);
    await listener.told(1);
    const began = performance.now();
    await second.stop();
    expect(performance.now() - began).toBeLessThan(15_000);
    await listener.ended();
  });
});
