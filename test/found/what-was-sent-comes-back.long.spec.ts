import { readFileSync } from 'node:fs';
import { ExportRun } from '../../src/exports/index.js';
import { ExactNumber, parseExactJson, parseExactly, writeExactly } from '../../src/platform/index.js';
import { createProject, startApp, STEP_BY_STEP, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { withClient } from '../support/three-subjects.js';
import { fileOf, readZip } from '../support/zip.js';

/** Numbers that a double changes, with what they say to be kept. */
const EXACT = [
  '9007199254740993',
  '-9007199254740993',
  '123456789012345678901234567890',
  '0.1234567890123456789',
  '9007199254740992.5',
  '-73.98765432109876543',
  '1234567890123456789e-3',
];
/** Numbers that a double keeps, however they are written. */
const PLAIN = [
  '9007199254740992',
  '0.30000000000000004',
  '1e300',
  '1.50',
  '-0.0000001',
  '1E5',
  '100000000000000000000',
  '0',
];

describe('what was sent comes back', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    app = await startApp({ settings: STEP_BY_STEP });
  });
  afterAll(() => app.close());
  beforeEach(async () => {
    project = await createProject(app, `p${(await app.prisma.project.count()) + 1}`);
    client = new ApiClient(app, project);
  });

  const post = async (path: string, body: string | null) => {
    const authorization = `Basic ${Buffer.from(`${project.apiSecret}:`).toString('base64')}`;
    const response = await fetch(`${app.url}${path}`, { method: 'POST', headers: { authorization }, body });
    return { status: response.status, text: await response.text() };
  };
  /** Text of an event; its properties are JSON text too, so that no number is read before it is sent. */
  const event = (properties: string) =>
    `{"event":"E","properties":{"time":1704784217,"distinct_id":"u12",${properties}}}`;
  const sent = async (...events: string[]) => {
    const { status, text } = await post('/import?strict=1', `[${events.join(',')}]`);
    expect({ status, text }).toMatchObject({ status: 200 });
  };
  const files = async (id = 'u12') => {
    const request = await client.open({ kind: 'export', distinctIds: [id] });
    await app.application.get(ExportRun, { strict: false }).run(request);
    const headers = { authorization: `Bearer ${project.oauthToken}` };
    const response = await fetch(`${app.url}/api/v1/requests/${request}/download`, { headers });
    return readZip(Buffer.from(await response.arrayBuffer()));
  };
  const exported = async (id = 'u12') => {
    const text = fileOf(await files(id), 1, 'events.jsonl') ?? '';
    return text
      .split('\n')
      .filter((line) => line !== '')
      .sort();
  };
  const plain = (text: string) => text.replaceAll(' ', '');
  const engage = (set: string) => post('/engage', `{"$token":"${project.projectToken}","$distinct_id":"u12",${set}}`);
  const profile = async () => plain(fileOf(await files(), 1, 'profile.json') ?? '');

  it('with fractions of a second, all digits and the latest version, and sent again it is the same', async () => {
    for (const line of readFileSync('test/found/12-fidelity.jsonl', 'utf8').trim().split('\n')) await sent(line);
    const lines = await exported();
    expect(lines.map(plain)).toEqual([
      '{"event":"E","properties":{"time":1704784217.123,"distinct_id":"u12","$insert_id":"f2"}}',
      '{"event":"E","properties":{"time":1704784217.602,"distinct_id":"u12","$insert_id":"f1"}}',
      '{"event":"E","properties":{"time":1704784300,"distinct_id":"u12","$insert_id":"f3","account":9007199254740993}}',
      '{"event":"E","properties":{"time":1704784301,"distinct_id":"u12","$insert_id":"f4","email":"[redacted]"}}',
    ]);
    await sent(...lines);
    expect(await exported()).toEqual(lines);
  });

  it.each([
    ['1704784217.6023452', '1704784217.6023452'],
    ['1704784217.602345678901234567', '1704784217.602345678901234567'],
    ['1704784217602.5', '1704784217.6025'],
    ['1704784217602', '1704784217.602'],
    ['1704784217.000', '1704784217'],
    ['1.704784217e9', '1704784217'],
  ])('with the time %s as %s seconds, under one key', async (time, shown) => {
    const record = `{"event":"E","properties":{"time":${time},"distinct_id":"u12","$insert_id":"t","n":{"time":5}}}`;
    await sent(record, record);
    const [line = '', ...others] = await exported();
    expect([plain(line), others]).toEqual([
      `{"event":"E","properties":{"time":${shown},"distinct_id":"u12","$insert_id":"t","n":{"time":5}}}`,
      [],
    ]);
    await sent(line);
    expect(await exported()).toEqual([line]);
  });

  it('with every digit of a number, wherever it stands in an event', async () => {
    await sent(event(`"$insert_id":"n","all":[${EXACT.join(',')}],"in":{"a":{"b":${EXACT[0] ?? ''}}}`));
    const [line = ''] = await exported();
    // One with an exponent is given back as the same number without it.
    const all = EXACT.join(',').replace('1234567890123456789e-3', '1234567890123456.789');
    expect(plain(line)).toContain(`"all":[${all}]`);
    expect(plain(line)).toContain(`"in":{"a":{"b":${EXACT[0] ?? ''}}}`);
  });

  it('with ids that are large numbers', async () => {
    const id = '9007199254740993';
    await sent(
      `{"event":"E","properties":{"time":1704784217,"distinct_id":${id},"$insert_id":12345678901234567891}}`,
      `{"event":"E","properties":{"time":1704784217,"distinct_id":"9007199254740992","$insert_id":"other"}}`,
    );
    expect(await exported(id)).toEqual([
      `{"event":"E","properties":{"time":1704784217,"distinct_id":"${id}","$insert_id":"12345678901234567891"}}`,
    ]);
  });

  it('in a profile, after updates of other properties and sums', async () => {
    await engage('"$set":{"account":9007199254740993,"list":[9007199254740993,0.1234567890123456789]}');
    await engage('"$set":{"other":1},"$add":{"account":9007199254740993,"n":9007199254740991}');
    await engage(
      '"$add":{"n":2},"$union":{"list":[9007199254740993,9007199254740995]},"$remove":{"list":0.1234567890123456789}',
    );
    const held = await profile();
    expect(held).toContain('"account":18014398509481986');
    expect(held).toContain('"n":9007199254740993');
    expect(held).toContain('"list":[9007199254740993,9007199254740995]');
  });

  it.each([
    ['1e400', 'beyond the range of a double'],
    ['1e-400', 'beyond the range of a double'],
    [`0.${'1'.repeat(1001)}`, 'more than 1000 digits'],
    [`${'9'.repeat(305)}.${'1'.repeat(1001)}`, 'more than 1000 digits'],
  ])('but for the number %.20s, which is refused and not changed', async (number, message) => {
    const { status, text } = await post('/import?strict=1', `[${event(`"$insert_id":"r","n":${number}`)}]`);
    expect([status, text]).toEqual([400, expect.stringContaining(message)]);
    expect((await engage(`"$set":{"n":${number}}`)).text).toBe('0');
  });

  it('of nobody, whose event is taken and is nobody’s', async () => {
    const nobodys = (id: string, more = '') =>
      `{"event":"Cron","properties":{"time":1704784217,"distinct_id":"","$insert_id":"${id}"${more}}}`;
    await sent(
      nobodys('g1'),
      nobodys('g2', ',"$distinct_id_before_identity":"u12"'),
      nobodys('g3', ',"$user_id":"u12"'),
    );
    expect(await exported()).toEqual([
      '{"event":"Cron","properties":{"time":1704784217,"distinct_id":"u12","$insert_id":"g3","$user_id": "u12"}}',
    ]);
    const rows = await withClient(app.databaseUrl, async (sql) => {
      const text = `SELECT insert_id AS id FROM subject_data.events WHERE project_id = $1 AND distinct_id = '' ORDER BY 1`;
      return (await sql.query<{ id: string }>(text, [project.projectId])).rows;
    });
    expect(rows.map(({ id }) => id)).toEqual(['g1', 'g2']);
    const order = { projectId: project.projectId, kind: 'export', distinctIds: [''] };
    expect((await client.call('POST', '/api/v1/requests/preview', order)).status).toBe(400);
  });

  it.each(['', 'verbose=1'])('from `data` in the query of a POST with the body "%s"', async (body) => {
    const data = (value: string) => encodeURIComponent(Buffer.from(value).toString('base64'));
    // As libraries do, without an $insert_id.
    const imported = await post(`/import?data=${data(`[${event('"a":1')}]`)}`, body);
    const update = `{"$token":"${project.projectToken}","$distinct_id":"u12","$set":{"a":1}}`;
    const engaged = await post(`/engage/?verbose=1&data=${data(update)}`, body);
    const verbose = '{"error":null,"status":1}';
    expect([imported, engaged]).toEqual([
      { status: 200, text: body === '' ? '1' : verbose },
      { status: 200, text: verbose },
    ]);
    expect((await exported()).length).toBe(1);
    expect(await profile()).toContain('"a":1');
    expect(await post('/import?data=%ff', '')).toEqual({ status: 200, text: '0' });
  });
});

describe('a number of JSON', () => {
  it.each(EXACT)('%s stays what it is', (digits) => {
    const text = `{"a": [${digits},"${digits}"], "__proto__": {"b":${digits}}}`;
    const value = parseExactly(text) as { a: unknown[] };
    expect(value.a).toEqual([new ExactNumber(digits), digits]);
    expect(Object.keys(value)).toEqual(['a', '__proto__']);
    expect(writeExactly(value)).toBe(text.replaceAll(/(?<=[:,]) /g, ''));
    expect(writeExactly(parseExactly(digits))).toBe(digits);
  });

  it.each(PLAIN)('%s is a plain one', (digits) => {
    expect(parseExactly(`[${digits}]`)).toEqual([Number(digits)]);
  });

  it.each([
    '{9007199254740993: 1}',
    '[9007199254740993.]',
    '[09007199254740993]',
    '[9007199254740993e]',
    '[9007199254740993 1]',
    '[9007199254740993-1]',
    '[--9007199254740993]',
    '"9007199254740993',
  ])('stands not in %s, which is no JSON', (text) => {
    expect(() => parseExactJson(text)).toThrow(expect.objectContaining({ code: 'malformed-json' }));
  });

  it('changes nothing in a text beside it', () => {
    const value = {
      'a"b': 'say \\"9007199254740993\\"',
      list: [1, -2.5e-7, null, true],
      n: { '9007199254740993': {} },
    };
    const text = JSON.stringify(value);
    expect(parseExactly(text)).toEqual(value);
    const more = text.replace('null', '9007199254740993');
    expect(writeExactly(parseExactly(more))).toBe(more);
  });
});
