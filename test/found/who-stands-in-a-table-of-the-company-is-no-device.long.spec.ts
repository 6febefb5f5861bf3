import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { SHOP_TABLES, shopDataMap, withClient } from '../support/three-subjects.js';

const VICTIM = '7c1e9a52-4f0b-4d36-9b8e-2f60c5a4d913';

describe('who stands in a table of the company is no device, and nobody else’s', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    const database = await createTestDatabase();
    await withClient(database.url, async (sql) => {
      await sql.query(SHOP_TABLES);
      for (const id of [VICTIM, 'carol']) {
        await sql.query(`INSERT INTO invoice (customer, total, issued) VALUES ($1, 19.99, '2025-06-06')`, [id]);
      }
    });
    app = await startApp({ database, settings: { ROLE: 'api' }, dataMap: shopDataMap(100_001) });
    project = await createProject(app, 'shop');
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());

  const event = (at: number, properties: object) => ({
    event: 'Played',
    properties: { time: 1_795_000_000 + at, $insert_id: `i-${at}`, ...properties },
  });
  const linked = async (...distinctIds: string[]) => {
    const order = { projectId: project.projectId, kind: 'export', distinctIds };
    const { body } = await client.call<{ subjects: { linkedIds: number }[] }>(
      'POST',
      '/api/v1/requests/preview',
      order,
    );
    return body.subjects.map(({ linkedIds }) => linkedIds);
  };

  it('although everything else that is known of them was sent with the public token', async () => {
    expect(project.projectId).toBe(100_001);
    const basic = Buffer.from(`${project.projectToken}:`).toString('base64');
    const body = [
      event(1, { distinct_id: VICTIM, $device_id: VICTIM }),
      event(2, { $device_id: VICTIM, $user_id: 'attacker' }),
      event(3, { distinct_id: VICTIM, $device_id: VICTIM, $user_id: 'attacker' }),
    ];
    const sent = { method: 'POST', headers: { authorization: `Basic ${basic}` }, body: JSON.stringify(body) };
    expect((await fetch(`${app.url}/import`, sent)).status).toBe(200);
    // The attacker has the device that is filed under its prefix, and nothing of the victim.
    expect(await linked('attacker', VICTIM)).toEqual([2, 1]);
  });

  it('although an $identify names them with the API secret', async () => {
    await client.importEvents([
      { event: '$identify', properties: { distinct_id: 'dave', $user_id: 'dave', $anon_distinct_id: 'carol' } },
      event(4, { distinct_id: 'dave' }),
    ]);
    expect(await linked('dave', 'carol')).toEqual([1, 1]);
    await client.importEvents([{ event: '$merge', properties: { $distinct_ids: ['dave', 'carol'] } }]);
    expect(await linked('dave', 'carol')).toEqual([2, 2]);
  });
});
