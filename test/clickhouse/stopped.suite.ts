import { ProjectsService } from '../../src/access/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { Recorder } from '../support/recorder.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const ORIGIN = 'http://shop.example:3900';

describe('the ways in while ClickHouse is stopped', () => {
  let server: TestClickHouse;
  let app: TestApp;
  let project: TestProject;

  beforeAll(async () => {
    server = await startClickHouse();
    app = await startApp({ settings: { ROLE: 'api', CLICKHOUSE_URL: server.url, INGEST_TIMEOUT: '2s' } });
    project = await createProject(app);
    await app.application.get(ProjectsService).change('operator', project.projectId, { recordSessions: 100 });
    expect((await send('/track', JSON.stringify([event()]))).status).toBe(200);
    await server.stop();
  });
  afterAll(() => app?.close());

  const event = (properties: object = {}) => ({
    event: 'Played',
    properties: {
      token: project.projectToken,
      distinct_id: 'u1',
      time: 1_790_000_000,
      $insert_id: 'a-1',
      ...properties,
    },
  });
  const send = (path: string, body: string, headers: Record<string, string> = {}) =>
    fetch(`${app.url}${path}`, { method: 'POST', body, headers: { origin: ORIGIN, ...headers } });
  const secret = () => ({ authorization: `Basic ${Buffer.from(`${project.apiSecret}:`).toString('base64')}` });

  const doors: Readonly<Record<string, () => Promise<Response>>> = {
    '/track': () => send('/track/', JSON.stringify([event()])),
    '/engage': () =>
      send('/engage/', JSON.stringify([{ $token: project.projectToken, $distinct_id: 'u1', $set: { plan: 'Pro' } }])),
    '/import': () => send('/import?strict=1', JSON.stringify([event()]), secret()),
    '/record': () => new Recorder(app, project).send({ distinct_id: 'u1' }, undefined, { origin: ORIGIN }),
  };

  it.each(Object.entries(doors))('ask whoever sends to %s to come again, and pages may read that', async (_, call) => {
    const { status, headers } = await call();
    expect(status).toBe(503);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect(headers.get('access-control-allow-origin')).toBe(ORIGIN);
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After');
  });

  it('take what is kept nowhere, as ever', async () => {
    const group = { $token: project.projectToken, $group_key: 'company', $group_id: 'Acme', $set: { size: 3 } };
    const answer = await send('/groups/', JSON.stringify([group]));
    expect([answer.status, await answer.text()]).toEqual([200, '1']);
  });
});
