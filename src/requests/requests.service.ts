import { Injectable } from '@nestjs/common';
import { actorName, type Actor, type ProjectRecord } from '../access/index.js';
import {
  Clock,
  Config,
  Doorbell,
  HabeasError,
  Ids,
  MasterKey,
  PrismaService,
  type Transaction,
} from '../platform/index.js';
import { SubjectMac } from '../subject-data/index.js';
import { DeletionConflicts } from './deletion-conflicts.service.js';
import { drawRequest, type DrawnRequest } from './draw-request.js';
import { assertSameOrder, idempotencyHashes, type IdempotencyHashes } from './idempotency.js';
import { assertLawful, type RequestOrder } from './order.js';
import type { RequestRow } from './request-row.js';
import { requestNotFound } from './request-not-found.js';
import { isFinished, mayRevoke, STATUSES, type Status } from './request-status.js';
import { runExport, stageDeletion } from './requests.jobs.js';
import { SubjectIds } from './subject-ids.js';
import { Timeline } from './timeline.service.js';

const REVOCABLE = STATUSES.filter((status) => mayRevoke('deletion', status));

export interface Opened {
  readonly request: RequestRow;
  /** True where an Idempotency-Key brought an earlier answer back. */
  readonly replayed: boolean;
}

/** Opens and revokes requests. */
@Injectable()
export class RequestsService {
  private readonly idempotencySecret: Buffer;

  constructor(
    private readonly prisma: PrismaService,
    private readonly master: MasterKey,
    private readonly mac: SubjectMac,
    private readonly conflicts: DeletionConflicts,
    private readonly timeline: Timeline,
    private readonly doorbell: Doorbell,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {
    this.idempotencySecret = master.derive('idempotency');
  }

  /**
   * Stores a request with all of its subjects, or nothing.
   * @throws HabeasError `too-many-subjects`, `disclosure-needs-ccpa`, `received-in-future` (400), `ids-under-deletion` (409),
   * `idempotency-key-reused` (422)
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
    const row = drawRequest(actor, project, order, {
      id: this.ids.next(),
      now,
      grace: this.config.values.DELETION_GRACE,
    });
    const created = await this.store(actor, row, order, hashes);
    if (!created && hashes) return { request: await this.firstAnswer(project.id, hashes), replayed: true };
    if (row.kind === 'export') await this.doorbell.ring(runExport(row.id));
    else if (row.waitingFor === 'worker') await this.doorbell.ring(stageDeletion(row.id));
    return { request: await this.prisma.request.findUniqueOrThrow({ where: { id: row.id } }), replayed: false };
  }

  /**
   * Takes a deletion back while no sweep has taken it; one that is revoked already stays so.
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

  /** False where the Idempotency-Key has a request already. */
  private async store(
    actor: Actor,
    row: DrawnRequest,
    order: RequestOrder,
    hashes: IdempotencyHashes | null,
  ): Promise<boolean> {
    const cipher = SubjectIds.create(this.master, row.id);
    const macs = order.distinctIds.map((id) => this.mac.of(row.projectId, id));
    const sealed = order.distinctIds.map((id) => cipher.seal(id).toString('hex'));
    return this.prisma.$transaction(async (transaction) => {
      if (row.kind === 'deletion') {
        await this.conflicts.lock(transaction, row.projectId);
        if (hashes && (await this.isKnown(transaction, row.projectId, hashes))) return false;
        await this.conflicts.refuse(transaction, row.projectId, order.distinctIds, macs);
      }
      const { count } = await transaction.request.createMany({
        data: [{ ...row, wrappedIdKey: Uint8Array.from(cipher.wrappedKey), ...(hashes && columnsOf(hashes)) }],
        skipDuplicates: true,
      });
      if (count === 0) return false;
      await transaction.$executeRaw`
        INSERT INTO request_subjects (request_id, ordinal, project_id, id_hmac, id_ciphertext)
        SELECT ${row.id}::uuid, ordinality - 1, ${row.projectId}::int, decode(mac, 'hex'), decode(sealed, 'hex')
        FROM unnest(${macs.map((mac) => mac.toString('hex'))}::text[], ${sealed}::text[]) WITH ORDINALITY AS given (mac, sealed)`;
      await this.timeline.tell(transaction, {
        requestId: row.id,
        projectId: row.projectId,
        type: 'opened',
        actor: actorName(actor),
        detail: { kind: row.kind, regime: row.regime, disclosure: row.disclosure, subjects: row.subjectCount },
      });
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
  if (status === 'REVOKED') return;
  throw isFinished(status)
    ? new HabeasError('not-allowed', 'already-finished', 'The deletion has ended and can no longer be revoked.')
    : new HabeasError('not-allowed', 'already-started', 'The deletion has started and can no longer be revoked.');
}
