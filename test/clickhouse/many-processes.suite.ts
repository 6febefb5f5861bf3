import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { needsProgram } from '../support/needs-program.js';
import { RedisServersInCluster } from '../support/redis-servers.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker-process.js';
import { startClickHouse, type TestClickHouse } from './clickhouse.js';

const PEOPLE = 48;
const EVENTS_EACH = 5;
const person = (number: number): string => `person-${number}`;

needsProgram('redis-server', 'apt-get install redis-server')(
  'one API and three workers on Redis Cluster and the ClickHouse engine',
  () => {
    let clickHouse: TestClickHouse;
    let redis: RedisServersInCluster;
    let app: TestApp;
    let project: TestProject;
    let client: ApiClient;
    const workers: WorkerProcess[] = [];

    beforeAll(async () => {
      [clickHouse, redis] = await Promise.all([startClickHouse(), RedisServersInCluster.start(2_000)]);
      app = await startApp({ settings: { ROLE: 'api', ...outside() } });
      project = await createProject(app);
      client = new ApiClient(app, project);
      await client.importEvents(
        Array.from({ length: PEOPLE * EVENTS_EACH }, (_, index) => ({
          event: 'Opened',
          properties: {
            time: 1_770_000_000 + index,
            distinct_id: person(index % PEOPLE),
            $insert_id: `event-${index}`,
          },
        })),
      );
      for (let count = 0; count < 3; count += 1) workers.push(WorkerProcess.start(app, outside()));
    });

    afterAll(async () => {
      await Promise.all(workers.map((worker) => worker.kill()));
      await app?.close();
      await redis?.kill();
      await clickHouse?.stop();
    });

    const outside = () => ({
      CLICKHOUSE_URL: clickHouse.url,
      REDIS_URL: redis.addresses,
      REDIS_CLUSTER: 'true',
      DELETION_GRACE: '0s',
      DISPATCH_INTERVAL: '1s',
    });

    async function eventsOf(numbers: readonly number[]): Promise<number> {
      const ids = numbers.map((number) => `'${person(number)}'`).join(', ');
      const [row] = await clickHouse
        .engine()
        .query<{ rows: string }>(`SELECT count() AS rows FROM subject_data.events WHERE distinct_id IN (${ids})`);
      return Number(row?.rows);
    }

    it('bring every request to its end and nobody else is touched, although a worker is killed on the way', async () => {
      const [asked, left] = [numbers(0, 32), numbers(32, PEOPLE)];
      const exports: string[] = [];
      const deletions: string[] = [];
      for (const number of asked.slice(0, 16)) {
        exports.push(await client.open({ kind: 'export', regime: 'GDPR', distinctIds: [person(number)] }));
      }
      for (const number of asked.slice(16)) {
        deletions.push(await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: [person(number)] }));
      }
      await until('work under way', async () => {
        const begun = await app.prisma.request.count({ where: { NOT: { status: 'PENDING' } } });
        return begun > 0;
      });
      await workers[0]?.kill();
      await until(
        'the end of every request',
        async () => (await app.prisma.request.count({ where: { finishedAt: null } })) === 0,
        120_000,
      );

      const shown = await Promise.all([...exports, ...deletions].map((id) => client.show(id)));
      expect(shown.map(({ status }) => status)).toEqual(shown.map(() => 'SUCCESS'));
      expect(shown.flatMap(({ subjects }) => subjects.map(({ outcome }) => outcome))).toEqual([
        ...exports.map(() => 'exported'),
        ...deletions.map(() => 'erased'),
      ]);
      expect(await eventsOf(asked.slice(16))).toBe(0);
      expect(await eventsOf([...asked.slice(0, 16), ...left])).toBe((16 + left.length) * EVENTS_EACH);
    }, 180_000);
  },
);

function numbers(from: number, until: number): number[] {
  return Array.from({ length: until - from }, (_, index) => from + index);
}
