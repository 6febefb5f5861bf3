import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { assertStorable, Clock, HabeasError, Ids, PrismaService } from '../../platform/index.js';
import { type Actor, type Initiator, initiatorName, type Role, type PersonActor } from '../authorization/actor.js';
import { lockMembers } from './membership.js';
import { hasSecondFactor, secondFactorNotSet } from './second-factor-duty.js';
import { UsersService, type NewUser, type User } from './users.service.js';
import { AccountMakers, makerOf } from '../authorization/account-makers.service.js';
import { MembershipRoles } from '../authorization/membership-roles.service.js';

export interface Organization {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  /** Whether members who sign in with a password need a second factor. */
  readonly requireSecondFactor: boolean;
}

@Injectable()
export class OrganizationsService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly people: UsersService,
    private readonly standing: MembershipRoles,
    private readonly makers: AccountMakers,
  ) {}

  /**
   * Creates an organization and its first owner: the verified account of this e-mail, whose password stays, or else a new
   * account that is good in this organization. An account nobody proved is never taken: a stranger may have made it.
   * @throws HabeasError 422 `name-missing`, `text-unfit`, `email-malformed`, `password-unfit`
   */
  async create(name: string, owner: NewUser, by: Initiator): Promise<{ organization: Organization; owner: User }> {
    const trimmed = assertStorable('name', name.trim());
    if (trimmed === '') throw new HabeasError('unprocessable', 'name-missing', 'An organization needs a name.');
    const existing = await this.people.findVerified(owner.email);
    const prepared = existing ? null : await this.people.prepare(owner, trimmed);
    return this.prisma.$transaction(async (transaction) => {
      const now = this.clock.now();
      const organization = await transaction.organization.create({
        data: { id: this.ids.next(), name: trimmed, createdAt: now },
      });
      const organizationId = organization.id;
      const actor = initiatorName(by);
      await this.audit.append(transaction, { actor, action: 'organization.created', organizationId });
      const person = prepared
        ? await this.people.create(transaction, prepared, { homeOrganizationId: organizationId }, by)
        : (existing as User);
      await transaction.member.create({ data: { organizationId, userId: person.id, role: 'owner', createdAt: now } });
      await this.makers.record(transaction, organizationId, `user:${person.id}`, makerOf(by), 'first');
      await this.audit.append(transaction, {
        actor,
        action: 'member.added',
        organizationId,
        detail: { userId: person.id, role: 'owner' },
      });
      return { organization, owner: person };
    });
  }

  /** Every organization, by name; for the operator. */
  async list(): Promise<Organization[]> {
    return this.prisma.organization.findMany({ orderBy: [{ name: 'asc' }, { createdAt: 'asc' }] });
  }

  /**
   * Whether members need a second factor; who has none keeps a session that is good for enrolling alone. Only an owner who has
   * one may ask it of others.
   * @throws HabeasError 404 `organization-not-found`, 403 `role-too-low`, 409 `second-factor-not-set`
   */
  async requireSecondFactor(by: PersonActor, organizationId: string, required: boolean): Promise<Organization> {
    return this.prisma.$transaction(async (transaction) => {
      await lockMembers(transaction, organizationId);
      await this.standing.require(by, organizationId, 'owner', transaction);
      if (required && !(await hasSecondFactor(transaction, by.userId))) throw secondFactorNotSet();
      const before = await transaction.organization.findUniqueOrThrow({ where: { id: organizationId } });
      if (before.requireSecondFactor === required) return before;
      await this.audit.append(transaction, {
        actor: initiatorName(by),
        action: 'organization.changed',
        organizationId,
        detail: { requireSecondFactor: required },
      });
      return transaction.organization.update({
        where: { id: organizationId },
        data: { requireSecondFactor: required },
      });
    });
  }

  /** The organizations an actor belongs to, with the role in each. */
  async listOf(actor: Actor): Promise<(Organization & { role: Role })[]> {
    const roles = await this.standing.rolesOf(actor);
    const organizations = await this.prisma.organization.findMany({
      where: { id: { in: [...roles.keys()] } },
      orderBy: [{ name: 'asc' }, { createdAt: 'asc' }],
    });
    return organizations.map((organization) => ({ ...organization, role: roles.get(organization.id) ?? 'member' }));
  }
}
