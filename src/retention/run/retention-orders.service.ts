import { Injectable } from '@nestjs/common';
import { actorName, MembershipRoles, type Actor } from '../../access/index.js';
import { AuditTrail } from '../../audit/index.js';
import { HabeasError, PrismaService } from '../../platform/index.js';
import { RetentionPlan } from './retention-plan.service.js';

/** Has a run begin at once. It is the one run for everybody, and takes nothing that would not go tonight. */
@Injectable()
export class RetentionOrders {
  constructor(
    private readonly prisma: PrismaService,
    private readonly roles: MembershipRoles,
    private readonly plan: RetentionPlan,
    private readonly audit: AuditTrail,
  ) {}

  /** @throws HabeasError `role-too-low` (403) for who owns no organization */
  async order(actor: Actor): Promise<{ readonly id: string }> {
    const owned = [...(await this.roles.rolesOf(actor))].filter(([, role]) => role === 'owner').map(([id]) => id);
    if (owned.length === 0) {
      const message = 'Only owners may have a run begin at once: ask an owner of the organization.';
      throw new HabeasError('forbidden', 'role-too-low', message);
    }
    const id = await this.plan.order(actorName(actor));
    await this.prisma.$transaction(async (transaction) => {
      for (const organizationId of owned) {
        const entry = { actor: actorName(actor), action: 'retention.run-ordered', organizationId, detail: { run: id } };
        await this.audit.append(transaction, entry);
      }
    });
    return { id };
  }
}
