import pg from 'pg';
import { EventIntake } from '../../src/ingestion/intake/event-intake.service.js';
import { Stopping } from '../../src/platform/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { importOf } from '../support/delivery.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { RawRequest } from '../support/raw-request.js';
import { until } from '../support/until.js';
import { countWaiting } from '../support/waiting-locks.js';

let database: TestDatabase;
let client: pg.Client;
let app: TestApp;
let project: TestProject;

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});

let count = 0;

beforeEach(async () => {
  app = await startApp({ database, settings: { ROLE: 'api', INGEST_RATE_PER_SECOND: '0' } });
  project = await createProject(app, `p${String((count += 1))}`);
});

afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Lets work begin that needs the table, tells the process to end, and only then lets it have the table. */
async function stopWhile(table: string, begin: () => Promise<RawRequest>): Promise<RawRequest> {
  await client.query(`BEGIN; LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  const request = await begin();
  await until('the work to have begun', async () => (await countWaiting(client, { table })) > 0);
  const closing = app.stop();
  await until('the process to know', async () => app.application.get(Stopping).signal.aborted);
  await client.query('COMMIT');
  await closing;
  return request;
}

async function stored(table: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table} WHERE project_id = $1`, [
    project.projectId,
  ]);
  return rows[0]?.n ?? 0;
}

async function post(path: string, headers: readonly string[], body: string): Promise<RawRequest> {
  const request = await RawRequest.open(app, [
    `POST ${path} HTTP/1.1`,
    ...headers,
    `Content-Length: ${String(Buffer.byteLength(body))}`,
  ]);
  await request.send(body);
  return request;
}

const filler = 'x'.repeat(2000);
const LAST = { status: 503, headers: expect.stringMatching(/connection: close[^]*retry-after: \d/i) };

describe('told to end, a process refuses and stores nothing of', () => {
  it('updates of profiles', async () => {
    const updates = Array.from({ length: 1000 }, (_, at) => ({
      $token: project.projectToken,
      $distinct_id: `u${String(at % 10)}`,
      $set: { [`k${String(at % 50)}`]: filler },
    }));
    const request = await stopWhile('subject_data.identity_links', () => post('/engage', [], JSON.stringify(updates)));
    expect(await request.answer()).toMatchObject({ ...LAST, body: '0' });
    expect(await stored('subject_data.profiles')).toBe(0);
  });

  it('a file of ids', async () => {
    const part = (name: string, content: string, file = '') =>
      `--x\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`;
    const ids = Array.from({ length: 1500 }, (_, at) => `id-${String(at)},${filler}`).join('\n');
    const form = [
      part('file', `distinct_id,filler\n${ids}`, '; filename="ids.csv"'),
      part('kind', 'export'),
      part('projectId', String(project.projectId)),
      '--x--\r\n',
    ].join('');
    const headers = [`Authorization: Bearer ${project.oauthToken}`, 'Content-Type: multipart/form-data; boundary=x'];
    const request = await stopWhile('projects', () => post('/api/v1/requests', headers, form));
    const answer = await request.answer();
    expect(answer).toMatchObject(LAST);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'stopping', status: 503 });
    expect(await stored('requests')).toBe(0);
  });

  it('events', async () => {
    const event = (at: number) => ({
      event: 'Played',
      properties: { time: 1_618_716_477, distinct_id: 'u1', $insert_id: String(at), filler },
    });
    const records = Array.from({ length: 2000 }, (_, index) => ({ index, value: event(index) }));
    const delivery = await importOf(app, project);
    const work = app.application.get(EventIntake).take(delivery, records, { strict: true });
    const [outcome] = await Promise.allSettled([work, app.stop()]);
    expect(outcome).toMatchObject({ status: 'rejected', reason: { code: 'stopping', kind: 'unavailable' } });
    expect(await stored('subject_data.events')).toBe(0);
  });

  it('a body that has not arrived', async () => {
    const request = await RawRequest.open(app, ['POST /engage HTTP/1.1', 'Content-Length: 1000']);
    await request.send('{"half":');
    const before = await RawRequest.open(app, ['GET /readyz HTTP/1.1']);
    expect((await before.answer()).status).toBe(200);
    const closing = app.stop();
    expect(await request.answer()).toMatchObject({ ...LAST, body: '0' });
    request.leave();
    await closing;
  });
});
