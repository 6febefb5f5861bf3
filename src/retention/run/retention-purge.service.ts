import { Injectable } from '@nestjs/common';
import { Clock, HabeasError, Leases, PrismaService, type Lease, type Transaction } from '../../platform/index.js';
import { ScrubTargets } from '../../scrub/index.js';
import { SubjectData, type Collection } from '../../subject-data/index.js';
import { RetentionSteps, type StepGroup, type StepRow } from './retention-steps.service.js';

/** Has the engine remove what a run has hidden, and marks what is proven to be removed: as a sweep does (`SweepPurge`). */
@Injectable()
export class RetentionPurge {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly subjectData: SubjectData,
    private readonly steps: RetentionSteps,
    private readonly targets: ScrubTargets,
    private readonly clock: Clock,
  ) {}

  /**
   * A wait that was begun goes on from where it began, so that readers who came since do not lengthen it, but only for what was
   * hidden by then.
   * @throws HabeasError that says what the removal waits for (retryable)
   */
  async purge(collection: Collection, group: StepGroup, steps: readonly StepRow[], lease: Lease): Promise<void> {
    const hidden = steps.filter(({ hiddenAt, erasedAt }) => hiddenAt !== null && erasedAt === null);
    if (hidden.length === 0) return;
    const relations = await this.targets.unpurged(collection);
    let waiting: HabeasError | null = null;
    for (const [since, some] of bySince(hidden)) {
      const store = this.subjectData.storeOf(collection);
      const result = await store.removeHidden(collection, { since: since ?? undefined, relations });
      const ids = some.map(({ projectId }) => projectId);
      if (!result.erased) {
        await this.steps.waits(group, ids, result.since, lease);
        waiting = new HabeasError('unavailable', result.reason, `Waiting for ${result.waitsFor}.`);
        continue;
      }
      await this.leases.guarded(lease, async (transaction) => {
        if (since !== null) return this.steps.erased(transaction, group, ids);
        // Nobody has a state from before this moment any more: that is true for everything that was hidden by now.
        const all = hidden.map(({ projectId }) => projectId);
        await this.steps.erased(transaction, group, all);
        await this.erasedBefore(transaction, group);
        await this.targets.markPurged(transaction, collection, relations);
      });
      if (since === null) return;
    }
    if (waiting !== null) throw waiting;
  }

  /** Has removed what earlier runs have hidden and the engine had not removed when they ended; what still waits is left to the next. */
  async purgeLeftBehind(runId: string, lease: Lease): Promise<void> {
    const left = await this.prisma.retentionStep.findMany({
      where: { NOT: [{ runId }, { hiddenAt: null }], erasedAt: null },
      select: { collection: true },
      distinct: ['collection'],
    });
    const names = new Set(left.map(({ collection }) => collection));
    for (const collection of this.subjectData.collections().filter(({ name }) => names.has(name))) {
      lease.lost.throwIfAborted();
      const relations = await this.targets.unpurged(collection);
      const { erased } = await this.subjectData.storeOf(collection).removeHidden(collection, { relations });
      if (!erased) continue;
      await this.leases.guarded(lease, async (transaction) => {
        await this.erasedBefore(transaction, { runId, collection: collection.name });
        await this.targets.markPurged(transaction, collection, relations);
      });
    }
  }

  private async erasedBefore(
    transaction: Transaction,
    { runId, collection }: Pick<StepGroup, 'runId' | 'collection'>,
  ): Promise<void> {
    await transaction.retentionStep.updateMany({
      where: { collection, NOT: [{ runId }, { hiddenAt: null }], erasedAt: null },
      data: { erasedAt: this.clock.now() },
    });
  }
}

/** Those that have not waited yet come first: where they need not wait, nobody does. */
function bySince(steps: readonly StepRow[]): [string | null, StepRow[]][] {
  const groups = new Map<string | null, StepRow[]>();
  for (const step of steps) groups.set(step.purgeSince, [...(groups.get(step.purgeSince) ?? []), step]);
  return [...groups].sort(([one], [other]) => Number(one !== null) - Number(other !== null));
}
