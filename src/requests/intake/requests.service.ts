import { Injectable } from '@nestjs/common';
import { actorName, type Actor, type ProjectRecord } from '../../access/index.js';
import {
  Clock,
  Config,
  Doorbell,
  HabeasError,
  Ids,
  MasterKey,
  PrismaService,
  type Transaction,
} from '../../platform/index.js';
import { IngestStore, SubjectMac } from '../../subject-data/index.js';
import {
  assertAmbiguous,
  recordedDecisions,
  type RecordedDecision,
  Identities,
  type RequestRow,
  requestNotFound,
  isFinished,
  mayRevoke,
  STATUSES,
  type Status,
  runExport,
  stageDeletion,
  Timeline,
} from '../../request-model/index.js';
import { approvalReason, type ApprovalReason } from './approval-rule.js';
import { DeletionConflicts } from './deletion-conflicts.service.js';
import { drawRequest, type DrawnRequest } from './draw-request.js';
import { assertSameOrder, idempotencyHashes, type IdempotencyHashes } from './idempotency.js';
import { assertLawful, type RequestOrder } from './order.js';
import { RequestWriter } from './request-writer.service.js';

const REVOCABLE = STATUSES.filter((status) => mayRevoke('deletion', status));

export interface Opened {
  readonly request: RequestRow;
  /** The deletion that was ordered with it. */
  readonly followUp: RequestRow | null;
  /** True where an Idempotency-Key brought an earlier answer back. */
  readonly replayed: boolean;
}

interface Stored {
  readonly order: RequestOrder;
  readonly hashes: IdempotencyHashes | null;
  readonly approval: ApprovalReason | null;
  readonly decisions: readonly RecordedDecision[];
}

/** Opens and revokes requests. */
@Injectable()
export class RequestsService {
  private readonly idempotencySecret: Buffer;

  constructor(
    private readonly prisma: PrismaService,
    private readonly mac: SubjectMac,
    private readonly conflicts: DeletionConflicts,
    private readonly ingestStore: IngestStore,
    private readonly identities: Identities,
    private readonly writer: RequestWriter,
    private readonly timeline: Timeline,
    private readonly doorbell: Doorbell,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly ids: Ids,
    master: MasterKey,
  ) {
    this.idempotencySecret = master.derive('idempotency');
  }

  /**
   * Stores a request with all of its subjects, or nothing.
   * @throws HabeasError what `assertLawful` refuses (400), `ids-under-deletion` (409), `idempotency-key-reused`,
   * `decision-not-ambiguous` (422)
   */
  async open(actor: Actor, project: ProjectRecord, order: RequestOrder): Promise<Opened> {
    const now = this.clock.now();
    assertLawful(order, now);
    const hashes =
      order.idempotencyKey === undefined
        ? null
        : idempotencyHashes(
            order.idempotencyKey,
            { ...order, receivedAt: order.receivedAt ?? null },
            this.idempotencySecret,
          );
    const decisions = await this.decided(project.id, order);
    const deletes = order.kind === 'deletion' || order.followUp !== undefined;
    const approval = deletes ? await this.approvalReason(project, order) : null;
    const [row, followUp] = this.draw(actor, project, order, now, approval !== null);
    const rows = followUp ? [row, followUp] : [row];
    const created = await this.store(actor, project.id, rows, { order, hashes, approval, decisions });
    if (!created && hashes) return this.opened(await this.firstAnswer(project.id, hashes), true);
    if (row.kind === 'export') await this.doorbell.ring(runExport(row.id));
    else if (row.waitingFor === 'worker') await this.doorbell.ring(stageDeletion(row.id));
    return this.opened(await this.prisma.request.findUniqueOrThrow({ where: { id: row.id } }), false);
  }

  /** Decisions count for ids that are ambiguous now, and only for the subject they are ambiguous for. */
  private async decided(projectId: number, order: RequestOrder): Promise<RecordedDecision[]> {
    const decisions = recordedDecisions(order.decisions ?? [], order.distinctIds);
    if (decisions.length === 0) return [];
    const concerned = new Set(decisions.map(({ ordinal }) => ordinal));
    const asked = [...order.distinctIds.entries()].filter(([ordinal]) => concerned.has(ordinal));
    assertAmbiguous(await this.identities.personsOf(projectId, asked), decisions);
    return decisions;
  }

  /** Why a deletion of these subjects waits for approval; null where it does not. Settings changed later change nothing. */
  private async approvalReason(project: ProjectRecord, { distinctIds }: RequestOrder): Promise<ApprovalReason | null> {
    return approvalReason(project, distinctIds.length, (most) => this.ingestStore.countProfiles(project.id, most));
  }

  /** The request of the order, and the deletion that follows it. */
  private draw(
    actor: Actor,
    project: ProjectRecord,
    order: RequestOrder,
    now: Date,
    approvalNeeded: boolean,
  ): [DrawnRequest, DrawnRequest?] {
    const given = { now, grace: this.config.values.DELETION_GRACE };
    const id = this.ids.next();
    if (order.followUp === undefined) return [drawRequest(actor, project, order, { ...given, id, approvalNeeded })];
    const follows = { ...given, id: this.ids.next(), approvalNeeded, afterRequestId: id };
    return [
      drawRequest(actor, project, order, { ...given, id }),
      drawRequest(actor, project, { ...order, kind: order.followUp }, follows),
    ];
  }

  private async opened(request: RequestRow, replayed: boolean): Promise<Opened> {
    const followUp = await this.prisma.request.findUnique({ where: { afterRequestId: request.id } });
    return { request, followUp, replayed };
  }

  /**
   * Takes a deletion back while no sweep has taken it; one that is revoked or denied stays so.
   * @throws HabeasError `request-not-found` (404), `export-not-revocable`, `already-started`, `already-finished` (405)
   */
  async revoke(actor: Actor, project: ProjectRecord, requestId: string): Promise<void> {
    const where = { id: requestId, projectId: project.id };
    await this.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.request.updateMany({
        where: { ...where, kind: 'deletion', status: { in: REVOCABLE } },
        data: { status: 'REVOKED', finishedAt: this.clock.now(), nextAttemptAt: null, waitingFor: null },
      });
      if (count === 1) {
        await this.timeline.tell(transaction, {
          requestId,
          projectId: project.id,
          type: 'revoked',
          actor: actorName(actor),
        });
        return;
      }
      assertRevoked(await transaction.request.findFirst({ where, select: { kind: true, status: true } }));
    });
  }

  /** All of the rows or none; false where the Idempotency-Key has a request already. */
  private async store(
    actor: Actor,
    projectId: number,
    rows: readonly DrawnRequest[],
    { order, hashes, approval, decisions }: Stored,
  ): Promise<boolean> {
    const macs = order.distinctIds.map((id) => this.mac.of(projectId, id));
    const common = { distinctIds: order.distinctIds, macs, approval, decisions };
    return this.prisma.$transaction(async (transaction) => {
      if (rows.some(({ kind }) => kind === 'deletion')) {
        await this.conflicts.lock(transaction, projectId);
        if (hashes && (await this.isKnown(transaction, projectId, hashes))) return false;
        await this.conflicts.refuse(transaction, projectId, order.distinctIds, macs);
      }
      for (const [place, row] of rows.entries()) {
        const written = { ...common, hashes: place === 0 && hashes ? columnsOf(hashes) : null };
        if (!(await this.writer.write(transaction, actor, row, written))) return false;
      }
      return true;
    });
  }

  private async isKnown(transaction: Transaction, projectId: number, hashes: IdempotencyHashes): Promise<boolean> {
    const { idempotencyHash } = columnsOf(hashes);
    return (await transaction.request.count({ where: { projectId, idempotencyHash } })) > 0;
  }

  private async firstAnswer(projectId: number, hashes: IdempotencyHashes): Promise<RequestRow> {
    const { idempotencyHash } = columnsOf(hashes);
    const first = await this.prisma.request.findFirstOrThrow({ where: { projectId, idempotencyHash } });
    assertSameOrder(first.bodyHash, hashes.body);
    return first;
  }
}

function columnsOf({ key, body }: IdempotencyHashes) {
  return { idempotencyHash: Uint8Array.from(key), bodyHash: Uint8Array.from(body) };
}

function assertRevoked(request: { readonly kind: string; readonly status: string } | null): void {
  if (request === null) throw requestNotFound();
  if (request.kind === 'export') {
    throw new HabeasError(
      'not-allowed',
      'export-not-revocable',
      'An export cannot be revoked: its file is destroyed after its retention.',
    );
  }
  const status = request.status as Status;
  if (status === 'REVOKED' || status === 'DENIED') return;
  throw isFinished(status)
    ? new HabeasError('not-allowed', 'already-finished', 'The deletion has ended and can no longer be revoked.')
    : new HabeasError('not-allowed', 'already-started', 'The deletion has started and can no longer be revoked.');
}
