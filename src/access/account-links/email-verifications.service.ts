import { Injectable } from '@nestjs/common';
import { AuditTrail } from '../../audit/index.js';
import { Clock, HabeasError, PrismaService, isUniqueViolation } from '../../platform/index.js';
import { AccountLinks } from './account-links.service.js';
import { AccountMail } from './account-mail.service.js';
import { emailVerificationMail } from './account-words.js';
import type { Actor } from '../authorization/actor.js';
import { MailLimit } from '../rate-limits/mail-limit.service.js';
import { UsersService } from '../accounts/users.service.js';

type PersonActor = Actor & { kind: 'user' };

/**
 * How an account becomes a verified one: by its session together with a link that went to its address. Somebody else may have
 * made it, so that whatever opened it before opens it no longer: the password is a new one, sessions and tokens end.
 */
@Injectable()
export class EmailVerifications {
  constructor(
    private readonly prisma: PrismaService,
    private readonly audit: AuditTrail,
    private readonly clock: Clock,
    private readonly people: UsersService,
    private readonly links: AccountLinks,
    private readonly mail: AccountMail,
    private readonly mailLimit: MailLimit,
  ) {}

  /** Mails the link; says nothing of other accounts of the address. @throws HabeasError 422 `mail-not-sent-here`, 409 `already-verified` */
  async ask(actor: PersonActor): Promise<void> {
    const person = await this.people.get(actor.userId);
    if (person.emailVerified) {
      throw new HabeasError('conflict', 'already-verified', 'This address is confirmed already.');
    }
    if (!this.mail.sends) {
      throw new HabeasError(
        'unprocessable',
        'mail-not-sent-here',
        'This installation sends no mail: ask the operator for SMTP_URL.',
      );
    }
    this.mail.behindTheAnswer(async () => {
      if (!(await this.mailLimit.takesFor(person.id, 'email-verification', person.email))) return;
      const { token, expiresAt } = await this.links.make(person.id, 'email-verification');
      await this.mail.send(emailVerificationMail(person.email, this.mail.baseUrl, token, expiresAt));
    });
  }

  /** @throws HabeasError 410 `link-over`, 409 `address-taken` where another account proved it first, 422 `password-unfit` */
  async complete({ userId }: PersonActor, token: string, password: string): Promise<void> {
    const passwordHash = await this.people.hashChosen(userId, password);
    const now = this.clock.now();
    const actor = `user:${userId}`;
    try {
      await this.prisma.$transaction(async (transaction) => {
        if ((await this.links.use(transaction, token, 'email-verification')) !== userId) throw notYours();
        await transaction.user.update({
          where: { id: userId },
          data: { emailVerifiedAt: now, homeOrganizationId: null },
        });
        await this.people.replacePassword(transaction, userId, passwordHash, actor);
        await this.audit.append(transaction, { actor, action: 'email.verified', detail: { userId } });
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new HabeasError(
        'conflict',
        'address-taken',
        'Another account has this address and proved it: this one stays good in its own organization.',
      );
    }
  }
}

function notYours(): HabeasError {
  return new HabeasError('conflict', 'other-account', 'This link is for another account: sign in with that.');
}
