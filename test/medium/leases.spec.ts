import type pg from 'pg';
import { Leases, PrismaService, type Lease } from '../../src/platform/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { withClient } from '../support/three-subjects.js';
import { until } from '../support/until.js';

describe('a lease', () => {
  let database: TestDatabase;
  let prisma: PrismaService;
  let leases: Leases;

  beforeAll(async () => {
    database = await createTestDatabase();
    prisma = new PrismaService(database.url);
    leases = new Leases(prisma);
  });

  afterAll(async () => {
    await prisma.$disconnect();
    await database.drop();
  });

  async function held(name: string): Promise<Lease> {
    const lease = await leases.acquire(name, 'the holder');
    if (lease === null) throw new Error(`Nobody holds "${name}", and it could not be had.`);
    return lease;
  }

  const expire = ({ name }: Lease) =>
    prisma.$executeRaw`UPDATE leases SET until = clock_timestamp() - interval '1 second' WHERE name = ${name}`;

  async function isHeld({ name }: Lease): Promise<boolean> {
    return (await leases.countTaken(name)) === 1;
  }

  async function takersWaiting(client: pg.Client): Promise<boolean> {
    const { rows } = await client.query(
      `SELECT FROM pg_stat_activity
       WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%INSERT INTO leases%'`,
    );
    return rows.length > 0;
  }

  /** Lets somebody else try to take an expired lease over, while a transaction of its holder is under way. */
  async function takenOverWhile(lease: Lease, work: () => Promise<unknown>): Promise<Lease | null> {
    return withClient(database.url, async (client) => {
      const taking = await prisma.$transaction(
        async (transaction) => {
          await leases.assert(transaction, lease);
          await expire(lease);
          const other = leases.acquire(lease.name, 'another');
          await until('somebody to wait for the lease', () => takersWaiting(client));
          await work();
          return { other };
        },
        { timeout: 30_000 },
      );
      return taking.other;
    });
  }

  it('is renewed while a transaction of its holder is under way', async () => {
    const lease = await held('long');
    await prisma.$transaction(
      async (transaction) => {
        await leases.assert(transaction, lease);
        await expire(lease);
        expect(await leases.renew(lease)).toBe(true);
      },
      { timeout: 30_000 },
    );
    expect(await isHeld(lease)).toBe(true);
    await lease.release();
  });

  it('is refused to others at once while it runs, even in the middle of such a transaction', async () => {
    const lease = await held('running');
    await prisma.$transaction(
      async (transaction) => {
        await leases.assert(transaction, lease);
        expect(await leases.acquire('running', 'another')).toBeNull();
      },
      { timeout: 30_000 },
    );
    await lease.release();
  });

  it('is taken over after its end, once what its holder had begun is committed, and for its whole span', async () => {
    const lease = await held('expired');
    const other = await takenOverWhile(lease, async () => expect(await isHeld(lease)).toBe(false));
    expect(other?.fence).toBeGreaterThan(lease.fence);
    const [{ left }] = await prisma.$queryRaw<[{ left: number }]>`
      SELECT extract(epoch FROM until - clock_timestamp())::float AS left FROM leases WHERE name = 'expired'`;
    expect(left).toBeGreaterThan(10);
    const late = prisma.$transaction((transaction) => leases.assert(transaction, lease));
    await expect(late).rejects.toMatchObject({ code: 'lease-lost' });
    expect(await leases.renew(lease)).toBe(false);
    await other?.release();
  });

  it('stays with its holder where it was renewed while somebody waited to take it over', async () => {
    const lease = await held('renewed');
    expect(await takenOverWhile(lease, () => leases.renew(lease))).toBeNull();
    await prisma.$transaction((transaction) => leases.assert(transaction, lease));
    await lease.release();
  });
});
