import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, HabeasError, Ids, PrismaService, type Transaction } from '../../platform/index.js';
import { lockMembers } from '../accounts/membership.js';
import { makerOf } from '../authorization/account-makers.service.js';
import { type Initiator, initiatorName, type Role } from '../authorization/actor.js';
import { MembershipRoles } from '../authorization/membership-roles.service.js';
import { domainOf, isPublicMail, normalDomain } from './e-mail-domain.js';

/** Roles that a domain may let people in with: an owner is invited. */
export const DOMAIN_ROLES = ['admin', 'member'] as const satisfies readonly Role[];
export type DomainRole = (typeof DOMAIN_ROLES)[number];

/** More than a company has. */
export const MOST_DOMAINS = 50;

/** A domain whose people come in by the identity provider without an invitation. */
export interface SignInDomain {
  readonly id: string;
  readonly domain: string;
  readonly role: DomainRole;
  /** E-mail of who allowed it, or `operator`. */
  readonly allowedBy: string;
  /** Whether who allowed it is still an owner; else it lets nobody in until another owner allows it. */
  readonly inEffect: boolean;
  readonly createdAt: Date;
}

interface DomainRow {
  readonly id: string;
  readonly organizationId: string;
  readonly domain: string;
  readonly role: string;
  readonly allowedBy: string;
  readonly allowedByLabel: string;
  readonly createdAt: Date;
}

/** The domains an organization's owners allowed. Who allows one lets in whoever comes by it, and is on record for it. */
@Injectable()
export class SignInDomains {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly ids: Ids,
    private readonly standing: MembershipRoles,
  ) {}

  /** By name. @throws HabeasError 403 `role-too-low` to who is no owner */
  async list(by: Initiator, organizationId: string): Promise<SignInDomain[]> {
    await this.standing.require(by, organizationId, 'owner');
    return this.allowed(organizationId);
  }

  /** The same, where it is for the caller to see to who may know of them. */
  async allowed(organizationId: string): Promise<SignInDomain[]> {
    const rows = await this.prisma.signInDomain.findMany({ where: { organizationId }, orderBy: { domain: 'asc' } });
    return Promise.all(rows.map(async (row) => recordOf(row, await isInEffect(this.prisma, row))));
  }

  /**
   * Lets the people of a domain in; allowed before it has this role from now on, and who asks vouches for it. Only the domain of one's
   * own confirmed address can be allowed: else an organization could draw another company's people in.
   * @throws HabeasError 403 `role-too-low`, `domain-not-yours`, 409 `too-many-domains`, 422 `domain-malformed`, `domain-public`
   */
  async allow(by: Initiator, organizationId: string, text: string, role: DomainRole): Promise<SignInDomain> {
    const domain = allowable(text);
    return this.prisma.$transaction(async (transaction) => {
      await lockMembers(transaction, organizationId);
      await this.standing.require(by, organizationId, 'owner', transaction);
      await refuseOthersDomain(transaction, by, domain);
      const others = await transaction.signInDomain.count({ where: { organizationId, NOT: { domain } } });
      if (others >= MOST_DOMAINS) {
        throw new HabeasError(
          'conflict',
          'too-many-domains',
          `An organization has ${MOST_DOMAINS} domains at the most.`,
        );
      }
      const { maker: allowedBy, label: allowedByLabel } = makerOf(by);
      const word = { role, allowedBy, allowedByLabel };
      const row = await transaction.signInDomain.upsert({
        where: { domain_organizationId: { domain, organizationId } },
        create: { id: this.ids.next(), organizationId, domain, createdAt: this.clock.now(), ...word },
        update: word,
      });
      await this.record(transaction, by, 'sign-in-domain.allowed', organizationId, { domain, role });
      return recordOf(row, true);
    });
  }

  /** Lets nobody further in by it; who came stays. @throws HabeasError 403 `role-too-low`, 404 `sign-in-domain-not-found` */
  async remove(by: Initiator, organizationId: string, id: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await lockMembers(transaction, organizationId);
      await this.standing.require(by, organizationId, 'owner', transaction);
      const row = await transaction.signInDomain.findFirst({ where: { id, organizationId } });
      if (row === null) {
        throw new HabeasError('not-found', 'sign-in-domain-not-found', 'The organization has allowed no such domain.');
      }
      await transaction.signInDomain.delete({ where: { id } });
      await this.record(transaction, by, 'sign-in-domain.removed', organizationId, { domain: row.domain });
    });
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

/** Who is no owner any more has let nobody in. */
export async function isInEffect(
  client: Transaction,
  row: Pick<DomainRow, 'organizationId' | 'allowedBy'>,
): Promise<boolean> {
  if (row.allowedBy === initiatorName('operator')) return true;
  const userId = row.allowedBy.replace(/^user:/, '');
  return (await client.member.count({ where: { organizationId: row.organizationId, userId, role: 'owner' } })) > 0;
}

function allowable(text: string): string {
  const domain = normalDomain(text);
  if (domain === null) {
    throw new HabeasError(
      'unprocessable',
      'domain-malformed',
      'This is no domain of e-mail addresses: write example.com.',
    );
  }
  if (!isPublicMail(domain)) return domain;
  throw new HabeasError(
    'unprocessable',
    'domain-public',
    'Anybody can have an address of this domain: invite your colleagues one by one.',
  );
}

async function refuseOthersDomain(client: Transaction, by: Initiator, domain: string): Promise<void> {
  if (by === 'operator') return;
  const user = by.kind === 'user' ? await client.user.findUnique({ where: { id: by.userId } }) : null;
  if (user !== null && user.emailVerifiedAt !== null && domainOf(user.email) === domain) return;
  throw new HabeasError(
    'forbidden',
    'domain-not-yours',
    'You can allow the domain of your own confirmed address and no other: ask an owner who has a confirmed address there.',
  );
}

function recordOf(row: DomainRow, inEffect: boolean): SignInDomain {
  const { id, domain, role, allowedByLabel: allowedBy, createdAt } = row;
  return { id, domain, role: role as DomainRole, allowedBy, inEffect, createdAt };
}
