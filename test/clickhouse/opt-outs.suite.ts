import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const PHONE = '0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const LAPTOP = '1c8e51e2-62d9-4b25-a6d1-d9f38f5e2b47';

describe('what comes in of who opted out, with events in ClickHouse', () => {
  let server: TestClickHouse;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    server = await startClickHouse();
    app = await startApp({ settings: { ROLE: 'api', CLICKHOUSE_URL: server.url } });
    project = await createProject(app);
    client = new ApiClient(app, project);
  });
  afterAll(async () => {
    await app?.close();
    await server?.stop();
  });

  const event = (properties: object, name = 'Song played') => ({
    event: name,
    properties: { time: Date.now(), $insert_id: `i-${++number}`, token: project.projectToken, ...properties },
  });
  async function track(...events: object[]) {
    const response = await fetch(`${app.url}/track`, { method: 'POST', body: JSON.stringify(events) });
    expect(await response.text()).toBe('1');
  }
  const stored = async (table: 'events' | 'profiles') =>
    (
      await server
        .engine()
        .query<{ id: string }>(`SELECT distinct_id AS id FROM subject_data.${table} FINAL ORDER BY id`)
    ).map(({ id }) => id);

  it('is dropped under every id of theirs, linked before, by what is dropped, and in the same call', async () => {
    await client.importEvents([
      event({ distinct_id: 'ada', $user_id: 'ada', $device_id: PHONE }),
      event({ distinct_id: 'ada', alias: 'ada-the-first' }, '$create_alias'),
    ]);
    const body = { projectId: project.projectId, distinctIds: ['ada'] };
    expect((await client.call('POST', '/api/v1/opt-outs', body)).status).toBe(200);
    await track(
      event({ distinct_id: 'ada-the-first' }),
      event({ $device_id: PHONE }),
      event({ distinct_id: `$device:$device:${PHONE}` }),
      event({ distinct_id: 'ada', $user_id: 'ada', $device_id: LAPTOP }),
      event({ $device_id: LAPTOP }),
      event({ distinct_id: 'bob' }),
    );
    await track(event({ $device_id: LAPTOP }));
    await client.engage([{ $distinct_id: 'ada-the-first', $set: { a: 1 } }]);
    expect([await stored('events'), await stored('profiles')]).toEqual([['ada', 'bob'], []]);
  });

  it('and the profile that an SDK removes stays away, in whatever order its two updates come', async () => {
    const removal = { $distinct_id: 'carol', $delete: 'carol' };
    const after = { $distinct_id: 'carol', $set: { $os: 'Linux', $transactions: [] } };
    for (const updates of [
      [removal, after],
      [after, removal],
    ]) {
      await client.engage([{ $distinct_id: 'carol', $set: { plan: 'Pro' } }]);
      for (const update of updates) await client.engage([update]);
      expect(await stored('profiles')).toEqual([]);
    }
  });
});
