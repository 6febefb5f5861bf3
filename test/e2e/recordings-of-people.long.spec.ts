import type { CheckAnswer } from '../../src/opt-outs/index.js';
import { DeletionStaging } from '../../src/deletions/index.js';
import { IngestStore, recordingIdOf, SubjectHmac, type RecordingBatch } from '../../src/subject-data/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { recordingBatch } from '../support/recordings.js';
import { sweepPastNeighbours } from '../support/sweep.js';
import { TestClock } from '../support/test-clock.js';
import { withClient } from '../support/three-subjects.js';

const DAY = 86_400_000;
const DEVICE = '$device:0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const R = recordingIdOf('r');

interface Preview {
  readonly rows: number;
  readonly unknown: number;
  readonly subjects: readonly {
    readonly linkedIds: number;
    readonly contestedIds: number;
    readonly undecided: string[];
  }[];
  readonly collections: readonly { readonly collection: string; readonly rows: number }[];
}

interface Detail {
  readonly status: string;
  readonly subjects: readonly {
    readonly outcome: string;
    readonly linkedIds: number;
    readonly contestedIds: number;
    readonly tallies: readonly { readonly collection: string; readonly rows: number }[];
  }[];
}

describe('recordings of people', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let number = 0;

  beforeAll(async () => {
    app = await startApp({ clock, settings: STEP_BY_STEP });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    project = await createProject(app, `acme-${++number}`);
    client = new ApiClient(app, project);
  });

  const store = () => app.application.get<IngestStore>(IngestStore, { strict: false });
  const record = (...batches: Partial<RecordingBatch>[]) =>
    store().writeRecordings(project.projectId, batches.map(recordingBatch));
  const asNobody = { distinctId: DEVICE, deviceId: DEVICE };
  const asUser = (distinctId: string, seq = 1) => ({ distinctId, deviceId: DEVICE, seq });
  /** As the door for recordings does where a user is known. */
  const tie = (...users: string[]) =>
    store().writeLinks(
      project.projectId,
      users.map((distinctId) => ({ distinctId, linkedId: DEVICE, kind: 'device', origin: 'token' })),
    );
  const left = () =>
    withClient(app.databaseUrl, async (sql) => {
      const { rows } = await sql.query<{ id: string; seq: number }>(
        `SELECT distinct_id AS id, seq FROM subject_data.session_replays WHERE project_id = $1 ORDER BY replay_id, seq`,
        [project.projectId],
      );
      return rows.map(({ id, seq }) => [id, seq]);
    });
  const preview = async (distinctIds: string[], more: object = {}) => {
    const order = { projectId: project.projectId, kind: 'deletion', regime: 'GDPR', distinctIds, ...more };
    const { status, body } = await client.call<Preview>('POST', '/api/v1/requests/preview', order);
    expect(status).toBe(200);
    return { ...body, replays: body.collections.find(({ collection }) => collection === 'session_replays')?.rows };
  };
  const stage = async (distinctIds: string[], more: object = {}) => {
    const id = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds, ...more });
    clock.forward(DAY);
    await app.application.get(DeletionStaging, { strict: false }).stage(id);
    return id;
  };
  const erase = async (distinctIds: string[], more: object = {}) => {
    const id = await stage(distinctIds, more);
    clock.forward(DAY);
    await sweepPastNeighbours(app, clock);
    const { status, body } = await client.call<Detail>('GET', `/api/v1/requests/${id}`);
    expect([status, body.status]).toEqual([200, 'SUCCESS']);
    return body;
  };

  it('go as a whole, and are counted and shown as no ids', async () => {
    await record(asNobody, asUser('ada'), { ...asUser('bea'), replayId: 'other' }, { ...asNobody, replayId: 'other' });
    await tie('ada', 'bea');
    expect(await preview(['ada'])).toMatchObject({
      replays: 2,
      unknown: 0,
      subjects: [{ linkedIds: 1, contestedIds: 1, undecided: [DEVICE] }],
    });
    const { subjects } = await erase(['ada']);
    expect(subjects).toMatchObject([{ outcome: 'erased', linkedIds: 1, contestedIds: 1 }]);
    expect(subjects[0]?.tallies.find(({ collection }) => collection === 'session_replays')).toMatchObject({ rows: 2 });
    expect(await left()).toEqual([
      [recordingIdOf('other'), 0],
      ['bea', 1],
    ]);
  });

  it('go whose user came between the staging and the sweep, whatever came first', async () => {
    await record(asNobody);
    await tie('bea');
    const id = await stage(['ada']);
    await record(asUser('ada'));
    await tie('ada');
    clock.forward(DAY);
    await sweepPastNeighbours(app, clock);
    expect(await client.show(id)).toMatchObject({ status: 'SUCCESS' });
    expect(await left()).toEqual([]);
  });

  it('of two users stay what they were: nobody’s, but for what was sent under each', async () => {
    await record(asNobody, asUser('ada'), asUser('bea', 2));
    await tie('ada', 'bea');
    expect((await preview(['ada'])).replays).toBe(1);
    expect((await erase(['ada'])).subjects).toMatchObject([{ outcome: 'erased', contestedIds: 1 }]);
    expect(await left()).toEqual([
      [R, 0],
      ['bea', 2],
    ]);
    expect((await preview(['bea'])).replays).toBe(1);
    await erase(['bea']);
    expect(await left()).toEqual([[R, 0]]);
  });

  it('go with a device of which it was decided whose it is, where no user is in them', async () => {
    await record(asNobody, { ...asNobody, replayId: 's' }, { ...asUser('bea'), replayId: 's' });
    await tie('ada', 'bea');
    expect((await preview(['ada'])).replays).toBe(0);
    const decisions = [{ distinctId: DEVICE, belongsTo: 'ada' }];
    expect((await preview(['ada'], { decisions })).replays).toBe(1);
    await erase(['ada'], { decisions });
    expect(await left()).toEqual([
      [recordingIdOf('s'), 0],
      ['bea', 1],
    ]);
  });

  it('of whoever opted out, or is being erased, are refused', async () => {
    await record(asNobody, asUser('ada'), { ...asUser('bea'), replayId: 'other' });
    await tie('ada', 'bea');
    const body = { projectId: project.projectId, distinctIds: ['ada'] };
    expect((await client.call('POST', '/api/v1/opt-outs', body)).status).toBe(200);
    const refused = async (id: string) =>
      (
        await app.prisma.$queryRaw<unknown[]>`SELECT 1 FROM suppressions WHERE project_id = ${project.projectId}
          AND id_hmac = ${Uint8Array.from(hmacOf(id))}`
      ).length > 0;
    expect([await refused('ada'), await refused(R), await refused(recordingIdOf('other'))]).toEqual([
      true,
      true,
      false,
    ]);
    const { body: checked } = await client.call<CheckAnswer>('POST', '/api/v1/suppressions/check', body);
    expect(checked.results).toMatchObject([{ reason: 'opt-out' }]);
  });

  describe('have ids of their own, which nobody may name', () => {
    it.each([
      ['POST', '/api/v1/requests', { kind: 'export', regime: 'GDPR' }],
      ['POST', '/api/v1/requests/preview', { kind: 'export', regime: 'GDPR' }],
      ['POST', '/api/v1/opt-outs', {}],
      ['POST', '/api/v1/suppressions/check', {}],
      ['POST', '/api/v1/holds', { basis: 'a lawsuit', until: '2027-12-31T00:00:00Z' }],
    ])('in a request, a choice, a hold: %s %s', async (method, path, more) => {
      const answer = await client.call(method, path, {
        projectId: project.projectId,
        distinctIds: ['ada', R],
        ...more,
      });
      expect(answer).toMatchObject({ status: 400, body: { code: 'distinct-ids-invalid' } });
    });

    it('in a file', async () => {
      const form = new FormData();
      form.set('projectId', String(project.projectId));
      form.set('kind', 'export');
      form.set('regime', 'GDPR');
      form.set('file', new Blob([`distinct_id\nada\n${R}\n`], { type: 'text/csv' }), 'ids.csv');
      const headers = { authorization: `Bearer ${project.oauthToken}` };
      const response = await fetch(`${app.url}/api/v1/requests`, { method: 'POST', headers, body: form });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain('$recording:');
    });

    it('in a record or a link', async () => {
      const send = async (path: string, record: object) => {
        const response = await fetch(`${app.url}${path}?verbose=1`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify([record]),
        });
        return ((await response.json()) as { status: number }).status;
      };
      const token = project.projectToken;
      const event = (properties: object, name = 'Played') => ({ event: name, properties: { token, ...properties } });
      expect(await send('/track', event({ distinct_id: R }))).toBe(0);
      expect(await send('/track', event({ distinct_id: 'ada', $user_id: R }))).toBe(0);
      expect(await send('/track', event({ distinct_id: 'ada', alias: R }, '$create_alias'))).toBe(0);
      expect(await send('/track', event({ $identified_id: 'ada', $anon_id: R }, '$identify'))).toBe(0);
      expect(await send('/engage', { $token: token, $distinct_id: R, $set: { plan: 'Pro' } })).toBe(0);
      const merge = { event: '$merge', properties: { $distinct_ids: ['ada', R] } };
      await expect(client.importEvents([merge])).rejects.toThrow('400');
      expect(await store().linksOf(project.projectId, ['ada', R])).toEqual([]);
    });
  });

  function hmacOf(id: string): Buffer {
    return app.application.get(SubjectHmac, { strict: false }).of(project.projectId, id);
  }
});
