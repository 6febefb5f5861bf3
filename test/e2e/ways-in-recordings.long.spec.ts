import { gzipSync } from 'node:zlib';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { Recorder } from '../support/recorder.js';
import { until } from '../support/until.js';

/** A day, of which each ten seconds are a batch. */
const BATCHES = 8_640;
const TEN_SECONDS = 10_000;
const DEVICE = '0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const MEGABYTE = 1024 * 1024;
const START = 1_790_000_000_000;

let app: TestApp;
let project: TestProject;
let recorder: Recorder;

beforeAll(async () => {
  app = await startApp({ settings: { BODY_BYTES_PER_ADDRESS: String(256 * MEGABYTE) } });
  project = await createProject(app);
  recorder = new Recorder(app, project);
  await app.prisma.project.update({ where: { id: project.projectId }, data: { recordSessions: 100 } });
});
afterAll(() => app.close());

async function record(seq: number): Promise<void> {
  const user = seq < BATCHES / 2 ? {} : { $user_id: 'ada' };
  const at = START + seq * TEN_SECONDS;
  const query = {
    distinct_id: seq < BATCHES / 2 ? `$device:${DEVICE}` : 'ada',
    $device_id: DEVICE,
    ...user,
    seq,
    batch_start_time: at / 1000,
    replay_start_time: START / 1000,
    replay_length_ms: seq * TEN_SECONDS + 9_000,
  };
  // As SDKs do it: on a machine that does much else a batch may be asked for again.
  const answer = await until('the batch to be taken', async () => {
    const sent = await recorder.send(query, [{ type: 3, data: { source: 1 }, timestamp: at }]);
    return sent.status === 503 ? null : sent;
  });
  expect([seq, await answer.json()]).toEqual([seq, { code: 200, status: 'OK' }]);
}

async function rows(): Promise<number> {
  const [row] = await app.prisma.$queryRaw<{ rows: bigint }[]>`
    SELECT count(*) AS rows FROM subject_data.session_replays WHERE project_id = ${project.projectId}::int`;
  return Number(row?.rows);
}

it('a recording of twenty-four hours comes in, is its user’s as a whole, and goes with them', async () => {
  for (let seq = 0; seq < BATCHES; seq += 20) {
    await Promise.all(Array.from({ length: 20 }, (_, at) => record(seq + at)));
  }
  expect(await rows()).toBe(BATCHES);
  const api = new ApiClient(app, project);
  const id = await api.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['ada'] });
  await until('the end of the deletion', async () => /SUCCESS|FAILURE/.test((await api.show(id)).status));
  expect(await api.show(id)).toMatchObject({
    status: 'SUCCESS',
    subjects: [
      { tallies: expect.arrayContaining([expect.objectContaining({ collection: 'session_replays', rows: BATCHES })]) },
    ],
  });
  expect(await rows()).toBe(0);
}, 1_500_000);

it('what unpacks to a thousandfold takes no memory', async () => {
  const bombs = {
    'of spaces': gzipSync(Buffer.alloc(512 * MEGABYTE, 0x20)),
    'of empty objects in one event': gzipSync(`[{"timestamp":1,"data":[${'{},'.repeat(5_000_000)}{}]}]`),
    'of events': gzipSync(`[${'{"timestamp":1},'.repeat(900_000)}{"timestamp":1}]`),
  };
  const before = process.memoryUsage();
  let most = before.rss;
  const watch = setInterval(() => {
    most = Math.max(most, process.memoryUsage().rss);
  }, 10);
  try {
    for (const bomb of Object.values(bombs)) {
      const answers = await Promise.all(
        Array.from({ length: 20 }, async (_, seq) => (await recorder.send({ distinct_id: 'bob', seq }, bomb)).status),
      );
      expect(new Set([...answers, 413, 200])).toEqual(new Set([413, 200]));
    }
  } finally {
    clearInterval(watch);
  }
  // The largest of them is held once a call as it was sent; unpacked they would be 320 MB each time, and gigabytes as objects.
  expect((most - before.rss) / MEGABYTE).toBeLessThan(200);
}, 120_000);
