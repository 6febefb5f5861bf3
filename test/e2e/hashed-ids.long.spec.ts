import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { SHOP_TABLES, shopDataMap, withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';

const ADA = 'ada@example.com';
const ALIAS = 'ada-the-first';
const DEVICE = '0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const BOB = 'bob@example.com';
/** What tells a raw id wherever it stands. */
const RAW = [ADA, ALIAS, DEVICE, BOB];
const TABLES = ['events', 'profiles', 'session_replays', 'identity_links'];
const HASHED = /^(\$device:)?\$hashed:(uuid:)?[\w-]{43}$/;

/** One id from the door to the read-back, in a project that keeps none. */
describe('a project that hashes ids', () => {
  let database: TestDatabase;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    database = await createTestDatabase();
    await withClient(database.url, (sql) => sql.query(SHOP_TABLES));
    const preparing = await startApp({ database, settings: { ROLE: 'api' } });
    project = await createProject(preparing);
    await preparing.stop();
    app = await startApp({ database, dataMap: shopDataMap(project.projectId) });
    client = new ApiClient(app, project);
    await app.prisma.project.update({ where: { id: project.projectId }, data: { hashIds: true } });
    await client.importEvents([
      event('1', { distinct_id: ADA, $user_id: ADA, $device_id: DEVICE }),
      event('2', { distinct_id: `$device:${DEVICE}`, $device_id: DEVICE }),
      event('3', { distinct_id: ALIAS }),
      event('4', { distinct_id: BOB }),
      { event: '$create_alias', properties: { distinct_id: ADA, alias: ALIAS, time: 1_770_000_000, $insert_id: '5' } },
    ]);
    await client.engage([
      { $distinct_id: ADA, $device_id: DEVICE, $user_id: ADA, $set: { plan: 'Pro', $email: 'ada@mail.example' } },
      { $distinct_id: BOB, $set: { plan: 'Basic' } },
    ]);
    await withClient(database.url, (sql) =>
      sql.query(`INSERT INTO newsletter VALUES ($1, 'x', now()), ($2, 'y', now())`, [ADA, BOB]),
    );
  });
  afterAll(() => app.close());

  const rows = async (table: string) =>
    withClient(database.url, async (sql) => {
      const { rows: found } = await sql.query<{ line: string }>(`SELECT row_to_json(t)::text AS line FROM ${table} t`);
      return found.map(({ line }) => line);
    });
  const column = async (name: string) =>
    withClient(database.url, async (sql) => {
      const { rows: found } = await sql.query<{ id: string }>(`SELECT DISTINCT ${name} AS id FROM subject_data.events`);
      return found.map(({ id }) => id);
    });
  const ended = async (order: object) => {
    const id = await client.open({ regime: 'GDPR', ...order });
    await until('the end of the request', async () => /SUCCESS|FAILURE/.test((await client.show(id)).status));
    return client.show(id);
  };
  const preview = async (distinctIds: readonly string[], kind = 'export') => {
    const order = { projectId: project.projectId, kind, regime: 'GDPR', distinctIds };
    return (await client.call<PreviewView>('POST', '/api/v1/requests/preview', order)).body;
  };

  it('keeps no id that was sent, in no built-in collection', async () => {
    const lines = (await Promise.all(TABLES.map((table) => rows(`subject_data.${table}`)))).flat();
    expect(lines.length).toBeGreaterThan(6);
    for (const raw of RAW) expect(lines.filter((line) => line.includes(raw))).toEqual([]);
    for (const id of await column('distinct_id')) expect(id).toMatch(HASHED);
    for (const id of await column(`properties ->> '$user_id'`))
      expect(id ?? '$hashed:'.padEnd(51, 'x')).toMatch(HASHED);
  });

  it('takes an id that is hashed already as it is', async () => {
    const before = await column('distinct_id');
    const [hashed = ''] = (await column(`properties ->> '$user_id'`)).filter((id) => id !== null);
    await client.importEvents([event('again', { distinct_id: hashed })]);
    expect(await column('distinct_id')).toHaveLength(before.length);
  });

  it('keeps nothing in a form that another process has changed since the settings were read', async () => {
    const stored = async () => (await rows('subject_data.events')).length;
    const form = async (hashIds: boolean) =>
      app.prisma.project.update({ where: { id: project.projectId }, data: { hashIds } });
    await client.importEvents([event('4', { distinct_id: BOB })]);
    const before = await stored();
    await form(false);
    await expect(client.importEvents([event('raw', { distinct_id: BOB })])).rejects.toThrow('503');
    await form(true);
    expect(await stored()).toBe(before);
    await client.importEvents([event('4', { distinct_id: BOB })]);
    expect(await stored()).toBe(before);
  });

  it('previews by the raw id: events, profile, aliases and devices, and the tables of the company', async () => {
    const { subjects, collections, unknown } = await preview([ADA]);
    expect(unknown).toBe(0);
    expect(subjects[0]).toMatchObject({ distinctId: ADA, linkedIds: 3 });
    const counts = Object.fromEntries(collections.map(({ collection, rows: count }) => [collection, count]));
    expect(counts).toMatchObject({ profiles: 1, newsletter: 1 });
    expect(counts['events']).toBeGreaterThanOrEqual(3);
  });

  it('is asked by the raw id in questions about profiles and events', async () => {
    const headers = { authorization: `Bearer ${project.oauthToken}` };
    const ask = async (path: string, query: Record<string, string>) => {
      const asked = String(new URLSearchParams({ project_id: String(project.projectId), ...query }));
      const response = await fetch(`${app.url}${path}?${asked}`, { headers });
      expect([path, response.status]).toEqual([path, 200]);
      return response.text();
    };
    const days = { from_date: '2026-01-01', to_date: '2026-03-01' };
    const answers = [
      await ask('/api/2.0/engage', { distinct_ids: JSON.stringify([ADA]) }),
      await ask('/api/2.0/engage', { where: `properties["$distinct_id"] == "${ADA}"` }),
      await ask('/api/2.0/engage', { where: `properties["$distinct_id"] in ["${ADA}", "nobody"]` }),
    ];
    for (const answer of answers) {
      const { results } = JSON.parse(answer) as { results: { $distinct_id: string; $properties: object }[] };
      expect(results).toEqual([
        { $distinct_id: expect.stringMatching(HASHED), $properties: expect.objectContaining({ plan: 'Pro' }) },
      ]);
    }
    const exported = await ask('/api/2.0/export', { ...days, where: `properties["distinct_id"] == "${ADA}"` });
    const fed = await ask('/api/2.0/stream/query', { ...days, distinct_ids: JSON.stringify([ADA]) });
    const { results } = JSON.parse(fed) as { results: { events: { properties: { distinct_id: string } }[] } };
    const hers = exported.trim().split('\n');
    expect(hers.length).toBeGreaterThanOrEqual(1);
    expect(results.events).toHaveLength(hers.length);
    for (const { properties } of results.events) expect(properties.distinct_id).toMatch(HASHED);
    for (const raw of RAW) for (const answer of [...answers, exported, fed]) expect(answer).not.toContain(raw);
  });

  it('knows a device by its raw id, and whom nothing is held about', async () => {
    expect((await preview([`$device:${DEVICE}`])).subjects[0]?.rows).toBeGreaterThan(0);
    expect((await preview(['nobody@example.com'])).unknown).toBe(1);
  });

  it('finds a person by what the profile says, under the hash', async () => {
    const find = { property: '$email', value: 'ada@mail.example' };
    const path = `/api/v1/projects/${project.projectId}/profiles/find`;
    const { status, body } = await client.call<{ results: { distinctId: string }[] }>('POST', path, find);
    expect([status, body.results.length]).toEqual([200, 1]);
    expect(body.results[0]?.distinctId).toMatch(HASHED);
  });

  it('refuses a hash where tables of the company are to be compared with the id itself', async () => {
    const [hashed = ''] = await column('distinct_id');
    const order = { projectId: project.projectId, kind: 'deletion', regime: 'GDPR', distinctIds: [hashed] };
    const { status, body } = await client.call('POST', '/api/v1/requests', order);
    expect([status, body['code']]).toEqual([422, 'raw-id-needed']);
  });

  it('holds a person by the raw id, whichever of their ids a deletion names', async () => {
    const until = new Date(Date.now() + 86_400_000).toISOString();
    const order = { projectId: project.projectId, distinctIds: [ALIAS], basis: 'A dispute', until };
    const { status, body } = await client.call<{ results: { id: string; distinctId: string }[] }>(
      'POST',
      '/api/v1/holds',
      order,
    );
    expect([status, body.results[0]?.distinctId]).toEqual([201, ALIAS]);
    expect((await preview([ADA], 'deletion')).subjects[0]?.held).toBe('A dispute');
    const search = { projectId: project.projectId, distinctId: ALIAS };
    expect(
      (await client.call<{ results: object[] }>('POST', '/api/v1/holds/search', search)).body.results,
    ).toHaveLength(1);
    await client.call('POST', `/api/v1/holds/${body.results[0]?.id}/lift`);
    expect((await preview([ADA], 'deletion')).subjects[0]?.held).toBeNull();
  });

  it('opts a person out by the raw id, with aliases and devices, and in again', async () => {
    const { projectId } = project;
    const check = async (distinctId: string) => {
      const answer = await client.call('POST', '/api/v1/suppressions/check', { projectId, distinctIds: [distinctId] });
      return JSON.stringify(answer.body);
    };
    const out = await client.call('POST', '/api/v1/opt-outs', { projectId, distinctIds: [ADA] });
    expect(out.status).toBeLessThan(300);
    const before = (await rows('subject_data.events')).length;
    await client.importEvents([
      event('o1', { distinct_id: ADA }),
      event('o2', { distinct_id: ALIAS }),
      event('o3', { $device_id: DEVICE }),
    ]);
    expect((await rows('subject_data.events')).length).toBe(before);
    expect([await check(ADA), await check(ALIAS)]).toEqual([
      expect.stringContaining('opt-out'),
      expect.stringContaining('opt-out'),
    ]);
    expect(await check(BOB)).not.toContain('opt-out');
    await client.call('POST', '/api/v1/opt-ins', { projectId, distinctIds: [ADA] });
    expect(await check(ALIAS)).not.toContain('opt-out');
  });

  it('exports by the raw id', async () => {
    const shown = await ended({ kind: 'export', distinctIds: [ADA] });
    expect(shown.status).toBe('SUCCESS');
    expect(shown.subjects).toEqual([expect.objectContaining({ distinctId: ADA, outcome: 'exported' })]);
    const search = { projectId: project.projectId, distinctId: ADA };
    const found = await client.call<{ results: object[] }>('POST', '/api/v1/requests/search', search);
    expect(found.body.results).toHaveLength(1);
  });

  it('erases by the raw id, in the tables of the company too, reads back, and leaves everybody else', async () => {
    const shown = await ended({ kind: 'deletion', distinctIds: [ADA] });
    expect(shown.status).toBe('SUCCESS');
    expect(shown.subjects).toEqual([expect.objectContaining({ distinctId: ADA, outcome: 'erased' })]);
    expect((await preview([ADA])).subjects[0]?.rows).toBe(0);
    expect(await rows('newsletter')).toEqual([expect.stringContaining(BOB)]);
    expect(await column('distinct_id')).toHaveLength(1);
    expect((await preview([BOB])).subjects[0]?.rows).toBe(3);
  });

  it('leaves no raw id in the queue, the audit, the timeline or any column that is not a ciphertext', async () => {
    const own = await withClient(database.url, async (sql) => {
      const { rows: tables } = await sql.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
         WHERE schemaname IN ('public', 'queue') AND tablename NOT IN ('newsletter', 'invoice', 'feedback')`,
      );
      return tables.map(({ name }) => name);
    });
    const lines = (await Promise.all(own.map(rows))).flat();
    for (const raw of RAW) expect(lines.filter((line) => line.includes(raw))).toEqual([]);
  });
});

interface PreviewView {
  readonly unknown: number;
  readonly subjects: {
    readonly distinctId: string;
    readonly linkedIds: number;
    readonly rows: number;
    readonly held: string | null;
  }[];
  readonly collections: { readonly collection: string; readonly rows: number }[];
}

function event(insertId: string, properties: object): object {
  return { event: 'Visited', properties: { time: 1_770_000_000, $insert_id: insertId, ...properties } };
}
