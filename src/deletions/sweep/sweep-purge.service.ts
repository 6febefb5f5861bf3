import { Injectable } from '@nestjs/common';
import { HabeasError, Ids, PrismaService, type Lease } from '../../platform/index.js';
import { SubjectData, type Collection, type RemovalResult, type PartitionClaims } from '../../subject-data/index.js';
import { ScrubTargets } from '../../scrub/index.js';
import type { SharedStep } from './partition-claims.js';
import { SweepPartitions } from './sweep-partitions.service.js';
import type { LedPart } from './sweep-pass.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';
import { SweepSteps } from './sweep-steps.service.js';

/** Deletions whose rows the engine has not removed yet, and the error that says what they wait for. */
export interface WaitingDeletions {
  readonly deletions: readonly TakenDeletion[];
  readonly error: HabeasError;
}

/**
 * Has the engine remove what a pass has hidden, in the tables that erasures wrote in and nowhere else. Which these are stands
 * on record before a row is gone from them, and stays there for the scrub.
 */
@Injectable()
export class SweepPurge {
  constructor(
    private readonly prisma: PrismaService,
    private readonly subjectData: SubjectData,
    private readonly steps: SweepSteps,
    private readonly partitions: SweepPartitions,
    private readonly targets: ScrubTargets,
    private readonly ids: Ids,
  ) {}

  /**
   * Marks as erased what is proven to be removed; returns what waits. A wait that was begun goes on from where it began, so that
   * readers who came since do not lengthen it, but only for the deletions that were hidden by then.
   */
  async purge(collection: Collection, deletions: readonly TakenDeletion[], part: LedPart): Promise<WaitingDeletions[]> {
    const { lease } = part;
    const relations = await this.targets.unpurged(collection);
    const waiting: WaitingDeletions[] = [];
    for (const [since, group] of await this.bySince(collection, deletions)) {
      const result = await this.purgeShared(collection, since ?? undefined, relations, part);
      if (!result.erased) {
        await this.remember(collection, group, result.since, lease);
        waiting.push({ deletions: group, error: errorOf(result) });
        continue;
      }
      if (since !== null) {
        await this.steps.mark(collection, group, 'erasedAt', lease);
        continue;
      }
      // Nobody has a state from before this moment any more: that is true for everything that was hidden by now.
      await this.steps.guarded(lease, async (transaction) => {
        await this.steps.stamp(transaction, collection, deletions, 'erasedAt');
        await this.targets.markPurged(transaction, collection, relations);
      });
      return [];
    }
    return waiting;
  }

  /** Does partitions of a purge that another worker leads. */
  async help(collection: Collection, turns: PartitionClaims): Promise<void> {
    await this.subjectData.storeOf(collection).helpRemoval(turns);
  }

  /** Each purge is a task of its own: what another had proven was proven of another moment. */
  private async purgeShared(
    collection: Collection,
    since: string | undefined,
    relations: readonly string[],
    { sweepId, lease, shared, waits }: LedPart,
  ): Promise<RemovalResult> {
    const store = this.subjectData.storeOf(collection);
    const remove = (turns?: PartitionClaims) =>
      store.removeHidden(collection, { since, relations, turns, onWaiting: waits });
    if (!shared) return remove();
    const step: SharedStep = { sweepId, collection: collection.name, step: 'purge', task: this.ids.next() };
    return this.partitions.lead(step, lease, remove);
  }

  /** Those that have not waited yet come first: where they need not wait, nobody does. */
  private async bySince(
    collection: Collection,
    deletions: readonly TakenDeletion[],
  ): Promise<Map<string | null, TakenDeletion[]>> {
    const rows = await this.prisma.requestCollection.findMany({
      where: { collection: collection.name, requestId: { in: deletions.map(({ id }) => id) } },
      select: { requestId: true, purgeSince: true },
    });
    const sinceOf = new Map(rows.map(({ requestId, purgeSince }) => [requestId, purgeSince]));
    const groups = new Map<string | null, TakenDeletion[]>([[null, []]]);
    for (const deletion of deletions) {
      const since = sinceOf.get(deletion.id) ?? null;
      groups.set(since, [...(groups.get(since) ?? []), deletion]);
    }
    if (groups.get(null)?.length === 0) groups.delete(null);
    return groups;
  }

  private async remember(
    collection: Collection,
    deletions: readonly TakenDeletion[],
    purgeSince: string,
    lease: Lease,
  ): Promise<void> {
    await this.steps.guarded(lease, (transaction) =>
      transaction.requestCollection.updateMany({
        where: { collection: collection.name, requestId: { in: deletions.map(({ id }) => id) } },
        data: { purgeSince },
      }),
    );
  }
}

function errorOf({ reason, waitsFor }: Extract<RemovalResult, { erased: false }>): HabeasError {
  return new HabeasError('unavailable', reason, `Waiting for ${waitsFor}.`);
}
