import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { changedMeanwhile, Clock, HabeasError, PrismaService, type Transaction } from '../../platform/index.js';
import { AccountMakers, makerOf } from '../authorization/account-makers.service.js';
import {
  type Initiator,
  initiatorName,
  mayHandleRequests,
  type Role,
  type PersonActor,
} from '../authorization/actor.js';
import { MemberCredentials, memberNotFound } from './member-credentials.service.js';
import { lastUsesOf } from './last-uses.js';
import { lockMembers } from './membership.js';
import type { User } from './users.service.js';
import { MembershipRoles } from '../authorization/membership-roles.service.js';

export interface MemberRecord extends User {
  readonly role: Role;
  readonly createdAt: Date;
  /** When they last signed in, did something, or used a token; null = never. */
  readonly lastUsedAt: Date | null;
}

/** An account of before there were invitations: an unproved address that belongs to several organizations. */
export interface SharedAccount extends User {
  readonly createdAt: Date;
  readonly organizations: readonly { readonly id: string; readonly name: string; readonly role: Role }[];
}

/** Who belongs to an organization. Admins look after members and admins; only owners make, change and remove owners. */
@Injectable()
export class MembersService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly standing: MembershipRoles,
    private readonly credentials: MemberCredentials,
    private readonly makers: AccountMakers,
  ) {}

  async list(by: Initiator, organizationId: string): Promise<MemberRecord[]> {
    await this.standing.require(by, organizationId, 'admin');
    const members = await this.prisma.member.findMany({
      where: { organizationId },
      include: { user: true },
      orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    });
    const lastUses = await lastUsesOf(this.prisma, organizationId);
    return members.map(({ user, role, createdAt }) => ({
      id: user.id,
      email: user.email,
      name: user.name,
      emailVerified: user.emailVerifiedAt !== null,
      role: role as Role,
      createdAt,
      lastUsedAt: lastUses.get(user.id) ?? null,
    }));
  }

  /** For the operator: accounts that a stranger may have made, since nobody proved the address, and that open several organizations. */
  async listShared(): Promise<SharedAccount[]> {
    const users = await this.prisma.user.findMany({
      where: { emailVerifiedAt: null, homeOrganizationId: null, memberships: { some: {} } },
      include: { memberships: { include: { organization: true }, orderBy: { createdAt: 'asc' } } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    const shared = users.filter(({ memberships }) => memberships.length > 1);
    return shared.map(({ id, email, name, createdAt, memberships }) => {
      const organizations = memberships.map(({ organization, role }) => {
        return { id: organization.id, name: organization.name, role: role as Role };
      });
      return { id, email, name, emailVerified: false, createdAt, organizations };
    });
  }

  /**
   * Who loses a role loses what they made under it: invitations, and service accounts that they could not make any more.
   * @param seen the role that the caller saw; undefined: they did not say
   * @throws HabeasError 404 `member-not-found`, 403 `role-too-low`, 409 `last-owner`, 412 `changed-meanwhile`
   */
  async changeRole(by: Initiator, organizationId: string, userId: string, role: Role, seen?: Role): Promise<void> {
    await this.change(by, organizationId, role, async (transaction) => {
      const before = await this.movable(transaction, by, organizationId, userId, role);
      if (before === role) return;
      if (seen !== undefined && before !== seen) throw changedMeanwhile();
      const begins = mayHandleRequests(role) && !mayHandleRequests(before);
      await transaction.member.update({
        where: { organizationId_userId: { organizationId, userId } },
        data: { role, ...(begins ? { roleSince: this.clock.now() } : {}) },
      });
      await this.credentials.endMade(transaction, by, organizationId, userId, role);
      await this.record(transaction, by, 'member.role-changed', organizationId, { userId, from: before, to: role });
    });
  }

  /**
   * Ends a membership at once: sessions and tokens of the person no longer open anything of this organization. Their tokens and
   * the service accounts they made stay ended, should they come back.
   */
  async remove(by: Initiator, organizationId: string, userId: string): Promise<void> {
    await this.change(by, organizationId, null, async (transaction) =>
      this.end(transaction, by, organizationId, userId),
    );
  }

  /**
   * Somebody leaves every organization, with all that removing them would end.
   * @throws HabeasError 409 `last-owner` that names those of which they are the last owner
   */
  async leaveAll(transaction: Transaction, actor: PersonActor): Promise<void> {
    const { userId } = actor;
    const found = { where: { userId }, include: { organization: true }, orderBy: { organizationId: 'asc' } } as const;
    for (const { organizationId } of await transaction.member.findMany(found)) {
      await lockMembers(transaction, organizationId);
    }
    const memberships = await transaction.member.findMany(found);
    const left: { id: string; name: string }[] = [];
    for (const { organizationId, role, organization } of memberships) {
      const owners = await transaction.member.count({ where: { organizationId, role: 'owner' } });
      if (role === 'owner' && owners === 1) left.push({ id: organizationId, name: organization.name });
    }
    if (left.length > 0) throw lastOwnerOf(left);
    for (const { organizationId } of memberships) await this.end(transaction, actor, organizationId, userId);
  }

  /**
   * The operator says that an account is a person of their own, whoever let them in.
   * @throws HabeasError 404 `member-not-found`
   */
  async vouch(by: 'operator', organizationId: string, userId: string): Promise<void> {
    await this.change(by, organizationId, null, async (transaction) => {
      const member = { organizationId_userId: { organizationId, userId } };
      if (!(await transaction.member.findUnique({ where: member }))) throw memberNotFound();
      await this.makers.record(transaction, organizationId, `user:${userId}`, makerOf(by), 'newest');
      await this.record(transaction, by, 'member.vouched', organizationId, { userId });
    });
  }

  private async end(transaction: Transaction, by: Initiator, organizationId: string, userId: string): Promise<void> {
    const role = await this.movable(transaction, by, organizationId, userId, null);
    await transaction.member.delete({ where: { organizationId_userId: { organizationId, userId } } });
    await this.credentials.endAll(transaction, by, organizationId, userId);
    await this.record(transaction, by, 'member.removed', organizationId, { userId, role });
  }

  private async change<T>(
    by: Initiator,
    organizationId: string,
    role: Role | null,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    return this.prisma.$transaction(async (transaction) => {
      await lockMembers(transaction, organizationId);
      await this.standing.require(by, organizationId, role === 'owner' ? 'owner' : 'admin', transaction);
      return work(transaction);
    });
  }

  private async movable(
    transaction: Transaction,
    by: Initiator,
    organizationId: string,
    userId: string,
    next: Role | null,
  ): Promise<Role> {
    const member = await transaction.member.findUnique({
      where: { organizationId_userId: { organizationId, userId } },
    });
    if (!member) throw memberNotFound();
    if (member.role !== 'owner') return member.role as Role;
    await this.standing.require(by, organizationId, 'owner', transaction);
    const owners = await transaction.member.count({ where: { organizationId, role: 'owner' } });
    if (owners === 1 && next !== 'owner') {
      throw new HabeasError('conflict', 'last-owner', 'This is the last owner: make somebody else an owner first.');
    }
    return 'owner';
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

function lastOwnerOf(organizations: readonly { readonly id: string; readonly name: string }[]): HabeasError {
  const names = organizations.map(({ name }) => `"${name}"`).join(', ');
  return new HabeasError(
    'conflict',
    'last-owner',
    `You are the last owner of ${names}: make somebody else an owner there first.`,
    { extra: { fault: 'own', organizations } },
  );
}
