import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

let app: TestApp;
let project: TestProject;

beforeAll(async () => {
  app = await startApp({ settings: { ROLE: 'api', INGEST_RATE_PER_SECOND: '0', BODY_LIMIT_BYTES: '65536' } });
  project = await createProject(app);
});
afterAll(() => app.close());

const send = async (
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<Answer> => {
  const response = await fetch(`${app.url}${path}`, { method, headers, redirect: 'manual', ...(body ? { body } : {}) });
  return { status: response.status, headers: response.headers, text: await response.text() };
};
const bearer = () => ({ authorization: `Bearer ${project.oauthToken}` });
const basic = (user: string) => ({ authorization: `Basic ${Buffer.from(user).toString('base64')}` });

const IN_THE_SHAPE_OF: Readonly<Record<string, (answer: Answer) => void>> = {
  '/api/app': ({ text }) => {
    expect(JSON.parse(text)).toEqual({ status: 'error', error: expect.stringMatching(/\S/) });
  },
  '/api/v1': ({ status, headers, text }) => {
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(JSON.parse(text)).toMatchObject({
      status,
      code: expect.stringMatching(/^[a-z0-9-]+$/),
      title: expect.any(String),
    });
  },
  '/import': ({ status, text }) => {
    expect(JSON.parse(text)).toEqual({ code: status, error: expect.stringMatching(/\S/), status: expect.any(String) });
  },
  '/engage': ({ text }) => expect(text).toBe('0'),
  '/api/query': ({ text }) => {
    const { error, ...others } = JSON.parse(text) as { readonly error: string };
    expect(error).toMatch(/\S/);
    expect(others).toEqual({ status: 'error', message: error, code: expect.stringMatching(/^[a-z0-9-]+$/) });
  },
};

const expectShape = (answer: Answer, door: string, status: number) => {
  expect({ status: answer.status, text: answer.text }).toEqual({ status, text: expect.any(String) });
  IN_THE_SHAPE_OF[door]?.(answer);
};

describe('an address or a method that is none', () => {
  it.each([
    ['/api/app', 'GET', '/api/app/data-deletions/v3.0/%zz?token=x', 400],
    ['/api/app', 'DELETE', '/api/app/data-deletions/v3.0/%E0%A4%A/', 400],
    ['/api/app', 'GET', '/api/app/nowhere', 404],
    ['/api/app', 'GET', '/api/app/', 404],
    ['/api/app', 'POST', '/api/app/data-deletions/v9.0', 404],
    ['/api/app', 'POST', '/API/APP/nowhere', 404],
    ['/api/v1', 'GET', '/api/v1/requests/%zz', 400],
    ['/api/v1', 'GET', '/api/v1/nowhere', 404],
    ['/import', 'GET', '/import/nowhere', 404],
    ['/import', 'GET', '/settings/nowhere', 404],
    ['/import', 'POST', '/record/nowhere', 404],
    ['/engage', 'GET', '/groups/nowhere', 404],
    ['/api/query', 'GET', '/api/query/nowhere', 404],
    ['/api/query', 'POST', '/api/2.0/nowhere', 404],
    ['/api/query', 'GET', '/api/2.0/engage/%zz?where=x', 400],
    ['/engage', 'POST', '/engage/nowhere', 404],
  ])('of %s: %s %s', async (door, method, path, status) => {
    const answer = await send(method, path, bearer());
    expectShape(answer, door, status);
    expect(answer.text).not.toMatch(/zz|%E0|nowhere/);
  });

  it.each([
    ['/api/app', 'PUT', '/api/app/data-deletions/v3.0', 'DELETE, POST'],
    ['/api/app', 'GET', '/api/app/data-deletions/v3.0/', 'DELETE, POST'],
    ['/api/app', 'PATCH', '/api/app/data-retrievals/v3.0?token=x', 'POST'],
    ['/api/app', 'POST', '/api/app/data-deletions/v3.0/some-id', 'DELETE, GET, HEAD'],
    ['/api/app', 'DELETE', '/api/app/data-retrievals/v2.0/some-id/', 'GET, HEAD'],
    ['/api/query', 'DELETE', '/api/2.0/engage/', 'GET, HEAD, POST'],
    ['/api/v1', 'PUT', '/api/v1/requests', 'GET, HEAD, POST'],
    ['/api/v1', 'DELETE', '/api/v1/requests/preview', 'GET, HEAD, POST'],
    ['/import', 'PUT', '/import', 'GET, HEAD, POST'],
    ['/engage', 'DELETE', '/engage/', 'GET, HEAD, POST'],
    ['/engage', 'PUT', '/track', 'GET, HEAD, POST'],
  ])('of %s: %s %s is answered with the methods it takes', async (door, method, path, allow) => {
    const answer = await send(method, path, bearer());
    expectShape(answer, door, 405);
    expect(answer.headers.get('allow')).toBe(allow);
  });
});

describe('a body that nobody here reads', () => {
  const doors = () =>
    [
      ['/api/app', `/api/app/data-deletions/v3.0?token=${project.projectToken}`, bearer()],
      ['/api/app', `/api/app/data-retrievals/v2.0/?token=${project.projectToken}`, bearer()],
      ['/api/v1', '/api/v1/requests', bearer()],
      ['/api/v1', '/api/v1/requests/preview', bearer()],
      ['/import', '/import', basic(`${project.apiSecret}:`)],
      ['/engage', '/engage', {}],
    ] as const;

  it.each<[number, Record<string, string>]>([
    [415, { 'content-type': 'application/json; charset=evil' }],
    [415, { 'content-type': 'application/json; charset="no-such-thing"' }],
    [415, { 'content-type': 'application/json', 'content-encoding': 'x' }],
    [415, { 'content-type': 'application/json', 'content-encoding': 'zstd' }],
    [415, { 'content-type': 'application/json', 'content-encoding': 'gzip, br' }],
  ])('is answered with %d: %j', async (status, headers) => {
    for (const [door, path, credentials] of doors()) {
      expectShape(await send('POST', path, { ...headers, ...credentials }, '{}'), door, status);
    }
  });

  it.each(['utf8', 'UTF-8', '"utf-8"', 'us-ascii', 'iso-8859-1'])('is none for its charset %s', async (charset) => {
    for (const [, path, credentials] of doors()) {
      const headers = { 'content-type': `application/json;charset=${charset}`, 'content-encoding': 'identity' };
      expect((await send('POST', path, { ...headers, ...credentials }, '{}')).status).not.toBe(415);
    }
  });

  it('is none of 500 either in a form of a file', async () => {
    const headers = {
      ...bearer(),
      'content-type': 'multipart/form-data; boundary=x; charset=evil',
      'content-encoding': 'x',
    };
    expectShape(await send('POST', '/api/v1/requests', headers, '--x--'), '/api/v1', 415);
  });

  it('is told in its shape that it is too large', async () => {
    for (const [door, path, credentials] of doors().slice(0, 4)) {
      const headers = { 'content-type': 'application/json', ...credentials };
      expectShape(await send('POST', path, headers, JSON.stringify('x'.repeat(70_000))), door, 413);
    }
  });
});

describe('the project token of the wire', () => {
  it.each(['v2.0', 'v3.0', 'v3.0/'])('may stand in the body of %s', async (version) => {
    for (const kind of ['data-deletions', 'data-retrievals']) {
      const body = { token: project.projectToken, distinct_ids: [`body-${kind}-${version}`] };
      const answer = await send('POST', `/api/app/${kind}/${version}`, bearer(), JSON.stringify(body));
      expect(answer.status).toBe(201);
    }
    const wrong = await send(
      'POST',
      `/api/app/data-deletions/${version}`,
      bearer(),
      '{"token":"x","distinct_ids":["a"]}',
    );
    expectShape(wrong, '/api/app', 403);
  });

  it('of the query counts where both are there', async () => {
    const path = `/api/app/data-retrievals/v3.0?token=${project.projectToken}`;
    const body = JSON.stringify({ token: 'another', distinct_ids: ['both'] });
    expect((await send('POST', path, bearer(), body)).status).toBe(201);
  });
});

describe('an API secret that may open no requests', () => {
  it('is told how it may, and a wrong one is told nothing', async () => {
    const path = `/api/app/data-retrievals/v3.0?token=${project.projectToken}`;
    const body = JSON.stringify({ distinct_ids: ['a'] });
    const right = await send('POST', path, basic(`${project.apiSecret}:`), body);
    expectShape(right, '/api/app', 403);
    expect(right.text).toMatch(/allow-api-secret/);
    const wrong = await send('POST', path, basic(`${project.apiSecret.slice(0, -1)}x:`), body);
    const none = await send('POST', path, basic('anything:'), body);
    expect([wrong.status, wrong.text]).toEqual([401, none.text]);
    expect(wrong.text).not.toMatch(/allow|project/);
  });
});

describe('headers of every answer', () => {
  it('keep it out of caches and frames, and let nothing in it run', async () => {
    for (const path of ['/api/v1/requests', '/api/app/nowhere', '/import', '/nowhere', '/readyz']) {
      const { headers } = await send('GET', path, bearer());
      expect({ path, cache: headers.get('cache-control') }).toEqual({ path, cache: 'no-store' });
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('x-powered-by')).toBeNull();
    }
  });

  it('let the documentation work: its own scripts and styles, and calls to this server', async () => {
    const page = await send('GET', '/docs');
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(page.status).toBe(200);
    for (const rule of [
      "script-src 'self'",
      "style-src 'self' 'unsafe-inline'",
      "connect-src 'self'",
      "img-src 'self' data:",
    ])
      expect(policy).toContain(rule);
    expect(page.text).not.toMatch(/<script(?![^>]*\bsrc=)/);
    const scripts = [...page.text.matchAll(/<script src="\.?\/?([^"]+)"/g)].map(([, source]) => source ?? '');
    expect(scripts.length).toBeGreaterThan(1);
    for (const source of scripts) {
      const script = await send('GET', `/${source.replace(/^\.?\//, '')}`);
      expect({ source, status: script.status, type: script.headers.get('content-type') }).toMatchObject({
        status: 200,
        type: expect.stringContaining('javascript'),
      });
    }
  });
});
