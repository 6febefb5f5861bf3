import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { until } from '../support/until.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const ADA = 'ada@example.com';
const ALIAS = 'ada-the-first';
const DEVICE = '0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const BOB = 'bob@example.com';
/** A place is known for it; its bytes stand nowhere afterwards. */
const ADDRESS = '80.94.160.17';
const HASHED = /^(\$device:)?\$hashed:(uuid:)?[\w-]{43}$/;

describe('what is not wanted of what comes in, with the collections in ClickHouse', () => {
  let server: TestClickHouse;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    server = await startClickHouse();
    app = await startApp({ settings: { CLICKHOUSE_URL: server.url, TRUST_PROXY: '127.0.0.1' } });
    project = await createProject(app);
    await app.prisma.project.update({
      where: { id: project.projectId },
      data: { hashIds: true, blockedProperties: ['price', '$initial_*'] },
    });
    client = new ApiClient(app, project);
    await track(
      event({ distinct_id: ADA, $user_id: ADA, $device_id: DEVICE, price: 4711.25, plan: 'Pro' }),
      event({ $device_id: DEVICE }),
      event({ distinct_id: BOB, ip: ADDRESS, list: [{ ip: ADDRESS }] }),
    );
    await client.importEvents([
      event({ distinct_id: ADA, $user_id: ADA, $device_id: DEVICE }),
      event({ distinct_id: ADA, alias: ALIAS }, '$create_alias'),
      event({ distinct_id: ALIAS, $ip: ADDRESS }),
    ]);
    await client.engage([
      {
        $distinct_id: ADA,
        $ip: ADDRESS,
        $set: { plan: 'Pro', $initial_referrer: 'https://a.example/', price: 4711.25 },
      },
      { $distinct_id: BOB, $set: { plan: 'Basic' } },
    ]);
  });
  afterAll(async () => {
    await app?.close();
    await server?.stop();
  });

  const event = (properties: object, name = 'Viewed') => ({
    event: name,
    properties: { time: Date.now(), $insert_id: `i-${++number}`, token: project.projectToken, ...properties },
  });
  async function track(...events: object[]) {
    const headers = { 'x-forwarded-for': ADDRESS };
    const response = await fetch(`${app.url}/track?ip=1`, { method: 'POST', headers, body: JSON.stringify(events) });
    expect(await response.text()).toBe('1');
  }
  /** Every row of every table that the engine has of ours, as text. */
  const everything = async () => {
    const engine = server.engine();
    const tables = await engine.query<{ name: string }>(
      `SELECT concat(database, '.', name) AS name FROM system.tables
       WHERE database NOT IN ('system', 'INFORMATION_SCHEMA', 'information_schema') AND engine LIKE '%MergeTree'`,
    );
    const lines = [];
    for (const { name } of tables) {
      for (const row of await engine.query(`SELECT * FROM ${name}`)) lines.push(`${name} ${JSON.stringify(row)}`);
    }
    return lines;
  };
  const ended = async (order: object) => {
    const id = await client.open({ regime: 'GDPR', ...order });
    await until('the end of the request', async () => /SUCCESS|FAILURE/.test((await client.show(id)).status));
    return client.show(id);
  };

  it('keeps no id that was sent, no address, and nothing that is blocked', async () => {
    const lines = await everything();
    expect(lines.filter((line) => line.includes('subject_data.events'))).toHaveLength(5);
    for (const raw of [ADA, ALIAS, DEVICE, BOB, '4711.25', 'a.example', ADDRESS])
      expect(lines.filter((line) => line.includes(raw))).toEqual([]);
    for (const raw of [ADA, ALIAS, DEVICE, ADDRESS]) expect(server.statements()).not.toContain(raw);
    const ids = await server
      .engine()
      .query<{ id: string }>('SELECT DISTINCT distinct_id AS id FROM subject_data.events');
    for (const { id } of ids) expect(id).toMatch(HASHED);
  });

  it('keeps the country in place of the address', async () => {
    const [bob] = await server.engine().query<{ country: string }>(
      `SELECT JSONExtractString(properties, 'mp_country_code') AS country FROM subject_data.events FINAL
         WHERE JSONHas(properties, 'list')`,
    );
    expect(bob?.country).toMatch(/^[A-Z]{2}$/);
  });

  it('previews, holds and opts out by the raw id, aliases and devices included', async () => {
    const { projectId } = project;
    const preview = async (distinctId: string) => {
      const order = { projectId, kind: 'deletion', regime: 'GDPR', distinctIds: [distinctId] };
      const { body } = await client.call<PreviewView>('POST', '/api/v1/requests/preview', order);
      return body.subjects[0];
    };
    const hers = await preview(ADA);
    expect(hers).toMatchObject({ distinctId: ADA, linkedIds: 3, held: null });
    for (const name of [ALIAS, `$device:${DEVICE}`]) expect(await preview(name)).toMatchObject({ rows: hers?.rows });

    const hold = { projectId, distinctIds: [ALIAS], basis: 'A dispute', until: new Date(Date.now() + 86_400_000) };
    const placed = await client.call<{ results: { id: string }[] }>('POST', '/api/v1/holds', hold);
    expect([placed.status, (await preview(ADA))?.held]).toEqual([201, 'A dispute']);
    await client.call('POST', `/api/v1/holds/${placed.body.results[0]?.id}/lift`);
    expect((await preview(ADA))?.held).toBeNull();

    expect((await client.call('POST', '/api/v1/opt-outs', { projectId, distinctIds: [ALIAS] })).status).toBe(200);
    const before = (await everything()).filter((line) => line.includes('subject_data.events')).length;
    await track(event({ distinct_id: ADA }), event({ $device_id: DEVICE }));
    await client.importEvents([event({ distinct_id: ALIAS })]);
    const asked = { projectId, distinctIds: [ADA, `$device:${DEVICE}`, BOB] };
    const check = await client.call<{ results: object[] }>('POST', '/api/v1/suppressions/check', asked);
    expect(check.body.results).toMatchObject([{ reason: 'opt-out' }, { reason: 'opt-out' }, { reason: null }]);
    expect((await everything()).filter((line) => line.includes('subject_data.events'))).toHaveLength(before);
    expect((await client.call('POST', '/api/v1/opt-ins', { projectId, distinctIds: [ADA] })).status).toBe(200);
  });

  it('exports and erases by the raw id, devices and aliases included, and leaves everybody else', async () => {
    const exported = await ended({ kind: 'export', distinctIds: [ADA] });
    expect(exported.subjects).toEqual([expect.objectContaining({ distinctId: ADA, outcome: 'exported' })]);
    const erased = await ended({ kind: 'deletion', distinctIds: [ADA] });
    expect([erased.status, erased.subjects]).toEqual([
      'SUCCESS',
      [expect.objectContaining({ distinctId: ADA, outcome: 'erased' })],
    ]);
    const left = (await everything()).filter((line) => /subject_data\.(events|profiles)/.test(line));
    expect(left).toHaveLength(2);
  });
});

interface PreviewView {
  readonly subjects: readonly {
    readonly distinctId: string;
    readonly linkedIds: number;
    readonly rows: number;
    readonly held: string | null;
  }[];
}
