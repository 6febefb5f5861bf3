import pg from 'pg';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { signedIn, type Browser } from '../support/browser.js';
import { joinApp } from '../support/join.js';

const DAY = 86_400_000;

let app: TestApp;
let project: TestProject;
let database: pg.Client;

beforeAll(async () => {
  app = await startApp({ settings: { ROLE: 'api' } });
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
});
beforeEach(async () => {
  project = await createProject(app, `p${(await app.prisma.project.count()) + 1}`);
});
afterAll(async () => {
  await database.end();
  await app.close();
});

async function send(path: string, init: RequestInit = {}): Promise<string> {
  const response = await fetch(`${app.url}${path}`, { redirect: 'manual', ...init });
  expect(response.status).toBe(200);
  return response.text();
}
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });
const withToken = (records: readonly Sent[]) =>
  records.map(({ properties, ...rest }) => ({ ...rest, properties: { token: project.projectToken, ...properties } }));

interface Sent {
  readonly event: string;
  readonly properties: Record<string, unknown>;
}

/** The ways by which anybody may send events who has seen a page of the project. */
const DOORS: Readonly<Record<string, (records: readonly Sent[]) => Promise<string>>> = {
  'POST /track': (records) =>
    send('/track/', { method: 'POST', body: new URLSearchParams({ data: base64(withToken(records)) }) }),
  'GET /track': (records) => send(`/track?data=${encodeURIComponent(base64(withToken(records)))}`),
  'a beacon': (records) =>
    send('/track/?ip=1', { method: 'POST', body: `data=${encodeURIComponent(base64(withToken(records)))}` }),
  'POST /import with the token': (records) =>
    send('/import', {
      method: 'POST',
      body: new URLSearchParams({ data: base64(records) }),
      headers: basic(`${project.projectToken}:`),
    }),
  'GET /import with the token': (records) =>
    send(`/import?data=${encodeURIComponent(base64(records))}&api_key=${project.projectToken}`),
};
const track = DOORS['POST /track'] as (records: readonly Sent[]) => Promise<string>;

async function rows(table: string, columns = '*'): Promise<Record<string, unknown>[]> {
  const query = `SELECT ${columns} FROM subject_data.${table} WHERE project_id = $1 ORDER BY ${columns === '*' ? 1 : columns}`;
  return (await database.query<Record<string, unknown>>(query, [project.projectId])).rows;
}
const linked = () => rows('identity_links', 'kind, distinct_id, linked_id');

const event = (properties: Record<string, unknown>, name = 'Played'): Sent => ({
  event: name,
  properties: { time: 1_618_716_477, ...properties },
});

async function previewOf(...distinctIds: string[]) {
  const { body } = await new ApiClient(app, project).call<{
    subjects: readonly { distinctId: string; rows: number; linkedIds: number; ambiguousIds: number }[];
  }>('POST', '/api/v1/requests/preview', { projectId: project.projectId, kind: 'export', distinctIds });
  return body.subjects.map(({ distinctId, rows: count, linkedIds, ambiguousIds }) => ({
    distinctId,
    rows: count,
    linkedIds,
    ambiguousIds,
  }));
}

describe('who knows the public token joins nobody', () => {
  const forged: readonly Sent[] = [
    { event: '$merge', properties: { $distinct_ids: ['attacker', 'victim'] } },
    { event: '$create_alias', properties: { distinct_id: 'attacker', alias: 'victim' } },
    { event: '$identify', properties: { $identified_id: 'attacker', $anon_id: 'victim' } },
    { event: '$identify', properties: { distinct_id: 'attacker', $user_id: 'attacker', $anon_distinct_id: 'victim' } },
  ];

  it.each(Object.keys(DOORS))('by %s', async (door) => {
    await track([
      event({ distinct_id: 'victim', $insert_id: 'v' }),
      event({ distinct_id: 'attacker', $insert_id: 'a' }),
    ]);
    expect(await DOORS[door]?.(forged)).toBe('1');
    expect(await linked()).toEqual([]);
    const alone = { rows: 1, linkedIds: 1, ambiguousIds: 0 };
    expect(await previewOf('victim', 'attacker')).toEqual([
      { distinctId: 'victim', ...alone },
      { distinctId: 'attacker', ...alone },
    ]);
    const counted = await app.prisma.unbelievedLink.findMany({ where: { projectId: project.projectId } });
    expect(counted.reduce((sum, { count }) => sum + Number(count), 0)).toBe(forged.length);
  });

  it('by the ids beside an update of a profile', async () => {
    await track([event({ distinct_id: 'victim', $insert_id: 'v' })]);
    const update = { $token: project.projectToken, $distinct_id: 'victim', $user_id: 'attacker', $set: { a: 1 } };
    await send('/engage/', { method: 'POST', body: JSON.stringify([update, { ...update, $device_id: 'victim' }]) });
    expect((await linked()).filter(({ linked_id: id }) => id === 'victim')).toEqual([]);
    expect(await previewOf('victim', 'attacker')).toMatchObject([
      { distinctId: 'victim', rows: 2, ambiguousIds: 0 },
      { distinctId: 'attacker', ambiguousIds: 0 },
    ]);
  });

  it('a page that calls identify for another account without reset leaves both their own', async () => {
    const [device, dave] = ['d0ae14c3-0000-4000-8000-000000000001', 'dave@example.com'];
    await track([
      event({ distinct_id: 'carol', $user_id: 'carol', $device_id: device, $insert_id: 'c' }),
      event({ distinct_id: dave, $user_id: dave, $device_id: device, $anon_distinct_id: 'carol' }, '$identify'),
      event({ distinct_id: dave, $insert_id: 'd' }),
    ]);
    const [carol, other] = await previewOf('carol', dave);
    const own = await rows('identity_links', 'distinct_id');
    const linksOf = (id: string) => own.filter((row) => row.distinct_id === id).length;
    expect([carol?.rows, other?.rows]).toEqual([1 + linksOf('carol'), 1 + linksOf(dave)]);
  });

  it('and still ties a device to its user', async () => {
    await track([event({ distinct_id: 'ada', $user_id: 'ada', $device_id: 'd1', $insert_id: 'x' })]);
    const update = { $token: project.projectToken, $distinct_id: 'bo', $user_id: 'bo', $device_id: 'd2', $set: {} };
    await send('/engage/', { method: 'POST', body: JSON.stringify([update]) });
    expect(await linked()).toEqual([
      { kind: 'device', distinct_id: 'ada', linked_id: '$device:d1' },
      { kind: 'device', distinct_id: 'bo', linked_id: '$device:d2' },
    ]);
  });
});

it('an event of more than 1 MB is not taken, however much a call may hold, and nothing of it is stored', async () => {
  const bodyOf = (megabytes: number) =>
    JSON.stringify(withToken([event({ distinct_id: 'u1', text: 'x'.repeat(megabytes * 1024 * 1024) })]));
  for (const megabytes of [1, 2, 9])
    expect(await send('/track/', { method: 'POST', body: bodyOf(megabytes) })).toBe('0');
  expect((await fetch(`${app.url}/track/`, { method: 'POST', body: bodyOf(10) })).status).toBe(413);
  expect(await rows('events')).toEqual([]);
});

describe('what is sent more than once', () => {
  const batch = () => [
    event(
      { distinct_id: '$device:d1', $device_id: 'd1', $insert_id: '27isp19ghwszvxjk', time: 1_795_894_634.206 },
      'Left',
    ),
    event(
      { distinct_id: '$device:d1', $device_id: 'd1', $insert_id: '37isp19ghwszvxjk', time: 1_795_894_635.5 },
      'Left',
    ),
  ];

  it('is one event: two beacons, the call of the next page, and an import', async () => {
    const beacon = DOORS['a beacon'] as typeof track;
    await Promise.all([beacon(batch()), beacon(batch()), track(batch())]);
    await send('/import?strict=1', {
      method: 'POST',
      body: JSON.stringify(withToken(batch())),
      headers: basic(`${project.apiSecret}:`),
    });
    expect(await rows('events', 'insert_id')).toHaveLength(2);
  });

  it('is one event where phones name it beside its properties, or its time is all it has', async () => {
    const phone = { ...event({ distinct_id: 'u1' }), $mp_metadata: { $mp_event_id: '01f0251a45d26934' } };
    const server = event({ distinct_id: 'u2', a: 1 });
    for (let round = 0; round < 2; round++) await track([phone, server]);
    expect(await rows('events', 'distinct_id')).toEqual([{ distinct_id: 'u1' }, { distinct_id: 'u2' }]);
  });

  it('are as many events as were sent, where a server tells no time', async () => {
    const timeless = { event: 'Played', properties: { distinct_id: 'u1' } };
    await track([timeless, timeless]);
    await Promise.all([track([timeless]), track([timeless]), track([timeless])]);
    expect(await rows('events', 'insert_id')).toHaveLength(5);
  });
});

describe('a profile is changed by what SDKs send', () => {
  const engage = (...updates: object[]) =>
    send('/engage?verbose=1', {
      method: 'POST',
      body: new URLSearchParams({
        data: base64(updates.map((update) => ({ $token: project.projectToken, $distinct_id: 'u1', ...update }))),
      }),
    });
  const profile = async () => (await rows('profiles', 'properties'))[0]?.properties ?? null;
  const TAKEN = '{"error":null,"status":1}';

  it.each<[string, object, object]>([
    ['a time', { $time: 1_795_894_613, $set: { a: 1 } }, { a: 1 }],
    ['$ignore_time', { $ignore_time: 'true', $set: { a: 1 } }, { a: 1 }],
    ['an address of its own', { $ip: '8.8.8.8', $set: { a: 1 } }, { a: 1, $country_code: 'US' }],
    ['an address among the properties', { $ip: 0, $set: { a: 1, $ip: '8.8.8.8', ip: '8.8.8.8' } }, { a: 1 }],
    ['$ignore_alias as text', { $ignore_alias: 'false', $set: { a: 1 } }, { a: 1 }],
    ['ids beside it', { $device_id: 'x', $user_id: null, $had_persisted_distinct_id: true, $set: { a: 1 } }, { a: 1 }],
    ['metadata of a phone', { $mp_metadata: { $mp_event_id: 'x' }, $set: { a: 1 } }, { a: 1 }],
    ['coordinates', { $latitude: 1.5, $longitude: 2, $set: { a: 1 } }, { a: 1 }],
    [
      'a charge',
      { $append: { $transactions: { $amount: 5 } }, $set: { a: 1 } },
      { a: 1, $transactions: [{ $amount: 5 }] },
    ],
    ['several operators', { $set: { a: 1 }, $add: { a: 2 }, $union: { l: [1, 1] } }, { a: 3, l: [1] }],
  ])('with %s', async (_, update, expected) => {
    expect(await engage(update)).toBe(TAKEN);
    expect(await profile()).toEqual(expected);
  });

  it.each([[''], [null], ['null'], [{}], ['u1'], ['$delete']])('and removed by $delete with %j', async ($delete) => {
    await engage({ $set: { a: 1 } });
    expect(await engage({ $delete, $ignore_alias: 'true' })).toBe(TAKEN);
    expect(await profile()).toBeNull();
  });

  it.each([[{ $set: { $transactions: [] } }], [{ $unset: ['$transactions'] }]])(
    'and not made by clearing charges: %j',
    async (update) => {
      expect(await engage(update)).toBe(TAKEN);
      expect(await profile()).toBeNull();
    },
  );
});

describe('groups', () => {
  const groups = (...updates: object[]) =>
    send('/groups?verbose=1', {
      method: 'POST',
      body: new URLSearchParams({
        data: JSON.stringify(
          updates.map((update) => ({
            $token: project.projectToken,
            $group_key: 'company',
            $group_id: 'Acme Inc.',
            ...update,
          })),
        ),
      }),
    });

  it.each([
    [{ $set: { plan: 'Pro' } }],
    [{ $set_once: { plan: 'Pro' }, $time: 1_795_894_613 }],
    [{ $union: { tags: ['x'] } }],
    [{ $remove: { tags: 'x' } }],
    [{ $unset: ['plan'] }],
    [{ $delete: '' }],
    [{ $group_id: 7, $set: { plan: 'Pro' } }],
  ])('are taken with %j, and nothing is kept of them', async (update) => {
    expect(await groups(update)).toBe('{"error":null,"status":1}');
    for (const table of ['events', 'profiles', 'identity_links']) expect(await rows(table)).toEqual([]);
  });

  it.each([
    [{ $group_key: undefined, $set: {} }, '$group_key'],
    [{ $group_id: '', $set: {} }, '$group_id'],
    [{ $set: 1 }, '$set'],
    [{ $union: { tags: 'x' } }, '$union'],
    [{ $set: { a: 'x\0' } }, '$set'],
    [{}, 'update'],
  ])('are refused with %j', async (update, field) => {
    const answer = JSON.parse(await groups(update)) as object;
    expect(answer).toEqual({ error: expect.stringContaining(`Update 0: ${field} `), status: 0 });
  });
});

describe('what came in is counted', () => {
  const incoming = async (browser: Browser) => {
    const { status, body } = await browser.get(`/projects/${String(project.projectId)}/incoming`);
    return { status, body: body as Record<string, unknown[]> };
  };

  it('by day, door and outcome, without an id, and shown to every member', async () => {
    await track([
      event({ distinct_id: 'ada', $insert_id: '1' }),
      event({ distinct_id: 'ada', $insert_id: '2' }),
      event({ distinct_id: '' }),
      event({ distinct_id: 'ada', $ignore: true }),
      event({ distinct_id: 'null' }),
      event({ distinct_id: 'ada', secretName: '\0' }),
      event({ $distinct_ids: ['ada', 'bo'] }, '$merge'),
    ]);
    await send('/engage', {
      method: 'POST',
      body: JSON.stringify({ $token: project.projectToken, $distinct_id: 'ada', $set: 1 }),
    });
    const member = { email: 'kim@example.com', role: 'member', password: 'correct horse battery staple' } as const;
    await joinApp(app.application, project.organizationId, member);
    const { status, body } = await incoming(
      await signedIn(app.application, member.email, member.password, project.organizationId),
    );
    expect(status).toBe(200);
    const day = new Date().toISOString().slice(0, 10);
    expect(body.days).toEqual([
      { day, door: 'engage', outcome: 'refused', reason: 'operator', count: 1 },
      { day, door: 'track', outcome: 'dropped', reason: 'ignored', count: 1 },
      { day, door: 'track', outcome: 'dropped', reason: 'nobody', count: 1 },
      { day, door: 'track', outcome: 'refused', reason: 'id', count: 1 },
      { day, door: 'track', outcome: 'refused', reason: 'property', count: 1 },
      { day, door: 'track', outcome: 'taken', reason: '', count: 3 },
    ]);
    expect(body.unbelieved).toEqual([{ kind: 'merge', lastThirtyDays: 1, total: 1, days: [{ day, count: 1 }] }]);
    expect([body.suppressed, body.notKept]).toEqual([[], []]);
    expect(JSON.stringify(body)).not.toMatch(/ada|secretName/);
  });

  it('by day also where records are of whoever is refused, are not believed, or are kept without something', async () => {
    const { projectId } = project;
    const on = (before: number, count: bigint) => ({ projectId, day: new Date(Date.now() - before * DAY), count });
    const counted = <Of extends object>(of: Of) =>
      [on(0, 2n), on(3, 5n), on(29, 1n), on(40, 7n)].map((each) => ({ ...each, ...of }));
    await app.prisma.suppressedCount.createMany({ data: counted({ reason: 'opt-out' }) });
    await app.prisma.unbelievedLink.createMany({ data: counted({ kind: 'merge' }) });
    await app.prisma.droppedCount.createMany({ data: counted({ kind: 'property', name: 'utm_*' }) });
    const { body } = await incoming(await signedIn(app.application, project.ownerEmail, project.ownerPassword));
    const dayOf = (before: number) => new Date(Date.now() - before * DAY).toISOString().slice(0, 10);
    const days = [2, 5, 1].map((count, at) => ({ day: dayOf([0, 3, 29][at] ?? 0), count }));
    const sums = { lastThirtyDays: 8, total: 15, days };
    expect(body.suppressed).toEqual([{ reason: 'opt-out', ...sums }]);
    expect(body.unbelieved).toEqual([{ kind: 'merge', ...sums }]);
    expect(body.notKept).toEqual([{ kind: 'property', name: 'utm_*', ...sums }]);
  });

  it('and not shown to those of another organization', async () => {
    const stranger = await createProject(app, 'strangers');
    const { status } = await incoming(await signedIn(app.application, stranger.ownerEmail, stranger.ownerPassword));
    expect(status).toBe(404);
  });
});
