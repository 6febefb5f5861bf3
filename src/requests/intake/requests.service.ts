import { Injectable } from '@nestjs/common';
import { type Actor, assertProjectStands, type ProjectRecord } from '../../access/index.js';
import { Clock, Config, JobQueue, Ids, MasterKey, PrismaService, type Transaction } from '../../platform/index.js';
import { IdForms } from '../../subject-data/index.js';
import { type RecordedDecision, type RequestRow, runExport, stageDeletion } from '../../request-model/index.js';
import type { ApprovalReason } from './approval-rule.js';
import { DeletionConflicts } from './deletion-conflicts.service.js';
import { newRequest, type NewRequest } from './new-request.js';
import { assertSameOrder, idempotencyHashes, type IdempotencyHashes } from './idempotency.js';
import { assertLawful, limitsOf, type RequestOrder } from './order.js';
import { OrderRules } from './order-rules.service.js';
import { RequestWriter } from './request-writer.service.js';

export interface Opened {
  readonly request: RequestRow;
  /** The deletion that was ordered with it. */
  readonly followUp: RequestRow | null;
  /** True where an Idempotency-Key brought an earlier answer back. */
  readonly replayed: boolean;
}

interface Stored {
  readonly order: RequestOrder;
  readonly now: Date;
  readonly hashes: IdempotencyHashes | null;
  readonly decisions: readonly RecordedDecision[];
}

/** Opens and revokes requests. */
@Injectable()
export class RequestsService {
  private readonly idempotencySecret: Buffer;

  constructor(
    private readonly prisma: PrismaService,
    private readonly forms: IdForms,
    private readonly conflicts: DeletionConflicts,
    private readonly rules: OrderRules,
    private readonly writer: RequestWriter,
    private readonly queue: JobQueue,
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
    assertLawful(order, now, limitsOf(project, this.config.values.DELETION_LIMIT));
    this.rules.assertComparable(project, order);
    const hashes =
      order.idempotencyKey === undefined
        ? null
        : idempotencyHashes(
            order.idempotencyKey,
            { ...order, receivedAt: order.receivedAt ?? null },
            this.idempotencySecret,
          );
    const decisions = await this.rules.decisionsOf(project.id, order);
    const row = await this.store(actor, project, { order, now, hashes, decisions });
    if (row === null) return this.opened(await this.firstAnswer(project.id, hashes), true);
    if (row.kind === 'export') await this.queue.enqueue(runExport(row.id));
    else if (row.waitingFor === 'worker') await this.queue.enqueue(stageDeletion(row.id));
    return this.opened(await this.prisma.request.findUniqueOrThrow({ where: { id: row.id } }), false);
  }

  /** The request of the order, and the deletion that follows it. */
  private draw(
    actor: Actor,
    project: ProjectRecord,
    order: RequestOrder,
    now: Date,
    approvalNeeded: boolean,
  ): [NewRequest, ...NewRequest[]] {
    const given = { now, grace: this.config.values.DELETION_GRACE };
    const id = this.ids.next();
    if (order.followUp === undefined) return [newRequest(actor, project, order, { ...given, id, approvalNeeded })];
    const follows = { ...given, id: this.ids.next(), approvalNeeded, afterRequestId: id };
    return [
      newRequest(actor, project, order, { ...given, id }),
      newRequest(actor, project, { ...order, kind: order.followUp }, follows),
    ];
  }

  private async opened(request: RequestRow, replayed: boolean): Promise<Opened> {
    const followUp = await this.prisma.request.findUnique({ where: { afterRequestId: request.id } });
    return { request, followUp, replayed };
  }

  /** All of the order or none. @returns its first request, or null where the Idempotency-Key has one already */
  private async store(
    actor: Actor,
    project: ProjectRecord,
    { order, now, hashes, decisions }: Stored,
  ): Promise<NewRequest | null> {
    const { distinctIds } = order;
    const hmacs = await this.forms.hmacsOf(project.id, distinctIds);
    return this.prisma.$transaction(async (transaction) => {
      await assertProjectStands(transaction, project.id);
      let approval: ApprovalReason | null = null;
      if (order.kind === 'deletion' || order.followUp !== undefined) {
        await this.conflicts.lock(transaction, project.id);
        if (hashes && (await this.isKnown(transaction, project.id, hashes))) return null;
        await this.conflicts.refuse(transaction, project.id, distinctIds, hmacs);
        approval = await this.rules.approvalReason(transaction, actor, project, order, now);
      }
      const rows = this.draw(actor, project, order, now, approval !== null);
      for (const [place, row] of rows.entries()) {
        const keys = place === 0 && hashes ? columnsOf(hashes) : null;
        const written = { distinctIds, hmacs, approval, decisions, hashes: keys };
        if (!(await this.writer.write(transaction, actor, row, written))) return null;
      }
      return rows[0];
    });
  }

  private async isKnown(transaction: Transaction, projectId: number, hashes: IdempotencyHashes): Promise<boolean> {
    const { idempotencyHash } = columnsOf(hashes);
    return (await transaction.request.count({ where: { projectId, idempotencyHash } })) > 0;
  }

  private async firstAnswer(projectId: number, hashes: IdempotencyHashes | null): Promise<RequestRow> {
    if (hashes === null) throw new Error('A request without an Idempotency-Key was written already.');
    const { idempotencyHash } = columnsOf(hashes);
    const first = await this.prisma.request.findFirstOrThrow({ where: { projectId, idempotencyHash } });
    assertSameOrder(first.bodyHash, hashes.body);
    return first;
  }
}

function columnsOf({ key, body }: IdempotencyHashes) {
  return { idempotencyHash: Uint8Array.from(key), bodyHash: Uint8Array.from(body) };
}
