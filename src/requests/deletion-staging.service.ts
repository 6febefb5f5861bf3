import { Injectable } from '@nestjs/common';
import { Clock, Config, Leases, PrismaService } from '../platform/index.js';
import { EVERYTHING } from '../compliance/index.js';
import { Identities, keysOf } from './identities.service.js';
import { DeletionFailures } from './deletion-failures.service.js';
import { nextSweep } from './sweep-schedule.js';
import { SubjectCounts } from './subject-counts.service.js';
import { Timeline } from './timeline.service.js';

/**
 * Prepares a deletion whose grace has passed: who is meant, what is held, and the sweep it waits for. Nothing is touched; it can
 * still be revoked.
 */
@Injectable()
export class DeletionStaging {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly identities: Identities,
    private readonly counts: SubjectCounts,
    private readonly failures: DeletionFailures,
    private readonly timeline: Timeline,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async stage(requestId: string): Promise<void> {
    const request = await this.prisma.request.findUnique({ where: { id: requestId } });
    if (request?.kind !== 'deletion' || request.status !== 'PENDING') return;
    if (request.graceUntil !== null && request.graceUntil > this.clock.now()) return;
    const lease = await this.leases.acquire(`stage:${requestId}`, `process:${process.pid}`);
    if (!lease) return;
    try {
      const persons = await this.identities.resolve(request);
      const keys = keysOf(request.projectId, persons, this.clock.now());
      const tallies = await this.counts.of(request.projectId, keys, EVERYTHING);
      const now = this.clock.now();
      await this.prisma.$transaction(async (transaction) => {
        await this.leases.assert(transaction, lease);
        const { count } = await transaction.request.updateMany({
          where: { id: requestId, status: 'PENDING' },
          data: {
            status: 'STAGING',
            stagedAt: now,
            waitingFor: 'sweep',
            nextAttemptAt: nextSweep(this.config.values.SWEEP_SCHEDULE, now),
            attempts: 0,
          },
        });
        if (count === 0) return;
        await this.identities.record(transaction, request, persons);
        await this.counts.record(transaction, requestId, tallies);
        await this.timeline.tell(transaction, {
          requestId,
          projectId: request.projectId,
          type: 'staged',
          actor: 'habeas',
          detail: { rows: tallies.reduce((sum, tally) => sum + tally.rows, 0) },
        });
      });
    } catch (error) {
      await this.failures.settle([requestId], error);
    } finally {
      await lease.release();
    }
  }
}
