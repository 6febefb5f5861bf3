import type { OnApplicationShutdown } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { AskingPrismaPg } from './asking-adapter.js';
import { Prisma, PrismaClient } from './generated/client.js';

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

  constructor(url: string, poolSize = 10) {
    super({
      adapter: new AskingPrismaPg({ connectionString: url, max: poolSize }),
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

/**
 * Serializes ingestion against the start of a deletion, project by project (design, invariant 6): ingestion holds the
 * lock shared while it writes, a sweep holds it alone while it sets the watermark.
 */
export async function lockArrivals(
  transaction: Transaction,
  projectId: number,
  mode: 'shared' | 'alone',
): Promise<void> {
  if (mode === 'shared')
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock_shared(${ARRIVALS_LOCK}::int, ${projectId}::int)`;
  else await transaction.$executeRaw`SELECT pg_advisory_xact_lock(${ARRIVALS_LOCK}::int, ${projectId}::int)`;
}
