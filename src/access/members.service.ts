import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../audit/index.js';
import { Clock, HabeasError, PrismaService, type Transaction } from '../platform/index.js';
import type { Role } from './actor.js';
import { initiatorName, type Initiator } from './initiator.js';
import { PeopleService, type Person } from './people.service.js';
import { Standing } from './standing.service.js';
import { isUniqueViolation } from './unique-violation.js';

export interface MemberRecord extends Person {
  readonly role: Role;
  readonly createdAt: Date;
}

export interface NewMember {
  readonly email: string;
  readonly role: Role;
  readonly name: string;
  /** Needed for a person who is new to Habeas, without effect on one who is not. */
  readonly password: string | null;
}

/** Who belongs to an organization. Admins look after members and admins; only owners make, change and remove owners. */
@Injectable()
export class MembersService {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly people: PeopleService,
    private readonly standing: Standing,
  ) {}

  async list(by: Initiator, organizationId: string): Promise<MemberRecord[]> {
    await this.standing.require(by, organizationId, 'admin');
    const members = await this.prisma.member.findMany({
      where: { organizationId },
      include: { user: true },
      orderBy: [{ createdAt: 'asc' }, { userId: 'asc' }],
    });
    return members.map(({ user, role, createdAt }) => ({
      id: user.id,
      email: user.email,
      name: user.name,
      role: role as Role,
      createdAt,
    }));
  }

  /** @returns the member, and whether the person was new to Habeas */
  async add(by: Initiator, organizationId: string, member: NewMember): Promise<MemberRecord & { isNew: boolean }> {
    const { role } = member;
    await this.standing.require(by, organizationId, role === 'owner' ? 'owner' : 'admin');
    const existing = await this.people.find(member.email);
    const prepared = existing ? null : await this.people.prepare({ ...member, password: passwordOf(member) });
    const createdAt = this.clock.now();
    try {
      return await this.change(by, organizationId, role, async (transaction) => {
        const person = prepared ? await this.people.create(transaction, prepared, by) : (existing as Person);
        await transaction.member.create({ data: { organizationId, userId: person.id, role, createdAt } });
        await this.record(transaction, by, 'member.added', organizationId, { userId: person.id, role });
        return { ...person, role, createdAt, isNew: existing === null };
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new HabeasError('conflict', 'already-member', 'This person already belongs to the organization.');
    }
  }

  /** @throws HabeasError 404 `member-not-found`, 403 `role-too-low`, 409 `last-owner` */
  async changeRole(by: Initiator, organizationId: string, userId: string, role: Role): Promise<void> {
    await this.change(by, organizationId, role, async (transaction) => {
      const before = await this.movable(transaction, by, organizationId, userId, role);
      if (before === role) return;
      await transaction.member.update({ where: { organizationId_userId: { organizationId, userId } }, data: { role } });
      await this.record(transaction, by, 'member.role-changed', organizationId, { userId, from: before, to: role });
    });
  }

  /** Ends a membership at once: sessions and tokens of the person no longer open anything of this organization. */
  async remove(by: Initiator, organizationId: string, userId: string): Promise<void> {
    await this.change(by, organizationId, null, async (transaction) => {
      const role = await this.movable(transaction, by, organizationId, userId, null);
      await transaction.member.delete({ where: { organizationId_userId: { organizationId, userId } } });
      await this.record(transaction, by, 'member.removed', organizationId, { userId, role });
    });
  }

  /** One change of an organization's members at a time, so that two owners cannot remove each other at once. */
  private async change<T>(
    by: Initiator,
    organizationId: string,
    role: Role | null,
    work: (transaction: Transaction) => Promise<T>,
  ): Promise<T> {
    return this.prisma.$transaction(async (transaction) => {
      await transaction.$queryRaw`SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR UPDATE`;
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
    if (!member)
      throw new HabeasError('not-found', 'member-not-found', 'This person does not belong to the organization.');
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

function passwordOf(member: NewMember): string {
  if (member.password !== null) return member.password;
  throw new HabeasError(
    'unprocessable',
    'password-missing',
    'This person is new to Habeas: give them a first password.',
  );
}
