import { ProjectsService } from '../../src/access/index.js';
import { Stopping } from '../../src/platform/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { PostgresProxy } from '../support/postgres-proxy.js';
import { Recorder } from '../support/recorder.js';
import { RawRequest } from '../support/raw-request.js';

const ORIGIN = 'http://shop.example:3900';
const LIMIT = 256 * 1024;

let database: TestDatabase;
let proxy: PostgresProxy;
let app: TestApp;
let project: TestProject;

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await PostgresProxy.start(database.url);
  const settings = {
    ROLE: 'api',
    INGEST_TIMEOUT: '2s',
    INGEST_RATE_PER_SECOND: '1',
    IMPORT_LIMIT_BYTES: String(LIMIT),
  };
  app = await startApp({ database: { url: proxy.url, drop: async () => {} }, settings });
});
beforeEach(async () => {
  project = await createProject(app, `p${(await app.prisma.project.count()) + 1}`);
});
afterAll(async () => {
  await app.stop();
  await proxy.close();
  await database.drop();
});

const send = (method: string, path: string, init: RequestInit = {}) =>
  fetch(`${app.url}${path}`, { redirect: 'manual', ...init, method, headers: { origin: ORIGIN, ...init.headers } });

function corsOf({ headers }: Response) {
  return {
    origin: headers.get('access-control-allow-origin'),
    credentials: headers.get('access-control-allow-credentials'),
    exposed: headers.get('access-control-expose-headers'),
    vary: headers.get('vary')?.split(/, */).includes('Origin') ?? false,
  };
}
const ALLOWED = { origin: ORIGIN, credentials: 'true', exposed: 'Retry-After', vary: true };
const NOTHING = { origin: null, credentials: null, exposed: null, vary: false };

const event = (properties: object = {}) => ({
  event: 'Played',
  properties: { token: project.projectToken, distinct_id: 'u1', time: 1_618_716_477, $insert_id: 'a-1', ...properties },
});
const track = (events: unknown = [event()], query = '') =>
  send('POST', `/track/${query}`, { body: new URLSearchParams({ data: JSON.stringify(events) }) });

const ROUTES = ['/track', '/engage', '/groups', '/import', '/record', '/flags', '/flags/definitions', '/settings'];
const record = () => new Recorder(app, project).send({ distinct_id: 'u1' }, undefined, { origin: ORIGIN });
const isRecording = async () => {
  await app.application.get(ProjectsService).change('operator', project.projectId, { recordSessions: 100 });
};

describe('a page of another origin may read', () => {
  it('what was taken', async () => {
    const answer = await track();
    expect([answer.status, await answer.text(), corsOf(answer)]).toEqual([200, '1', ALLOWED]);
  });

  it('that a recording was taken', async () => {
    await isRecording();
    const answer = await record();
    expect([answer.status, await answer.json(), corsOf(answer)]).toEqual([200, { code: 200, status: 'OK' }, ALLOWED]);
  });

  it.each(ROUTES.flatMap((path) => [path, `${path}/`]))('every answer of %s, and what it asks before', async (path) => {
    for (const method of ['GET', 'POST', 'HEAD', 'PUT', 'DELETE']) {
      const answer = await send(method, path);
      expect([method, answer.status < 500, corsOf(answer)]).toEqual([method, true, ALLOWED]);
      expect(answer.headers.get('content-type') ?? '').not.toContain('problem');
    }
    const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,x-own' };
    const preflight = await send('OPTIONS', path, { headers: asked });
    expect([preflight.status, corsOf(preflight)]).toEqual([204, ALLOWED]);
    expect(preflight.headers.get('access-control-allow-methods')).toBe('GET, POST, OPTIONS');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization,x-own');
    expect(preflight.headers.get('access-control-max-age')).toBe('86400');
    expect((await send('OPTIONS', path)).status).toBe(204);
  });

  it.each([
    ['/track/nowhere', 404],
    ['/engage/nowhere', 404],
    ['/import/nowhere', 404],
    ['/flags/nowhere', 404],
    ['/TRACK/nowhere', 404],
    ['/import', 401],
    ['/record/nowhere', 404],
    ['/record', 405],
    ['/flags', 401],
    ['/settings', 401],
  ])('that %s is answered with %d', async (path, status) => {
    const answer = await send('GET', path);
    expect([answer.status, corsOf(answer)]).toEqual([status, ALLOWED]);
  });

  it('that a batch is too large', async () => {
    for (const path of ['/track/', '/engage/', '/groups/']) {
      const answer = await send('POST', path, { body: `data=${'x'.repeat(LIMIT)}` });
      expect([answer.status, corsOf(answer)]).toEqual([413, ALLOWED]);
    }
  });

  it('that it sends too much, and when it may again', async () => {
    const many = Array.from({ length: 61 }, (_, at) => event({ $insert_id: `a-${String(at)}` }));
    expect((await track(many)).status).toBe(200);
    const answer = await track();
    expect([answer.status, await answer.text(), corsOf(answer)]).toEqual([429, '0', ALLOWED]);
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('that it records too much, and when it may again', async () => {
    await track(Array.from({ length: 61 }, (_, at) => event({ $insert_id: `a-${String(at)}` })));
    const answer = await record();
    expect([answer.status, corsOf(answer)]).toEqual([429, ALLOWED]);
    expect(await answer.json()).toEqual({ code: 429, error: expect.any(String), status: 'Too Many Requests' });
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('that a recording cannot be stored now, and when it may come again', async () => {
    await isRecording();
    expect((await record()).status).toBe(200);
    proxy.shutOut();
    try {
      const answer = await record();
      expect([answer.status, corsOf(answer)]).toEqual([503, ALLOWED]);
      expect(await answer.json()).toEqual({ code: 503, error: expect.any(String), status: 'Service Unavailable' });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      proxy.letIn();
    }
  });

  it('that the store is away, and when it may come again', async () => {
    proxy.shutOut();
    try {
      const answer = await track([event()], '?verbose=1');
      expect([answer.status, corsOf(answer)]).toEqual([503, ALLOWED]);
      expect(await answer.json()).toEqual({ error: expect.stringContaining('database'), status: 0 });
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    } finally {
      proxy.letIn();
    }
  });
});

describe('whoever sends data', () => {
  it('comes again where a store refuses it, and learns nothing of the store', async () => {
    await app.prisma.$executeRaw`ALTER TABLE subject_data.events ADD CONSTRAINT unwanted CHECK (event <> 'Unwanted')`;
    try {
      const unwanted = { ...event(), event: 'Unwanted' };
      const answer = await track([unwanted], '?verbose=1');
      expect([answer.status, answer.headers.get('retry-after'), corsOf(answer)]).toEqual([503, '5', ALLOWED]);
      const message = 'The data cannot be stored now: send it again as it is, a little later.';
      expect(await answer.json()).toEqual({ error: message, status: 0 });
      const imported = await send('POST', '/import', {
        headers: { authorization: `Basic ${Buffer.from(`${project.apiSecret}:`).toString('base64')}` },
        body: JSON.stringify([unwanted]),
      });
      expect([imported.status, imported.headers.get('retry-after')]).toEqual([503, '5']);
      expect(await imported.json()).toEqual({ code: 503, error: message, status: 'Service Unavailable' });
    } finally {
      await app.prisma.$executeRaw`ALTER TABLE subject_data.events DROP CONSTRAINT unwanted`;
    }
    expect((await track()).status).toBe(200);
  });
});

describe('a page of another origin is told nothing', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/healthz'],
    ['GET', '/tracks'],
    ['GET', '/api/v1/session'],
    ['POST', '/api/v1/requests'],
    ['GET', '/api/app/data-deletions/v3.0/x'],
    ['GET', '/docs/openapi.json'],
  ])('of %s %s', async (method, path) => {
    expect(corsOf(await send(method, path))).toMatchObject({ ...NOTHING, vary: expect.any(Boolean) });
    const preflight = await send('OPTIONS', path, { headers: { 'access-control-request-method': method } });
    expect(corsOf(preflight)).toMatchObject({ ...NOTHING, vary: expect.any(Boolean) });
    expect(preflight.headers.get('access-control-allow-methods')).toBeNull();
  });
});

it('cookies are neither looked at nor set by any of these routes', async () => {
  const signIn = await fetch(`${app.url}/api/v1/session`, {
    method: 'POST',
    body: JSON.stringify({ email: project.ownerEmail, password: project.ownerPassword }),
    headers: { 'content-type': 'application/json' },
  });
  const cookie = (signIn.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  expect(cookie).toContain('habeas_session=');
  for (const path of ROUTES) {
    const answer = await send('POST', `${path}?project_id=${String(project.projectId)}`, {
      headers: { cookie },
      body: JSON.stringify([event()]),
    });
    expect([path, answer.status === 200 && (await answer.text()) !== '0']).toEqual([path, path === '/track']);
    expect(answer.headers.get('set-cookie')).toBeNull();
  }
});

describe('an address', () => {
  const addressOf = (bytes: number) =>
    `/track?data=${encodeURIComponent(JSON.stringify(event()))}&_=`.padEnd(bytes, '1');

  it('of 64 kB is read', async () => {
    const answer = await send('GET', addressOf(64 * 1024));
    expect([answer.status, await answer.text()]).toEqual([200, '1']);
  });

  it('that is longer than any header may be is answered, however long it is', async () => {
    const raw = await RawRequest.open(app, []);
    await raw.send(`GET ${addressOf(2_000_000)} HTTP/1.1\r\nHost: habeas\r\nOrigin: ${ORIGIN}\r\n\r\n`);
    expect((await raw.answer()).status).toBe(431);
  });
});

it('a process that is told to end answers a page all the same', async () => {
  app.application.get(Stopping).onModuleDestroy();
  const answer = await track();
  expect([answer.status, corsOf(answer)]).toEqual([503, ALLOWED]);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
});
