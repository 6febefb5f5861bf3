import { Injectable, Logger } from '@nestjs/common';
import { Clock, Leases, PrismaService, type Lease, type Transaction } from '../../platform/index.js';
import { Suppression } from '../../suppression/index.js';
import {
  isForAPerson,
  judge,
  OPEN_STATUSES,
  puttingOff,
  RequestLifecycle,
  sentenceOf,
  troublesOf,
  worstOf,
  type NotedTrouble,
  type RequestTrouble,
  type Verdict,
  type RequestRow,
  Timeline,
  UnresolvedSubjects,
} from '../../request-model/index.js';

/** What becomes of deletions whose work failed: another attempt with a date, or an end with a code and a sentence. */
@Injectable()
export class DeletionFailures {
  private readonly logger = new Logger('deletions');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly suppression: Suppression,
    private readonly faults: UnresolvedSubjects,
    private readonly lifecycle: RequestLifecycle,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /** `lease` guards the writing where the caller works under one. */
  async settle(requestIds: readonly string[], error: unknown, lease?: Lease): Promise<void> {
    for (const requestId of requestIds) {
      const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
      const { again, code, message } = this.judgeOf(row, error);
      await this.carryOut(row, [{ sweep: row.sweepId, collection: null, again, code, message }], lease);
    }
  }

  /**
   * The same for a part of a sweep, where it is only noted: another part may be erasing for the deletion at this moment, and what
   * keeps one collection from being erased keeps no other. Until all parts have finished its subjects stay suppressed and cannot be
   * held.
   */
  async settleInPart(requestIds: readonly string[], error: unknown, collection: string, lease: Lease): Promise<void> {
    for (const requestId of requestIds) {
      const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
      const { again, code, message } = this.judgeOf(row, error);
      const known = troublesOf(row).some((each) => each.collection === collection && each.code === code);
      if (again && !known && isForAPerson(code)) this.call(row, [{ collection, code, message }]);
      const trouble = JSON.stringify({ collection, code, message, again });
      await this.leases.guarded(lease, async (transaction) => {
        await transaction.$executeRaw`
          UPDATE requests SET troubles = coalesce((
            SELECT jsonb_agg(trouble) FROM jsonb_array_elements(troubles) AS trouble
            WHERE trouble->>'collection' IS DISTINCT FROM ${collection}
              OR (trouble->>'sweep' = sweep_id::text AND NOT (trouble->>'again')::boolean)
          ), '[]') || (${trouble}::jsonb || jsonb_build_object('sweep', sweep_id))
          WHERE id = ${requestId}::uuid AND status = 'STARTED'`;
      });
    }
  }

  /** Ends a deletion for which a part of its sweep has noted that, or puts it off. False where none noted anything. */
  async endNoted(requestId: string, lease: Lease): Promise<boolean> {
    const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    const noted = troublesOf(row).filter(({ sweep }) => sweep === row.sweepId);
    if (noted.length === 0) return false;
    await this.carryOut(row, noted, lease);
    return true;
  }

  private judgeOf(row: RequestRow, error: unknown): Verdict {
    const verdict = judge(error, row, this.clock.now());
    if (verdict.code === 'internal') this.logger.error(error instanceof Error ? error.stack : 'unknown error');
    return verdict;
  }

  private async carryOut(row: RequestRow, troubles: readonly NotedTrouble[], lease?: Lease): Promise<void> {
    const worst = worstOf(troubles);
    if (worst === undefined) return;
    const again = worst.again && this.clock.now() < row.dueAt;
    const verdict = { again, code: worst.code, message: sentenceOf(worst) };
    await this.prisma.$transaction(async (transaction) => {
      if (lease) await this.leases.assert(transaction, lease);
      if (again) await this.putOff(transaction, row, verdict, troubles);
      else await this.end(transaction, row, verdict);
    });
  }

  private async putOff(
    transaction: Transaction,
    row: RequestRow,
    verdict: Verdict,
    troubles: readonly NotedTrouble[],
  ): Promise<void> {
    const { id: requestId, projectId } = row;
    const now = this.clock.now();
    const { data, type, attempts, calls } = puttingOff(row, verdict, troubles, now);
    const { count } = await transaction.request.updateMany({
      where: { id: requestId, status: { in: [...OPEN_STATUSES] }, nextAttemptAt: { lte: now } },
      data: { ...data, sweepId: null },
    });
    if (count === 0) return;
    // What a part met and only a person heals was told of when it was met.
    const untold = troubles.filter(({ collection, code }) => collection === null || !isForAPerson(code));
    if (calls) this.call(row, untold);
    const detail = {
      code: verdict.code,
      attempts,
      collections: troubles.flatMap(({ collection }) => collection ?? []),
    };
    await this.timeline.tell(transaction, { requestId, projectId, type, actor: 'habeas', detail });
  }

  private async end(
    transaction: Transaction,
    { id: requestId, projectId, attempts: before }: RequestRow,
    verdict: Verdict,
  ): Promise<void> {
    const { code } = verdict;
    const attempts = before + 1;
    const moved = await this.lifecycle.move(transaction, {
      ids: [requestId],
      from: OPEN_STATUSES,
      to: 'FAILURE',
      data: { attempts, failureCode: code, failureMessage: verdict.message },
      event: () => ({ type: 'failed', actor: 'habeas', detail: { code, attempts } }),
    });
    if (moved.size === 0) return;
    await this.suppression.release(transaction, [requestId], false);
    await this.faults.endWithRequest(transaction, requestId, code);
    await this.lifecycle.endWithCommit(transaction, projectId, [requestId]);
  }

  private call({ id }: RequestRow, troubles: readonly RequestTrouble[]): void {
    for (const trouble of troubles) {
      this.logger.warn(
        `Deletion ${id} waits for somebody to act, and is tried again meanwhile. ${sentenceOf(trouble)}`,
      );
    }
  }
}
