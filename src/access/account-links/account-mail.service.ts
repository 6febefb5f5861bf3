import { Injectable, Logger, type BeforeApplicationShutdown } from '@nestjs/common';
import { Config, HabeasError, Mailer, type Mail } from '../../platform/index.js';

/** Sends what is said to people about their accounts, after what it tells of has been committed. */
@Injectable()
export class AccountMail implements BeforeApplicationShutdown {
  private readonly logger = new Logger('mail');
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    private readonly mailer: Mailer,
    private readonly config: Config,
  ) {}

  /** Whether links can be mailed; else they are shown. */
  get sends(): boolean {
    return this.mailer.sends;
  }

  get baseUrl(): string {
    return this.config.baseUrl;
  }

  /** @returns whether the server took it; where not, the log says why and not to whom */
  async send(mail: Mail): Promise<boolean> {
    try {
      await this.mailer.send(mail);
      return true;
    } catch (error) {
      this.logger.warn(error instanceof HabeasError ? error.message : 'A mail could not be written.');
      return false;
    }
  }

  /** Does work that the answer must not wait for, since how long it takes would tell what it found. */
  behindTheAnswer(work: () => Promise<void>): void {
    const job = work()
      .catch((error: unknown) =>
        this.logger.error(error instanceof Error ? (error.stack ?? error.message) : String(error)),
      )
      .finally(() => this.underWay.delete(job));
    this.underWay.add(job);
  }

  /** Resolves when everything that is under way has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.settled();
  }
}
