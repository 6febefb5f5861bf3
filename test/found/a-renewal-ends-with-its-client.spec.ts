import { jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Leases, PrismaService, type Lease } from '../../src/platform/index.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';

const A_RENEWAL = 4_000;

describe('the renewal of a lease', () => {
  let database: TestDatabase;
  let prisma: PrismaService;
  let lease: Lease;
  let warned: unknown[];

  beforeEach(async () => {
    database = await createTestDatabase();
    prisma = new PrismaService(database.url);
    await prisma.$connect();
    warned = [];
    const warn = (text: unknown): void => void warned.push(text);
    Logger.overrideLogger({ log: warn, warn, error: warn });
    const others = [
      'setTimeout',
      'clearTimeout',
      'setImmediate',
      'clearImmediate',
      'nextTick',
      'queueMicrotask',
    ] as const;
    jest.useFakeTimers({ doNotFake: [...others, 'Date', 'performance', 'hrtime'], now: Date.now() });
    lease = (await new Leases(prisma).acquire('lead', 'the holder')) as Lease;
    expect(jest.getTimerCount()).toBe(1);
  });
  afterEach(async () => {
    jest.useRealTimers();
    Logger.overrideLogger(false);
    await prisma.$disconnect();
    await database.drop();
  });

  it('ends with the client, without a word', async () => {
    await prisma.$disconnect();
    await database.drop();
    jest.advanceTimersByTime(A_RENEWAL);
    expect(jest.getTimerCount()).toBe(0);
    await new Promise((resolve) => setImmediate(resolve));
    expect(warned).toEqual([]);
  });

  it('ends when the lease is lost', async () => {
    await prisma.$executeRaw`UPDATE leases SET fence = fence + 1`;
    const lost = new Promise((resolve) => lease.lost.addEventListener('abort', resolve));
    jest.advanceTimersByTime(A_RENEWAL);
    await lost;
    expect(jest.getTimerCount()).toBe(0);
  });
});
