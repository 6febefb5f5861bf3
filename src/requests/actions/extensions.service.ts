import { Injectable } from '@nestjs/common';
import { actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import { extendedDeadline, mayExtend, type Regime } from '../../compliance/index.js';
import { Clock, HabeasError, PrismaService } from '../../platform/index.js';
import {
  Identities,
  calendarOf,
  type RequestRow,
  isFinished,
  STATUSES,
  type Status,
  Timeline,
} from '../../request-model/index.js';
import { namesSubject } from '../../subject-data/index.js';

const OPEN = STATUSES.filter((status) => !isFinished(status));

/** Extends deadlines, each once and while the first one lasts. */
@Injectable()
export class Extensions {
  constructor(
    private readonly prisma: PrismaService,
    private readonly identities: Identities,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /**
   * Two further months (GDPR Art. 12(3)), or 45 further days (11 CCR §7021(b)). Timeline and audit tell the deadlines and
   * not the reason, which is free text.
   * @throws HabeasError `already-finished`, `already-extended`, `extension-too-late` (409), `reason-names-subject` (400)
   */
  async extend(actor: Actor, project: ProjectRecord, request: RequestRow, reason: string): Promise<RequestRow> {
    const now = this.clock.now();
    const { id: requestId, projectId, dueAt: extendedFrom } = request;
    assertExtendable(request, now);
    await this.refuseIds(request, reason);
    const dueAt = extendedDeadline(request.regime as Regime, request.receivedAt, calendarOf(project));
    const told = { extendedFrom, extendedAt: now, extensionReason: reason, atRiskAt: null, missedAt: null };
    return this.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.request.updateMany({
        where: { id: requestId, status: { in: OPEN }, extendedAt: null, dueAt: extendedFrom },
        data: { dueAt, ...told },
      });
      const row = await transaction.request.findUniqueOrThrow({ where: { id: requestId } });
      if (count === 0) throw refusalOf(row);
      await this.timeline.tell(transaction, {
        requestId,
        projectId,
        type: 'extended',
        actor: actorName(actor),
        detail: { from: extendedFrom.toISOString(), until: dueAt.toISOString() },
      });
      return row;
    });
  }

  private async refuseIds(request: RequestRow, reason: string): Promise<void> {
    if (!namesSubject(reason, await this.identities.known(request))) return;
    throw new HabeasError(
      'invalid',
      'reason-names-subject',
      'The reason holds an id of one of the subjects: it outlives the ids, so leave it out.',
    );
  }
}

function assertExtendable(request: RequestRow, now: Date): void {
  if (isFinished(request.status as Status) || request.extendedAt !== null) throw refusalOf(request);
  if (mayExtend(request.dueAt, now)) return;
  throw new HabeasError(
    'conflict',
    'extension-too-late',
    'The deadline has passed: it could be extended only while it lasted, since the person is to be told by then.',
  );
}

function refusalOf({ status }: RequestRow): HabeasError {
  return isFinished(status as Status)
    ? new HabeasError('conflict', 'already-finished', 'The request has ended: there is no deadline left to extend.')
    : new HabeasError(
        'conflict',
        'already-extended',
        'The deadline was extended before, and the law allows that once.',
      );
}
