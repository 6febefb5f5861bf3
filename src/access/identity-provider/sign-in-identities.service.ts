import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, isUniqueViolation, PrismaService } from '../../platform/index.js';
import { UsersService, type User } from '../accounts/users.service.js';
import { signInRefused } from './sign-in-refusal.js';

/** Who somebody is at a provider: an address may be given to another person there, a subject never is. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
}

/** Binds the provider's subjects to accounts, one to one. */
@Injectable()
export class SignInIdentities {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly people: UsersService,
  ) {}

  /** The account a subject signed in to before; null = it never did. */
  async find({ issuer, subject }: Identity): Promise<User | null> {
    const identity = await this.prisma.signInIdentity.findUnique({ where: { issuer_subject: { issuer, subject } } });
    return identity && this.people.get(identity.userId);
  }

  /** Whether a subject of a provider opens the account. */
  async has(userId: string): Promise<boolean> {
    return (await this.prisma.signInIdentity.count({ where: { userId } })) > 0;
  }

  /** From now on the subject opens this account. @throws HabeasError 403 `account-of-another` where another subject does */
  async bind(userId: string, { issuer, subject }: Identity): Promise<void> {
    try {
      await this.prisma.$transaction(async (transaction) => {
        await transaction.signInIdentity.create({ data: { issuer, subject, userId, createdAt: this.clock.now() } });
        await this.audit.append(transaction, {
          actor: `user:${userId}`,
          action: 'person.bound-to-provider',
          detail: { userId, issuer },
        });
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      // The same two at the same moment are one.
      if ((await this.find({ issuer, subject }))?.id !== userId) throw signInRefused('account-of-another');
    }
  }

  /** For the operator, whose provider has made a person anew: the next sign-in binds the account again. @returns how many it had */
  async release(userId: string): Promise<number> {
    return this.prisma.$transaction(async (transaction) => {
      const { count } = await transaction.signInIdentity.deleteMany({ where: { userId } });
      if (count > 0) {
        const record = { actor: 'habeas', action: 'person.released-from-provider', detail: { userId } };
        await this.audit.append(transaction, record);
      }
      return count;
    });
  }
}
