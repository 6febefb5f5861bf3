import { Injectable } from '@nestjs/common';
import { Clock, Config, Leases, nextSweep, PrismaService, type Lease, type Prisma } from '../../platform/index.js';
import { gateOf, RequestLifecycle, type RequestRow, type Waiting } from '../../request-model/index.js';
import { DeletionFailures } from './deletion-failures.service.js';
import { FollowUps } from './follow-ups.service.js';
import { StagingFindings, type Findings } from './staging-findings.service.js';

/**
 * Prepares a deletion that is approved where that is needed and whose grace has passed: who is meant, what is held, and the
 * sweep it waits for. Nothing is touched; it can still be revoked.
 */
@Injectable()
export class DeletionStaging {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly findings: StagingFindings,
    private readonly failures: DeletionFailures,
    private readonly followUps: FollowUps,
    private readonly lifecycle: RequestLifecycle,
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
      await this.move(request, await this.findings.of(request), lease);
    } catch (error) {
      await this.failures.settle([requestId], error);
    } finally {
      await lease.release();
    }
  }

  /** Nothing where it was revoked or denied meanwhile. */
  private async move(request: RequestRow, found: Findings, lease: Lease): Promise<void> {
    const now = this.clock.now();
    const nextAttemptAt = nextSweep(this.config.values.SWEEP_SCHEDULE, now);
    const rows = found.tallies.reduce((sum, tally) => sum + tally.rows, 0);
    await this.leases.guarded(lease, async (transaction) => {
      const moved = await this.lifecycle.move(transaction, {
        ids: [request.id],
        from: ['PENDING'],
        to: 'STAGING',
        where: ungated(now),
        data: { attempts: 0, failures: 0 },
        next: { waitingFor: 'sweep', nextAttemptAt },
        event: () => ({ type: 'staged', actor: 'habeas', detail: { rows, held: found.held } }),
      });
      if (moved.size > 0) await this.findings.record(transaction, request, found);
    });
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
