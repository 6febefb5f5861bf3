import pg from 'pg';
import type { ProjectSettings } from '../../src/access/accounts/projects.service.js';
import { ProjectsService } from '../../src/access/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

/** In the United States, by the database that is shipped. */
const ADDRESS = '136.24.0.114';
const ELSEWHERE = '5.1.83.77';

let app: TestApp;
let project: TestProject;
let database: pg.Client;

beforeAll(async () => {
  const settings = { ROLE: 'api', TRUST_PROXY: '1', LOG_LEVEL: 'verbose' };
  await listening(async () => {
    app = await startApp({ settings });
  });
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

const set = (settings: ProjectSettings) =>
  app.application.get(ProjectsService).change('operator', project.projectId, settings);

/** As through a proxy that says whom it asks for. */
async function post(path: string, records: unknown, from = ADDRESS): Promise<string> {
  const authorization = `Basic ${Buffer.from(`${project.apiSecret}:`).toString('base64')}`;
  const headers = {
    'x-forwarded-for': from,
    'content-type': 'application/json',
    ...(path.startsWith('/import') ? { authorization } : {}),
  };
  const response = await fetch(`${app.url}${path}`, { method: 'POST', headers, body: JSON.stringify(records) });
  return response.text();
}
let number = 0;
const event = (properties: object = {}) => ({
  event: 'Played',
  properties: {
    token: project.projectToken,
    distinct_id: 'u1',
    time: 1_618_716_477,
    $insert_id: `i-${++number}`,
    ...properties,
  },
});
const update = (more: object) => ({ $token: project.projectToken, $distinct_id: 'u1', ...more });

/** Properties of the event that was sent last. */
async function stored(): Promise<object> {
  const { rows } = await database.query<{ properties: object }>(
    'SELECT properties FROM subject_data.events WHERE project_id = $1 AND insert_id = $2',
    [project.projectId, `i-${number}`],
  );
  return rows[0]?.properties ?? {};
}
async function profile(): Promise<object | null> {
  const { rows } = await database.query<{ properties: object }>(
    'SELECT properties FROM subject_data.profiles WHERE project_id = $1',
    [project.projectId],
  );
  return rows[0]?.properties ?? null;
}

describe('an address', () => {
  it.each<[string, string, object, object]>([
    ['of the request is looked up where the call asks for it', '/track?ip=1', {}, { mp_country_code: 'US' }],
    ['of the request is not looked up without that', '/track', {}, {}],
    ['of the request is not looked up with ip=0', '/track?ip=0', {}, {}],
    ['of the request is never looked up at /import', '/import?ip=1', {}, {}],
    ['of the record wins over that of the request', '/track?ip=1', { ip: ELSEWHERE }, { mp_country_code: 'DE' }],
    ['of the record is looked up whatever the call says', '/track?ip=0', { $ip: ADDRESS }, { mp_country_code: 'US' }],
    ['of the record is looked up at /import, too', '/import', { ip: ADDRESS }, { mp_country_code: 'US' }],
    ['is not looked up where the record says 0', '/track?ip=1', { ip: 0 }, {}],
    ['is not looked up where the record says "0"', '/track?ip=1', { $ip: '0' }, {}],
    ['of a private network has no place', '/track?ip=1', { ip: '192.168.1.7' }, {}],
    [
      'says less than the record itself',
      '/track?ip=1',
      { mp_country_code: 'FR', $city: 'Paris' },
      { mp_country_code: 'FR', $city: 'Paris' },
    ],
  ])('%s', async (_, path, properties, place) => {
    await post(path, [event(properties)]);
    expect(await stored()).toEqual(place);
  });

  it('is not looked up in a project that wants no places', async () => {
    await set({ lookUpPlaces: false });
    await post('/track?ip=1', [event()]);
    expect(await stored()).toEqual({});
  });

  it.each<[string, string, object, object | null]>([
    ['of the request, where the call asks for it', '/engage?ip=1', { $set: { a: 1 } }, { a: 1, $country_code: 'US' }],
    ['of the update', '/engage', { $ip: ELSEWHERE, $add: { a: 1 } }, { a: 1, $country_code: 'DE' }],
    ['of nobody, where the update says 0', '/engage?ip=1', { $ip: 0, $set: { a: 1 } }, { a: 1 }],
    [
      'but what the update says itself',
      '/engage?ip=1',
      { $set_once: { $country_code: 'FR' } },
      { $country_code: 'FR' },
    ],
    ['and makes no profile for it alone', '/engage?ip=1', { $unset: ['a'] }, null],
    ['and none of who opted out', '/engage?ip=1', { $set: { $os: 'Linux', $transactions: [] } }, null],
  ])('gives a profile the place %s', async (_, path, operators, expected) => {
    await post(path, [update(operators)]);
    expect(await profile()).toEqual(expected);
  });

  it('is part of nothing by which an event is told from another', async () => {
    const { properties } = event();
    const sent = { event: 'Played', properties: { ...properties, $insert_id: undefined } };
    await post('/track?ip=1', [sent], ADDRESS);
    await post('/track?ip=1', [sent], ELSEWHERE);
    const { rows } = await database.query('SELECT 1 FROM subject_data.events WHERE project_id = $1', [
      project.projectId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('stands nowhere afterwards: in no table, no line of the log, and no byte of the write-ahead log', async () => {
    const { rows: before } = await database.query<{ lsn: string }>('SELECT pg_current_wal_insert_lsn()::text AS lsn');
    const written = await listening(async () => {
      await post('/track?ip=1', [event(), event({ ip: ADDRESS, $ip: ADDRESS })]);
      await post('/import', [event({ ip: ADDRESS })]);
      expect(await stored()).toEqual({ mp_country_code: 'US' });
      await post('/engage?ip=1', [update({ $ip: ADDRESS, $set: { a: 1, ip: ADDRESS }, $union: { $ip: [ADDRESS] } })]);
      await post('/track?ip=1', [event({ time: 'never', ip: ADDRESS })]);
      await post('/engage?ip=1', [update({ $ip: ADDRESS, $set: 7 })]);
    });
    expect(written).not.toContain(ADDRESS);
    expect(await tablesWith(ADDRESS)).toEqual([]);
    expect(await tablesWith(project.projectToken)).not.toEqual([]);
    expect(await isInLog(before[0]?.lsn ?? '', ADDRESS)).toBe(false);
    expect(await isInLog(before[0]?.lsn ?? '', 'mp_country_code')).toBe(true);
  });
});

describe('a property that is blocked', () => {
  beforeEach(() => set({ blockedProperties: ['secret', 'utm_*'] }));

  it.each(['/track', '/import'])('is not kept of an event at %s', async (path) => {
    await post(path, [event({ secret: 's', utm_source: 'u', plan: 'Pro', cart: [{ secret: 1, id: 2 }] })]);
    expect(await stored()).toEqual({ plan: 'Pro', cart: [{ id: 2 }] });
  });

  it('is not kept of a profile, whatever operator brings it, and can be removed', async () => {
    await set({ blockedProperties: [] });
    await post('/engage', [update({ $set: { secret: 'before', tags: ['x'] } })]);
    await set({ blockedProperties: ['secret', 'utm_*'] });
    const brought = { secret: 1, utm_source: 1 };
    await post('/engage', [
      update({ $set: { ...brought, a: { secret: 1 } }, $set_once: brought, $add: brought, $append: brought }),
      update({ $union: { secret: [1], tags: ['y'] } }),
    ]);
    expect(await profile()).toEqual({ secret: 'before', a: {}, tags: ['x', 'y'] });
    await post('/engage', [update({ $unset: ['secret'] })]);
    expect(await profile()).toEqual({ a: {}, tags: ['x', 'y'] });
  });

  it('is counted by its rule and never by what was sent', async () => {
    await post('/track', [event({ secret: 1, utm_of_ada: 1, utm_of_bob: 1 })]);
    const counts = await app.prisma.droppedCount.findMany({ where: { projectId: project.projectId } });
    expect(counts.map(({ kind, name, count }) => [kind, name, Number(count)]).sort()).toEqual([
      ['property', 'secret', 1],
      ['property', 'utm_*', 2],
    ]);
  });

  it('hides from nobody that a person opted out', async () => {
    await set({ blockedProperties: ['$*'] });
    await post('/engage', [update({ $delete: '' }), update({ $set: { os: 'Linux', $transactions: [] } })]);
    expect(await profile()).toBeNull();
  });
});

it('values that look like what is not wanted are not kept, each by its switch, and ids stay', async () => {
  await set({ droppedValues: ['e-mail', 'card-number', 'social-security-number', 'password'] });
  const unwanted = { mail: 'ada@example.com', card: '4111 1111 1111 1111', ssn: '078-05-1120', password: 'hunter2' };
  await post('/track', [
    event({ distinct_id: 'ada@example.com', plan: 'Pro', list: ['ok', 'a@b.example'], ...unwanted }),
  ]);
  expect(await stored()).toEqual({ plan: 'Pro', list: ['ok'] });
  await post('/engage', [update({ $set: { ...unwanted, a: 1 }, $append: { mails: 'ada@example.com' } })]);
  expect(await profile()).toEqual({ a: 1 });
  await set({ droppedValues: ['password'] });
  await post('/track', [event(unwanted)]);
  expect(await stored()).toEqual({ mail: unwanted.mail, card: unwanted.card, ssn: unwanted.ssn });
});

describe('settings', () => {
  it.each<[string, ProjectSettings]>([
    ['that block what records are filed by', { blockedProperties: ['distinct_id'] }],
    ['that block everything', { blockedProperties: ['*'] }],
    ['that block nothing that has a name', { blockedProperties: [' '] }],
    ['that block too much', { blockedProperties: Array.from({ length: 201 }, (_, at) => `p${at}`) }],
  ])('%s are refused', async (_, settings) => {
    await expect(set(settings)).rejects.toMatchObject({ code: 'setting-unfit' });
  });

  it('are handed to browsers that ask for them', async () => {
    await set({ lookUpPlaces: false, blockedProperties: ['$current_url', 'utm_*'] });
    const authorization = `Basic ${Buffer.from(`${project.projectToken}:`).toString('base64')}`;
    const answer = await fetch(`${app.url}/settings?sdk_config=1`, { headers: { authorization } });
    expect(await answer.json()).toMatchObject({
      sdk_config: { config: { ip: false, property_blacklist: ['$current_url'] } },
    });
  });

  it('say whether ids are hashed while the project holds nothing, and not later', async () => {
    expect((await set({ hashIds: true })).hashIds).toBe(true);
    await set({ hashIds: false });
    await post('/track', [event()]);
    await expect(set({ hashIds: true })).rejects.toMatchObject({ kind: 'conflict', code: 'project-not-empty' });
    expect((await set({ hashIds: false, lookUpPlaces: true })).hashIds).toBe(false);
  });

  it('that changed under a call are noticed before it is kept', async () => {
    await post('/track', [event()]);
    await app.prisma.project.update({ where: { id: project.projectId }, data: { hashIds: true } });
    expect(await post('/track?verbose=1', [event()])).toContain('send it again');
    expect(await stored()).toEqual({});
  });
});

/** What this process writes to its output meanwhile. */
async function listening(work: () => Promise<void>): Promise<string> {
  let written = '';
  const streams = [process.stdout, process.stderr] as const;
  const originals = streams.map((stream) => stream.write.bind(stream));
  for (const stream of streams) {
    stream.write = (chunk: string | Uint8Array) => {
      written += Buffer.from(chunk).toString('utf8');
      return true;
    };
  }
  try {
    await work();
  } finally {
    for (const [at, stream] of streams.entries()) stream.write = originals[at] as typeof stream.write;
  }
  return written;
}

async function tablesWith(text: string): Promise<string[]> {
  const { rows } = await database.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname IN ('public', 'queue', 'subject_data')`,
  );
  expect(rows.length).toBeGreaterThan(20);
  const found: string[] = [];
  for (const { name } of rows) {
    const { rows: lines } = await database.query(`SELECT 1 FROM ${name} t WHERE strpos(t::text, $1) > 0 LIMIT 1`, [
      text,
    ]);
    if (lines.length > 0) found.push(name);
  }
  return found;
}

/** Looks at the files of the write-ahead log since then. */
async function isInLog(since: string, text: string): Promise<boolean> {
  await database.query('CHECKPOINT');
  const { rows } = await database.query(
    `SELECT 1 FROM pg_ls_waldir() AS file
     WHERE file.name BETWEEN pg_walfile_name($1::pg_lsn) AND pg_walfile_name(pg_current_wal_insert_lsn())
       AND position(convert_to($2, 'UTF8') IN pg_read_binary_file('pg_wal/' || file.name)) > 0`,
    [since, text],
  );
  return rows.length > 0;
}
