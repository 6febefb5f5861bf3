import { Injectable } from '@nestjs/common';
import { isMailable, PrismaService } from '../../platform/index.js';
import { AccountLinks } from './account-links.service.js';
import { AccountMail } from './account-mail.service.js';
import { passwordResetMail } from './account-words.js';
import { foldEmail } from '../accounts/e-mail.js';
import { MailLimit } from '../rate-limits/mail-limit.service.js';
import { UsersService } from '../accounts/users.service.js';
import { SignInLimit } from '../rate-limits/sign-in-limit.service.js';

/** A new password for who forgot theirs, by a link that goes to a verified address and to nobody else. */
@Injectable()
export class PasswordResets {
  constructor(
    private readonly prisma: PrismaService,
    private readonly people: UsersService,
    private readonly links: AccountLinks,
    private readonly mail: AccountMail,
    private readonly mailLimit: MailLimit,
    private readonly limit: SignInLimit,
  ) {}

  /** Answers before it looks, so that neither what is said nor how long it takes tells who has an account. @throws HabeasError 429 */
  async ask(email: string, address: string): Promise<void> {
    await this.limit.countAsking(address);
    this.mail.behindTheAnswer(async () => this.write(foldEmail(email)));
  }

  /**
   * Sets the password, and ends all sessions and tokens of the account.
   * @throws HabeasError 410 `link-over`, 422 `password-unfit`, 429 `too-many-sign-ins`
   */
  async complete(token: string, password: string, address: string): Promise<void> {
    const whose = await this.limit.guard(address, async () => this.links.whose(token, 'password-reset'));
    const passwordHash = await this.people.hashChosen(whose, password);
    await this.prisma.$transaction(async (transaction) => {
      const userId = await this.links.use(transaction, token, 'password-reset');
      await this.people.replacePassword(transaction, userId, passwordHash, `user:${userId}`);
    });
  }

  private async write(email: string): Promise<void> {
    if (!this.mail.sends || !isMailable(email)) return;
    if (!(await this.mailLimit.takes('password-reset', email))) return;
    const person = await this.people.findVerified(email);
    if (person === null) return;
    const { token, expiresAt } = await this.links.make(person.id, 'password-reset');
    await this.mail.send(passwordResetMail(person.email, this.mail.baseUrl, token, expiresAt));
  }
}
