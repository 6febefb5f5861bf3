import pg from 'pg';
import { lockArrivals, PrismaService } from '../../src/platform/index.js';
import { ARRIVALS_LOCK } from '../../src/platform/prisma/prisma.service.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { until } from '../support/until.js';
import { isAnybodyWaiting } from '../support/waiting-locks.js';

const PROJECT = 1;

/** A database may be set to another isolation than PostgreSQL's own, and then a snapshot is taken before a lock is waited for. */
describe.each([
  ['read committed', ''],
  ['repeatable read', ''],
  ['serializable', ''],
  ['read committed, and an address that sets another', '?options=-c%20default_transaction_isolation%3Dserializable'],
])('in a database set to %s', (set, options) => {
  const [isolation = ''] = set.split(',');
  let database: TestDatabase;
  let alone: pg.Client;
  let prisma: PrismaService;

  beforeAll(async () => {
    database = await createTestDatabase();
    const name = new URL(database.url).pathname.slice(1);
    alone = new pg.Client({ connectionString: database.url });
    await alone.connect();
    await alone.query(`ALTER DATABASE ${name} SET default_transaction_isolation = '${isolation}'`);
    await alone.query('CREATE TABLE refused (id int)');
    prisma = new PrismaService(database.url + options);
  });

  afterAll(async () => {
    await prisma.$disconnect();
    await alone.end();
    await database.drop();
  });

  it('who was refused while an admission waited for its lock is refused', async () => {
    await alone.query('BEGIN');
    await alone.query('SELECT pg_advisory_xact_lock($1, $2)', [ARRIVALS_LOCK, PROJECT]);
    const seen = prisma.$transaction(async (transaction) => {
      await lockArrivals(transaction, PROJECT, 'shared');
      return transaction.$queryRaw`SELECT id FROM refused`;
    });
    await until('the admission to wait', async () => isAnybodyWaiting(database.url, PROJECT));
    await alone.query('INSERT INTO refused VALUES (1)');
    await alone.query('COMMIT');
    expect(await seen).toEqual([{ id: 1 }]);
  });
});
