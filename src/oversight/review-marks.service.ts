import { Injectable } from '@nestjs/common';
import { type Actor, AccountLabels, actorName, MembershipRoles } from '../access/index.js';
import { AuditLog, AuditTrail } from '../audit/index.js';
import { PrismaService } from '../platform/index.js';
import type { Reviewed, ReviewView } from './access-review.dto.js';

const REVIEWED = 'access.reviewed';

/** When somebody looked through who could do what, and said so: an entry of the audit, which nobody can change. */
@Injectable()
export class ReviewMarks {
  constructor(
    private readonly prisma: PrismaService,
    private readonly log: AuditLog,
    private readonly trail: AuditTrail,
    private readonly labels: AccountLabels,
    private readonly standing: MembershipRoles,
  ) {}

  /** @param seen what there was to be reviewed, of which the counts are kept */
  async mark(by: Actor, organizationId: string, note: string, seen: Reviewed): Promise<void> {
    const { people, serviceAccounts, apiSecrets, tokens, invitations, signInDomains, dataViews } = seen;
    const counts = {
      people: people.length,
      serviceAccounts: serviceAccounts.length,
      apiSecrets: apiSecrets.length,
      tokens: tokens.length,
      invitations: invitations.length,
      signInDomains: signInDomains.length,
      dataViews: dataViews.length,
    };
    await this.prisma.$transaction(async (transaction) => {
      await this.standing.require(by, organizationId, 'admin', transaction);
      const detail = { note, ...counts };
      await this.trail.append(transaction, { actor: actorName(by), action: REVIEWED, organizationId, detail });
    });
  }

  async last(organizationId: string): Promise<ReviewView | null> {
    const line = await this.log.newest({ organizationId, actions: [REVIEWED] });
    if (line === null) return null;
    const labels = await this.labels.of([line.actor]);
    const { note } = line.detail as { note?: string };
    return { at: line.at.toISOString(), by: labels.get(line.actor) ?? line.actor, note: note ?? '' };
  }
}
