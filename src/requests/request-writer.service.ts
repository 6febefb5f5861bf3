import { Injectable } from '@nestjs/common';
import { actorName, type Actor } from '../access/index.js';
import { MasterKey, type Transaction } from '../platform/index.js';
import type { ApprovalReason } from './approval-rule.js';
import type { DrawnRequest } from './draw-request.js';
import { SubjectIds } from './subject-ids.js';
import { Timeline } from './timeline.service.js';

/** What is stored of an order besides the request itself. */
export interface Written {
  readonly distinctIds: readonly string[];
  /** Of `distinctIds`, in the same order. */
  readonly macs: readonly Buffer[];
  readonly hashes: {
    readonly idempotencyHash: Uint8Array<ArrayBuffer>;
    readonly bodyHash: Uint8Array<ArrayBuffer>;
  } | null;
  readonly approval: ApprovalReason | null;
}

/** Writes a request with its subjects, each id sealed under a key of the request's own, and tells that it was opened. */
@Injectable()
export class RequestWriter {
  constructor(
    private readonly master: MasterKey,
    private readonly timeline: Timeline,
  ) {}

  /** False where the Idempotency-Key has a request already. */
  async write(transaction: Transaction, actor: Actor, row: DrawnRequest, written: Written): Promise<boolean> {
    const cipher = SubjectIds.create(this.master, row.id);
    const wrappedIdKey = Uint8Array.from(cipher.wrappedKey);
    const { count } = await transaction.request.createMany({
      data: [{ ...storable(row), wrappedIdKey, ...written.hashes }],
      skipDuplicates: true,
    });
    if (count === 0) return false;
    const macs = written.macs.map((mac) => mac.toString('hex'));
    const sealed = (await cipher.sealAll(written.distinctIds)).map((each) => each.toString('hex'));
    await transaction.$executeRaw`
      INSERT INTO request_subjects (request_id, ordinal, project_id, id_hmac, id_ciphertext)
      SELECT ${row.id}::uuid, ordinality - 1, ${row.projectId}::int, decode(mac, 'hex'), decode(sealed, 'hex')
      FROM unnest(string_to_array(${macs.join(' ')}, ' '), string_to_array(${sealed.join(' ')}, ' '))
        WITH ORDINALITY AS given (mac, sealed)`;
    await this.tell(transaction, actor, row, written.approval);
    return true;
  }

  private async tell(
    transaction: Transaction,
    actor: Actor,
    row: DrawnRequest,
    approval: ApprovalReason | null,
  ): Promise<void> {
    const { id: requestId, projectId, kind, regime, disclosure, subjectCount: subjects, afterRequestId: after } = row;
    const detail = { kind, regime, disclosure, subjects, ...(after === null ? {} : { after }) };
    await this.timeline.tell(transaction, { requestId, projectId, type: 'opened', actor: actorName(actor), detail });
    if (row.approvalNeeded && approval) {
      const needed = {
        requestId,
        projectId,
        type: 'approval-needed',
        actor: 'habeas',
        detail: { ...approval },
      } as const;
      await this.timeline.tell(transaction, needed);
    }
  }
}

function storable({ receipt: { verification, ...receipt }, ...row }: DrawnRequest) {
  return { ...row, ...receipt, ...(verification && { verification }) };
}
