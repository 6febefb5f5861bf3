import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { recorded, Recorder } from '../support/recorder.js';
import { until } from '../support/until.js';
import { readZip } from '../support/zip.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const DEVICE = '0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const ADA = 'ada@example.com';
const REPLAY = '87e6f0ac-3673-4139-98bb-7624e6e046b0';

describe('recordings, with subject data in ClickHouse', () => {
  let server: TestClickHouse;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let recorder: Recorder;

  beforeAll(async () => {
    server = await startClickHouse();
    app = await startApp({ settings: { CLICKHOUSE_URL: server.url } });
    project = await createProject(app);
    client = new ApiClient(app, project);
    recorder = new Recorder(app, project);
    await app.prisma.project.update({ where: { id: project.projectId }, data: { recordSessions: 100 } });
  });
  afterAll(async () => {
    await app?.close();
    await server?.stop();
  });

  const record = async (query: Readonly<Record<string, string | number>>, texts: readonly string[] = ['A shop']) => {
    const answer = await recorder.send(query, recorded(1_790_000_000_000, texts));
    expect(await answer.json()).toEqual({ code: 200, status: 'OK' });
  };
  const kept = async () => {
    const rows = await server.engine().query<{ batch: string }>(
      `SELECT concat(replay_id, ' ', toString(seq), ' ', toString(events)) AS batch
       FROM subject_data.session_replays FINAL ORDER BY replay_id, seq`,
    );
    return rows.map(({ batch }) => batch);
  };
  const ended = async (kind: 'export' | 'deletion') => {
    const id = await client.open({ kind, regime: 'GDPR', distinctIds: [ADA] });
    await until(`the end of the ${kind}`, async () => /SUCCESS|FAILURE/.test((await client.show(id)).status));
    expect(await client.show(id)).toMatchObject({ status: 'SUCCESS' });
    return id;
  };

  it('come in under a device and go on under a user, are handed over as the user’s, and go with them', async () => {
    const device = { distinct_id: `$device:${DEVICE}`, $device_id: DEVICE };
    await record({ ...device, seq: 0 });
    await record({ ...device, distinct_id: ADA, $user_id: ADA, seq: 1 });
    await recorder.send({ ...device, seq: 0 }, [{ type: 4, timestamp: 1 }]);
    await record({ distinct_id: 'bob', replay_id: 'bobs-own-recording' });
    expect(await kept()).toEqual([`${REPLAY} 0 1`, `${REPLAY} 1 3`, 'bobs-own-recording 0 3']);

    const id = await ended('export');
    const download = await fetch(`${app.url}/api/v1/requests/${id}/download`, {
      headers: { authorization: `Bearer ${project.oauthToken}` },
    });
    const texts = [...(await readZip(Buffer.from(await download.arrayBuffer()))).values()];
    expect(texts.some((text) => text.includes(REPLAY))).toBe(true);
    expect(texts.some((text) => text.includes('bobs-own-recording'))).toBe(false);

    await ended('deletion');
    expect(await kept()).toEqual(['bobs-own-recording 0 3']);
  }, 120_000);
});
