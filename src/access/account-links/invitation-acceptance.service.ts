import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, HabeasError, PrismaService, type Transaction, isUniqueViolation } from '../../platform/index.js';
import type { Role, PersonActor } from '../authorization/actor.js';
import { alreadyMember } from './invitations.service.js';
import { lockMembers, mayInvite, memberWith } from '../accounts/membership.js';
import { UsersService, type Prepared, type Reach, type User } from '../accounts/users.service.js';
import { hashSecret, looksLikeSecret, makePassword } from '../accounts/secrets.js';
import { AccountMakers } from '../authorization/account-makers.service.js';
import { SignInLimit } from '../rate-limits/sign-in-limit.service.js';

/** What the holder of a link is told before they accept. */
export interface Offer {
  readonly organization: string;
  readonly email: string;
  readonly role: Role;
  readonly invitedBy: string;
  readonly expiresAt: Date;
  /** `password`: the address has a verified account, which joins by its own; `new-password`: an account is made. */
  readonly asks: 'password' | 'new-password';
}

export interface Accepted {
  readonly organization: { readonly id: string; readonly name: string };
  readonly person: User;
  readonly role: Role;
}

export interface Invitation {
  readonly id: string;
  readonly organizationId: string;
  readonly email: string;
  readonly role: string;
  readonly delivery: string;
  readonly invitedBy: string;
  readonly invitedByLabel: string;
  readonly expiresAt: Date;
}

/** Makes the account of an acceptance, or names the one that joins, in its transaction. */
type Who = (transaction: Transaction) => Promise<User>;

/**
 * What a link is good for. One that was mailed proves the address: it makes a verified account, or joins the one there is, by
 * its password. One that was shown proves nothing: it makes an account that is good in this organization alone, whatever other
 * accounts the address has. An account that is signed in joins by its own consent, if its address is verified.
 */
@Injectable()
export class InvitationAcceptance {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly people: UsersService,
    private readonly makers: AccountMakers,
    private readonly limit: SignInLimit,
  ) {}

  /** @throws HabeasError 410 `invitation-over`, 429 `too-many-sign-ins` */
  async show(token: string, address: string): Promise<Offer> {
    const { organizationId, email, role, invitedByLabel, expiresAt, delivery } = await this.looked(token, address);
    const { name } = await this.prisma.organization.findUniqueOrThrow({ where: { id: organizationId } });
    const known = delivery === 'mail' && (await this.people.findVerified(email)) !== null;
    return {
      organization: name,
      email,
      role: role as Role,
      invitedBy: invitedByLabel,
      expiresAt,
      asks: known ? 'password' : 'new-password',
    };
  }

  /**
   * Accepts by a password: a new account's, or that of the verified account of an address the link was mailed to.
   * @throws HabeasError 410 `invitation-over`, 403 `password-wrong`, 409 `already-member`, 422 `password-unfit`, 429
   */
  async accept(
    token: string,
    { name, password }: { name: string; password: string },
    address: string,
  ): Promise<Accepted> {
    const invitation = await this.looked(token, address);
    const { email, organizationId, delivery } = invitation;
    const known = delivery === 'mail' ? await this.people.findVerified(email) : null;
    if (known !== null) {
      if (await this.people.proves(known.id, password, address)) return this.settle(invitation, async () => known);
      throw new HabeasError(
        'forbidden',
        'password-wrong',
        'This address has an account already: give the password you sign in with.',
      );
    }
    const organization = await this.prisma.organization.findUniqueOrThrow({ where: { id: organizationId } });
    const prepared = await this.people.prepare({ email, name, password }, organization.name);
    const reach = delivery === 'mail' ? 'verified' : { homeOrganizationId: organizationId };
    return this.settleAnew(invitation, prepared, reach);
  }

  /** The invitations of an address that can still be accepted, the oldest first. */
  async openFor(email: string): Promise<Invitation[]> {
    const now = this.clock.now();
    const pending = { email, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } };
    const rows = await this.prisma.invitation.findMany({
      where: pending,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    });
    const good = await Promise.all(rows.map(async (row) => this.stillInvites(this.prisma, row)));
    return rows.filter((_, index) => good[index]);
  }

  /**
   * Accepts for somebody who has no confirmed account, and whose address was proved otherwise than by the link: a confirmed one is made.
   * @throws HabeasError 410 `invitation-over`, 409 `already-member`, 409 `account-made-meanwhile`
   */
  async acceptProven(invitation: Invitation, person: { email: string; name: string }): Promise<Accepted> {
    // Nobody knows the password: they come as they came, or choose one by a link to their mailbox.
    const prepared = await this.people.prepare({ ...person, password: makePassword(), isMade: true });
    return this.settleAnew(invitation, prepared, 'verified');
  }

  private async settleAnew(invitation: Invitation, prepared: Prepared, reach: Reach): Promise<Accepted> {
    const { email, organizationId } = invitation;
    try {
      return await this.settle(invitation, async (transaction) => {
        // Who was removed from here left an account that was good here alone: it ends, and its tokens with it.
        const former = { homeOrganizationId: organizationId, email, memberships: { none: {} } };
        await transaction.user.deleteMany({ where: former });
        return this.people.create(transaction, prepared, reach, 'themselves');
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new HabeasError(
        'conflict',
        'account-made-meanwhile',
        'An account of this address was made at the same moment: accept again, with its password.',
      );
    }
  }

  /**
   * Accepts as the account that is signed in.
   * @throws HabeasError 410 `invitation-over`, 409 `other-account`, 409 `account-unverified`, 409 `already-member`
   */
  async join(actor: PersonActor, token: string): Promise<Accepted> {
    const invitation = await this.pending(token);
    const { email, organizationId } = invitation;
    return this.settle(invitation, async (transaction) => {
      const user = await transaction.user.findUniqueOrThrow({ where: { id: actor.userId } });
      if (user.email !== email) {
        throw new HabeasError(
          'conflict',
          'other-account',
          'This invitation is for another address: sign in with that.',
        );
      }
      const emailVerified = user.emailVerifiedAt !== null;
      if (!emailVerified && user.homeOrganizationId !== organizationId) {
        throw new HabeasError(
          'conflict',
          'account-unverified',
          'Nobody proved the address of this account, so that it is good where it is and nowhere else: confirm it first, or ' +
            'accept with a password, which makes another account for this organization.',
        );
      }
      return { id: user.id, email: user.email, name: user.name, emailVerified };
    });
  }

  /** One transaction: the link is used up, whoever invited still may, and the person is a member; or none of it. */
  private async settle(invitation: Invitation, who: Who): Promise<Accepted> {
    const { id, organizationId, email } = invitation;
    const role = invitation.role as Role;
    return this.prisma.$transaction(async (transaction) => {
      await lockMembers(transaction, organizationId);
      const now = this.clock.now();
      const claimed = await transaction.invitation.updateMany({
        where: { id, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
        data: { acceptedAt: now },
      });
      if (claimed.count === 0 || !(await this.stillInvites(transaction, invitation))) throw invitationOver();
      if (await memberWith(transaction, organizationId, email)) throw alreadyMember();
      const person = await who(transaction);
      await transaction.member.create({ data: { organizationId, userId: person.id, role, createdAt: now } });
      await transaction.invitation.update({ where: { id }, data: { acceptedBy: person.id } });
      const actor = `user:${person.id}`;
      const inviter = { maker: invitation.invitedBy, label: invitation.invitedByLabel };
      await this.makers.record(transaction, organizationId, actor, inviter, 'first');
      const detail = { invitationId: id, userId: person.id, role };
      await this.audit.append(transaction, { actor, action: 'invitation.accepted', organizationId, detail });
      const { name } = await transaction.organization.findUniqueOrThrow({ where: { id: organizationId } });
      return { organization: { id: organizationId, name }, person, role };
    });
  }

  /** The same for whoever comes with a token, of whom those with one that is good for nothing are counted. */
  private async looked(token: string, address: string): Promise<Invitation> {
    return this.limit.guard(address, async () => this.pending(token));
  }

  /** The invitation of a token that can still be accepted, or one and the same refusal. */
  private async pending(token: string): Promise<Invitation> {
    if (!looksLikeSecret(token, 'invitation')) throw invitationOver();
    const invitation = await this.prisma.invitation.findUnique({ where: { tokenHash: hashSecret(token) } });
    const now = this.clock.now();
    if (!invitation || invitation.acceptedAt !== null || invitation.revokedAt !== null) throw invitationOver();
    if (invitation.expiresAt <= now || !(await this.stillInvites(this.prisma, invitation))) throw invitationOver();
    return invitation;
  }

  /** Who lost the role since has not invited anybody to it. */
  private async stillInvites(client: Transaction, { organizationId, invitedBy, role }: Invitation): Promise<boolean> {
    if (invitedBy === 'habeas') return true;
    const [kind, userId = ''] = invitedBy.split(':');
    if (kind !== 'user') return false;
    const member = await client.member.findUnique({
      where: { organizationId_userId: { organizationId, userId } },
    });
    return mayInvite((member?.role as Role | undefined) ?? null, role as Role);
  }
}

function invitationOver(): HabeasError {
  return new HabeasError(
    'gone',
    'invitation-over',
    'This invitation is not good, or no longer: it was used, withdrawn, or has expired. Ask for another.',
  );
}
