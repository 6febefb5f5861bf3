import { Injectable } from '@nestjs/common';
import { Clock, Config, Prisma, PrismaService } from '../../platform/index.js';
import {
  followUpVerdict,
  gateOf,
  goOnIfDueBy,
  graceThatFits,
  LOOKS,
  type FollowedExport,
  type RequestRow,
  Timeline,
} from '../../request-model/index.js';

const MOST_A_TICK = 200;

const LOOKED = Prisma.join([...LOOKS]);

/**
 * What the export holds was handed over, as the company recorded it: the whole of it, or the part of every subject. A look is no
 * hand-over: who downloads is the officer, and a link is followed by scanners of mail too.
 */
const HANDED_OVER = Prisma.sql`(
  EXISTS (
    SELECT FROM hand_overs given
    WHERE given.request_id = export.id AND given.ordinal IS NULL AND given.manner NOT IN (${LOOKED})
  ) OR NOT EXISTS (
    SELECT FROM request_subjects subject
    WHERE subject.request_id = export.id AND NOT EXISTS (
      SELECT FROM hand_overs given
      WHERE given.request_id = export.id AND given.ordinal = subject.ordinal AND given.manner NOT IN (${LOOKED})
    )
  )
)`;

/**
 * Deletions ordered together with an export (`then: deletion`). Such a deletion waits until the export was handed over, or seven
 * days before its deadline; its grace begins then. Where the export ended without a file, whoever was to receive it has
 * nothing, so the deletion waits for a second person to say that it goes on all the same (`approval`), or to take it back.
 */
@Injectable()
export class FollowUps {
  constructor(
    private readonly prisma: PrismaService,
    private readonly timeline: Timeline,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Ids of waiting deletions that `lookAt` would move. */
  async ready(): Promise<string[]> {
    const now = this.clock.now();
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT deletion.id FROM requests deletion JOIN requests export ON export.id = deletion.after_request_id
      WHERE deletion.status = 'PENDING' AND deletion.grace_until IS NULL AND deletion.after_request_id IS NOT NULL
        AND CASE
          WHEN export.status = 'SUCCESS' THEN deletion.due_at <= ${goOnIfDueBy(now)}::timestamptz OR ${HANDED_OVER}
          ELSE export.finished_at IS NOT NULL AND (deletion.approved_at IS NOT NULL OR NOT deletion.approval_needed)
        END
      LIMIT ${MOST_A_TICK}`;
    return rows.map(({ id }) => id);
  }

  /** Begins the grace of a deletion whose export is done with, or asks for approval; what else waits is left as it is. */
  async lookAt(deletion: RequestRow): Promise<RequestRow> {
    if (deletion.afterRequestId === null || deletion.graceUntil !== null) return deletion;
    const followed = await this.followed(deletion.afterRequestId);
    const verdict = followUpVerdict(deletion, followed, this.clock.now());
    if (verdict.step === 'go-on') return this.beginGrace(deletion, verdict.after);
    if (verdict.step === 'ask' && !isAsking(deletion)) return this.ask(deletion, followed);
    return deletion;
  }

  private async followed(exportId: string): Promise<FollowedExport> {
    const [row] = await this.prisma.$queryRaw<{ status: string; finished_at: Date | null; handed_over: boolean }[]>`
      SELECT status, finished_at, ${HANDED_OVER} AS handed_over FROM requests export WHERE id = ${exportId}::uuid`;
    return {
      status: row?.status ?? 'PENDING',
      finishedAt: row?.finished_at ?? null,
      handedOver: row?.handed_over ?? false,
    };
  }

  private async beginGrace(deletion: RequestRow, after: 'hand-over' | 'deadline' | 'approval'): Promise<RequestRow> {
    const { deletionGraceSeconds } = await this.prisma.project.findUniqueOrThrow({ where: { id: deletion.projectId } });
    const grace = deletionGraceSeconds === null ? this.config.values.DELETION_GRACE : deletionGraceSeconds * 1000;
    const now = this.clock.now();
    const graceUntil = graceThatFits(deletion, grace, now);
    const next = gateOf({ ...deletion, graceUntil }, now) ?? { waitingFor: 'worker', nextAttemptAt: now };
    const detail = { after, until: graceUntil.toISOString() };
    return this.change(deletion, { graceUntil, ...next }, 'grace-begun', detail);
  }

  /** An approval given before the export ended was for something else and counts no more; the timeline keeps it. */
  private async ask(deletion: RequestRow, { status }: FollowedExport): Promise<RequestRow> {
    const approval = { approvalNeeded: true, approvedBy: null, approvedByLabel: null, approvedAt: null };
    const data = { ...approval, waitingFor: 'approval', nextAttemptAt: null };
    return this.change(deletion, data, 'approval-needed', { because: 'export-without-file', export: status });
  }

  private async change(
    deletion: RequestRow,
    data: Prisma.RequestUpdateManyMutationInput,
    type: 'grace-begun' | 'approval-needed',
    detail: Prisma.InputJsonObject,
  ): Promise<RequestRow> {
    const { id: requestId, projectId, approvedAt } = deletion;
    await this.prisma.$transaction(async (transaction) => {
      const where = { id: requestId, status: 'PENDING', graceUntil: null, approvedAt };
      const { count } = await transaction.request.updateMany({ where, data });
      if (count === 1) await this.timeline.tell(transaction, { requestId, projectId, type, actor: 'habeas', detail });
    });
    return this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
  }
}

function isAsking({ approvalNeeded, approvedAt }: RequestRow): boolean {
  return approvalNeeded && approvedAt === null;
}
