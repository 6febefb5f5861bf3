import { Injectable } from '@nestjs/common';
import {
  Clock,
  HabeasError,
  Leases,
  Prisma,
  PrismaService,
  type Lease,
  type Transaction,
} from '../../platform/index.js';
import { definitionOf, type Collection } from '../../subject-data/index.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';

const COLUMN = {
  countedAt: Prisma.sql`counted_at`,
  hiddenAt: Prisma.sql`hidden_at`,
  erasedAt: Prisma.sql`erased_at`,
  verifiedAt: Prisma.sql`verified_at`,
} as const;

export type Milestone = keyof typeof COLUMN;

/** What is on record of each deletion's way through a collection; everything is written under the worker's lease. */
@Injectable()
export class SweepSteps {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly clock: Clock,
  ) {}

  /** The deletions that have not come to this step. `lease`: of whoever goes on by the answer. */
  async lacking(
    collection: Collection,
    deletions: readonly TakenDeletion[],
    step: Milestone,
    lease?: Lease,
  ): Promise<TakenDeletion[]> {
    lease?.lost.throwIfAborted();
    const done = await this.prisma.requestCollection.findMany({
      where: {
        collection: collection.name,
        definition: definitionOf(collection),
        requestId: { in: deletions.map(({ id }) => id) },
        NOT: { [step]: null },
      },
      select: { requestId: true },
    });
    const ids = new Set(done.map(({ requestId }) => requestId));
    return deletions.filter(({ id }) => !ids.has(id));
  }

  /** `rowsErased`: of what is hidden, whether the rows themselves went. */
  async mark(
    collection: Collection,
    deletions: readonly TakenDeletion[],
    step: Milestone,
    lease: Lease,
    rowsErased: boolean | null = null,
  ): Promise<void> {
    await this.leases.guarded(lease, (transaction) => this.stamp(transaction, collection, deletions, step, rowsErased));
  }

  async stamp(
    transaction: Transaction,
    collection: Collection,
    deletions: readonly TakenDeletion[],
    step: Milestone,
    rowsErased: boolean | null = null,
  ): Promise<void> {
    const survivors = step === 'verifiedAt' ? 0 : null;
    await this.forget(transaction, collection, deletions);
    await transaction.$executeRaw`
      INSERT INTO request_collections (request_id, collection, policy, definition, ${COLUMN[step]}, survivors, rows_erased)
      SELECT id, ${collection.name}, ${collection.policy.kind}, ${definitionOf(collection)}, ${this.clock.now()}::timestamptz,
             ${survivors}::bigint, ${rowsErased}::boolean
      FROM unnest(${deletions.map(({ id }) => id)}::uuid[]) AS deletion (id)
      ON CONFLICT (request_id, collection) DO UPDATE
        SET ${COLUMN[step]} = excluded.${COLUMN[step]}, survivors = coalesce(excluded.survivors, request_collections.survivors),
            rows_erased = coalesce(excluded.rows_erased, request_collections.rows_erased)`;
  }

  /**
   * Marks as counted those that are not yet, and returns their ids: the first count stands, since rows may have gone along with
   * those of another collection before the second.
   */
  async stampCounted(
    transaction: Transaction,
    collection: Collection,
    deletions: readonly TakenDeletion[],
  ): Promise<string[]> {
    await this.forget(transaction, collection, deletions);
    const rows = await transaction.$queryRaw<{ id: string }[]>`
      INSERT INTO request_collections (request_id, collection, policy, definition, counted_at)
      SELECT id, ${collection.name}, ${collection.policy.kind}, ${definitionOf(collection)}, ${this.clock.now()}::timestamptz
      FROM unnest(${deletions.map(({ id }) => id)}::uuid[]) AS deletion (id)
      ON CONFLICT (request_id, collection) DO UPDATE SET counted_at = excluded.counted_at
        WHERE request_collections.counted_at IS NULL
      RETURNING request_id AS id`;
    return rows.map(({ id }) => id);
  }

  /** Where the data map has changed since, no step counts: not even a read-back. */
  private async forget(
    transaction: Transaction,
    collection: Collection,
    deletions: readonly TakenDeletion[],
  ): Promise<void> {
    await transaction.requestCollection.deleteMany({
      where: {
        requestId: { in: deletions.map(({ id }) => id) },
        collection: collection.name,
        OR: [{ definition: null }, { NOT: { definition: definitionOf(collection) } }],
      },
    });
  }

  /** Rows were read back: the deletion goes back to the erasure, and nothing of the one before counts. */
  async sendBack(
    transaction: Transaction,
    collection: Collection,
    requestId: string,
    survivors: number,
  ): Promise<void> {
    await transaction.requestCollection.update({
      where: { requestId_collection: { requestId, collection: collection.name } },
      data: { hiddenAt: null, erasedAt: null, filesDroppedAt: null, purgeSince: null, survivors },
    });
  }

  /**
   * Makes sure that the lease is the caller's for its whole span from now on, for what no transaction here can guard.
   * @throws HabeasError `lease-lost`
   */
  async renewLease(lease: Lease): Promise<void> {
    if (await this.leases.renew(lease)) return;
    throw new HabeasError('unavailable', 'lease-lost', `Another process has taken over "${lease.name}".`);
  }

  /** `Leases.guarded`, for those who record steps. */
  async guarded<T>(lease: Lease, write: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.leases.guarded(lease, write);
  }
}
