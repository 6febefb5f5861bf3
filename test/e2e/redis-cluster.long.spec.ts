import { readConfig } from '../../src/platform/index.js';
import { expectUsableRedis } from '../../src/platform/queue/check.redis.js';
import { createProject, startApp, type TestApp } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { needsProgram } from '../support/needs-program.js';
import { RedisServersInCluster } from '../support/redis-servers.js';
import { rowsOf } from '../support/three-subjects.js';
import { until } from '../support/until.js';

const EXPORTED = Array.from({ length: 16 }, (_, index) => `exported-${index}`);
const ERASED = Array.from({ length: 16 }, (_, index) => `erased-${index}`);

needsProgram('redis-server', 'apt-get install redis-server')('the queue on a Redis Cluster of six', () => {
  let cluster: RedisServersInCluster | null = null;
  let app: TestApp | null = null;
  let client: ApiClient;

  beforeAll(async () => {
    cluster = await RedisServersInCluster.start(1_000);
    const settings = { REDIS_URL: cluster.addresses, REDIS_CLUSTER: 'true', EXPORT_CONCURRENCY: '8' };
    app = await startApp({ settings });
    client = new ApiClient(app, await createProject(app));
    await client.importEvents(
      [...EXPORTED, ...ERASED].map((id) => ({
        event: 'Opened',
        properties: { time: 1_770_000_000, distinct_id: id, $insert_id: `of-${id}` },
      })),
    );
  });

  afterAll(async () => {
    await app?.close();
    await cluster?.kill();
  });

  /** The servers and the application that `beforeAll` has started. */
  const running = (): { cluster: RedisServersInCluster; app: TestApp } => {
    if (!cluster || !app) throw new Error('The cluster did not start.');
    return { cluster, app };
  };

  it('keeps all keys of a queue in one slot', async () => {
    const { cluster } = running();
    await client.open({ kind: 'export', regime: 'GDPR', distinctIds: ['nobody'] });
    const slots = new Map<string, Set<number>>();
    await until('keys of both queues', async () => {
      for (const node of cluster.nodes) {
        for (const key of await node.ask((redis) => redis.keys('*'))) {
          const queue = /^\{habeas:(\w+)\}/.exec(key)?.[1] ?? key;
          const slot = await node.ask((redis) => redis.cluster('KEYSLOT', key));
          slots.set(queue, (slots.get(queue) ?? new Set()).add(slot));
        }
      }
      return slots.size >= 2;
    });
    expect([...slots].map(([queue, its]) => [queue, its.size]).sort()).toEqual([
      ['deletions', 1],
      ['exports', 1],
    ]);
  });

  it('is refused while any of its masters evicts', async () => {
    const { cluster } = running();
    const { redis } = readConfig({ REDIS_URL: cluster.addresses.split(',')[0], REDIS_CLUSTER: 'true' });
    if (redis === null) throw new Error('REDIS_URL was not read.');
    await expectUsableRedis(redis, () => undefined);
    const [, second] = cluster.nodes;
    await second?.ask((node) => node.config('SET', 'maxmemory-policy', 'allkeys-lfu'));
    await expect(expectUsableRedis(redis, () => undefined)).rejects.toMatchObject({
      code: 'redis-evicts',
      message: expect.stringContaining(second?.address ?? 'nowhere') as string,
    });
    await second?.ask((node) => node.config('SET', 'maxmemory-policy', 'noeviction'));
  });

  it('brings every request to SUCCESS when a master is killed under load', async () => {
    const { cluster, app } = running();
    const master = await cluster.masterOf('{habeas:exports}:exports:wait');
    const opened: string[] = [];
    for (const [index, distinctId] of EXPORTED.entries()) {
      if (index === 5) await master.kill();
      opened.push(await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [distinctId] }));
      opened.push(await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [ERASED[index] as string] }));
    }
    await until('the end of every request', async () => {
      const open = await app.prisma.request.count({ where: { status: { in: ['PENDING', 'STAGING', 'STARTED'] } } });
      return open === 0;
    });
    await until('another master in its place', async () => {
      const now = await cluster.masterOf('{habeas:exports}:exports:wait');
      return now.port !== master.port;
    });

    const shown = await Promise.all(opened.map((id) => client.show(id)));
    expect(shown.map(({ status }) => status)).toEqual(opened.map(() => 'SUCCESS'));
    const outcomes = shown.flatMap(({ subjects }) => subjects.map(({ outcome }) => outcome)).sort();
    expect(outcomes).toEqual([...EXPORTED.map(() => 'exported'), ...ERASED.map(() => 'erased')].sort());
    const left = await rowsOf(app.databaseUrl, [...EXPORTED, ...ERASED], ['subject_data.events']);
    expect(left['subject_data.events']).toHaveLength(EXPORTED.length);
  }, 240_000);
});
