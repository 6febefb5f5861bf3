import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readConfig } from '../../src/platform/index.js';
import { expectUsableRedis } from '../../src/platform/queue/check.redis.js';
import { createProject, startApp, TEST_MASTER_KEY, type TestApp } from '../support/app.js';
import { selfSigned } from '../support/certificate.js';
import { ApiClient } from '../support/client.js';
import { createTestDatabase } from '../support/database.js';
import { needsProgram } from '../support/needs-program.js';
import { RedisServer } from '../support/redis-servers.js';
import { rowsOf } from '../support/three-subjects.js';
import { until } from '../support/until.js';

const describeRedis = needsProgram('redis-server', 'apt-get install redis-server');
const LOOKED_FOR = { kind: 'export', regime: 'GDPR', distinctIds: ['on-redis'] };

async function clientOf(app: TestApp): Promise<ApiClient> {
  const client = new ApiClient(app, await createProject(app));
  await client.importEvents([
    { event: 'Opened', properties: { time: 1_770_000_000, distinct_id: 'on-redis', $insert_id: 'one' } },
  ]);
  return client;
}

const ended = (client: ApiClient, id: string) =>
  until('the end of the request', async () => {
    const shown = await client.show(id);
    return ['SUCCESS', 'FAILURE'].includes(shown.status) && shown;
  });

describeRedis('the queue on Redis', () => {
  let server: RedisServer | null = null;
  let app: TestApp | null = null;
  let client: ApiClient;

  beforeAll(async () => {
    server = await RedisServer.start();
    app = await startApp({ settings: { REDIS_URL: `redis://${server.address}` } });
    client = await clientOf(app);
  });

  afterAll(async () => {
    await app?.close();
    await server?.kill();
  });

  it('carries an export to its end', async () => {
    const shown = await ended(client, await client.open(LOOKED_FOR));
    expect(shown).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'exported' }] });
  });

  it('loses no request when Redis loses everything', async () => {
    const opened = await client.open(LOOKED_FOR);
    await server?.ask((redis) => redis.flushall());
    expect((await ended(client, opened)).status).toBe('SUCCESS');
  });

  it('carries a deletion through its sweep, and never holds an id', async () => {
    const id = await client.open({ ...LOOKED_FOR, kind: 'deletion' });
    for (const key of (await server?.ask((redis) => redis.keys('*'))) ?? []) expect(key).not.toContain('on-redis');
    expect(await ended(client, id)).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'erased' }] });
    const left = await rowsOf(app?.databaseUrl ?? '', ['on-redis'], ['subject_data.events']);
    expect(left['subject_data.events']).toEqual([]);
  });

  it('lets requests be opened while Redis is away, carries them out when it is back, and can be ended without it', async () => {
    const { port } = server as RedisServer;
    await server?.kill();
    const opened = [await client.open(LOOKED_FOR), await client.open(LOOKED_FOR), await client.open(LOOKED_FOR)];
    server = await RedisServer.start([], {}, port);
    for (const id of opened) expect((await ended(client, id)).status).toBe('SUCCESS');
    await server.kill();
    await app?.close();
    app = null;
  });
});

describeRedis('the queue on Redis with a password and TLS', () => {
  const directory = mkdtempSync(join(tmpdir(), 'habeas-tls-'));
  const file = (name: string): string => join(directory, name);
  const credentials = { username: 'habeas', password: 'comma,and@sign' };
  let server: RedisServer | null = null;
  let settings: Readonly<Record<string, string>>;

  beforeAll(async () => {
    const { certificate, key } = selfSigned();
    writeFileSync(file('cert.pem'), certificate);
    writeFileSync(file('key.pem'), key);
    const secured = [
      ...['--tls-cert-file', file('cert.pem'), '--tls-key-file', file('key.pem'), '--tls-auth-clients', 'no'],
      ...['--user', 'habeas', 'on', `>${credentials.password}`, '~*', '&*', '+@all', '--user', 'default', 'off'],
    ];
    server = await RedisServer.start(secured, { ...credentials, tls: { ca: certificate } });
    settings = {
      REDIS_URL: `rediss://habeas:${encodeURIComponent(credentials.password)}@${server.address}`,
      REDIS_CA_FILE: file('cert.pem'),
    };
  });

  afterAll(async () => {
    await server?.kill();
    rmSync(directory, { recursive: true, force: true });
  });

  const refusal = async (wrong: Readonly<Record<string, string>>): Promise<unknown> => {
    const { redis } = readConfig({ ...settings, ...wrong });
    if (redis === null) throw new Error('REDIS_URL was not read.');
    return expectUsableRedis(redis, () => undefined, 0).catch((error: unknown) => error);
  };

  it('carries an export and a deletion to their ends', async () => {
    const app = await startApp({ settings });
    try {
      const client = await clientOf(app);
      expect((await ended(client, await client.open(LOOKED_FOR))).status).toBe('SUCCESS');
      expect((await ended(client, await client.open({ ...LOOKED_FOR, kind: 'deletion' }))).status).toBe('SUCCESS');
    } finally {
      await app.close();
    }
  });

  it('is refused with a wrong password and without its authority, and no password is told', async () => {
    const password = await refusal({ REDIS_URL: settings['REDIS_URL']?.replace('comma', 'wrong-secret') ?? '' });
    expect(password).toMatchObject({ code: 'redis-refused', message: expect.stringContaining('WRONGPASS') as string });
    expect(JSON.stringify(password) + String(password)).not.toContain('wrong-secret');
    const authority = await refusal({ REDIS_CA_FILE: '' });
    expect(authority).toMatchObject({
      code: 'redis-refused',
      message: expect.stringContaining('certificate') as string,
    });
  });
});

describeRedis('a Redis that would lose jobs', () => {
  const servers: RedisServer[] = [];
  const start = async (...flags: string[]): Promise<RedisServer> => {
    const server = await RedisServer.start(flags);
    servers.push(server);
    return server;
  };
  afterAll(() => Promise.all(servers.map((server) => server.kill())));

  const check = async ({ address }: { address: string }, warnings: string[] = [], patience = 0): Promise<void> => {
    const { redis } = readConfig({ REDIS_URL: `redis://${address}` });
    if (redis) await expectUsableRedis(redis, (sentence) => warnings.push(sentence), patience);
  };

  it('ends the start of the program with the reason and the remedy', async () => {
    const { address } = await start('--maxmemory-policy', 'allkeys-lru');
    const database = await createTestDatabase();
    const env = {
      PATH: process.env['PATH'],
      PORT: '0',
      DATABASE_URL: database.url,
      HABEAS_MASTER_KEY: TEST_MASTER_KEY,
      REDIS_URL: `redis://${address}`,
    };
    const started = promisify(execFile)(process.execPath, [join(process.cwd(), 'dist', 'main.js')], { env });
    const failure = (await started.catch((error: unknown) => error)) as { code: number; stderr: string };
    await database.drop();
    expect(failure.code).toBe(1);
    expect(failure.stderr).toContain(`Redis at ${address} has maxmemory-policy allkeys-lru: when memory is full it`);
    expect(failure.stderr).toContain('redis-cli CONFIG SET maxmemory-policy noeviction');
  });

  it('is found out where CONFIG is forbidden, as on managed servers', async () => {
    const forbidden = ['--rename-command', 'CONFIG', ''];
    await expect(check(await start('--maxmemory-policy', 'volatile-lru', ...forbidden))).rejects.toMatchObject({
      code: 'redis-evicts',
    });
    await check(await start(...forbidden));
  });

  it('is waited for, and named when it does not come', async () => {
    const { address } = await start();
    await servers.at(-1)?.kill();
    const warnings: string[] = [];
    await expect(check({ address }, warnings, 600)).rejects.toMatchObject({
      code: 'redis-unreachable',
      message: expect.stringMatching(`Redis at ${address} does not answer .*ECONNREFUSED`) as string,
    });
    expect(warnings).toEqual([expect.stringContaining('waiting for it')]);
  });
});
