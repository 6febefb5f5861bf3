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

/** The second look at large deletions: which need one, and who may give it. */
@Injectable()
export class Approvals {
  constructor(
    private readonly prisma: PrismaService,
    private readonly timeline: Timeline,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /**
   * Lets a deletion go on. The caller has found the actor to be an owner or admin; a person is asked for, other than whoever
   * opened it, since a secret proves no second pair of eyes.
   * @throws HabeasError `request-not-found` (404), `already-finished`, `approval-not-needed`, `already-approved` (409),
   * `approver-is-opener`, `approver-is-no-person` (403)
   */
  async approve(actor: Actor, project: ProjectRecord, requestId: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT FROM requests WHERE id = ${requestId}::uuid FOR UPDATE`;
      const row = await transaction.request.findFirst({ where: { id: requestId, projectId: project.id } });
      if (row === null) throw requestNotFound();
      assertApprovable(row);
      assertSecondPerson(actor, row);
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

function assertApprovable(request: RequestRow): void {
  if (isFinished(request.status as Status)) {
    throw new HabeasError('conflict', 'already-finished', 'The request has ended: there is nothing left to approve.');
  }
  if (!request.approvalNeeded) {
    throw new HabeasError('conflict', 'approval-not-needed', 'The request waits for nobody: it goes on by itself.');
  }
  if (request.approvedAt !== null) {
    throw new HabeasError('conflict', 'already-approved', 'The deletion was approved already: it goes on by itself.');
  }
}

function assertSecondPerson(actor: Actor, { openedBy }: RequestRow): void {
  if (actorName(actor) === openedBy) {
    throw new HabeasError(
      'forbidden',
      'approver-is-opener',
      'Whoever opened a deletion cannot approve it: ask another owner or admin of the organization.',
    );
  }
  if (actor.kind === 'user') return;
  throw new HabeasError(
    'forbidden',
    'approver-is-no-person',
    'A deletion is approved by a person: sign in, or use the GDPR OAuth token of an owner or admin.',
  );
}
