import pg from 'pg';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

/** An e-mail address, as it stands in addresses that SDKs send, plain and encoded. */
const PERSON = 'ada.lovelace@example.com';
const MARKS = [PERSON, encodeURIComponent(PERSON), Buffer.from(PERSON).toString('base64').slice(0, 20)];

let app: TestApp;
let project: TestProject;
let written = '';
let restore: () => void;

/** Keeps what this process writes to its output, and shows none of it. */
function listen(): () => void {
  const streams = [process.stdout, process.stderr] as const;
  const originals = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array) => {
      written += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      return true;
    };
  }
  return () => {
    for (const [at, stream] of streams.entries()) stream.write = originals[at] as typeof stream.write;
  };
}

beforeAll(async () => {
  restore = listen();
  app = await startApp({ settings: { ROLE: 'api', LOG_LEVEL: 'verbose', INGEST_RATE_PER_SECOND: '1' } });
  project = await createProject(app);
});
afterAll(async () => {
  await app.close();
  restore();
});

const ROUTES = [
  '/track',
  '/engage',
  '/groups',
  '/import',
  '/record',
  '/flags',
  '/settings',
  '/api/2.0/engage',
  '/api/query/engage',
  '/track/nowhere',
  '/nowhere',
  '/api/v1/requests',
];

it('no query, no body and no id stands in what is logged, whatever is answered', async () => {
  const properties = { token: project.projectToken, distinct_id: PERSON, time: 1_618_716_477 };
  const good = JSON.stringify({
    event: 'Played',
    properties,
    $token: project.projectToken,
    $distinct_id: PERSON,
    $set: { a: 1 },
  });
  const datas = [good, Buffer.from(good).toString('base64'), `${PERSON}%`, `[{"${PERSON}`];
  const statuses = new Set<number>();
  const send = async (method: string, path: string, headers: Record<string, string> = {}) => {
    const body = method === 'POST' ? `data=${datas[3] ?? ''}` : null;
    statuses.add((await fetch(`${app.url}${path}`, { method, headers, body })).status);
  };
  const asked = (data: string) => `?data=${encodeURIComponent(data)}&distinct_id=${encodeURIComponent(PERSON)}&%zz`;
  for (const path of ROUTES) {
    for (const data of datas) {
      await send('GET', `${path}${asked(data)}`);
      await send('POST', `${path}${asked(data)}&api_key=${project.apiSecret}`);
      await send('PUT', `${path}${asked(data)}`);
      await send('GET', `${path}/%zz${asked(data)}`, { 'content-encoding': 'x' });
    }
  }
  const many = JSON.stringify(Array.from({ length: 61 }, () => JSON.parse(good) as unknown));
  for (let round = 0; round < 2; round++) {
    const answer = await fetch(`${app.url}/track${asked('')}`, { method: 'POST', body: many });
    statuses.add(answer.status);
  }
  // What nobody foresaw is logged with its stack.
  const database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
  await database.query('ALTER TABLE suppressions RENAME TO gone');
  await database.end();
  project = await createProject(app, 'another');
  const update = { $token: project.projectToken, $distinct_id: PERSON, $set: { a: 1 } };
  await send('GET', `/engage${asked(JSON.stringify(update))}`);
  expect([...statuses].sort()).toEqual([200, 400, 401, 404, 405, 429, 500]);
  expect(written).toContain('[ways-in]');
  for (const mark of MARKS) expect(written).not.toContain(mark);
  expect(written).not.toContain('?data=');
});
