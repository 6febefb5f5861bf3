import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { AskingPrismaPg } from './asking-adapter.js';
import { Prisma, PrismaClient } from './generated/client.js';
import { boundedTo, sessionBounds } from './session-bounds.js';

export { Prisma };

/** What a use case needs of the client inside a transaction. */
export type Transaction = Prisma.TransactionClient;

/**
 * Control data: requests, people, tokens, leases. Subject data stands behind the stores of `subject-data`.
 *
 * A `$transaction` that throws has left nothing behind, unless it throws `outcome-unknown`: then nobody undoes what goes with it.
 */
@Injectable()
export class PrismaService extends PrismaClient implements OnApplicationShutdown {
  private readonly ended = new AbortController();

  constructor(url: string, poolSize = 10, bounds = sessionBounds()) {
    super({
      adapter: new AskingPrismaPg({ ...boundedTo(url, bounds), max: poolSize }),
      transactionOptions: { maxWait: 15_000, timeout: 120_000 },
    });
  }

  /** Aborts when the client is closed: what goes on by itself ends with it. */
  get closed(): AbortSignal {
    return this.ended.signal;
  }

  override async $disconnect(): Promise<void> {
    this.ended.abort();
    await super.$disconnect();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.$disconnect();
  }
}

/** First key of the advisory lock on a project's arrivals; the second is the project. */
export const ARRIVALS_LOCK = 4827;

/** Milliseconds for which the lock is waited for: while one waits to be alone with it, everybody else waits behind. */
const PATIENCE = 15_000;

/**
 * Serializes ingestion against the start of a deletion, project by project (design, invariant 6): ingestion holds the
 * lock shared while it writes, a sweep holds it alone while it sets the watermark. A holder that stops loses it, as the bounds of
 * its session say.
 * @param patience milliseconds; afterwards the database refuses (55P03, `database-busy`), and does so for any further lock of
 * the transaction
 * @returns the database's time at which it was had
 */
export async function lockArrivals(
  transaction: Transaction,
  projectId: number,
  mode: 'shared' | 'alone',
  patience = PATIENCE,
): Promise<Date> {
  const wait = Prisma.sql`set_config('lock_timeout', ${String(Math.max(1, Math.ceil(patience)))}, true)`;
  const key = Prisma.sql`${ARRIVALS_LOCK}::int, ${projectId}::int`;
  const lock =
    mode === 'shared'
      ? Prisma.sql`pg_advisory_xact_lock_shared(${key})::text`
      : Prisma.sql`pg_advisory_xact_lock(${key})::text`;
  const [{ now }] = await transaction.$queryRaw<[{ now: Date }]>`
    SELECT ${wait} AS wait, ${lock} AS lock, clock_timestamp() AS now`;
  return now;
}

/** SQL that takes the same lock shared in a transaction of another client. */
export function sharedArrivalsLock(project: string): string {
  return `pg_advisory_xact_lock_shared(${String(ARRIVALS_LOCK)}, ${project}::int)`;
}

/** First key of the advisory lock on who is held or named; the second is the project, or 0 for all of them. */
const NAMING_LOCK = 4829;
/** Locks of so many projects are taken one by one; of more, the one that stands for all. */
const MOST_LOCKED = 200;

/**
 * Serializes holds, requests and windows against what time does to data (docs/retention.md): whoever places a hold, opens a request or
 * changes for how long data is kept has it until the end of the transaction, together with others of their kind; a portion of what has
 * outlived its time is alone (`lockSettled`). Where arrivals are locked too it comes first, so that they do not wait for a portion.
 */
export async function lockNaming(transaction: Transaction, projectId: number): Promise<void> {
  await transaction.$queryRaw`
    SELECT pg_advisory_xact_lock_shared(${NAMING_LOCK}::int, 0)::text AS everybody,
      pg_advisory_xact_lock_shared(${NAMING_LOCK}::int, ${projectId}::int)::text AS project`;
}

/**
 * Keeps everybody from being held or named in a request of these projects until the end of the transaction, and with `alone` their
 * arrivals too.
 * @param patience milliseconds for each lock; afterwards the database refuses (55P03, `database-busy`)
 */
export async function lockSettled(
  transaction: Transaction,
  projectIds: readonly number[],
  mode: 'shared' | 'alone',
  patience: number,
): Promise<void> {
  const ids = [...new Set(projectIds)].sort((one, other) => one - other);
  await transaction.$queryRaw`SELECT set_config('lock_timeout', ${String(Math.max(1, Math.ceil(patience)))}, true)`;
  const named = ids.length > MOST_LOCKED ? [0] : ids;
  await transaction.$queryRaw`
    SELECT pg_advisory_xact_lock(${NAMING_LOCK}::int, id)::text AS lock FROM unnest(${named}::int[]) AS id`;
  if (mode === 'shared') return;
  await transaction.$queryRaw`
    SELECT pg_advisory_xact_lock(${ARRIVALS_LOCK}::int, id)::text AS lock FROM unnest(${ids}::int[]) AS id`;
}
