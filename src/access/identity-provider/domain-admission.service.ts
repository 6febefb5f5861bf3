import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, PrismaService, type Transaction } from '../../platform/index.js';
import { lockMembers } from '../accounts/membership.js';
import { makePassword } from '../accounts/secrets.js';
import { UsersService, type User } from '../accounts/users.service.js';
import { AccountMakers } from '../authorization/account-makers.service.js';
import { FormerMembers } from '../authorization/former-members.service.js';
import { domainOf } from './e-mail-domain.js';
import { isInEffect } from './sign-in-domains.service.js';

/** Somebody who has no account yet, as the provider knows them. */
export interface Newcomer {
  readonly email: string;
  /** Empty: the address stands for it. */
  readonly name: string;
}

interface Opening {
  readonly organizationId: string;
  readonly domain: string;
  readonly role: string;
  readonly allowedBy: string;
  readonly allowedByLabel: string;
}

/** Lets newcomers in by the domain of their address, into each organization whose owners allowed it. */
@Injectable()
export class DomainAdmission {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly people: UsersService,
    private readonly makers: AccountMakers,
    private readonly former: FormerMembers,
  ) {}

  /**
   * Makes the account of a newcomer whose domain is allowed, confirmed by the provider's word. Whoever allowed the domain has let them in.
   * @param except organizations that have them come in another way
   * @returns null where no organization lets them in
   */
  async admit({ email, name }: Newcomer, except: readonly string[]): Promise<User | null> {
    if ((await this.openings(this.prisma, email, except)).length === 0) return null;
    // Nobody knows it: they come by the provider, or choose one by a link to their mailbox.
    const prepared = await this.people.prepare({ email, name, password: makePassword(), isMade: true });
    return this.prisma.$transaction(async (transaction) => {
      const openings = await this.locked(transaction, email, except);
      if (openings.length === 0) return null;
      const person = await this.people.create(transaction, prepared, 'verified', 'themselves');
      for (const opening of openings) await this.join(transaction, person, opening);
      return person;
    });
  }

  /** Each organization is locked, always in the same order, before what it allows is looked at once more. */
  private async locked(transaction: Transaction, email: string, except: readonly string[]): Promise<Opening[]> {
    const before = await this.openings(transaction, email, except);
    for (const { organizationId } of before) await lockMembers(transaction, organizationId);
    const locked = new Set(before.map(({ organizationId }) => organizationId));
    const now = await this.openings(transaction, email, except);
    return now.filter(({ organizationId }) => locked.has(organizationId));
  }

  /** The domain's organizations but those that had somebody of this address before: who was removed, or left, comes back by an invitation. */
  private async openings(client: Transaction, email: string, except: readonly string[]): Promise<Opening[]> {
    const domain = domainOf(email);
    if (domain === null) return [];
    const rows = await client.signInDomain.findMany({
      where: { domain, organizationId: { notIn: [...except] } },
      orderBy: { organizationId: 'asc' },
    });
    const openings: Opening[] = [];
    for (const row of rows) {
      if (await this.former.were(client, row.organizationId, email)) continue;
      if (await isInEffect(client, row)) openings.push(row);
    }
    return openings;
  }

  private async join(transaction: Transaction, { id: userId }: User, opening: Opening): Promise<void> {
    const { organizationId, domain, role, allowedBy, allowedByLabel } = opening;
    await transaction.member.create({ data: { organizationId, userId, role, createdAt: this.clock.now() } });
    const maker = { maker: allowedBy, label: allowedByLabel };
    const actor = `user:${userId}`;
    await this.makers.record(transaction, organizationId, actor, maker, 'first');
    const detail = { userId, role, domain, allowedBy };
    await this.audit.append(transaction, { actor, action: 'member.joined-by-domain', organizationId, detail });
  }
}
