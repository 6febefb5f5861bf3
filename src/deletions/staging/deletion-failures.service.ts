import { Injectable, Logger } from '@nestjs/common';
import { Clock, Leases, PrismaService, type Lease, type Transaction } from '../../platform/index.js';
import { Suppression } from '../../suppression/index.js';
import {
  backoff,
  isOfOneCollection,
  judge,
  OPEN_STATUSES,
  RequestLifecycle,
  type Verdict,
  type RequestRow,
  waitAfter,
  Timeline,
  type RequestEventType,
} from '../../request-model/index.js';

/** What becomes of deletions whose work failed: another attempt with a date, or an end with a code and a sentence. */
@Injectable()
export class DeletionFailures {
  private readonly logger = new Logger('deletions');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly suppression: Suppression,
    private readonly lifecycle: RequestLifecycle,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /** `lease` guards the writing where the caller works under one. */
  async settle(requestIds: readonly string[], error: unknown, lease?: Lease): Promise<void> {
    for (const requestId of requestIds) {
      const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
      await this.carryOut(row, this.judgeOf(row, error), row.attempts + 1, lease);
    }
  }

  /**
   * The same for a part of a sweep. An end is only noted, since another part may be erasing for the deletion at this moment:
   * until all have finished, its subjects stay suppressed and cannot be held. So is what keeps this collection alone from being
   * erased, unless an end is noted already.
   */
  async settleInPart(requestIds: readonly string[], error: unknown, lease: Lease): Promise<void> {
    for (const requestId of requestIds) {
      const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
      const verdict = this.judgeOf(row, error);
      if (verdict.again && !isOfOneCollection(verdict.code)) {
        await this.carryOut(row, verdict, row.attempts + 1, lease);
        continue;
      }
      const unless = verdict.again ? { OR: [{ failureCode: null }, { failureCode: 'would-untie' }] } : {};
      await this.leases.guarded(lease, async (transaction) => {
        await transaction.request.updateMany({
          where: { id: requestId, status: 'STARTED', ...unless },
          data: { failureCode: verdict.code, failureMessage: verdict.message },
        });
      });
    }
  }

  /** Ends a deletion for which a part of the sweep has noted that, or puts it off. False where none did. */
  async endNoted(requestId: string, lease: Lease): Promise<boolean> {
    const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    if (row.failureCode === null) return false;
    const again = isOfOneCollection(row.failureCode) && this.clock.now() < row.dueAt;
    const verdict = { again, code: row.failureCode, message: row.failureMessage ?? '' };
    await this.carryOut(row, verdict, row.attempts + 1, lease);
    return true;
  }

  private judgeOf(row: RequestRow, error: unknown): Verdict {
    const verdict = judge(error, row.attempts + 1, this.clock.now(), row.dueAt);
    if (verdict.code === 'internal') this.logger.error(error instanceof Error ? error.stack : 'unknown error');
    return verdict;
  }

  private async carryOut(row: RequestRow, verdict: Verdict, attempts: number, lease?: Lease): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      if (lease) await this.leases.assert(transaction, lease);
      if (verdict.again) await this.putOff(transaction, row, verdict, attempts);
      else await this.end(transaction, row.id, verdict, attempts);
    });
  }

  private async putOff(
    transaction: Transaction,
    { id: requestId, projectId, waitingFor: before }: RequestRow,
    verdict: Verdict,
    attempts: number,
  ): Promise<void> {
    const now = this.clock.now();
    const { count } = await transaction.request.updateMany({
      // Once a pass: another part of the sweep may have failed for it too.
      where: { id: requestId, status: { in: [...OPEN_STATUSES] }, nextAttemptAt: { lte: now } },
      data: {
        attempts,
        sweepId: null,
        nextAttemptAt: new Date(now.getTime() + backoff(attempts)),
        waitingFor: waitAfter(verdict.code),
      },
    });
    if (count === 0) return;
    const type = retryOf(verdict, before);
    const detail = { code: verdict.code, attempts };
    await this.timeline.tell(transaction, { requestId, projectId, type, actor: 'habeas', detail });
  }

  private async end(transaction: Transaction, requestId: string, verdict: Verdict, attempts: number): Promise<void> {
    const { code } = verdict;
    const moved = await this.lifecycle.move(transaction, {
      ids: [requestId],
      from: OPEN_STATUSES,
      to: 'FAILURE',
      data: { attempts, failureCode: code, failureMessage: verdict.message },
      event: () => ({ type: 'failed', actor: 'habeas', detail: { code, attempts } }),
    });
    if (moved.size === 0) return;
    await this.suppression.release(transaction, [requestId], false);
    await transaction.requestSubject.updateMany({
      where: { requestId, outcome: null },
      data: { outcome: 'failed', outcomeDetail: code },
    });
  }
}

/** That a person must act is told once. */
function retryOf({ code }: Verdict, before: string | null): RequestEventType {
  const wait = waitAfter(code);
  return wait === 'action' && before !== wait ? 'waiting-for-action' : 'retried';
}
