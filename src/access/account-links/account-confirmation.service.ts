import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, type Transaction } from '../../platform/index.js';
import { lockMembers } from '../accounts/membership.js';
import { MemberCredentials } from '../accounts/member-credentials.service.js';
import { UsersService } from '../accounts/users.service.js';

/** An account that is to be confirmed, and how its address was proved. */
export interface Confirmation {
  readonly userId: string;
  readonly email: string;
  /** Of the password it has from now on. */
  readonly passwordHash: string;
  /** `mail`, or `provider` where the identity provider said that the address is theirs. */
  readonly by: 'mail' | 'provider';
}

/**
 * Makes an account a confirmed one. Somebody else may have made it and waited for its person: whatever opened it before opens it no longer,
 * nor what was made by it. Its password is another, and sessions, tokens, invitations it sent and service accounts it made end.
 */
@Injectable()
export class AccountConfirmation {
  constructor(
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly people: UsersService,
    private readonly credentials: MemberCredentials,
  ) {}

  /** Locks the organizations of an account, so that what it makes in them meanwhile ends too. */
  async lock(transaction: Transaction, userId: string): Promise<void> {
    const memberships = await transaction.member.findMany({ where: { userId }, orderBy: { organizationId: 'asc' } });
    for (const { organizationId } of memberships) await lockMembers(transaction, organizationId);
  }

  /** In the transaction in which it was locked. Fails by a unique violation where another account of the address was confirmed before. */
  async confirm(transaction: Transaction, { userId, email, passwordHash, by }: Confirmation): Promise<void> {
    const actor = { kind: 'user', userId, email, via: 'session' } as const;
    await transaction.user.update({
      where: { id: userId },
      data: { emailVerifiedAt: this.clock.now(), homeOrganizationId: null },
    });
    await this.people.replacePassword(transaction, userId, passwordHash, `user:${userId}`);
    for (const { organizationId } of await transaction.member.findMany({ where: { userId } })) {
      await this.credentials.endMade(transaction, actor, organizationId, userId, null);
    }
    await this.audit.append(transaction, {
      actor: `user:${userId}`,
      action: 'email.verified',
      detail: { userId, by },
    });
  }
}
