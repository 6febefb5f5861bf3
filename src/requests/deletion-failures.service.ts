import { Injectable, Logger } from '@nestjs/common';
import { Clock, PrismaService, type Lease, Leases } from '../platform/index.js';
import { Suppression } from '../suppression/index.js';
import { backoff } from './backoff.js';
import { judge } from './failures.js';
import { waitAfter } from './request-status.js';
import { Timeline } from './timeline.service.js';

const OPEN = ['PENDING', 'STAGING', 'STARTED'];

/** What becomes of deletions whose work failed: another attempt with a date, or an end with a code and a sentence. */
@Injectable()
export class DeletionFailures {
  private readonly logger = new Logger('deletions');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly suppression: Suppression,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /** `lease` guards the writing where the caller works under one. */
  async settle(requestIds: readonly string[], error: unknown, lease?: Lease): Promise<void> {
    for (const requestId of requestIds) {
      const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
      const attempts = row.attempts + 1;
      const now = this.clock.now();
      const verdict = judge(error, attempts, now, row.dueAt);
      if (verdict.code === 'internal') this.logger.error(error instanceof Error ? error.stack : 'unknown error');
      await this.prisma.$transaction(async (transaction) => {
        if (lease) await this.leases.assert(transaction, lease);
        const { count } = await transaction.request.updateMany({
          // Put off once a pass: another part of the sweep may have failed for it too.
          where: { id: requestId, status: { in: OPEN }, ...(verdict.again ? { nextAttemptAt: { lte: now } } : {}) },
          data: verdict.again
            ? {
                attempts,
                sweepId: null,
                nextAttemptAt: new Date(now.getTime() + backoff(attempts)),
                waitingFor: waitAfter(verdict.code),
              }
            : {
                attempts,
                status: 'FAILURE',
                failureCode: verdict.code,
                failureMessage: verdict.message,
                finishedAt: now,
                nextAttemptAt: null,
                waitingFor: null,
              },
        });
        if (count === 0) return;
        if (!verdict.again) {
          await this.suppression.release(transaction, requestId, false);
          await transaction.requestSubject.updateMany({
            where: { requestId, outcome: null },
            data: { outcome: 'failed', outcomeDetail: verdict.code },
          });
        }
        await this.timeline.tell(transaction, {
          requestId,
          projectId: row.projectId,
          type: verdict.again ? 'retried' : 'failed',
          actor: 'habeas',
          detail: { code: verdict.code, attempts },
        });
      });
    }
  }
}
