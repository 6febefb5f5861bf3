import { Injectable } from '@nestjs/common';
import { Clock, Prisma, type Transaction } from '../platform/index.js';

/** Something that was done, by whom, to what. No subject's id, no e-mail of a subject, no secret. */
export interface AuditRecord {
  /** `user:<uuid>`, `service-account:<uuid>`, `project:<id>` or `habeas`. */
  readonly actor: string;
  /** Past tense with a dot: `request.opened`, `token.revoked`. */
  readonly action: string;
  readonly organizationId?: string;
  readonly projectId?: number;
  readonly requestId?: string;
  readonly detail?: Prisma.InputJsonObject;
}

/** Writes audit entries in the transaction of what they tell of; the database refuses to change or remove them. */
@Injectable()
export class AuditTrail {
  constructor(private readonly clock: Clock) {}

  async append(transaction: Transaction, record: AuditRecord): Promise<void> {
    await this.appendAll(transaction, [record]);
  }

  /** In the order given. */
  async appendAll(transaction: Transaction, records: readonly AuditRecord[]): Promise<void> {
    const at = this.clock.now();
    await transaction.auditEntry.createMany({
      data: records.map((record) => ({
        at,
        actor: record.actor,
        action: record.action,
        organizationId: record.organizationId ?? null,
        projectId: record.projectId ?? null,
        requestId: record.requestId ?? null,
        detail: record.detail ?? Prisma.DbNull,
      })),
    });
  }
}
