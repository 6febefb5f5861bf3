import { IngestStore, recordingIdOf, type RecordingBatch } from '../../src/subject-data/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { recordingBatch } from '../support/recordings.js';
import { until } from '../support/until.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const DEVICE = '$device:0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const UNMASKED = { apply_deleted_mask: 0, apply_patch_parts: 0 };

interface Detail {
  readonly status: string;
  readonly subjects: readonly {
    readonly outcome: string;
    readonly tallies: readonly { readonly collection: string; readonly rows: number }[];
  }[];
}

describe('recordings of people, with the collections in the ClickHouse engine', () => {
  let clickHouse: TestClickHouse;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    clickHouse = await startClickHouse();
    app = await startApp({ settings: { CLICKHOUSE_URL: clickHouse.url } });
    project = await createProject(app);
    client = new ApiClient(app, project);
    const store = app.application.get<IngestStore>(IngestStore, { strict: false });
    const record = (...batches: Partial<RecordingBatch>[]) =>
      store.writeRecordings(project.projectId, batches.map(recordingBatch));
    const asNobody = { distinctId: DEVICE, deviceId: DEVICE };
    await record(asNobody, { ...asNobody, seq: 1, distinctId: 'ada' });
    await record({ ...asNobody, replayId: 'other', deviceId: '$device:other', distinctId: '$device:other' });
    await record({ replayId: 'other', deviceId: '$device:other', distinctId: 'bea', seq: 1 });
  });
  afterAll(async () => {
    await app?.close();
    await clickHouse?.stop();
  });

  const ended = async (kind: 'export' | 'deletion') => {
    const id = await client.open({ kind, regime: 'GDPR', distinctIds: ['ada'] });
    return until(`the end of the ${kind}`, async () => {
      const { body } = await client.call<Detail>('GET', `/api/v1/requests/${id}`);
      return ['SUCCESS', 'FAILURE'].includes(body.status) && body;
    });
  };
  const replaysOf = ({ subjects }: Detail) =>
    subjects[0]?.tallies.find(({ collection }) => collection === 'session_replays')?.rows;

  it('are exported as a whole, and gone after a deletion, those of others left', async () => {
    const exported = await ended('export');
    expect([exported.status, replaysOf(exported)]).toEqual(['SUCCESS', 2]);
    const erased = await ended('deletion');
    expect([erased.status, erased.subjects[0]?.outcome, replaysOf(erased)]).toEqual(['SUCCESS', 'erased', 2]);
    const left = await clickHouse
      .engine()
      .query(`SELECT distinct_id AS id, seq FROM subject_data.session_replays ORDER BY seq`, {}, UNMASKED);
    expect(left).toEqual([
      { id: recordingIdOf('other'), seq: 0 },
      { id: 'bea', seq: 1 },
    ]);
    const ties = await clickHouse
      .engine()
      .query(`SELECT DISTINCT linked_id FROM subject_data.identity_links WHERE kind = 'recording'`, {}, UNMASKED);
    expect(ties).toEqual([{ linked_id: recordingIdOf('other') }]);
  });
});
