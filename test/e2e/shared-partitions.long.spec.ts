import type pg from 'pg';
import { Leases, type Lease } from '../../src/platform/index.js';
import { DeletionStaging, Sweep, SweepHelp } from '../../src/deletions/index.js';
import type { SharedStep } from '../../src/deletions/sweep/partition-claims.js';
import { SweepPartitions } from '../../src/deletions/sweep/sweep-partitions.service.js';
import { SweepSteps } from '../../src/deletions/sweep/sweep-steps.service.js';
import { BUILT_IN_COLLECTIONS } from '../../src/subject-data/data-map/built-in-collections.js';
import type { Collection, SubjectKey } from '../../src/subject-data/index.js';
import { PostgresSubjectStore } from '../../src/subject-data/postgres/subject-store.js';
import { createProject, startApp, type TestApp, type TestProject } from '../support/app.js';
import { ApiClient } from '../support/client.js';
import { until } from '../support/until.js';
import { WorkerProcess } from '../support/worker-process.js';
import { poolOf } from '../support/pool.js';

const DAY = 86_400_000;

const EVENTS = BUILT_IN_COLLECTIONS[0] as Collection;
const MONTHS = ['01', '02', '03', '04', '05', '06'];

describe('the partitions of a collection in a sweep', () => {
  let app: TestApp;
  let project: TestProject;
  let client: ApiClient;
  let pool: pg.Pool;
  let store: PostgresSubjectStore;
  const workers: WorkerProcess[] = [];
  const get = <T>(type: abstract new (...given: never[]) => T): T =>
    app.application.get(type as never, { strict: false });

  beforeAll(async () => {
    app = await startApp({ settings: { ROLE: 'api' } });
    project = await createProject(app);
    client = new ApiClient(app, project);
    pool = poolOf(app.databaseUrl);
    pool.on('error', () => undefined);
    store = new PostgresSubjectStore('habeas', pool);
  });

  afterAll(async () => {
    for (const worker of workers) await worker.kill();
    await pool.end();
    await app.close();
  });

  /** A person with an event in each of six months. */
  async function person(id: string): Promise<SubjectKey[]> {
    await client.importEvents(MONTHS.map((month) => event(id, month)));
    return [{ ordinal: 0, projectId: project.projectId, distinctId: id, watermark: null }];
  }

  const event = (id: string, month: string, insertId = `${id}-${month}`) => ({
    event: 'Seen',
    properties: { time: Date.parse(`2026-${month}-09`) / 1000, distinct_id: id, $insert_id: insertId },
  });

  async function eventsOf(id: string): Promise<number> {
    const { rows } = await pool.query('SELECT FROM subject_data.events WHERE distinct_id = $1', [id]);
    return rows.length;
  }

  /** A part that this test leads, of a sweep without a request. */
  async function led<T>(work: (step: SharedStep, lease: Lease) => Promise<T>): Promise<T> {
    const sweepId = crypto.randomUUID();
    const startedAt = new Date();
    await app.prisma.sweep.create({ data: { id: sweepId, fence: 1, startedAt, requests: 0, subjects: 0, phase: '' } });
    const lease = await get(Leases).acquire('sweep-part:events', 'test');
    if (lease === null) throw new Error('The part is not free.');
    try {
      return await work({ sweepId, collection: 'events', step: 'hide', task: 'of the test' }, lease);
    } finally {
      await lease.release();
    }
  }

  /** As after a pause of twelve seconds: nobody has a partition any more. */
  const lapse = () => app.prisma.sweepPartition.updateMany({ data: { takenUntil: new Date(0) } });

  /** A helper that stops in its first partition, between DELETE and COMMIT, until it is told to go on. */
  async function stoppedHelper(step: SharedStep, keys: readonly SubjectKey[]) {
    let goOn = () => {};
    const told = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    let stops = () => {};
    const stopped = new Promise<void>((resolve) => {
      stops = resolve;
    });
    const touching = () => {
      stops();
      return told;
    };
    const end = get(SweepPartitions)
      .help(
        step,
        () => true,
        (turns) => store.hide(EVENTS, keys, 'policy', { turns, onTouch: touching }),
      )
      .then(
        () => null,
        (error: { code: string }) => error.code,
      );
    await stopped;
    return { goOn, end };
  }

  const laid = async () => {
    const { rows } = await pool.query<{ name: string }>(
      `SELECT relid::regclass::text AS name FROM pg_partition_tree('subject_data.events') WHERE isleaf ORDER BY 1`,
    );
    return rows.map(({ name }) => name).filter((name) => name.includes('2026_0'));
  };

  it('are worked on by another worker too, and what that one had when it was killed is taken up', async () => {
    await person('shared');
    await person('neighbour');
    const requestId = await client.open({ kind: 'deletion', regime: 'GDPR', distinctIds: ['shared'] });
    await get(DeletionStaging).stage(requestId);
    await app.prisma.request.update({ where: { id: requestId }, data: { nextAttemptAt: new Date(0) } });
    const locking = await pool.connect();
    await locking.query(`BEGIN; SELECT FROM subject_data.events WHERE distinct_id = 'shared' FOR UPDATE`);
    const sweeping = get(Sweep).run();
    const taken = async (number: number) => {
      const rows = await app.prisma.sweepPartition.findMany({ where: { finishedAt: null, NOT: { holder: null } } });
      return rows.length === number && rows;
    };
    const first = await until('the leader at two partitions', () => taken(2));
    workers.push(WorkerProcess.start(app));
    const all = await until('the helper at two more', () => taken(4));
    expect(new Set(all.map(({ holder }) => holder)).size).toBe(2);
    await workers[0]?.kill();
    await locking.query('COMMIT');
    locking.release();
    await sweeping;

    const shown = await client.show(requestId);
    // A transaction of another database of this server may put a purge off, as it would anywhere.
    expect(['SUCCESS', 'STARTED']).toContain(shown.status);
    const step = await app.prisma.requestCollection.findFirstOrThrow({ where: { requestId, collection: 'events' } });
    expect(step.hiddenAt).not.toBeNull();
    expect([first.length, await eventsOf('shared'), await eventsOf('neighbour')]).toEqual([2, 0, MONTHS.length]);
    expect(await app.prisma.sweepPartition.count()).toBe(0);
  }, 240_000);

  it('are not written in by a helper whose turn is over, and are done by the one who leads', async () => {
    const keys = await person('late');
    await led(async (step, lease) => {
      await get(SweepPartitions).lead(step, lease, async (turns) => {
        await turns.offer(await laid());
        const helper = await stoppedHelper(step, keys);
        await lapse();
        helper.goOn();
        expect(await helper.end).toBe('turn-lost');
        expect(await eventsOf('late')).toBe(MONTHS.length);
        await store.hide(EVENTS, keys, 'policy', { turns });
      });
    });
    expect(await eventsOf('late')).toBe(0);
  });

  it('are taken from a helper that stands still in a transaction, which deletes nothing when the sweep is over', async () => {
    const keys = await person('still');
    const helper = await led(async (step, lease) =>
      get(SweepPartitions).lead(step, lease, async (turns) => {
        await turns.offer(await laid());
        const stopped = await stoppedHelper(step, keys);
        await lapse();
        // It waits for the rows that the helper has locked, until the server ends the helper's transaction.
        await store.hide(EVENTS, keys, 'policy', { turns });
        return stopped;
      }),
    );
    expect(await eventsOf('still')).toBe(0);
    await client.importEvents(MONTHS.map((month) => event('still', month, `new-${month}`)));
    helper.goOn();
    expect(await helper.end).toBe('turn-lost');
    expect(await eventsOf('still')).toBe(MONTHS.length);
  });

  it('are offered to nobody once their leader is gone, and what was at work in them is waited for', async () => {
    const keys = await person('orphan');
    const partitions = get(SweepPartitions);
    const failed = led((step, lease) =>
      partitions.lead(step, lease, async (turns) => {
        await turns.offer(await laid());
        await turns.claim();
        throw new Error('The leader fails.');
      }),
    );
    await expect(failed).rejects.toThrow('The leader fails.');
    expect(await app.prisma.sweepPartition.count()).toBeGreaterThan(0);
    expect(await partitions.open()).toEqual([]);
    await get(SweepHelp).look();
    expect(await eventsOf('orphan')).toBe(keys.length * MONTHS.length);

    const taken = async (until: Date) => app.prisma.sweepPartition.updateMany({ data: { takenUntil: until } });
    await taken(new Date(Date.now() + DAY));
    const order: string[] = [];
    const settling = partitions.settle('events').then(() => order.push('settled'));
    for (let looks = 0; looks < 10; looks += 1) await app.prisma.sweepPartition.count();
    order.push('given back');
    await taken(new Date(0));
    await settling;
    expect(order).toEqual(['given back', 'settled']);
    expect(await app.prisma.sweepPartition.count()).toBe(0);
  });

  it('are not erased by a leader whose part is another worker’s', async () => {
    const keys = await person('fenced');
    await led(async (_step, lease) => {
      await app.prisma.lease.updateMany({ where: { name: lease.name }, data: { fence: 0 } });
      const hold = () => get(SweepSteps).renewLease(lease);
      await expect(store.hide(EVENTS, keys, 'policy', { assertStillMine: hold })).rejects.toMatchObject({
        code: 'lease-lost',
      });
    });
    expect(await eventsOf('fenced')).toBe(MONTHS.length);
    await app.prisma.lease.deleteMany({ where: { fence: 0 } });
  });
});
