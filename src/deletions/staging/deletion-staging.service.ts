import { Injectable } from '@nestjs/common';
import { Clock, Config, Leases, PrismaService, type Prisma, nextSweep } from '../../platform/index.js';
import { EVERYTHING } from '../../compliance/index.js';
import { ActiveHolds } from '../../holds/index.js';
import { SubjectData } from '../../subject-data/index.js';
import {
  Identities,
  keysOf,
  IdentityRecords,
  gateOf,
  type Waiting,
  type RequestRow,
  SubjectCounts,
  SubjectFaults,
  Timeline,
} from '../../request-model/index.js';
import { DeletionFailures } from './deletion-failures.service.js';
import { FollowUps } from './follow-ups.service.js';
import { aheadIn, SweepAhead } from './sweep-ahead.service.js';

/**
 * Prepares a deletion that is approved where that is needed and whose grace has passed: who is meant, what is held, and the
 * sweep it waits for. Nothing is touched; it can still be revoked.
 */
@Injectable()
export class DeletionStaging {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly identities: Identities,
    private readonly identityRecords: IdentityRecords,
    private readonly holds: ActiveHolds,
    private readonly subjectData: SubjectData,
    private readonly counts: SubjectCounts,
    private readonly ahead: SweepAhead,
    private readonly faults: SubjectFaults,
    private readonly failures: DeletionFailures,
    private readonly followUps: FollowUps,
    private readonly timeline: Timeline,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async stage(requestId: string): Promise<void> {
    const found = await this.prisma.request.findUnique({ where: { id: requestId } });
    if (found?.kind !== 'deletion' || found.status !== 'PENDING') return;
    const request = await this.followUps.lookAt(found);
    const waiting = gateOf(request, this.clock.now());
    if (waiting) {
      await this.wait(request, waiting);
      return;
    }
    const lease = await this.leases.acquire(`stage:${requestId}`, `process:${process.pid}`);
    if (!lease) return;
    try {
      const persons = this.faults.soundOf(await this.identities.resolve(request));
      const held = await this.holds.among(request.projectId, persons);
      const keys = keysOf(request.projectId, persons);
      const tallies = await this.counts.of(request.projectId, keys, EVERYTHING);
      const now = this.clock.now();
      await this.prisma.$transaction(async (transaction) => {
        await this.leases.assert(transaction, lease);
        const { count } = await transaction.request.updateMany({
          where: { id: requestId, status: 'PENDING', ...ungated(now) },
          data: {
            status: 'STAGING',
            stagedAt: now,
            waitingFor: 'sweep',
            nextAttemptAt: nextSweep(this.config.values.SWEEP_SCHEDULE, now),
            attempts: 0,
          },
        });
        if (count === 0) return;
        await this.identityRecords.record(transaction, request, persons);
        await this.counts.record(transaction, requestId, tallies);
        for (const collection of this.subjectData.collectionsOf(request.projectId)) {
          const seen = tallies.filter((tally) => tally.collection === collection.name);
          await this.ahead.note(transaction, collection, aheadIn(new Map([[requestId, seen]])));
        }
        await this.timeline.tell(transaction, {
          requestId,
          projectId: request.projectId,
          type: 'staged',
          actor: 'habeas',
          detail: { rows: tallies.reduce((sum, tally) => sum + tally.rows, 0), held: held.size },
        });
      });
    } catch (error) {
      await this.failures.settle([requestId], error);
    } finally {
      await lease.release();
    }
  }

  /** Says what it waits for, unless it was approved or its grace has begun meanwhile. */
  private async wait({ id, approvedAt, graceUntil }: RequestRow, waiting: Waiting): Promise<void> {
    await this.prisma.request.updateMany({ where: { id, status: 'PENDING', approvedAt, graceUntil }, data: waiting });
  }
}

/** What `gateOf` lets through, for the compare-and-set. */
function ungated(now: Date): Prisma.RequestWhereInput {
  return {
    AND: [
      { OR: [{ approvalNeeded: false }, { NOT: { approvedAt: null } }] },
      { OR: [{ graceUntil: { lte: now } }, { graceUntil: null, afterRequestId: null }] },
    ],
  };
}
