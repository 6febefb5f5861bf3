import { ProjectsService } from '../../src/access/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { Recorder } from '../support/recorder.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const PHONE = '0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const LAPTOP = '1c8e51e2-62d9-4b25-a6d1-d9f38f5e2b47';
const TABLET = '2d7f40d3-51c8-4c36-97e2-eac49a6f3c58';

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

  it('is dropped on the device they take up after they were deleted, too', async () => {
    const body = { projectId: project.projectId, distinctIds: ['dora'] };
    const { body: made } = await client.call<{ results: { id: string }[] }>('POST', '/api/v1/opt-outs', body);
    // As a deletion leaves it that keeps its people out.
    await app.prisma.$executeRaw`
      INSERT INTO suppressions (project_id, id_hmac, reason, since)
      SELECT project_id, id_hmac, 'deleted', at FROM privacy_choices WHERE id = ${made.results[0]?.id ?? ''}::uuid`;
    const before = await stored('events');
    await track(event({ distinct_id: 'dora', $user_id: 'dora', $device_id: TABLET }), event({ $device_id: TABLET }));
    await track(event({ $device_id: TABLET }));
    expect(await stored('events')).toEqual(before);
  });

  describe('where a project asks for more', () => {
    const set = (settings: object) =>
      app.application.get(ProjectsService).change('operator', project.projectId, settings);
    const of = (deviceId: string, name?: string) =>
      event({ distinct_id: `$device:${deviceId}`, $device_id: deviceId }, name);
    const counted = async () => (await stored('events')).length;

    afterEach(() => set({ optedOutByDefault: false, globalPrivacyControl: 'off', recordSessions: 0 }));

    it('of nobody anything is kept who is opted out by default, until their device opts in', async () => {
      await set({ optedOutByDefault: true });
      const before = await counted();
      await track(of('d-default'), event({ distinct_id: 'eve' }));
      await client.engage([{ $distinct_id: 'eve', $set: { a: 1 } }]);
      expect([await counted(), await stored('profiles')]).toEqual([before, []]);
      await track(of('d-default', '$opt_in'));
      await track(of('d-default'), event({ distinct_id: 'eve' }));
      expect(await counted()).toBe(before + 2);
      const choice = { projectId: project.projectId, distinctIds: ['eve'] };
      expect((await client.call('POST', '/api/v1/opt-ins', choice)).status).toBe(200);
      await track(event({ distinct_id: 'eve' }));
      expect(await counted()).toBe(before + 3);
    });

    it('a browser that sends Sec-GPC: 1 is opted out until it opts in', async () => {
      await set({ globalPrivacyControl: 'drop' });
      const before = await counted();
      const signalled = (...events: object[]) =>
        fetch(`${app.url}/track`, { method: 'POST', headers: { 'Sec-GPC': '1' }, body: JSON.stringify(events) });
      expect(await (await signalled(of('d-gpc'))).text()).toBe('1');
      await track(of('d-gpc'));
      expect(await counted()).toBe(before);
      expect(await (await signalled(of('d-gpc', '$opt_in'))).text()).toBe('1');
      await track(of('d-gpc'));
      expect(await counted()).toBe(before + 2);
    });

    it('nobody who opted out is recorded, on no device of theirs', async () => {
      await set({ recordSessions: 100 });
      const recorder = new Recorder(app, project);
      const batches = async () =>
        (await server.engine().query('SELECT 1 FROM subject_data.session_replays FINAL')).length;
      await client.importEvents([event({ distinct_id: 'fay', $user_id: 'fay', $device_id: 'd-fay' })]);
      const choice = { projectId: project.projectId, distinctIds: ['fay'] };
      expect((await client.call('POST', '/api/v1/opt-outs', choice)).status).toBe(200);
      for (const query of [
        { distinct_id: 'fay', seq: 0 },
        { distinct_id: '$device:d-fay', $device_id: 'd-fay', seq: 1 },
      ])
        expect((await recorder.send(query)).status).toBe(200);
      expect(await batches()).toBe(0);
      expect((await recorder.send({ distinct_id: 'gus', seq: 2 })).status).toBe(200);
      expect(await batches()).toBe(1);
    });
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
