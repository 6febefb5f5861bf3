import { createHash, randomBytes } from 'node:crypto';
import { ExportRun } from '../../src/exports/index.js';
import { IngestStore } from '../../src/subject-data/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { pictureAt, recordingBatch, type TestBatch } from '../support/recording-batches.js';
import { TestClock } from '../support/test-clock.js';
import { fileOf, manifestIn, readZip } from '../support/zip.js';

const DAY = 86_400_000;
const PAGE = 'recording-0001.html';
const ROWS = 'session_replays.jsonl';

interface About {
  readonly collections: readonly { readonly name: string; readonly recordings?: readonly object[] }[];
}

describe('recordings in an export', () => {
  const clock = new TestClock();
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ clock, settings: { ...STEP_BY_STEP, EXPORT_CELL_LIMIT_BYTES: '65536' } });
    project = await createProject(app);
    client = new ApiClient(app, project);
  });
  afterAll(() => app.close());

  const ago = (days: number, seconds = 0): Date => new Date(clock.now().getTime() - days * DAY + seconds * 1_000);

  /** A batch of ten seconds that begins with a whole picture. */
  function batch(distinctId: string, seq: number, more: Partial<TestBatch> = {}): TestBatch {
    const startedAt = more.startedAt ?? ago(1, 10 * seq);
    return { distinctId, replayId: `replay-of-${distinctId}`, seq, events: pictureAt(startedAt), startedAt, ...more };
  }

  async function record(...batches: TestBatch[]): Promise<void> {
    const store = app.application.get(IngestStore, { strict: false });
    await store.writeRecordings(project.projectId, batches.map(recordingBatch));
  }

  async function exported(order: object): Promise<ReadonlyMap<string, string>> {
    const id = await client.open({ kind: 'export', ...order });
    await app.application.get(ExportRun, { strict: false }).run(id);
    const address = `${app.url}/api/v1/requests/${id}/download`;
    const zip = await fetch(address, { headers: { authorization: `Bearer ${project.oauthToken}` } });
    return readZip(Buffer.from(await zip.arrayBuffer()));
  }

  const rowsIn = (files: ReadonlyMap<string, string>, subject = 1): Record<string, unknown>[] =>
    (fileOf(files, subject, ROWS) ?? '')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Record<string, unknown>);

  const recordingsIn = (files: ReadonlyMap<string, string>): readonly object[] => {
    const about = JSON.parse(fileOf(files, 1, 'about.json') ?? '{}') as About;
    return about.collections.find(({ name }) => name === 'session_replays')?.recordings ?? [];
  };

  it('have a page each beside their events, and stand in the manifest with their hashes', async () => {
    await record(batch('ada', 0), batch('ada', 1), batch('ada', 0, { replayId: 'later', startedAt: ago(0, -60) }));
    const files = await exported({ distinctIds: ['ada'] });
    const page = fileOf(files, 1, PAGE) ?? '';
    expect(page).toContain('class="events"');
    expect(fileOf(files, 1, 'recording-0002.html')).toContain('class="events"');
    expect(rowsIn(files).map(({ replay_id, seq }) => [replay_id, seq])).toEqual([
      ['later', 0],
      ['replay-of-ada', 0],
      ['replay-of-ada', 1],
    ]);
    expect(rowsIn(files)[1]).toMatchObject({ distinct_id: 'ada', recording: [{ type: 4 }, { type: 2 }] });
    const index = fileOf(files, 1, 'index.html') ?? '';
    expect(index).toMatch(/<b>2<\/b> recordings in 3 pieces/);
    expect(index).toMatch(/href="[0-9a-f]{12}-0001-recording-0001\.html"/);
    expect(recordingsIn(files)).toMatchObject([{ devices: ['Linux, web'] }, { addresses: ['https://shop.example/'] }]);
    const hash = createHash('sha256').update(page, 'utf8').digest('hex');
    expect(manifestIn(files)).toContain(hash);
    expect(fileOf(files, 1, 'session_replays.csv')).toBeUndefined();
  });

  it('are given to each of two people by the pieces recorded of them, which the pages say', async () => {
    const shared = { replayId: 'shared' };
    await record(batch('bea', 0, shared), batch('cleo', 1, shared), batch('bea', 2, shared));
    const files = await exported({ distinctIds: ['bea', 'cleo'] });
    expect(rowsIn(files, 1).map(({ seq }) => seq)).toEqual([0, 2]);
    expect(rowsIn(files, 2).map(({ seq }) => seq)).toEqual([1]);
    for (const subject of [1, 2])
      expect(fileOf(files, subject, PAGE)).toContain('1 piece of this recording is not here');
  });

  it('are bounded by the time of each piece under the CCPA', async () => {
    await record(batch('dora', 0, { startedAt: ago(400) }), batch('dora', 1, { startedAt: ago(1) }));
    const files = await exported({ distinctIds: ['dora'], regime: 'CCPA' });
    expect(rowsIn(files).map(({ seq }) => seq)).toEqual([1]);
    expect(fileOf(files, 1, PAGE)).toContain('1 piece of this recording is not here');
    expect(rowsIn(await exported({ distinctIds: ['dora'] }))).toHaveLength(2);
  });

  it.each(['Categories', 'Sources'])('are named and not given in an answer of %s', async (disclosure) => {
    await record(batch('emil', 0));
    const files = await exported({ distinctIds: ['emil'], regime: 'CCPA', disclosure });
    expect(fileOf(files, 1, PAGE)).toBeUndefined();
    const told = fileOf(files, 1, `session_replays.${disclosure.toLowerCase()}.json`) ?? '';
    expect(told).toContain(disclosure === 'Categories' ? '"recording"' : '"$os"');
    expect(told).not.toContain('timestamp');
  });

  it('are told as what they are where a piece is damaged, foreign or too large to be copied', async () => {
    const large = [
      ...pictureAt(ago(1, 20)),
      { type: 5, timestamp: ago(1, 21).getTime(), data: randomBytes(90_000).toString('base64') },
    ];
    await record(
      batch('finn', 0, { events: Buffer.from('no recording') }),
      batch('finn', 1, { events: Buffer.from('{"frames":[1,2]}') }),
      batch('finn', 2, { events: large }),
      batch('finn', 3),
    );
    const files = await exported({ distinctIds: ['finn'] });
    expect(rowsIn(files).map(({ recording }) => recording)).toEqual([
      Buffer.from('no recording').toString('base64'),
      { frames: [1, 2] },
      { held: true, tooLarge: true, bytes: expect.any(Number) },
      [expect.objectContaining({ type: 4 }), expect.objectContaining({ type: 2 })],
    ]);
    const page = fileOf(files, 1, PAGE) ?? '';
    expect(page).toContain('2 pieces of this recording could not be read');
    expect(page).toContain('1 piece of this recording is too large for this copy');
    expect(page.match(/class="events"/g)).toHaveLength(1);
    expect(fileOf(files, 1, 'index.html')).toContain('1 value of recording');
  });

  it('are counted by a preview, beside their pieces', async () => {
    await record(batch('gina', 0), batch('gina', 1), batch('gina', 0, { replayId: 'other' }));
    const { body } = await client.call<{ collections: Record<string, unknown>[] }>('POST', '/api/v1/requests/preview', {
      projectId: project.projectId,
      kind: 'export',
      distinctIds: ['gina'],
    });
    const counted = (name: string) => body.collections.find(({ collection }) => collection === name);
    expect(counted('session_replays')).toMatchObject({ rows: 3, recordings: 2 });
    expect(counted('events')).toMatchObject({ recordings: null });
  });

  it('that began on a device stand under the id of that device, never under one of ours', async () => {
    const shared = { replayId: 'from-nobody' };
    await record(batch('$device:phone', 0, shared), batch('hanna', 1, shared));
    const files = await exported({ distinctIds: ['hanna'] });
    expect(rowsIn(files).map(({ distinct_id }) => distinct_id)).toEqual(['$device:phone', 'hanna']);
    for (const file of [ROWS, PAGE]) expect(fileOf(files, 1, file)).not.toContain('$recording:');
  });
});
