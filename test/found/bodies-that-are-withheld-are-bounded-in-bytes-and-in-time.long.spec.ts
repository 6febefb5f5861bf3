import { gzipSync } from 'node:zlib';
import pg from 'pg';
import { Bodies } from '../../src/platform/index.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { RawRequest } from '../support/raw-request.js';
import { until } from '../support/until.js';
import { countWaiting } from '../support/waiting-locks.js';

const KILOBYTE = 1024;
const BOUNDS = {
  ROLE: 'api',
  TRUST_PROXY: '1',
  IMPORT_LIMIT_BYTES: String(100 * KILOBYTE),
  BODY_LIMIT_BYTES: String(100 * KILOBYTE),
  CSV_LIMIT_BYTES: String(36 * KILOBYTE),
  RECORDING_LIMIT_BYTES: String(100 * KILOBYTE),
  BODY_BYTES_PER_ADDRESS: String(200 * KILOBYTE),
  BODY_BYTES_IN_FLIGHT: String(500 * KILOBYTE),
};

let app: TestApp;
let project: TestProject;
let bodies: Bodies;

beforeAll(async () => {
  app = await startApp({ settings: BOUNDS });
  project = await createProject(app);
  bodies = app.application.get(Bodies);
});

afterEach(async () => {
  await until('all bytes to be let go of', async () => bodies.bytesInFlight === 0 && bodies.addressesInFlight === 0);
});

afterAll(() => app.close());

interface Door {
  readonly line: string;
  readonly headers?: readonly string[];
}

const bearer = () => `Authorization: Bearer ${project.oauthToken}`;

/** Every way in that takes a body, with what its guard wants. */
const DOORS: Readonly<Record<string, () => Door>> = {
  '/engage': () => ({ line: 'POST /engage HTTP/1.1' }),
  '/import': () => ({
    line: 'POST /import HTTP/1.1',
    headers: [`Authorization: Basic ${Buffer.from(`${project.apiSecret}:`).toString('base64')}`],
  }),
  'the wire': () => ({
    line: `POST /api/app/data-retrievals/v3.0/?token=${project.projectToken} HTTP/1.1`,
    headers: [bearer()],
  }),
  'the wire of v2.0, which has its token in the body': () => ({
    line: 'POST /api/app/data-retrievals/v2.0/ HTTP/1.1',
    headers: [bearer()],
  }),
  '/api/v1': () => ({
    line: 'POST /api/v1/requests HTTP/1.1',
    headers: [bearer(), 'Content-Type: application/json'],
  }),
  'sign-in': () => ({ line: 'POST /api/v1/session HTTP/1.1', headers: ['Content-Type: application/json'] }),
  'a file': () => ({
    line: 'POST /api/v1/requests HTTP/1.1',
    headers: [bearer(), 'Content-Type: multipart/form-data; boundary=x'],
  }),
};

const BODY = Buffer.alloc(99 * KILOBYTE, ' ');

/** Sends all of a body but its last byte. */
async function withhold(door: Door, address: string): Promise<RawRequest> {
  const before = bodies.bytesInFlight;
  const request = await RawRequest.open(app, [
    door.line,
    ...(door.headers ?? []),
    `X-Forwarded-For: ${address}`,
    `Content-Length: ${BODY.length}`,
  ]);
  await request.send(BODY.subarray(1));
  await until('the bytes to be there', async () => bodies.bytesInFlight >= before + BODY.length - 1);
  return request;
}

describe.each(Object.keys(DOORS))('bodies sent to %s', (name) => {
  const door = (): Door => DOORS[name]?.() as Door;

  it('are bounded by address, while others are served', async () => {
    const held = [await withhold(door(), '192.0.2.1'), await withhold(door(), '192.0.2.1')];
    const refused = await RawRequest.open(app, [
      door().line,
      ...(door().headers ?? []),
      'X-Forwarded-For: 192.0.2.1',
      `Content-Length: ${BODY.length}`,
    ]);
    await refused.send(BODY);
    expect(await refused.answer()).toMatchObject({ status: 429, headers: expect.stringContaining('Retry-After: ') });
    expect(bodies.bytesInFlight).toBe(2 * (BODY.length - 1));
    const other = await withhold(door(), '192.0.2.2');
    await other.send(' ');
    expect([200, 400, 401]).toContain((await other.answer()).status);
    for (const each of [...held, refused, other]) each.leave();
  });

  it('are bounded in all, and there is room again when somebody leaves', async () => {
    const held: RawRequest[] = [];
    for (let at = 0; at < 5; at++) held.push(await withhold(door(), `192.0.2.${at}`));
    const refused = await RawRequest.open(app, [
      door().line,
      ...(door().headers ?? []),
      'X-Forwarded-For: 192.0.2.9',
      `Content-Length: ${BODY.length}`,
    ]);
    await refused.send(BODY);
    expect(await refused.answer()).toMatchObject({ status: 503, headers: expect.stringContaining('Retry-After: ') });
    held.pop()?.leave();
    await until('its bytes to be let go of', async () => bodies.bytesInFlight === 4 * (BODY.length - 1));
    const next = await withhold(door(), '192.0.2.9');
    await next.send(' ');
    expect([200, 400, 401]).toContain((await next.answer()).status);
    for (const each of [...held, refused, next]) each.leave();
  });
});

describe('what is counted', () => {
  it('is what a compressed body becomes', async () => {
    const sent = gzipSync(BODY);
    const open = async (address: string) => {
      const request = await RawRequest.open(app, [
        'POST /engage HTTP/1.1',
        'Content-Encoding: gzip',
        `X-Forwarded-For: ${address}`,
        `Content-Length: ${sent.length}`,
      ]);
      await request.send(sent.subarray(0, -1));
      return request;
    };
    const held = [await open('192.0.2.1'), await open('192.0.2.1')];
    await until('what was sent to be unpacked', async () => bodies.bytesInFlight > 190 * KILOBYTE);
    const refused = await open('192.0.2.1');
    expect((await refused.answer()).status).toBe(429);
    for (const each of [...held, refused]) each.leave();
  });

  it('is what is worked on, too, where the client has left', async () => {
    const database = new pg.Client({ connectionString: app.databaseUrl });
    await database.connect();
    try {
      await database.query('BEGIN; LOCK TABLE subject_data.profiles IN SHARE MODE');
      const update = { $token: project.projectToken, $distinct_id: 'u1', $set: { filler: 'x'.repeat(1000) } };
      const sent = JSON.stringify(update);
      const request = await RawRequest.open(app, ['POST /engage HTTP/1.1', `Content-Length: ${sent.length}`]);
      await request.send(sent);
      const profiles = { table: 'subject_data.profiles' };
      await until('it to be written', async () => (await countWaiting(database, profiles)) === 1);
      request.leave();
      await request.closed();
      const next = await RawRequest.open(app, ['GET /healthz HTTP/1.1']);
      expect((await next.answer()).status).toBe(200);
      next.leave();
      expect(bodies.bytesInFlight).toBe(sent.length);
    } finally {
      await database.query('COMMIT');
      await database.end();
    }
  });

  it('is the network of an IPv6 address, and an IPv4 address however it is written', async () => {
    const engage: Door = { line: 'POST /engage HTTP/1.1' };
    const held: RawRequest[] = [];
    for (const address of ['2001:db8:0:7::1', '2001:DB8::7:ffff:0:0:2', '192.0.2.3', '::ffff:192.0.2.3'])
      held.push(await withhold(engage, address));
    expect(bodies.addressesInFlight).toBe(2);
    for (const each of held) each.leave();
  });

  it('is let go of when a client has the answer, keeps the connection and asks again', async () => {
    const line = 'POST /engage HTTP/1.1';
    const request = await withhold({ line }, '192.0.2.1');
    await request.send(' ');
    expect((await request.answer()).status).toBe(200);
    await until('the bytes to be let go of', async () => bodies.bytesInFlight === 0);
    request.leave();
  });

  it('is let go of where a body turns out too large, undecodable, or no text', async () => {
    const answers = [
      { status: 413, headers: [], body: Buffer.alloc(101 * KILOBYTE, ' ') },
      { status: 413, headers: ['Content-Encoding: gzip'], body: gzipSync(Buffer.alloc(5000 * KILOBYTE, ' ')) },
      { status: 200, headers: ['Content-Encoding: gzip'], body: BODY },
      { status: 200, headers: [], body: Buffer.alloc(99 * KILOBYTE, 0xff) },
    ];
    for (const { status, headers, body } of answers) {
      const chunked = ['POST /engage HTTP/1.1', 'Transfer-Encoding: chunked', ...headers];
      const request = await RawRequest.open(app, chunked);
      await request.send(
        Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]),
      );
      expect((await request.answer()).status).toBe(status);
      request.leave();
    }
  });
});

describe('the time of a body', () => {
  let slow: TestApp;

  beforeAll(async () => {
    slow = await startApp({
      database: { url: app.databaseUrl, drop: async () => {} },
      settings: { ...BOUNDS, BODY_TIMEOUT: '1s' },
    });
  });

  afterAll(() => slow.stop());

  it.each(Object.keys(DOORS))('is over for what was sent to %s: 408, and the connection ends', async (name) => {
    const { line, headers = [] } = DOORS[name]?.() as Door;
    const request = await RawRequest.open(slow, [line, ...headers, 'Content-Length: 1000']);
    await request.send('{"not');
    expect(await request.answer()).toMatchObject({ status: 408 });
    await request.closed();
    expect(slow.application.get(Bodies).bytesInFlight).toBe(0);
  });

  it('is longer for a body that keeps coming', async () => {
    const request = await RawRequest.open(slow, ['POST /engage HTTP/1.1', `Content-Length: ${BODY.length}`]);
    await request.send(BODY.subarray(1));
    const hasty = await RawRequest.open(slow, ['POST /engage HTTP/1.1', 'Content-Length: 2']);
    expect((await hasty.answer()).status).toBe(408);
    await request.send(' ');
    expect((await request.answer()).status).toBe(200);
    request.leave();
  });

  it('is over for a connection on which nothing comes, and for headers that do not end', async () => {
    const silent = await RawRequest.open(slow, []);
    const endless = await RawRequest.open(slow, []);
    await endless.send('POST /engage HTTP/1.1\r\nX-Slow: ');
    await Promise.all([silent.closed(), endless.closed()]);
  });

  it('is not over for a connection that waits for its next request, which it may for longer than proxies do', async () => {
    const waiting = await RawRequest.open(slow, ['GET /healthz HTTP/1.1']);
    expect(await waiting.answer()).toMatchObject({
      status: 200,
      headers: expect.stringContaining('Keep-Alive: timeout=65'),
    });
    const silent = await RawRequest.open(slow, []);
    await silent.closed();
    await waiting.send('GET /nowhere HTTP/1.1\r\nHost: habeas\r\n\r\n');
    expect(await waiting.nextAnswer()).toMatchObject({ status: 404 });
    waiting.leave();
  });
});
