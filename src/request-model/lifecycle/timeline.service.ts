import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, Prisma, type Transaction } from '../../platform/index.js';

/** What can happen to a request; each stands in its timeline and in the audit. */
export const REQUEST_EVENT_TYPES = [
  'opened',
  'staged',
  'waiting-for-hold',
  'waiting-for-action',
  'started',
  'retried',
  'retry-asked',
  'sweep-ordered',
  'hold-ended',
  'succeeded',
  'failed',
  'revoked',
  'denied',
  'approval-needed',
  'approved',
  'grace-begun',
  'extended',
  'at-risk',
  'missed',
  'downloaded',
  'handed-over',
  'scrubbed',
  'scrub-in-part',
  'part-destroyed',
  'artifact-spared',
  'artifact-destroyed',
  'ids-destroyed',
  'duty-left',
  'duty-begun',
  'duty-put-off',
  'duty-carried-out',
  'duty-given-up',
] as const;
export type RequestEventType = (typeof REQUEST_EVENT_TYPES)[number];

/** What the completion record does not tell of; every other event makes it due again (see `CompletionRecords`). */
const UNRECORDED: readonly RequestEventType[] = [
  'opened',
  'staged',
  'waiting-for-hold',
  'waiting-for-action',
  'started',
  'retried',
  'retry-asked',
  'sweep-ordered',
  'hold-ended',
  'downloaded',
  'duty-left',
  'duty-begun',
];

/** Some ten milliseconds' work. */
const MOST_AT_ONCE = 500;

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
    await this.tellAll(transaction, [event]);
  }

  /** The same of several requests, in the order given. */
  async tellAll(transaction: Transaction, events: readonly RequestEventRecord[]): Promise<void> {
    for (let start = 0; start < events.length; start += MOST_AT_ONCE) {
      await this.tellSome(transaction, events.slice(start, start + MOST_AT_ONCE));
    }
  }

  private async tellSome(transaction: Transaction, events: readonly RequestEventRecord[]): Promise<void> {
    const at = this.clock.now();
    await transaction.requestEvent.createMany({
      data: events.map(({ requestId, type, actor, detail }) => ({
        requestId,
        at,
        type,
        actor,
        detail: detail ?? Prisma.DbNull,
      })),
    });
    await this.audit.appendAll(
      transaction,
      events.map(({ requestId, projectId, type, actor, detail }) => ({
        actor,
        action: `request.${type}`,
        projectId,
        requestId,
        ...(detail ? { detail } : {}),
      })),
    );
    const recorded = events.filter(({ type }) => !UNRECORDED.includes(type)).map(({ requestId }) => requestId);
    if (recorded.length === 0) return;
    await transaction.request.updateMany({ where: { id: { in: recorded } }, data: { recordDue: true } });
  }
}
