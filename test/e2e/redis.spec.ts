import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { needsProgram } from '../support/needs-program.js';
import { rowsOf } from '../support/three-subjects.js';
import { until } from '../support/until.js';

needsProgram('redis-server', 'apt-get install redis-server')('the queue on Redis', () => {
  let directory: string;
  let server: ChildProcess;
  let redisUrl: string;
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;

  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'habeas-redis-'));
    const port = await freePort();
    redisUrl = `redis://127.0.0.1:${port}`;
    server = spawn('redis-server', ['--port', String(port), '--dir', directory, '--save', '', '--bind', '127.0.0.1']);
    await until('redis-server', () => answers(redisUrl));
    app = await startApp({ settings: { REDIS_URL: redisUrl } });
    project = await createProject(app);
    client = new ApiClient(app, project);
    await client.importEvents([
      { event: 'Opened', properties: { time: 1_770_000_000, distinct_id: 'on-redis', $insert_id: 'one' } },
    ]);
  });

  afterAll(async () => {
    await app.close();
    const ended = once(server, 'close');
    server.kill();
    await ended;
    rmSync(directory, { recursive: true, force: true });
  });

  const ended = (id: string) =>
    until('the end of the request', async () => ['SUCCESS', 'FAILURE'].includes((await client.show(id)).status));

  it('carries an export to its end', async () => {
    const id = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['on-redis'] });
    await ended(id);
    expect(await client.show(id)).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'exported' }] });
  });

  it('loses no request when Redis loses everything', async () => {
    const redis = new Redis(redisUrl);
    const opened = await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['on-redis'] });
    await redis.flushall();
    redis.disconnect();
    await ended(opened);
    expect((await client.show(opened)).status).toBe('SUCCESS');
  });

  it('carries a deletion through its sweep, and never holds an id', async () => {
    const id = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['on-redis'] });
    const redis = new Redis(redisUrl);
    for (const key of await redis.keys('*')) expect(key).not.toContain('on-redis');
    redis.disconnect();
    await ended(id);
    expect(await client.show(id)).toMatchObject({ status: 'SUCCESS', subjects: [{ outcome: 'erased' }] });
    expect((await rowsOf(app.databaseUrl, ['on-redis'], ['subject_data.events']))['subject_data.events']).toEqual([]);
  });
});

async function answers(url: string): Promise<boolean> {
  const redis = new Redis(url, { lazyConnect: true, retryStrategy: () => null });
  redis.on('error', () => {});
  try {
    await redis.connect();
    return (await redis.ping()) === 'PONG';
  } catch {
    return false;
  } finally {
    redis.disconnect();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer();
  probe.listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
