import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, HabeasError, PrismaService, type Transaction } from '../../platform/index.js';
import { AccountMakers } from '../authorization/account-makers.service.js';
import { type Initiator, initiatorName, type Role, ROLES } from '../authorization/actor.js';
import { MembershipRoles } from '../authorization/membership-roles.service.js';
import { mayInvite } from './membership.js';
import { type OauthTokenRecord, tokenNotFound, tokenRecord } from './oauth-tokens.service.js';

/** What a member's credentials open in one organization, and how that ends. Their tokens may be good in another organization too. */
@Injectable()
export class MemberCredentials {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly standing: MembershipRoles,
    private readonly makers: AccountMakers,
  ) {}

  /**
   * The tokens of a member, the newest first; `revokedAt`: since when one opens nothing in this organization.
   * @throws HabeasError 403 `role-too-low` to who is no owner, 404 `member-not-found`
   */
  async listTokens(by: Initiator, organizationId: string, userId: string): Promise<OauthTokenRecord[]> {
    await this.requireMember(this.prisma, by, organizationId, userId);
    const rows = await this.prisma.oauthToken.findMany({
      where: { userId },
      include: { revocations: { where: { organizationId } } },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    });
    return rows.map(({ revocations, ...row }) => {
      const revokedAt = row.revokedAt ?? revocations[0]?.revokedAt ?? null;
      return { ...tokenRecord(row), revokedAt };
    });
  }

  /**
   * Ends a member's token in this organization at once and for good; a second time changes nothing.
   * @throws HabeasError 403 `role-too-low` to who is no owner, 404 `member-not-found`, `token-not-found`
   */
  async revokeToken(by: Initiator, organizationId: string, userId: string, tokenId: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await this.requireMember(transaction, by, organizationId, userId);
      const token = await transaction.oauthToken.findFirst({ where: { id: tokenId, userId } });
      if (!token) throw tokenNotFound();
      const data = [{ organizationId, tokenId, revokedAt: this.clock.now() }];
      const { count } = await transaction.oauthTokenRevocation.createMany({ data, skipDuplicates: true });
      if (count === 0) return;
      const detail = { tokenId, userId };
      await this.audit.append(transaction, {
        actor: initiatorName(by),
        action: 'token.revoked-here',
        organizationId,
        detail,
      });
    });
  }

  /** Ends everything a person could still use in an organization they no longer belong to, for good: also if they come back. */
  async endAll(transaction: Transaction, by: Initiator, organizationId: string, userId: string): Promise<void> {
    const revokedAt = this.clock.now();
    const tokens = await transaction.oauthToken.findMany({ where: { userId, revokedAt: null }, select: { id: true } });
    const data = tokens.map(({ id: tokenId }) => ({ organizationId, tokenId, revokedAt }));
    await transaction.oauthTokenRevocation.createMany({ data, skipDuplicates: true });
    await this.endMade(transaction, by, organizationId, userId, null);
  }

  /**
   * Ends what somebody made and could not make any more: invitations and service accounts. `role`: what they are now, null = no member,
   * or nobody knows who it was that made them.
   */
  async endMade(
    transaction: Transaction,
    by: Initiator,
    organizationId: string,
    userId: string,
    role: Role | null,
  ): Promise<void> {
    const beyond = ROLES.filter((each) => !mayInvite(role, each));
    const sent = { organizationId, invitedBy: `user:${userId}`, role: { in: beyond } };
    await transaction.invitation.updateMany({
      where: { ...sent, acceptedAt: null, revokedAt: null },
      data: { revokedAt: this.clock.now() },
    });
    await this.endServiceAccounts(transaction, by, organizationId, userId, beyond);
  }

  private async endServiceAccounts(
    transaction: Transaction,
    by: Initiator,
    organizationId: string,
    userId: string,
    beyond: readonly Role[],
  ): Promise<void> {
    const made = await this.makers.madeBy(transaction, organizationId, `user:${userId}`, 'service-account');
    const where = { id: { in: made }, organizationId, role: { in: [...beyond] }, revokedAt: null };
    const ended = await transaction.serviceAccount.findMany({ where, select: { id: true } });
    if (ended.length === 0) return;
    const ids = ended.map(({ id }) => id);
    await transaction.serviceAccount.updateMany({
      where: { id: { in: ids } },
      data: { revokedAt: this.clock.now() },
    });
    const actor = initiatorName(by);
    for (const serviceAccountId of ids) {
      const detail = { serviceAccountId, madeBy: userId };
      await this.audit.append(transaction, { actor, action: 'service-account.revoked', organizationId, detail });
    }
  }

  private async requireMember(
    client: Transaction,
    by: Initiator,
    organizationId: string,
    userId: string,
  ): Promise<void> {
    await this.standing.require(by, organizationId, 'owner', client);
    const member = await client.member.findUnique({ where: { organizationId_userId: { organizationId, userId } } });
    if (!member) throw memberNotFound();
  }
}

export function memberNotFound(): HabeasError {
  return new HabeasError('not-found', 'member-not-found', 'This person does not belong to the organization.');
}
