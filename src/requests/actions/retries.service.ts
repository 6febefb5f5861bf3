import { Injectable } from '@nestjs/common';
import { actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import { Clock, HabeasError, PrismaService } from '../../platform/index.js';
import { isFinished, OPEN_STATUSES, requestNotFound, Timeline, type Status } from '../../request-model/index.js';

/** Has what was put off looked at again at once, when somebody has put right what stood in its way. */
@Injectable()
export class Retries {
  constructor(
    private readonly prisma: PrismaService,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /**
   * Brings the next attempt of a request forward to now.
   * @throws HabeasError `request-not-found` (404), `already-finished` (405), `nothing-to-retry` (409)
   */
  async retry(actor: Actor, { id: projectId }: ProjectRecord, requestId: string): Promise<void> {
    const now = this.clock.now();
    await this.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.request.updateMany({
        where: {
          id: requestId,
          projectId,
          status: { in: [...OPEN_STATUSES] },
          nextAttemptAt: { gt: now },
          attempts: { gt: 0 },
        },
        data: { nextAttemptAt: now },
      });
      if (count > 0) {
        const told = { requestId, projectId, type: 'retry-asked', actor: actorName(actor) } as const;
        await this.timeline.tell(transaction, told);
        return;
      }
      const where = { id: requestId, projectId };
      assertPutOff(await transaction.request.findFirst({ where, select: { status: true, attempts: true } }));
    });
  }
}

/** One whose next attempt is due already needs nothing. */
function assertPutOff(request: { readonly status: string; readonly attempts: number } | null): void {
  if (request === null) throw requestNotFound();
  if (isFinished(request.status as Status)) {
    throw new HabeasError('not-allowed', 'already-finished', 'The request has ended: open a new one.');
  }
  if (request.attempts > 0) return;
  throw new HabeasError('conflict', 'nothing-to-retry', 'No attempt of the request has failed: it takes its course.');
}
