import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { ServiceAccountsService } from '../../src/access/accounts/service-accounts.service.js';
import { SubjectHmac } from '../../src/subject-data/index.js';
import { Suppression } from '../../src/suppression/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

const LIMIT = 256 * 1024;
const ADDRESS = '136.24.0.114';
const INVALID_CREDENTIALS = { code: 401, error: 'Invalid credentials', status: 'Unauthorized' };

let app: TestApp;
let project: TestProject;
let database: pg.Client;

beforeAll(async () => {
  app = await startApp({ settings: { IMPORT_LIMIT_BYTES: String(LIMIT) } });
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

type Body = NonNullable<RequestInit['body']>;

interface Sent {
  readonly query?: string;
  readonly user?: string;
  readonly password?: string;
  readonly headers?: Record<string, string>;
}

async function post(path: string, body: Body, headers: Record<string, string> = {}) {
  const response = await fetch(`${app.url}${path}`, { method: 'POST', body, headers });
  const text = await response.text();
  return { status: response.status, text, type: response.headers.get('content-type') ?? '' };
}

async function importBody(body: Body, sent: Sent = {}) {
  const basic = Buffer.from(`${sent.user ?? project.apiSecret}:${sent.password ?? ''}`).toString('base64');
  const headers = { authorization: `Basic ${basic}`, ...sent.headers };
  const { status, text } = await post(`/import?${sent.query ?? 'strict=1'}`, body, headers);
  return { status, body: JSON.parse(text) as Record<string, unknown> };
}

const importEvents = (events: readonly object[], sent?: Sent) => importBody(JSON.stringify(events), sent);

function event(properties: object, name = 'Played') {
  return { event: name, properties: { time: 1618716477, distinct_id: 'u1', $insert_id: 'a-1', ...properties } };
}

async function rows(table: string, columns: string): Promise<Record<string, unknown>[]> {
  const { rows } = await database.query(
    `SELECT ${columns} FROM subject_data.${table} WHERE project_id = $1 ORDER BY ${columns}`,
    [project.projectId],
  );
  return rows;
}

const eventIds = async () => (await rows('events', 'distinct_id')).map((row) => row.distinct_id);

/** Whether a text stands anywhere in what is kept of the project. */
async function isKept(text: string): Promise<boolean> {
  for (const table of ['events', 'profiles', 'identity_links', 'session_replays']) {
    const query = `SELECT 1 FROM subject_data.${table} AS kept WHERE kept::text LIKE '%' || $1 || '%'`;
    if ((await database.query(query, [text])).rowCount !== 0) return true;
  }
  return false;
}

async function suppress(...ids: string[]): Promise<void> {
  const hmac = app.application.get(SubjectHmac);
  const hmacs = ids.map((id) => hmac.hexOf(project.projectId, id));
  await app.prisma.$transaction((transaction) =>
    app.application.get(Suppression).suppress(transaction, project.projectId, 'deleted', [{ requestId: null, hmacs }]),
  );
}

async function refusedCount(): Promise<number> {
  const query = 'SELECT coalesce(sum(count), 0)::int AS count FROM suppressed_counts WHERE project_id = $1';
  return (await database.query<{ count: number }>(query, [project.projectId])).rows[0]?.count ?? 0;
}

describe('POST /import', () => {
  it('loads a raw export file, and changes nothing when it is loaded again', async () => {
    const file = Array.from({ length: 500 }, (_, index) =>
      JSON.stringify({
        event: index % 2 ? 'Played' : '$mp_web_page_view',
        properties: {
          time: 1618716477 + (index % 7) / 4,
          distinct_id: `listener-${index % 40}`,
          $insert_id: `in-${index}`,
          $import: true,
          $mp_api_endpoint: 'api.mixpanel.com',
          mp_processing_time_ms: 1618716477123 + index,
          $city: 'Köln',
        },
      }),
    ).join('\n');
    for (let round = 0; round < 2; round++) {
      const headers = { 'content-type': 'application/x-ndjson' };
      const answer = await importBody(file, { headers });
      expect(answer).toEqual({ status: 200, body: { code: 200, num_records_imported: 500, status: 'OK' } });
    }
    expect(await eventIds()).toHaveLength(500);
    const [first] = await rows('events', 'insert_id, properties, time');
    expect(first).toEqual({
      insert_id: 'in-0',
      time: new Date('2021-04-18T03:27:57.000Z'),
      properties: {
        $import: true,
        $mp_api_endpoint: 'api.mixpanel.com',
        mp_processing_time_ms: 1618716477123,
        $city: 'Köln',
      },
    });
  });

  it('takes gzip, NDJSON without a content type, and the project token as user name', async () => {
    const lines = [1, 2, 3].map((number) => JSON.stringify(event({ $insert_id: `g-${number}` }))).join('\n');
    const headers = { 'content-encoding': 'gzip' };
    const answer = await importBody(gzipSync(lines), { headers, user: project.projectToken, query: '' });
    expect(answer.body).toEqual({ code: 200, num_records_imported: 3, status: 'OK' });
    expect(await eventIds()).toHaveLength(3);
  });

  it('stores what passes and tells of each that does not', async () => {
    const { status, body } = await importEvents([
      event({ $insert_id: 'bad-time', time: 'yesterday' }),
      event({ $insert_id: 'good-1' }),
      event({ $insert_id: 'bad-name', name: 'a\0b' }),
      event({ $insert_id: undefined, distinct_id: 'u2' }),
      event({ $insert_id: 'good-2' }),
    ]);
    expect(status).toBe(400);
    expect(body).toEqual({
      code: 400,
      error: 'some data points in the request failed validation',
      failed_records: [
        {
          index: 0,
          insert_id: 'bad-time',
          $insert_id: 'bad-time',
          field: 'properties.time',
          message: expect.any(String),
        },
        {
          index: 2,
          insert_id: 'bad-name',
          $insert_id: 'bad-name',
          field: 'properties.name',
          message: expect.any(String),
        },
        {
          index: 3,
          insert_id: '',
          $insert_id: '',
          field: 'properties.$insert_id',
          message: 'properties.$insert_id is missing',
        },
      ],
      num_records_imported: 2,
      status: 'Bad Request',
    });
    expect((await rows('events', 'insert_id')).map((row) => row.insert_id)).toEqual(['good-1', 'good-2']);
  });

  it('leaves out without a word what does not pass when not strict, and repeats nothing that has no $insert_id', async () => {
    const events = [event({ $insert_id: undefined }), event({ time: null }), event({ distinct_id: 'null' })];
    for (let round = 0; round < 2; round++) {
      const { status, body } = await importEvents(events, { query: 'strict=0' });
      expect({ status, body }).toEqual({ status: 200, body: { code: 200, num_records_imported: 1, status: 'OK' } });
    }
    expect(await eventIds()).toEqual(['u1']);
  });

  it('keeps ids and keys byte for byte', async () => {
    const ids = [
      "'; drop table subject_data.events; --",
      '../../etc/passwd',
      '🦜🏴‍☠️',
      'مرحبا\u200f',
      '__proto__',
      ' x ',
      'e\u0301',
      'é',
    ];
    const events = ids.map((distinct_id) => event({ distinct_id, 'k\\"\'': distinct_id }));
    const hostile = '{"__proto__":{"polluted":1},"constructor":{"prototype":1}}';
    events.push(event({ distinct_id: 'keys', nested: JSON.parse(hostile) as unknown }));
    expect((await importEvents(events)).body).toMatchObject({ num_records_imported: ids.length + 1 });
    expect(new Set(await eventIds())).toEqual(new Set([...ids, 'keys']));
    const kept = await database.query<{ nested: string }>(
      `SELECT properties ->> 'nested' AS nested FROM subject_data.events WHERE project_id = $1 AND distinct_id = 'keys'`,
      [project.projectId],
    );
    expect(JSON.parse(kept.rows[0]?.nested ?? '')).toEqual(JSON.parse(hostile));
  });

  it('stores the place of an address and no address', async () => {
    await importEvents([
      event({ ip: ADDRESS, $ip: ADDRESS }),
      { ...event({ $insert_id: 'a-2' }), ip: ADDRESS, $ip: ADDRESS },
    ]);
    expect(await rows('events', 'properties')).toEqual([{ properties: {} }, { properties: { mp_country_code: 'US' } }]);
    expect(await isKept(ADDRESS)).toBe(false);
  });

  it('builds identity links from devices and from the identity events', async () => {
    await importEvents([
      { event: 'Visited', properties: { time: 1618716000, $insert_id: 'd-1', $device_id: 'd1' } },
      event({ $device_id: 'd1', $user_id: 'u1' }),
      { event: '$identify', properties: { $identified_id: 'u1', $anon_id: 'anon-7' } },
      { event: '$create_alias', properties: { distinct_id: 'u1', alias: 'pat@example.com', time: 1618716477 } },
      { event: '$merge', properties: { $distinct_ids: ['u1', 'old-1'] } },
    ]);
    expect(await eventIds()).toEqual(['$device:d1', 'u1']);
    expect(await rows('identity_links', 'kind, distinct_id, linked_id')).toEqual([
      { kind: 'alias', distinct_id: 'u1', linked_id: 'pat@example.com' },
      { kind: 'device', distinct_id: 'u1', linked_id: '$device:d1' },
      { kind: 'identify', distinct_id: 'u1', linked_id: 'anon-7' },
      { kind: 'merge', distinct_id: 'u1', linked_id: 'old-1' },
    ]);
  });

  it('drops and counts what is of a suppressed subject, and answers as always', async () => {
    await suppress('gone', '$device:gone');
    const events = [
      event({ distinct_id: 'gone' }),
      event({ distinct_id: 'u1', $device_id: 'gone', $user_id: 'u1' }),
      event({ distinct_id: 'stays' }),
      { event: '$create_alias', properties: { distinct_id: 'other', alias: 'gone' } },
    ];
    const { status, body } = await importEvents(events);
    expect({ status, body }).toEqual({ status: 200, body: { code: 200, num_records_imported: 4, status: 'OK' } });
    expect(await eventIds()).toEqual(['stays']);
    expect(await isKept('gone')).toBe(false);
    expect(await refusedCount()).toBe(3);
    const update = { $token: project.projectToken, $distinct_id: 'gone', $set: { a: 1 } };
    expect((await post('/engage', JSON.stringify(update))).text).toBe('1');
    expect(await rows('profiles', 'distinct_id')).toEqual([]);
    expect(await refusedCount()).toBe(4);
  });

  it('takes a person in again who opts in, unless they did so before they were refused', async () => {
    await suppress('back');
    await importEvents([event({ distinct_id: 'back' }, '$opt_in')]);
    expect(await eventIds()).toEqual([]);
    const optIn = event({ distinct_id: 'back', time: Date.now() }, '$opt_in');
    await importEvents([optIn, event({ distinct_id: 'back', $insert_id: 'a-2' })]);
    expect(await eventIds()).toEqual(['back', 'back']);
  });

  it('answers the older client libraries in their words', async () => {
    const form = (data: unknown) => new URLSearchParams({ data: JSON.stringify(data), verbose: '1', ip: '0' });
    expect((await importBody(form(event({})), { query: '' })).body).toEqual({ status: 1, error: null });
    const refused = await importBody(form(event({ time: null })), { query: '' });
    expect(refused.body).toEqual({ status: 0, error: 'properties.time is missing' });
  });

  it('refuses who is not known', async () => {
    const body = JSON.stringify([event({})]);
    for (const sent of [{ user: 'wrong' }, { user: 'a', password: 'b' }, { headers: { authorization: '' } }]) {
      expect(await importBody(body, sent)).toEqual({ status: 401, body: INVALID_CREDENTIALS });
    }
    expect(await eventIds()).toEqual([]);
  });

  it('lets a service account into the projects of its organization alone', async () => {
    const foreign = project;
    project = await createProject(app, 'accounts');
    const account = await app.application.get(ServiceAccountsService).create('operator', project.organizationId, {
      name: 'loader',
      role: 'member',
      expiresInDays: 1,
    });
    const as = (query: string) =>
      importEvents([event({})], { query, user: account.serviceAccount.name, password: account.secret });
    expect(await as(`strict=1&project_id=${project.projectId}`)).toMatchObject({ status: 200 });
    expect(await as(`project_id=${foreign.projectId}`)).toEqual({ status: 401, body: INVALID_CREDENTIALS });
    expect(await as('project_id=999999')).toEqual({ status: 401, body: INVALID_CREDENTIALS });
    expect(await as('strict=1')).toMatchObject({ status: 400, body: { code: 400, status: 'Bad Request' } });
    expect(await as('project_id=one')).toMatchObject({ status: 400 });
    expect(await importEvents([event({})], { query: `project_id=${foreign.projectId}` })).toMatchObject({
      status: 400,
    });
  });

  it.each([
    ['no JSON', 'hello', 400],
    ['nothing', '', 400],
    ['half of an array', '[{"event":', 400],
    ['1 MB of brackets', '['.repeat(LIMIT - 10), 400],
    ['what is no gzip', 'plain', 400, { 'content-encoding': 'gzip' }],
    ['what is no UTF-8', Buffer.from([0x5b, 0xff, 0x5d]), 400],
    ['2001 events', `[${'{},'.repeat(2000)}{}]`, 413],
    ['too many bytes', `[${'"x",'.repeat(LIMIT / 4)}"x"]`, 413],
    ['a gzip bomb', gzipSync(Buffer.alloc(LIMIT * 40, 0x20)), 413, { 'content-encoding': 'gzip' }],
  ])('refuses %s whole', async (_, sent, status, headers: Record<string, string> = {}) => {
    const answer = await importBody(typeof sent === 'string' ? sent : new Uint8Array(sent), { headers });
    expect(answer.status).toBe(status);
    expect(Object.keys(answer.body)).toEqual(['code', 'error', 'status']);
    expect(answer.body.code).toBe(status);
    expect(answer.body.status).toBe(status === 413 ? 'Request Entity Too Large' : 'Bad Request');
    expect(await eventIds()).toEqual([]);
  });
});

describe('POST /engage', () => {
  const profile = async (id = 'u1') =>
    (await rows('profiles', 'distinct_id, properties')).find((row) => row.distinct_id === id)?.properties;
  const update = (operators: object, id = 'u1') => ({ $token: project.projectToken, $distinct_id: id, ...operators });
  const engage = (updates: unknown, query = '') => post(`/engage${query}`, JSON.stringify(updates));

  it('takes a JSON body, and a form with JSON or base64', async () => {
    expect(await engage(update({ $set: { a: 1 } }))).toMatchObject({
      status: 200,
      text: '1',
      type: expect.stringContaining('text/plain'),
    });
    const json = JSON.stringify([update({ $add: { a: 2 } })]);
    expect((await post('/engage?ip=1', new URLSearchParams({ data: json }))).text).toBe('1');
    const data = Buffer.from(json).toString('base64');
    const answer = await post('/engage?verbose=1', new URLSearchParams({ data }));
    expect(answer.text).toBe('{"error":null,"status":1}');
    expect(answer.type).toContain('application/json');
    expect((await post('/engage', new URLSearchParams({ data, verbose: '1' }))).text).toBe('{"error":null,"status":1}');
    expect(await profile()).toEqual({ a: 7 });
  });

  it('applies the updates of one request in their order', async () => {
    await engage([
      update({ $set: { a: 1 } }),
      update({ $append: { l: 1 } }),
      update({ $append: { l: 2 } }),
      update({ $set: { a: 2 } }),
    ]);
    expect(await profile()).toEqual({ a: 2, l: [1, 2] });
  });

  it('does not bring back a deleted profile for its transactions', async () => {
    await engage(update({ $set: { a: 1 } }));
    await importEvents([event({})]);
    await engage([update({ $delete: '' }), update({ $set: { $transactions: [] } })]);
    expect(await profile()).toBeUndefined();
    expect(await eventIds()).toEqual(['u1']);
  });

  it('stores the place of an address and no address', async () => {
    await engage(
      update({ $ip: ADDRESS, ip: ADDRESS, $set: { $ip: ADDRESS, ip: ADDRESS, a: 1 }, $union: { ip: [ADDRESS] } }),
      '?ip=1',
    );
    expect(await profile()).toEqual({ a: 1, $country_code: 'US' });
    expect(await isKept(ADDRESS)).toBe(false);
  });

  it('keeps hostile ids and keys as data', async () => {
    const text = '{"__proto__":{"polluted":1},"constructor":1}';
    await engage(update({ $set: JSON.parse(text) as object }, '__proto__'));
    await engage(update({ $append: { toString: '🦜' } }, '__proto__'));
    expect(JSON.stringify(await profile('__proto__'))).toContain('"__proto__":{"polluted":1}');
    expect(await profile('__proto__')).toHaveProperty('toString', ['🦜']);
  });

  it('changes the person’s profile through an alias, unless told not to', async () => {
    await importEvents([{ event: '$create_alias', properties: { distinct_id: 'u1', alias: 'pat@example.com' } }]);
    await engage([
      update({ $set: { a: 1 } }, 'pat@example.com'),
      update({ $set: { b: 1 }, $ignore_alias: true }, 'pat@example.com'),
    ]);
    expect([await profile('u1'), await profile('pat@example.com')]).toEqual([{ a: 1 }, { b: 1 }]);
    await engage(update({ $delete: '', $ignore_alias: true }, 'pat@example.com'));
    expect([await profile('u1'), await profile('pat@example.com')]).toEqual([{ a: 1 }, undefined]);
  });

  it('takes what passes and says what does not', async () => {
    const answer = await engage(
      [update({ $set: { a: 1 } }), update({ $set: 1 }), update({ $set: {} }, 'anonymous')],
      '?verbose=1',
    );
    expect(answer.text).toBe('{"error":"Update 1: $set must be a JSON object.","status":1}');
    expect(await profile()).toEqual({ a: 1 });
  });

  it.each([
    ['an unknown token', { $token: 'nobody', $distinct_id: 'u1', $set: { a: 1 } }],
    ['no token', { $distinct_id: 'u1', $set: { a: 1 } }],
    ['a placeholder for an id', { $token: 't', $distinct_id: 'undefined', $set: { a: 1 } }],
    ['no update', []],
    ['no object', 'hello'],
  ])('answers 0 to %s', async (_, body) => {
    expect(await engage(body)).toMatchObject({ status: 200, text: '0' });
    const verbose = JSON.parse((await engage(body, '?verbose=1')).text) as object;
    expect(verbose).toEqual({ status: 0, error: expect.stringMatching(/\.$|^data, missing or empty$/) });
    expect(await rows('profiles', 'distinct_id')).toEqual([]);
  });

  it('refuses a body beyond the limit', async () => {
    expect(await post('/engage', 'x'.repeat(LIMIT + 1))).toMatchObject({ status: 413, text: '0' });
  });
});
