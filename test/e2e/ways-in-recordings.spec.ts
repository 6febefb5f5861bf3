import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import type { ProjectSettings } from '../../src/access/accounts/projects.service.js';
import { ProjectsService } from '../../src/access/index.js';
import { IncomingCounts } from '../../src/ingestion/incoming/incoming-counts.service.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { signedIn } from '../support/browser.js';
import { ApiClient } from '../support/client.js';
import { recorded, Recorder } from '../support/recorder.js';

const DEVICE = '0b9f62d1-73e8-4a14-b5c0-c8e27f4d1a36';
const ON_DEVICE = `$device:${DEVICE}`;
const ADA = 'ada@example.com';
const TAKEN = { code: 200, status: 'OK' };
/** In the United States, by the database that is shipped. */
const ADDRESS = '136.24.0.114';
const DAY = 86_400_000;

let app: TestApp;
let project: TestProject;
let recorder: Recorder;
let database: pg.Client;

beforeAll(async () => {
  app = await startApp({ settings: { ROLE: 'api', TRUST_PROXY: '1' } });
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
});
beforeEach(async () => {
  project = await createProject(app, `p${(await app.prisma.project.count()) + 1}`);
  recorder = new Recorder(app, project);
  await set({ recordSessions: 100 });
});
afterAll(async () => {
  await database.end();
  await app.close();
});

const set = (settings: ProjectSettings) =>
  app.application.get(ProjectsService).change('operator', project.projectId, settings);

/** The answer: always JSON. */
async function record(...call: Parameters<Recorder['send']>): Promise<{ status: number; body: unknown }> {
  const answer = await recorder.send(...call);
  return { status: answer.status, body: await answer.json() };
}

interface KeptBatch {
  readonly distinct_id: string;
  readonly sent_distinct_id: string;
  readonly device_id: string | null;
  readonly replay_id: string;
  readonly seq: number;
  readonly started_at: Date;
  readonly replay_started_at: Date;
  readonly duration_ms: number;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly events: number;
  readonly encoding: string;
  readonly recording: Buffer;
  readonly expires_on: string;
  readonly received_at: Date;
}

async function batches(): Promise<KeptBatch[]> {
  const { rows } = await database.query<KeptBatch>(
    `SELECT *, expires_on::text AS expires_on FROM subject_data.session_replays WHERE project_id = $1 ORDER BY replay_id, seq`,
    [project.projectId],
  );
  return rows;
}

async function counted(): Promise<string[]> {
  await app.application.get(IncomingCounts).flush();
  const owner = await signedIn(app.application, project.ownerEmail, project.ownerPassword);
  const { body } = await owner.get(`/projects/${project.projectId}/incoming`);
  const { days } = body as { days: { door: string; outcome: string; reason: string; count: number }[] };
  return days
    .filter(({ door }) => door === 'record')
    .map(({ outcome, reason, count }) => `${outcome} ${reason} ${count}`.replace('  ', ' '));
}

describe('a batch of a recording', () => {
  it('is kept byte for byte, with what was said of it', async () => {
    const packed = gzipSync(JSON.stringify(recorded(1_790_000_000_000, ['A shop'])));
    expect(await record({ distinct_id: ADA, $user_id: ADA, $device_id: DEVICE, seq: 3 }, packed)).toEqual({
      status: 200,
      body: TAKEN,
    });
    expect(await batches()).toEqual([
      expect.objectContaining({
        distinct_id: ADA,
        sent_distinct_id: ADA,
        device_id: ON_DEVICE,
        replay_id: '87e6f0ac-3673-4139-98bb-7624e6e046b0',
        seq: 3,
        started_at: new Date(1_790_000_000_261),
        replay_started_at: new Date(1_790_000_000_261),
        duration_ms: 4987,
        properties: {
          $current_url: 'https://shop.example/',
          $lib_version: '2.83.0',
          mp_lib: 'web',
          replay_start_url: 'https://shop.example/',
        },
        events: 3,
        encoding: 'gzip',
        recording: packed,
      }),
    ]);
    expect(await counted()).toEqual(['taken 1']);
  });

  const json = JSON.stringify(recorded(1_790_000_000_000, ['Grüße']));
  it.each<[string, Buffer, string, Record<string, string>, string]>([
    ['gzip, of which the query alone tells', gzipSync(json), 'gzip', {}, 'gzip'],
    ['gzip, of which nothing tells', gzipSync(json), 'body', {}, 'gzip'],
    ['gzip, of which a header tells, too', gzipSync(json), 'gzip', { 'content-encoding': 'gzip' }, 'gzip'],
    ['gzip, packed once more for the way', gzipSync(gzipSync(json)), 'gzip', { 'content-encoding': 'gzip' }, 'gzip'],
    ['JSON', Buffer.from(json), 'body', {}, 'json'],
    ['JSON, though the query says gzip', Buffer.from(json), 'gzip', {}, 'json'],
    ['JSON, packed for the way alone', deflateSync(json), 'body', { 'content-encoding': 'deflate' }, 'gzip'],
    [
      'gzip, packed otherwise for the way',
      deflateSync(gzipSync(json)),
      'gzip',
      { 'content-encoding': 'deflate' },
      'gzip',
    ],
  ])('comes as %s', async (_, body, format, headers, encoding) => {
    expect(await record({ distinct_id: ADA, format }, body, headers)).toEqual({ status: 200, body: TAKEN });
    const [batch] = await batches();
    expect([batch?.encoding, batch?.events]).toEqual([encoding, 3]);
    expect(batch?.recording).toEqual(encoding === 'gzip' ? gzipSync(json) : Buffer.from(json));
  });

  const long = JSON.stringify(recorded(1_790_000_000_000, ['a'.repeat(8_000_000)]));
  it.each([
    ['br', brotliCompressSync(long)],
    ['deflate', deflateSync(gzipSync(long, { level: 0 }))],
    ['gzip', gzipSync(gzipSync(long, { level: 0 }))],
  ])('takes no more room than it came with, by and large, where it came as %s', async (coding, body) => {
    expect(body.length).toBeLessThan(60_000);
    expect(await record({ distinct_id: ADA }, body, { 'content-encoding': coding })).toMatchObject({ status: 200 });
    const [batch] = await batches();
    expect([batch?.encoding, batch?.recording.length]).toEqual(['gzip', expect.closeTo(8_000, -4)]);
  });

  it('that is sent again under its number replaces the first, and keeps its arrival and its day', async () => {
    await record({ distinct_id: ADA, seq: 0 }, recorded(1_790_000_000_000, ['more', 'and', 'more']));
    const [first] = await batches();
    await set({ replayRetentionDays: 60 });
    await record({ distinct_id: ADA, seq: 0 }, [{ type: 4, timestamp: 1 }]);
    await record({ distinct_id: ADA, seq: 1 });
    const [again, next] = await batches();
    expect([again?.events, again?.received_at, again?.expires_on]).toEqual([1, first?.received_at, first?.expires_on]);
    expect(next?.expires_on).toBe(dayIn(60));
    expect(await batches()).toHaveLength(2);
  });

  it('is its user’s, and what was recorded before is the user’s, too, and nobody else’s', async () => {
    const device = { distinct_id: ON_DEVICE, $device_id: DEVICE };
    await record({ ...device, seq: 0 });
    await record({ ...device, seq: 1 });
    await record({ distinct_id: ADA, $user_id: ADA, $device_id: DEVICE, seq: 2 });
    await record({ distinct_id: 'bob', replay_id: 'another' });
    expect((await batches()).map(({ sent_distinct_id: id }) => id)).toEqual([ON_DEVICE, ON_DEVICE, ADA, 'bob']);
    expect([await held(ADA), await held('bob')]).toEqual([3, 1]);
  });

  it('of two people in one recording is whose it was sent as', async () => {
    await record({ distinct_id: ON_DEVICE, $device_id: DEVICE, seq: 0 });
    await record({ distinct_id: ADA, $user_id: ADA, $device_id: DEVICE, seq: 1 });
    await record({ distinct_id: 'bob', $user_id: 'bob', $device_id: DEVICE, seq: 2 });
    expect([await held(ADA), await held('bob')]).toEqual([1, 1]);
  });

  it('of a number that is an id is that id’s, and of nobody is dropped', async () => {
    await record({ distinct_id: '12345' });
    expect((await batches()).map(({ distinct_id: id }) => id)).toEqual(['12345']);
    expect(await record({ distinct_id: '' })).toEqual({ status: 200, body: TAKEN });
    expect(await batches()).toHaveLength(1);
    expect(await counted()).toEqual(['dropped nobody 1', 'taken 1']);
  });

  async function held(id: string): Promise<number | undefined> {
    const order = { projectId: project.projectId, kind: 'export', regime: 'GDPR', distinctIds: [id] };
    const { body } = await new ApiClient(app, project).call<{ collections: { collection: string; rows: number }[] }>(
      'POST',
      '/api/v1/requests/preview',
      order,
    );
    return body.collections.find(({ collection }) => collection === 'session_replays')?.rows;
  }
});

describe('what is wrong with the data', () => {
  it.each<[string, object, string | Uint8Array, string, string]>([
    ['a body that is no JSON', {}, 'no json', 'body is not valid JSON.', 'recording-body'],
    ['a body that is no array', {}, '{"type":4,"timestamp":1}', 'body must be an array of events.', 'recording-body'],
    ['no body', {}, '', 'body ends too early: it is not the whole batch.', 'recording-body'],
    [
      'gzip that is broken off',
      {},
      gzipSync('[{"timestamp":1}]').subarray(0, 20),
      'body begins as gzip does, and is none.',
      'recording-body',
    ],
    [
      'a recording without an id',
      { replay_id: undefined },
      '[]',
      'replay_id must be a name of at most 64 letters, digits, "-" and "_".',
      'recording',
    ],
    ['a batch without a number', { seq: undefined }, '[]', 'seq is missing.', 'recording'],
    [
      'a time that is none',
      { batch_start_time: 'now' },
      '[]',
      'batch_start_time must be a number of seconds or milliseconds since 1970-01-01.',
      'time',
    ],
    [
      'an id that stands for nobody',
      { distinct_id: 'null' },
      '[]',
      'properties.distinct_id is a placeholder that stands for nobody in particular.',
      'id',
    ],
  ])('is told with status 200, so that no recorder sends it for ever: %s', async (_, query, body, error, reason) => {
    expect(await record({ distinct_id: ADA, ...query }, body)).toEqual({
      status: 200,
      body: { code: 400, error, status: 'Bad Request' },
    });
    expect(await batches()).toEqual([]);
    expect(await counted()).toEqual([`refused ${reason} 1`]);
  });

  it('that a batch is too large is a 413, after which recorders send smaller ones', async () => {
    const tooLarge = {
      status: 413,
      body: { code: 413, error: expect.any(String), status: 'Request Entity Too Large' },
    };
    const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20));
    expect(await record({ distinct_id: ADA }, bomb)).toEqual(tooLarge);
    expect(await record({ distinct_id: ADA }, Buffer.alloc(16 * 1024 * 1024 + 1, 0x20))).toEqual(tooLarge);
    expect(
      await record(
        { distinct_id: ADA },
        Array.from({ length: 10_001 }, () => ({ timestamp: 1 })),
      ),
    ).toEqual(tooLarge);
    expect(await batches()).toEqual([]);
    expect(await counted()).toEqual(['refused recording-body 2']);
  });

  it('takes a batch as large as one may be', async () => {
    const text = `[{"timestamp":1,"data":"${'x'.repeat(16 * 1024 * 1024 - 27)}"}]`;
    expect(Buffer.byteLength(text)).toBe(16 * 1024 * 1024);
    expect(await record({ distinct_id: ADA }, text)).toEqual({ status: 200, body: TAKEN });
    expect((await batches())[0]?.recording.length).toBe(16 * 1024 * 1024);
  });
});

describe('who sends', () => {
  it.each<[string, Record<string, string>]>([
    ['nobody', {}],
    ['with no project’s token', basic('0'.repeat(32))],
    ['with a word that is no scheme', { authorization: 'hello' }],
  ])('%s is told so in JSON', async (_, headers) => {
    const answer = await fetch(`${app.url}/record`, { method: 'POST', headers });
    expect([answer.status, await answer.json()]).toEqual([
      401,
      { code: 401, error: 'Invalid credentials', status: 'Unauthorized' },
    ]);
  });

  it('with the API secret is of its project, and GET is a way to nothing', async () => {
    expect((await record({ distinct_id: ADA }, undefined, basic(project.apiSecret))).body).toEqual(TAKEN);
    expect(await batches()).toHaveLength(1);
    const answer = await fetch(`${app.url}/record?replay_id=x`, { headers: basic(project.projectToken) });
    expect([answer.status, answer.headers.get('allow'), await answer.json()]).toEqual([
      405,
      'POST',
      { code: 405, error: expect.any(String), status: 'Method Not Allowed' },
    ]);
  });
});

describe('a recording that nobody wants', () => {
  it('is answered as taken, and not kept, in a project that records nothing, as none does from the start', async () => {
    await set({ recordSessions: 0 });
    expect(await record({ distinct_id: ADA })).toEqual({ status: 200, body: TAKEN });
    expect([await batches(), await counted()]).toEqual([[], ['dropped recordings-off 1']]);
    const fresh = await createProject(app, 'fresh');
    const created = await app.prisma.project.findUniqueOrThrow({ where: { id: fresh.projectId } });
    expect([created.recordSessions, created.replayRetentionDays]).toEqual([0, 30]);
  });

  it('is dropped of who opted out, and of the devices that this shows to be theirs', async () => {
    const body = { projectId: project.projectId, distinctIds: [ADA] };
    await new ApiClient(app, project).call('POST', '/api/v1/opt-outs', body);
    expect(await record({ distinct_id: ADA, $user_id: ADA, $device_id: DEVICE })).toEqual({ status: 200, body: TAKEN });
    expect(await record({ distinct_id: ON_DEVICE, $device_id: DEVICE, replay_id: 'later' })).toEqual({
      status: 200,
      body: TAKEN,
    });
    expect([await batches(), await refusedPeople()]).toEqual([[], { 'opt-out': 2 }]);
  });

  it('is dropped of a device whose recording has come to be theirs', async () => {
    await record({ distinct_id: ON_DEVICE, $device_id: DEVICE, seq: 0 });
    await record({ distinct_id: ADA, $user_id: ADA, seq: 1 });
    const body = { projectId: project.projectId, distinctIds: [ADA] };
    await new ApiClient(app, project).call('POST', '/api/v1/opt-outs', body);
    await record({ distinct_id: ON_DEVICE, $device_id: DEVICE, seq: 2 });
    expect((await batches()).map(({ seq }) => seq)).toEqual([0, 1]);
  });

  it('is dropped of who has not opted in, where nobody else is collected', async () => {
    await set({ optedOutByDefault: true });
    await record({ distinct_id: ADA });
    await new ApiClient(app, project).call('POST', '/api/v1/opt-ins', {
      projectId: project.projectId,
      distinctIds: [ADA],
    });
    await record({ distinct_id: ADA, seq: 1 });
    expect((await batches()).map(({ seq }) => seq)).toEqual([1]);
  });

  it.each(['drop', 'no-links'] as const)('is dropped of a browser that signals Sec-GPC: 1 (%s)', async (what) => {
    await set({ globalPrivacyControl: what });
    const onDevice = { distinct_id: ON_DEVICE, $device_id: DEVICE };
    expect((await record(onDevice, undefined, { 'sec-gpc': '1' })).body).toEqual(TAKEN);
    await record({ ...onDevice, seq: 1 });
    expect((await batches()).map(({ seq }) => seq)).toEqual(what === 'drop' ? [] : [1]);
    expect(await counted()).toEqual(what === 'drop' ? [] : ['dropped gpc 1', 'taken 1']);
  });

  async function refusedPeople(): Promise<Record<string, number>> {
    const rows = await app.prisma.suppressedCount.findMany({ where: { projectId: project.projectId } });
    return Object.fromEntries(rows.map(({ reason, count }) => [reason, Number(count)]));
  }
});

describe('what a project does not keep', () => {
  it('is not kept of the query: blocked names, dropped values, and no address', async () => {
    await set({ blockedProperties: ['$current_url', 'replay_*'], droppedValues: ['e-mail'] });
    await record({ distinct_id: ADA, $ip: ADDRESS, mail: 'ada@example.com', $os: 'Linux' });
    const [batch] = await batches();
    expect(batch?.properties).toEqual({ $lib_version: '2.83.0', mp_lib: 'web', $os: 'Linux', mp_country_code: 'US' });
    expect([batch?.replay_id, batch?.distinct_id]).toEqual(['87e6f0ac-3673-4139-98bb-7624e6e046b0', ADA]);
    const counts = await app.prisma.droppedCount.findMany({ where: { projectId: project.projectId } });
    expect(counts.map(({ name, count }) => `${name} ${count}`).sort()).toEqual([
      '$current_url 1',
      'e-mail 1',
      'replay_* 1',
    ]);
  });

  it.each<[string, Record<string, string | number>, boolean, string | undefined]>([
    ['is looked up where the call asks for it', { ip: 1 }, true, 'US'],
    ['is not looked up where it does not', {}, true, undefined],
    ['is not looked up where the project wants no places', { ip: 1 }, false, undefined],
  ])('the address of the call %s', async (_, query, lookUpPlaces, country) => {
    await set({ lookUpPlaces });
    await record({ distinct_id: ADA, ...query }, undefined, { 'x-forwarded-for': ADDRESS });
    const [batch] = await batches();
    expect(batch?.properties['mp_country_code']).toBe(country);
    expect(JSON.stringify(batch?.properties)).not.toContain(ADDRESS);
  });

  it('is no raw id, where ids are hashed', async () => {
    await set({ hashIds: true });
    await record({ distinct_id: ON_DEVICE, $device_id: DEVICE, seq: 0 });
    await record({ distinct_id: ADA, $user_id: ADA, $device_id: DEVICE, seq: 1 });
    const kept = await batches();
    expect(kept.map(({ sent_distinct_id: id }) => id)).toEqual([
      expect.stringMatching(/^\$device:\$hashed:/),
      expect.stringMatching(/^\$hashed:/),
    ]);
    for (const raw of [ADA, DEVICE]) expect(JSON.stringify(kept)).not.toContain(raw);
  });
});

describe('how long a recording is kept', () => {
  it('is decided when it arrives', async () => {
    await record({ distinct_id: ADA, seq: 0 });
    await set({ replayRetentionDays: 1 });
    await record({ distinct_id: ADA, seq: 1 });
    await set({ replayRetentionDays: 366 });
    await record({ distinct_id: ADA, seq: 2 });
    expect((await batches()).map(({ expires_on: day }) => day)).toEqual([dayIn(30), dayIn(1), dayIn(366)]);
  });

  it.each([0, 367, 1.5])('is not %d days', async (replayRetentionDays) => {
    await expect(set({ replayRetentionDays })).rejects.toMatchObject({ code: 'setting-unfit' });
  });

  it.each([-1, 100.1, Number.NaN])('and %d percent are no share of sessions', async (recordSessions) => {
    await expect(set({ recordSessions })).rejects.toMatchObject({ code: 'setting-unfit' });
  });
});

it('browsers and phones that ask are told whether to record', async () => {
  const ask = async () =>
    (await fetch(`${app.url}/settings?sdk_config=1&recording=1`, { headers: basic(project.projectToken) })).json();
  await set({ recordSessions: 12.5 });
  expect(await ask()).toEqual({
    recording: { is_enabled: true },
    sdk_config: { config: { record_sessions_percent: 12.5 } },
  });
  await set({ recordSessions: 0 });
  expect(await ask()).toEqual({
    recording: { is_enabled: false },
    sdk_config: { config: { record_sessions_percent: 0 } },
  });
});

function basic(user: string): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(user.includes(':') ? user : `${user}:`).toString('base64')}` };
}

function dayIn(days: number): string {
  return new Date(Date.now() + days * DAY).toISOString().slice(0, 10);
}
