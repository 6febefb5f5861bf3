import { Injectable, Logger } from '@nestjs/common';
import { EVERYTHING } from '../compliance/index.js';
import { Clock, HabeasError, Leases, Prisma, PrismaService, type Lease, type Transaction } from '../platform/index.js';
import { SubjectData, type Collection, type Erasure } from '../subject-data/index.js';
import { DeletionFailures } from './deletion-failures.service.js';
import { SubjectCounts } from './subject-counts.service.js';
import { erasureOf, PassKeys, type TakenDeletion } from './sweep-pass.js';

const COLUMN = {
  countedAt: Prisma.sql`counted_at`,
  hiddenAt: Prisma.sql`hidden_at`,
  erasedAt: Prisma.sql`erased_at`,
  verifiedAt: Prisma.sql`verified_at`,
} as const;

type Step = keyof typeof COLUMN;

/**
 * One collection in one pass for every deletion that needs it: count, erase, purge, read back. Each step is recorded when it is
 * done and skipped when it was, so that a killed sweep goes on where it stopped; each may be repeated with the same effect.
 */
@Injectable()
export class SweepCollection {
  private readonly logger = new Logger('sweep');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly subjectData: SubjectData,
    private readonly counts: SubjectCounts,
    private readonly failures: DeletionFailures,
    private readonly clock: Clock,
  ) {}

  /** Returns the ids of the deletions that could not be brought to their end here and were settled for another attempt. */
  async sweep(collection: Collection, deletions: readonly TakenDeletion[], lease: Lease): Promise<Set<string>> {
    const unfinished = new Set<string>();
    for (const [erasure, group] of byErasure(collection, deletions)) {
      for (const id of await this.isolating(collection, erasure, group, lease)) unfinished.add(id);
    }
    return unfinished;
  }

  /** Sweeps all together; where that fails, halves the set, so that one poisoned request never starves the others. */
  private async isolating(
    collection: Collection,
    erasure: Erasure | null,
    deletions: readonly TakenDeletion[],
    lease: Lease,
  ): Promise<string[]> {
    try {
      return await this.pass(collection, erasure, deletions, lease);
    } catch (error) {
      if (lease.lost.aborted) throw error;
      const healsForAll = error instanceof HabeasError && error.retryable;
      if (deletions.length === 1 || healsForAll) {
        this.logger.warn(`The collection "${collection.name}" could not be swept: ${messageOf(error)}`);
        const ids = deletions.map((deletion) => deletion.id);
        await this.failures.settle(ids, error, lease);
        return ids;
      }
      const middle = Math.ceil(deletions.length / 2);
      return [
        ...(await this.isolating(collection, erasure, deletions.slice(0, middle), lease)),
        ...(await this.isolating(collection, erasure, deletions.slice(middle), lease)),
      ];
    }
  }

  private async pass(
    collection: Collection,
    erasure: Erasure | null,
    deletions: readonly TakenDeletion[],
    lease: Lease,
  ): Promise<string[]> {
    const store = this.subjectData.storeOf(collection);
    await this.count(collection, await this.lacking(collection, deletions, 'countedAt', lease), lease);
    if (erasure === null) {
      await this.mark(collection, deletions, 'verifiedAt', lease);
      return [];
    }
    const toHide = await this.lacking(collection, deletions, 'hiddenAt', lease);
    if (toHide.length > 0) {
      await store.erase(collection, new PassKeys(toHide).keys, erasure);
      await this.mark(collection, toHide, 'hiddenAt', lease);
    }
    const toPurge = await this.lacking(collection, deletions, 'erasedAt', lease);
    if (toPurge.length > 0) {
      const purge = await store.purge(collection);
      if (!purge.erased) throw new HabeasError('unavailable', 'older-snapshot', `Waiting for ${purge.waitsFor}.`);
      await this.mark(collection, toPurge, 'erasedAt', lease);
    }
    return this.readBack(collection, erasure, deletions, lease);
  }

  /** What is held before anything is touched; after the erasure nothing could tell any more. */
  private async count(collection: Collection, deletions: readonly TakenDeletion[], lease: Lease): Promise<void> {
    if (deletions.length === 0) return;
    const keys = new PassKeys(deletions);
    const shares = keys.share(await this.counts.ofCollection(collection, keys.keys, EVERYTHING));
    await this.guarded(lease, async (transaction) => {
      for (const { id } of deletions) {
        await this.counts.record(transaction, id, shares.get(id) ?? [], collection.name);
      }
      await this.stamp(transaction, collection, deletions, 'countedAt');
    });
  }

  /** Invariant 2. Survivors send their deletion back to the erasure; the others are proven. */
  private async readBack(
    collection: Collection,
    erasure: Erasure,
    deletions: readonly TakenDeletion[],
    lease: Lease,
  ): Promise<string[]> {
    const toVerify = await this.lacking(collection, deletions, 'verifiedAt', lease);
    if (toVerify.length === 0) return [];
    const keys = new PassKeys(toVerify);
    const survivors = keys.share(await this.subjectData.storeOf(collection).survivors(collection, keys.keys, erasure));
    const proven = toVerify.filter(({ id }) => !survivors.has(id));
    const surviving = toVerify.filter(({ id }) => survivors.has(id));
    await this.mark(collection, proven, 'verifiedAt', lease);
    for (const { id } of surviving) {
      const rows = (survivors.get(id) ?? []).reduce((sum, tally) => sum + tally.rows, 0);
      await this.guarded(lease, (transaction) =>
        transaction.requestCollection.update({
          where: { requestId_collection: { requestId: id, collection: collection.name } },
          data: { hiddenAt: null, erasedAt: null, survivors: rows },
        }),
      );
    }
    if (surviving.length > 0) {
      const error = new HabeasError(
        'unavailable',
        'survivors',
        `Rows were read back from "${collection.title}" after the erasure.`,
      );
      await this.failures.settle(
        surviving.map(({ id }) => id),
        error,
        lease,
      );
    }
    return surviving.map(({ id }) => id);
  }

  private async lacking(
    collection: Collection,
    deletions: readonly TakenDeletion[],
    step: Step,
    lease: Lease,
  ): Promise<TakenDeletion[]> {
    lease.lost.throwIfAborted();
    const done = await this.prisma.requestCollection.findMany({
      where: {
        collection: collection.name,
        requestId: { in: deletions.map(({ id }) => id) },
        NOT: { [step]: null },
      },
      select: { requestId: true },
    });
    const ids = new Set(done.map(({ requestId }) => requestId));
    return deletions.filter(({ id }) => !ids.has(id));
  }

  private async mark(
    collection: Collection,
    deletions: readonly TakenDeletion[],
    step: Step,
    lease: Lease,
  ): Promise<void> {
    await this.guarded(lease, (transaction) => this.stamp(transaction, collection, deletions, step));
  }

  private async stamp(
    transaction: Transaction,
    collection: Collection,
    deletions: readonly TakenDeletion[],
    step: Step,
  ): Promise<void> {
    const survivors = step === 'verifiedAt' ? 0 : null;
    await transaction.$executeRaw`
      INSERT INTO request_collections (request_id, collection, policy, ${COLUMN[step]}, survivors)
      SELECT id, ${collection.name}, ${collection.policy.kind}, ${this.clock.now()}::timestamptz, ${survivors}::bigint
      FROM unnest(${deletions.map(({ id }) => id)}::uuid[]) AS deletion (id)
      ON CONFLICT (request_id, collection) DO UPDATE
        SET ${COLUMN[step]} = excluded.${COLUMN[step]}, survivors = coalesce(excluded.survivors, request_collections.survivors)`;
  }

  private async guarded<T>(lease: Lease, write: (transaction: Transaction) => Promise<T>): Promise<T> {
    return this.prisma.$transaction(async (transaction) => {
      await this.leases.assert(transaction, lease);
      return write(transaction);
    });
  }
}

function byErasure(collection: Collection, deletions: readonly TakenDeletion[]): Map<Erasure | null, TakenDeletion[]> {
  const groups = new Map<Erasure | null, TakenDeletion[]>();
  for (const deletion of deletions) {
    const erasure = erasureOf(deletion.disclosure, collection);
    groups.set(erasure, [...(groups.get(erasure) ?? []), deletion]);
  }
  return groups;
}

function messageOf(error: unknown): string {
  return error instanceof HabeasError ? error.message : 'an unforeseen error';
}
