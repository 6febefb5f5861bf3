import { Injectable } from '@nestjs/common';
import { isUniqueViolation, PrismaService, type Transaction } from '../../platform/index.js';
import { AccountConfirmation } from '../account-links/account-confirmation.service.js';
import { UsersService, type User } from '../accounts/users.service.js';
import { signInRefused } from './sign-in-refusal.js';

/** An account that nobody confirmed, as far as it is asked here. */
interface Unconfirmed {
  readonly id: string;
  readonly homeOrganizationId: string | null;
  readonly memberships: readonly { readonly organizationId: string; readonly role: string }[];
}

/**
 * Accounts whose address nobody proved, until the provider does. A stranger may have made one and wait for its person, who is then to be
 * alone in it: the password becomes one that nobody knows, and a second factor ends with what `AccountConfirmation` ends.
 */
@Injectable()
export class UnconfirmedAccounts {
  constructor(
    private readonly prisma: PrismaService,
    private readonly people: UsersService,
    private readonly confirmation: AccountConfirmation,
  ) {}

  /**
   * The account of an address that the provider proves, confirmed: where one organization alone has let the address in, as admin or member.
   * That is what an invitation would do. An owner is confirmed where they signed in beside, since whoever runs the provider can be anybody there.
   * @returns null where there is none, or several
   */
  async claim(email: string): Promise<User | null> {
    const id = await this.soleAccount(this.prisma, email);
    if (id === null) return null;
    return this.confirmed({ id, email }, async (transaction) => (await this.soleAccount(transaction, email)) === id);
  }

  /** An account whose person is signed in, confirmed since the provider proves the same address. @throws HabeasError 403 `account-of-another` */
  async confirm(account: { readonly id: string; readonly email: string }): Promise<User> {
    const person = await this.confirmed(account, async (transaction) => {
      const found = await transaction.user.findUnique({ where: { id: account.id } });
      return found !== null && found.emailVerifiedAt === null;
    });
    if (person === null) throw signInRefused('account-of-another');
    return person;
  }

  /** @returns null where it is not what it was, or another account of the address was confirmed before */
  private async confirmed(
    { id: userId, email }: { readonly id: string; readonly email: string },
    isStill: (transaction: Transaction) => Promise<boolean>,
  ): Promise<User | null> {
    const passwordHash = await this.people.hashUnknown();
    try {
      const done = await this.prisma.$transaction(async (transaction) => {
        await this.confirmation.lock(transaction, userId);
        if (!(await isStill(transaction))) return false;
        await transaction.secondFactor.deleteMany({ where: { userId } });
        await this.confirmation.confirm(transaction, { userId, email, passwordHash, by: 'provider' });
        return true;
      });
      return done ? await this.people.get(userId) : null;
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      return null;
    }
  }

  /** The one account of an address that may be confirmed without its session. */
  private async soleAccount(client: Transaction, email: string): Promise<string | null> {
    const accounts: Unconfirmed[] = await client.user.findMany({
      where: { email, emailVerifiedAt: null, memberships: { some: {} } },
      include: { memberships: true },
      take: 2,
    });
    const [account, another] = accounts;
    if (account === undefined || another !== undefined) return null;
    const [membership, further] = account.memberships;
    if (membership === undefined || further !== undefined || membership.role === 'owner') return null;
    return membership.organizationId === account.homeOrganizationId ? account.id : null;
  }
}
