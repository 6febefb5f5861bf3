import { Injectable } from '@nestjs/common';
import { HabeasError, PrismaService, isUniqueViolation } from '../../platform/index.js';
import { AccountLinks } from './account-links.service.js';
import { AccountMail } from './account-mail.service.js';
import { emailVerificationMail } from './account-words.js';
import type { PersonActor } from '../authorization/actor.js';
import { AccountConfirmation } from './account-confirmation.service.js';
import { MailLimit } from '../rate-limits/mail-limit.service.js';
import { UsersService } from '../accounts/users.service.js';

/**
 * How an account becomes a verified one: by its session together with a link that went to its address, and with a new password.
 */
@Injectable()
export class EmailVerifications {
  constructor(
    private readonly prisma: PrismaService,
    private readonly people: UsersService,
    private readonly confirmation: AccountConfirmation,
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
  async complete({ userId, email }: PersonActor, token: string, password: string): Promise<void> {
    const passwordHash = await this.people.hashChosen(userId, password);
    try {
      await this.prisma.$transaction(async (transaction) => {
        await this.confirmation.lock(transaction, userId);
        if ((await this.links.use(transaction, token, 'email-verification')) !== userId) throw notYours();
        await this.confirmation.confirm(transaction, { userId, email, passwordHash, by: 'mail' });
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
