import pg from 'pg';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

let app: TestApp;
let project: TestProject;
let database: pg.Client;

beforeAll(async () => {
  app = await startApp({ settings: { ROLE: 'api' } });
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
});
beforeEach(async () => {
  project = await createProject(app, `p${(await app.prisma.project.count()) + 1}`);
});
afterAll(async () => {
  await database.end();
  await app.close();
});

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(`${app.url}${path}`, { redirect: 'manual', ...init });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

const event = (properties: object = {}, name = 'Played') => ({
  event: name,
  properties: { token: project.projectToken, distinct_id: 'u1', time: 1_618_716_477, $insert_id: 'a-1', ...properties },
});
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const form = (data: string, more: object = {}) => new URLSearchParams({ data, ...more });

async function stored(columns = 'distinct_id'): Promise<Record<string, unknown>[]> {
  const query = `SELECT ${columns} FROM subject_data.events WHERE project_id = $1 ORDER BY ${columns}`;
  return (await database.query<Record<string, unknown>>(query, [project.projectId])).rows;
}

describe('/track', () => {
  it.each([
    ['POST', '/track'],
    ['POST', '/track/'],
    ['GET', '/track'],
    ['GET', '/track/'],
  ])('takes an event by %s %s', async (method, path) => {
    const data = base64([event()]);
    const init = method === 'POST' ? { method, body: form(data) } : {};
    const { status, text, headers } = await send(
      method === 'GET' ? `${path}?data=${encodeURIComponent(data)}` : path,
      init,
    );
    expect([status, text, headers.get('content-type')]).toEqual([200, '1', 'text/plain; charset=utf-8']);
    expect(await stored('distinct_id, event, properties')).toEqual([
      { distinct_id: 'u1', event: 'Played', properties: {} },
    ]);
  });

  it('answers 0 to events of no project, and takes the others of the batch', async () => {
    const stray = event({ token: 'f'.repeat(32) });
    expect((await send('/track', { method: 'POST', body: form(JSON.stringify(stray)) })).text).toBe('0');
    const batch = JSON.stringify([stray, event()]);
    const { text } = await send('/track?verbose=1', { method: 'POST', body: form(batch) });
    expect(text).toBe('{"error":"Event 0: carries the token of no project.","status":1}');
    expect(await stored()).toHaveLength(1);
  });
});
