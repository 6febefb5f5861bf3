import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { Clock, Prisma, type Transaction } from '../platform/index.js';

/** What can happen to a request; each stands in its timeline and in the audit. */
export type RequestEventType =
  | 'opened'
  | 'staged'
  | 'waiting-for-hold'
  | 'started'
  | 'retried'
  | 'succeeded'
  | 'failed'
  | 'revoked'
  | 'denied'
  | 'approval-needed'
  | 'approved'
  | 'grace-begun'
  | 'extended'
  | 'at-risk'
  | 'missed'
  | 'downloaded'
  | 'handed-over'
  | 'scrubbed'
  | 'scrub-in-part'
  | 'part-destroyed'
  | 'artifact-spared'
  | 'artifact-destroyed'
  | 'ids-destroyed';

/** What the completion record does not tell of; every other event makes it due again (see `CompletionRecords`). */
const UNRECORDED: readonly RequestEventType[] = [
  'opened',
  'staged',
  'waiting-for-hold',
  'started',
  'retried',
  'downloaded',
];

export interface RequestEventRecord {
  readonly requestId: string;
  readonly projectId: number;
  readonly type: RequestEventType;
  /** From `actorName`, or `habeas` for the workers. */
  readonly actor: string;
  readonly detail?: Prisma.InputJsonObject;
}

/** Tells, in the transaction of the move itself, what happened to a request. */
@Injectable()
export class Timeline {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
  ) {}

  async tell(transaction: Transaction, event: RequestEventRecord): Promise<void> {
    const { requestId, projectId, type, actor, detail } = event;
    await transaction.requestEvent.create({
      data: { requestId, at: this.clock.now(), type, actor, detail: detail ?? Prisma.DbNull },
    });
    await this.audit.append(transaction, {
      actor,
      action: `request.${type}`,
      projectId,
      requestId,
      ...(detail ? { detail } : {}),
    });
    if (UNRECORDED.includes(type)) return;
    await transaction.request.update({ where: { id: requestId }, data: { recordDue: true }, select: { id: true } });
  }
}
