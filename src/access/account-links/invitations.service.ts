import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, HabeasError, Ids, PrismaService, type Transaction } from '../../platform/index.js';
import { AccountMail } from './account-mail.service.js';
import { invitationMail, linkTo } from './account-words.js';
import { actorLabel, type Initiator, initiatorName, type Role } from '../authorization/actor.js';
import { normalEmail } from '../accounts/e-mail.js';
import { invitationRecord, type InvitationRecord } from './invitation-record.js';
import { MailLimit } from '../rate-limits/mail-limit.service.js';
import { lockMembers, memberWith } from '../accounts/membership.js';
import { hashSecret, makeSecret } from '../accounts/secrets.js';
import { MembershipRoles } from '../authorization/membership-roles.service.js';

const DAY = 86_400_000;
/** How long a link works, and how long after its end an invitation is still listed. */
export const INVITATION_DAYS = { good: 7, kept: 30 } as const;

export interface NewInvitation {
  readonly email: string;
  readonly role: Role;
}

/** Invites people into an organization. Nobody makes an account for another: whoever holds the link does, with a password of their own. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly standing: MembershipRoles,
    private readonly mail: AccountMail,
    private readonly limit: MailLimit,
  ) {}

  /**
   * Makes a link that lets one person in once, and ends an older one of the same address. It is mailed where mail is sent, and
   * then shown to nobody; else it is returned, this once. Nothing tells whether the address has an account.
   * @throws HabeasError 403 `role-too-low`, 409 `already-member`, 422 `email-malformed`, 429 `too-many-invitations`
   */
  async invite(
    by: Initiator,
    organizationId: string,
    { email: address, role }: NewInvitation,
  ): Promise<InvitationRecord & { link: string | null }> {
    await this.standing.require(by, organizationId, role === 'owner' ? 'owner' : 'admin');
    const email = normalEmail(address);
    if (by !== 'operator') await this.limit.countInvitation(organizationId, email);
    const token = makeSecret('invitation');
    const createdAt = this.clock.now();
    const row = {
      id: this.ids.next(),
      email,
      role,
      tokenHash: hashSecret(token),
      delivery: this.mail.sends ? 'mail' : 'shown',
      invitedBy: initiatorName(by),
      invitedByLabel: by === 'operator' ? 'operator' : actorLabel(by),
      createdAt,
      expiresAt: new Date(createdAt.getTime() + INVITATION_DAYS.good * DAY),
      sentAt: null,
      acceptedAt: null,
      revokedAt: null,
    };
    const organization = await this.prisma.$transaction(async (transaction) => {
      await lockMembers(transaction, organizationId);
      await this.standing.require(by, organizationId, role === 'owner' ? 'owner' : 'admin', transaction);
      if (await memberWith(transaction, organizationId, email)) throw alreadyMember();
      await this.endOlder(transaction, by, organizationId, email, createdAt);
      await transaction.invitation.create({ data: { ...row, organizationId } });
      await this.record(transaction, by, 'invitation.created', organizationId, { invitationId: row.id, role });
      return transaction.organization.findUniqueOrThrow({ where: { id: organizationId } });
    });
    if (!this.mail.sends) {
      return { ...invitationRecord(row, createdAt), link: linkTo(this.mail.baseUrl, 'invitation', token) };
    }
    const words = { organization: organization.name, inviter: await this.nameOf(by), role, expiresAt: row.expiresAt };
    const sentAt = await this.send(row.id, invitationMail(email, this.mail.baseUrl, token, words));
    return { ...invitationRecord({ ...row, sentAt }, createdAt), link: null };
  }

  /** The newest first; those that ended a month ago are gone. */
  async list(by: Initiator, organizationId: string): Promise<InvitationRecord[]> {
    await this.standing.require(by, organizationId, 'admin');
    const rows = await this.prisma.invitation.findMany({
      where: { organizationId },
      orderBy: [{ createdAt: 'desc' }, { id: 'asc' }],
    });
    const now = this.clock.now();
    return rows.map((row) => invitationRecord(row, now));
  }

  /** Ends a link at once; a second time, or once it was accepted, changes nothing. @throws HabeasError 404 `invitation-not-found` */
  async revoke(by: Initiator, organizationId: string, id: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await this.standing.require(by, organizationId, 'admin', transaction);
      const invitation = await transaction.invitation.findFirst({ where: { id, organizationId } });
      if (!invitation) {
        throw new HabeasError('not-found', 'invitation-not-found', 'The organization has no such invitation.');
      }
      if (invitation.role === 'owner') await this.standing.require(by, organizationId, 'owner', transaction);
      const { count } = await transaction.invitation.updateMany({
        where: { id, acceptedAt: null, revokedAt: null },
        data: { revokedAt: this.clock.now() },
      });
      if (count === 0) return;
      await this.record(transaction, by, 'invitation.revoked', organizationId, { invitationId: id });
    });
  }

  private async endOlder(
    transaction: Transaction,
    by: Initiator,
    organizationId: string,
    email: string,
    now: Date,
  ): Promise<void> {
    const long = new Date(now.getTime() - INVITATION_DAYS.kept * DAY);
    await transaction.invitation.deleteMany({ where: { organizationId, expiresAt: { lt: long } } });
    const pending = { organizationId, email, acceptedAt: null, revokedAt: null };
    const older = await transaction.invitation.findFirst({ where: pending });
    if (older?.role === 'owner') await this.standing.require(by, organizationId, 'owner', transaction);
    await transaction.invitation.updateMany({ where: pending, data: { revokedAt: now } });
  }

  /** After the commit: an invitation whose mail was not taken stands, and says so. @returns when it was sent, else null */
  private async send(invitationId: string, mail: Parameters<AccountMail['send']>[0]): Promise<Date | null> {
    if (!(await this.mail.send(mail))) return null;
    const sentAt = this.clock.now();
    await this.prisma.invitation.updateMany({ where: { id: invitationId }, data: { sentAt } });
    return sentAt;
  }

  private async nameOf(by: Initiator): Promise<string> {
    if (by === 'operator') return 'The operator of Habeas';
    if (by.kind !== 'user') return actorLabel(by);
    const { name, email } = await this.prisma.user.findUniqueOrThrow({ where: { id: by.userId } });
    return name === email ? email : `${name} (${email})`;
  }

  private async record(
    transaction: Transaction,
    by: Initiator,
    action: string,
    organizationId: string,
    detail: Record<string, string>,
  ): Promise<void> {
    await this.audit.append(transaction, { actor: initiatorName(by), action, organizationId, detail });
  }
}

export function alreadyMember(): HabeasError {
  return new HabeasError(
    'conflict',
    'already-member',
    'Somebody with this address already belongs to the organization.',
  );
}
