import { Injectable } from '@nestjs/common';
import { actorName, type Actor } from '../../access/index.js';
import { lockNaming, MasterKey, type Transaction } from '../../platform/index.js';
import { SubjectHmac } from '../../subject-data/index.js';
import { type RecordedDecision, SubjectIds, Timeline } from '../../request-model/index.js';
import type { ApprovalReason } from './approval-rule.js';
import type { NewRequest } from './new-request.js';

/** What is stored of an order besides the request itself. */
export interface Written {
  readonly distinctIds: readonly string[];
  /** Of `distinctIds`, in the same order. */
  readonly hmacs: readonly Buffer[];
  readonly hashes: {
    readonly idempotencyHash: Uint8Array<ArrayBuffer>;
    readonly bodyHash: Uint8Array<ArrayBuffer>;
  } | null;
  readonly approval: ApprovalReason | null;
  readonly decisions: readonly RecordedDecision[];
}

/** Writes a request with its subjects, each id sealed under a key of the request's own, and tells that it was opened. */
@Injectable()
export class RequestWriter {
  constructor(
    private readonly master: MasterKey,
    private readonly hmac: SubjectHmac,
    private readonly timeline: Timeline,
  ) {}

  /**
   * False where the Idempotency-Key has a request already. From here on nothing of those it names goes for its age (`lockNaming`).
   */
  async write(transaction: Transaction, actor: Actor, row: NewRequest, written: Written): Promise<boolean> {
    await lockNaming(transaction, row.projectId);
    const cipher = SubjectIds.create(this.master, row.id, row.projectId);
    const wrappedIdKey = Uint8Array.from(cipher.wrappedKey);
    const { count } = await transaction.request.createMany({
      data: [{ ...storable(row), wrappedIdKey, ...written.hashes }],
      skipDuplicates: true,
    });
    if (count === 0) return false;
    const hmacs = written.hmacs.map((hmac) => hmac.toString('hex'));
    const sealed = (await cipher.sealAll(written.distinctIds)).map((each) => each.toString('hex'));
    await transaction.$executeRaw`
      INSERT INTO request_subjects (request_id, ordinal, project_id, id_hmac, id_ciphertext)
      SELECT ${row.id}::uuid, ordinality - 1, ${row.projectId}::int, decode(hmac, 'hex'), decode(sealed, 'hex')
      FROM unnest(string_to_array(${hmacs.join(' ')}, ' '), string_to_array(${sealed.join(' ')}, ' '))
        WITH ORDINALITY AS given (hmac, sealed)`;
    await this.writeDecisions(transaction, row, cipher, written.decisions);
    await this.tell(transaction, actor, row, written);
    return true;
  }

  private async writeDecisions(
    transaction: Transaction,
    row: NewRequest,
    cipher: SubjectIds,
    decisions: readonly RecordedDecision[],
  ): Promise<void> {
    if (decisions.length === 0) return;
    const sealed = await cipher.sealAll(decisions.map(({ distinctId }) => distinctId));
    await transaction.requestDecision.createMany({
      data: decisions.map(({ ordinal, distinctId }, at) => ({
        requestId: row.id,
        ordinal,
        idHmac: Uint8Array.from(this.hmac.of(row.projectId, distinctId)),
        idCiphertext: Uint8Array.from(sealed[at] ?? Buffer.alloc(0)),
      })),
    });
  }

  private async tell(
    transaction: Transaction,
    actor: Actor,
    row: NewRequest,
    { approval, decisions }: Pick<Written, 'approval' | 'decisions'>,
  ): Promise<void> {
    const { id: requestId, projectId, kind, regime, disclosure, subjectCount: subjects, afterRequestId: after } = row;
    const decided = decisions.length === 0 ? {} : { decisions: decisions.length };
    const detail = { kind, regime, disclosure, subjects, ...(after === null ? {} : { after }), ...decided };
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

function storable({ receipt: { verification, ...receipt }, ...row }: NewRequest) {
  return { ...row, ...receipt, ...(verification && { verification }) };
}
