import { Injectable } from '@nestjs/common';
import { actorLabel, actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import { Clock, JobQueue, HabeasError, PrismaService, type Prisma } from '../../platform/index.js';
import {
  gateOf,
  requestNotFound,
  type RequestRow,
  isFinished,
  type Status,
  stageDeletion,
  Timeline,
} from '../../request-model/index.js';
import { Approvers } from './approvers.service.js';
import { EarlierDecisions, wordsOf, type EarlierDecision } from './earlier-decisions.service.js';

/** The second look at large deletions: which need one, and who may give it. */
@Injectable()
export class Approvals {
  constructor(
    private readonly prisma: PrismaService,
    private readonly approvers: Approvers,
    private readonly earlier: EarlierDecisions,
    private readonly timeline: Timeline,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets a deletion go on. The caller has found the actor to be an owner or admin; `Approvers` says whether they are a second
   * pair of eyes.
   * @throws HabeasError `request-not-found` (404), `approval-not-needed` (409), `already-finished`, `already-approved` (409, both with
   * what was decided before), and what `Approvers` throws (403)
   */
  async approve(actor: Actor, project: ProjectRecord, requestId: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT FROM requests WHERE id = ${requestId}::uuid FOR UPDATE`;
      const row = await transaction.request.findFirst({ where: { id: requestId, projectId: project.id } });
      if (row === null) throw requestNotFound();
      assertApprovable(row, await this.earlier.of(transaction, requestId));
      await this.approvers.assertMay(transaction, actor, project, row);
      await transaction.request.update({ where: { id: requestId }, data: approved(row, actor, this.clock.now()) });
      await this.timeline.tell(transaction, {
        requestId,
        projectId: project.id,
        type: 'approved',
        actor: actorName(actor),
      });
    });
    await this.queue.enqueue(stageDeletion(requestId));
  }
}

function approved(row: RequestRow, actor: Actor, approvedAt: Date): Prisma.RequestUpdateInput {
  return {
    approvedAt,
    approvedBy: actorName(actor),
    approvedByLabel: actorLabel(actor),
    ...(gateOf({ ...row, approvedAt }, approvedAt) ?? { waitingFor: 'worker', nextAttemptAt: approvedAt }),
  };
}

function assertApprovable(request: RequestRow, earlier: EarlierDecision | null): void {
  if (isFinished(request.status as Status)) {
    const message = `The request has ended: there is nothing left to approve.${wordsOf(earlier)}`;
    throw new HabeasError('conflict', 'already-finished', message, { extra: { earlier } });
  }
  if (!request.approvalNeeded) {
    throw new HabeasError('conflict', 'approval-not-needed', 'The request waits for nobody: it goes on by itself.');
  }
  if (request.approvedAt !== null) throw alreadyApproved(earlier);
}

export function alreadyApproved(earlier: EarlierDecision | null): HabeasError {
  const message = `The deletion was approved already: it goes on by itself.${wordsOf(earlier)}`;
  return new HabeasError('conflict', 'already-approved', message, { extra: { earlier } });
}
