import { deflateSync, gzipSync } from 'node:zlib';
import pg from 'pg';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';

const LIMIT = 256 * 1024;
const TAKEN = '{"error":null,"status":1}';
const EMPTY = '{"error":"data, missing or empty","status":0}';

let app: TestApp;
let project: TestProject;
let database: pg.Client;

beforeAll(async () => {
  app = await startApp({ settings: { ROLE: 'api', IMPORT_LIMIT_BYTES: String(LIMIT) } });
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

async function send(path: string, init: RequestInit = {}) {
  const response = await fetch(`${app.url}${path}`, { redirect: 'manual', ...init });
  const bytes = Buffer.from(await response.arrayBuffer());
  const type = response.headers.get('content-type');
  return { status: response.status, headers: response.headers, type, bytes, text: bytes.toString('utf8') };
}
const post = (path: string, body: RequestInit['body'], headers: Record<string, string> = {}) =>
  send(path, { method: 'POST', body: body ?? null, headers });

const event = (properties: object = {}, name = 'Played') => ({
  event: name,
  properties: { token: project.projectToken, distinct_id: 'u1', time: 1_618_716_477, $insert_id: 'a-1', ...properties },
});
const update = (operators: object, more: object = {}) => ({
  $token: project.projectToken,
  $distinct_id: 'u1',
  ...more,
  ...operators,
});
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');
const form = (data: unknown, more: Record<string, string> = {}) =>
  new URLSearchParams({ data: typeof data === 'string' ? data : JSON.stringify(data), ...more });
const formType = { 'content-type': 'application/x-www-form-urlencoded' };
const basic = (text: string) => ({ authorization: `Basic ${Buffer.from(text).toString('base64')}` });

async function rows(table = 'events', columns = 'distinct_id'): Promise<Record<string, unknown>[]> {
  const query = `SELECT ${columns} FROM subject_data.${table} WHERE project_id = $1 ORDER BY ${columns}`;
  return (await database.query<Record<string, unknown>>(query, [project.projectId])).rows;
}

describe('every route', () => {
  const calls = () =>
    [
      ['/track', event(), '1'],
      ['/engage', update({ $set: { a: 1 } }), '1'],
      ['/groups', update({ $set: { plan: 'Pro' } }, { $group_key: 'company', $group_id: 'Acme' }), '1'],
      ['/import', event(), '1'],
    ] as const;

  it('takes what SDKs send by GET and POST, with and without a slash at its end', async () => {
    for (const [path, record, answer] of calls()) {
      for (const slash of ['', '/']) {
        const headers = path === '/import' ? basic(`${project.apiSecret}:`) : {};
        const query = `?data=${encodeURIComponent(base64(record))}`;
        expect([path, (await send(`${path}${slash}${query}`, { headers })).text]).toEqual([path, answer]);
        expect([path, (await post(`${path}${slash}`, form(base64([record])), headers)).text]).toEqual([path, answer]);
      }
    }
    expect([await rows(), await rows('profiles')]).toEqual([[{ distinct_id: 'u1' }], [{ distinct_id: 'u1' }]]);
  });

  it('answers a HEAD and takes nothing by it', async () => {
    for (const [path, record] of calls()) {
      const headers = path === '/import' ? basic(`${project.apiSecret}:`) : {};
      const url = `${path}?data=${encodeURIComponent(base64(record))}`;
      expect((await send(url, { method: 'HEAD', headers })).status).toBe(200);
    }
    expect([await rows(), await rows('profiles')]).toEqual([[], []]);
  });

  it('refuses other methods in its own words', async () => {
    for (const [path] of calls()) {
      for (const method of ['PUT', 'PATCH', 'DELETE']) {
        const { status, headers, text } = await send(`${path}/`, { method });
        expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
        expect(text).toMatch(path === '/import' ? /^\{"code":405,/ : /^0$/);
      }
    }
  });

  it('tells those who ask for flags and settings that there are none, and nobody else', async () => {
    const asked = basic(`${project.projectToken}:`);
    for (const slash of ['', '/']) {
      expect((await send(`/flags${slash}?token=x&context={}`, { headers: asked })).text).toBe('{"flags":{}}');
      expect((await send(`/flags/definitions${slash}`, { headers: asked })).text).toBe('{"flags":[]}');
      expect((await send(`/settings${slash}?sdk_config=1`, { headers: asked })).text).toBe(
        '{"recording":{"is_enabled":false},"sdk_config":{"config":{"record_sessions_percent":0}}}',
      );
    }
    for (const path of ['/flags', '/flags/definitions', '/settings']) {
      expect((await send(path, { headers: basic(`${'f'.repeat(32)}:`) })).status).toBe(401);
      expect((await send(path)).text).toBe('{"code":401,"error":"Invalid credentials","status":"Unauthorized"}');
    }
  });
});

describe('a call is read by its bytes:', () => {
  type Sent = readonly [path: string, init: RequestInit];
  const shapes = (records: unknown): Readonly<Record<string, Sent>> => {
    const json = JSON.stringify(records);
    const encoded = base64(records);
    const posted = (body: RequestInit['body'], headers: Record<string, string> = {}): Sent => [
      '/track',
      { method: 'POST', body: body ?? null, headers },
    ];
    const zipped = (text: string) => new Uint8Array(gzipSync(text));
    return {
      'a form of base64': posted(form(encoded)),
      'a form of base64, gzip by its header': posted(zipped(form(encoded).toString()), {
        'content-type': 'application/x-www-form-urlencoded;charset=utf8',
        'content-encoding': 'gzip',
      }),
      'a form of base64, gzip by its bytes': posted(zipped(form(encoded).toString()), formType),
      'a form of JSON': posted(form(json)),
      'a form of base64 that is not escaped': posted(`data=${encoded}`, formType),
      'a form of url-safe base64': posted(form(encoded.replaceAll('+', '-').replaceAll('/', '_'))),
      JSON: posted(json, { 'content-type': 'application/json' }),
      'JSON that says utf-8': posted(json, { 'content-type': 'application/json; charset=utf-8' }),
      'JSON without a type': posted(new Uint8Array(Buffer.from(json))),
      'JSON, gzip by its header': posted(zipped(json), {
        'content-type': 'application/json',
        'content-encoding': 'gzip',
      }),
      'JSON, gzip by its bytes': posted(zipped(json), { 'content-type': 'application/json' }),
      'JSON, deflated': posted(new Uint8Array(deflateSync(json)), { 'content-encoding': 'deflate' }),
      'a beacon': posted(`data=${encodeURIComponent(encoded)}`, { 'content-type': 'text/plain;charset=UTF-8' }),
      'a query of base64': [`/track?data=${encodeURIComponent(encoded)}`, {}],
      'a query of base64 that is not escaped': [`/track?ip=0&verbose=0&data=${encoded}`, {}],
      'a query of JSON': [`/track/?data=${encodeURIComponent(json)}&_=1795894635681`, {}],
      'a query of url-safe base64': [`/track?data=${encoded.replaceAll('+', '-').replaceAll('/', '_')}&ip=1`, {}],
      'a query beside a form': ['/track?data=nothing', { method: 'POST', body: form(encoded) }],
      'a form with fields beside it': posted(
        form(encoded, { ip: '1', test: '0', compression: 'x', mp_lib: 'web', _: '1' }),
      ),
    };
  };
  const NAMES = Object.keys(shapes([]));

  it.each(NAMES)('%s', async (name) => {
    const difficult = { text: 'ü~~>>??{}&=+%🦜', '~?>': '>>>???~~~', nested: { list: [{ deep: [1] }] } };
    const records = [event({ $insert_id: 'one', ...difficult }), event({ $insert_id: 'two', ...difficult })];
    const sent = shapes(records)[name];
    expect((await send(...(sent as Sent))).text).toBe('1');
    expect(await rows('events', 'insert_id, properties')).toEqual([
      { insert_id: 'one', properties: difficult },
      { insert_id: 'two', properties: difficult },
    ]);
  });

  it.each(NAMES)('one record that is no list: %s', async (name) => {
    expect((await send(...(shapes(event())[name] as Sent))).text).toBe('1');
    expect(await rows()).toHaveLength(1);
  });
});

describe('an answer', () => {
  it('is exactly 1 or 0, as plain text', async () => {
    const taken = await post('/track', form(event()));
    expect([taken.status, taken.text, taken.type]).toEqual([200, '1', 'text/plain; charset=utf-8']);
    const refused = await post('/track', form(event({ distinct_id: 'undefined' })));
    expect([refused.status, refused.text, refused.type]).toEqual([200, '0', 'text/plain; charset=utf-8']);
  });

  it('has both keys where it is to be verbose, in the query or in the form', async () => {
    for (const call of [post('/track?verbose=1', form(event())), post('/track', form(event(), { verbose: '1' }))]) {
      const { status, text, type } = await call;
      expect([status, text, type]).toEqual([200, TAKEN, 'application/json; charset=utf-8']);
    }
    expect((await post('/track', form('{"event":', { verbose: '1' }))).text).toMatch(/^\{"error":".+","status":0\}$/);
  });

  it.each<[string, () => unknown]>([
    ['no token', () => event({ token: undefined })],
    ['a token that is no text', () => event({ token: 7 })],
    ['the token of no project', () => event({ token: 'f'.repeat(32) })],
    ['a token that is none', () => event({ token: "x' OR 1=1 --\0" })],
    ['an id that stands for nobody', () => event({ distinct_id: 'null' })],
    ['an id with a NUL', () => event({ distinct_id: 'a\0b' })],
    ['half a surrogate pair', () => event({ text: '\ud83d' })],
    ['a NUL in a name', () => event({ 'a\0b': 1 })],
    ['10,000 properties', () => event(Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`p${at}`, at])))],
    ['no name', () => ({ ...event(), event: '' })],
    ['no properties', () => ({ event: 'Played' })],
    ['a number', () => 7],
    ['null', () => null],
  ])('is 0 under 200 to an event with %s, and nothing of it is kept', async (_, record) => {
    const body = form(JSON.stringify([record()]));
    expect(await post('/track', body)).toMatchObject({ status: 200, text: '0' });
    const verbose = await post('/track?verbose=1', body);
    expect([verbose.status, JSON.parse(verbose.text)]).toEqual([
      200,
      { error: expect.stringMatching(/^Event 0: .+\.$/), status: 0 },
    ]);
    expect(await rows()).toEqual([]);
  });

  it.each<[string, string]>([
    ['base64 that is none', 'data=%21%21%21'],
    ['base64 that is cut off', 'data=eyJldmVudCI6'],
    ['base64 of what is no JSON', `data=${Buffer.from('hello').toString('base64')}`],
    ['base64 of what is no UTF-8', `data=${Buffer.from([0x5b, 0xff, 0x5d]).toString('base64')}`],
    ['JSON that is cut off', '[{"event":'],
    ['a text', 'hello'],
    ['brackets', '['.repeat(10_000)],
  ])('is 0 under 200 to %s on each route', async (_, body) => {
    for (const path of ['/track', '/engage', '/groups']) {
      expect(await post(path, body, formType)).toMatchObject({ status: 200, text: '0' });
      expect(JSON.parse((await post(`${path}?verbose=1`, body, formType)).text)).toEqual({
        error: expect.any(String),
        status: 0,
      });
    }
  });

  it('names what is missing where nothing was sent', async () => {
    for (const path of ['/track', '/engage', '/groups']) {
      expect((await post(`${path}?verbose=1`, null)).text).toBe(EMPTY);
      expect((await post(`${path}?verbose=1`, '[]')).text).toBe(EMPTY);
      expect((await post(path, 'ip=1&verbose=1', formType)).text).toBe(EMPTY);
      expect((await send(`${path}?verbose=1`)).text).toBe(EMPTY);
    }
  });

  it('is 1 where some of a batch are taken, and tells of the first that is not', async () => {
    const batch = [event(), event({ $insert_id: 'a-2', distinct_id: 'null' }), event({ token: 'nobody' })];
    expect((await post('/track?verbose=1', form(batch))).text).toMatch(/^\{"error":"Event 1: .+\.","status":1\}$/);
    expect(await rows()).toHaveLength(1);
  });

  it('is a pixel for img=1, whatever was sent', async () => {
    for (const path of ['/track?img=1', `/track?img=1&ip=1&data=${encodeURIComponent(base64(event()))}`]) {
      const { status, type, bytes, headers } = await send(path);
      expect([status, type, bytes.subarray(0, 6).toString(), bytes.length]).toEqual([200, 'image/gif', 'GIF89a', 42]);
      expect(headers.get('cache-control')).toBe('no-store');
    }
    expect(await rows()).toHaveLength(1);
  });

  it('calls a callback that is a name, and nothing else', async () => {
    const data = encodeURIComponent(base64(event()));
    const called = await send(`/track?data=${data}&callback=mpq.jsc.x1`);
    expect([called.text, called.type]).toEqual(['mpq.jsc.x1(1)', 'text/javascript; charset=utf-8']);
    expect(called.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await send(`/track?data=${data}&callback=f&verbose=1`)).text).toBe(`f(${TAKEN})`);
    for (const script of ['alert(1)//', '<script>', 'a;b', 'x'.repeat(65), '1a', '']) {
      const plain = await send(`/track?data=${data}&callback=${encodeURIComponent(script)}`);
      expect([plain.text, plain.type]).toEqual(['1', 'text/plain; charset=utf-8']);
    }
    const own = { headers: { 'sec-fetch-site': 'same-origin' } };
    expect((await send(`/track?data=${data}&callback=f`, own)).text).toBe('1');
  });

  it.each<[string, () => RequestInit]>([
    ['many bytes', () => ({ body: `data=${'x'.repeat(LIMIT)}` })],
    ['a gzip bomb by its header', () => ({ body: bomb(), headers: { 'content-encoding': 'gzip' } })],
    ['a gzip bomb by its bytes', () => ({ body: bomb() })],
    ['2,001 events', () => ({ body: `[${'{},'.repeat(2000)}{}]` })],
  ])('to %s is 413', async (_, init) => {
    for (const path of ['/track', '/engage', '/groups'])
      expect(await send(path, { method: 'POST', ...init() })).toMatchObject({ status: 413, text: '0' });
    const answer = await send('/import', {
      method: 'POST',
      ...init(),
      headers: { ...basic(`${project.apiSecret}:`), ...init().headers },
    });
    expect(answer).toMatchObject({ status: 413, text: expect.stringMatching(/^\{"code":413,/) });
  });
  const bomb = () => new Uint8Array(gzipSync(Buffer.alloc(LIMIT * 40, 0x20)));

  it('keeps keys that are hostile as data', async () => {
    const text = JSON.stringify(event()).replace(
      '"distinct_id"',
      '"__proto__":{"polluted":1},"constructor":1,"distinct_id"',
    );
    expect((await post('/track', form(text))).text).toBe('1');
    const kept = await rows('events', 'properties::text');
    expect(kept[0]?.properties).toContain('"__proto__": {"polluted": 1}');
  });
});

describe('/import', () => {
  const secret = () => basic(`${project.apiSecret}:`);

  it('is lenient by form and by GET where nobody says strict, and strict by JSON', async () => {
    const bare = { event: 'Played', properties: { distinct_id: 'u1', time: 1_618_716_477 } };
    expect((await post('/import', form([bare], { verbose: '1' }), secret())).text).toBe(TAKEN);
    expect((await send(`/import?data=${base64(bare)}&ip=0&verbose=0`, { headers: secret() })).text).toBe('1');
    expect((await post('/import', JSON.stringify([bare]), secret())).status).toBe(400);
    expect((await post('/import?strict=1', form([bare]), secret())).text).toBe('0');
    expect(await rows()).toHaveLength(1);
  });

  it('answers data that cannot be read with 0 to a form, and with 400 to JSON', async () => {
    expect(await post('/import', form('{"a', { verbose: '1' }), secret())).toMatchObject({
      status: 200,
      text: expect.stringMatching(/^\{"error":".+","status":0\}$/),
    });
    expect(await post('/import', '[{"a', secret())).toMatchObject({
      status: 400,
      text: expect.stringContaining('"code":400'),
    });
  });

  it.each<[string, () => [string, RequestInit]]>([
    [
      'Basic with the secret and no colon',
      () => ['', { headers: { authorization: `Basic ${Buffer.from(project.apiSecret).toString('base64url')}` } }],
    ],
    ['Basic with the token', () => ['', { headers: basic(`${project.projectToken}:`) }]],
    ['api_key in the query', () => [`?api_key=${project.apiSecret}`, {}]],
    ['api_key in the form', () => ['', { body: form([event()], { api_key: project.apiSecret, verbose: '1' }) }]],
  ])('takes %s', async (_, call) => {
    const [query, init] = call();
    const { status, text } = await send(`/import${query}`, { method: 'POST', body: form([event()]), ...init });
    expect([status, text]).toEqual([200, init.body ? TAKEN : '1']);
    expect(await rows()).toHaveLength(1);
  });

  it.each<[string, string, () => RequestInit]>([
    ['a wrong api_key in the form', '', () => ({ body: form([event()], { api_key: 'wrong' }) })],
    ['a form without a key', '', () => ({ body: form([event()]) })],
    ['a wrong api_key in the query', '?api_key=wrong', () => ({ body: form([event()]) })],
    ['a key in JSON', '', () => ({ body: JSON.stringify([{ ...event(), api_key: project.apiSecret }]) })],
    [
      'wrong Basic without a colon',
      '',
      () => ({ body: '[]', headers: { authorization: `Basic ${Buffer.from('wrong').toString('base64')}` } }),
    ],
    [
      'a key beside wrong Basic',
      '',
      () => ({ body: form([event()], { api_key: project.apiSecret }), headers: basic('wrong:') }),
    ],
  ])('refuses %s', async (_, query, init) => {
    const { status, text, headers } = await send(`/import${query}`, { method: 'POST', ...init() });
    expect([status, JSON.parse(text)]).toEqual([
      401,
      { code: 401, error: 'Invalid credentials', status: 'Unauthorized' },
    ]);
    expect(headers.get('www-authenticate')).toContain('Basic');
    expect(await rows()).toEqual([]);
  });

  it('names the records that failed in both spellings of their id', async () => {
    const { text } = await post('/import', JSON.stringify([event({ time: 'x', $insert_id: 'bad-1' })]), secret());
    expect(JSON.parse(text)).toMatchObject({ failed_records: [{ insert_id: 'bad-1', $insert_id: 'bad-1' }] });
  });
});
