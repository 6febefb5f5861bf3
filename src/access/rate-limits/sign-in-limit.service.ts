import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HabeasError } from '../../platform/index.js';

const QUARTER_OF_AN_HOUR = 900;
/** Attempts that failed within a quarter of an hour, for one e-mail from one address and for all e-mails from it. */
export const SIGN_IN_ATTEMPTS = { perPerson: 10, perAddress: 100 } as const;

/** Slows down the guessing of passwords. Counts before the attempt and gives back after a success, so that parallel guesses count too. */
@Injectable()
export class SignInLimit {
  private readonly accounts = new RateLimiterMemory({
    points: SIGN_IN_ATTEMPTS.perPerson,
    duration: QUARTER_OF_AN_HOUR,
  });
  private readonly addresses = new RateLimiterMemory({
    points: SIGN_IN_ATTEMPTS.perAddress,
    duration: QUARTER_OF_AN_HOUR,
  });

  /** @throws HabeasError 429 `too-many-sign-ins` */
  async count(email: string, address: string): Promise<void> {
    await this.consume(async () => {
      await this.addresses.consume(address);
      await this.accounts.consume(keyOf(email, address));
    });
  }

  /** For doors that are open to everybody and name nobody, such as an invitation's. @throws HabeasError 429 `too-many-sign-ins` */
  async countAddress(address: string): Promise<void> {
    await this.consume(async () => void (await this.addresses.consume(address)));
  }

  private async consume(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new HabeasError('too-many', 'too-many-sign-ins', 'Too many attempts: wait as long as Retry-After says.', {
        retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)),
      });
    }
  }

  async forget(email: string, address: string): Promise<void> {
    await this.accounts.delete(keyOf(email, address));
    await this.addresses.reward(address);
  }
}

function keyOf(email: string, address: string): string {
  return createHash('sha256').update(`${address}\0${email}`).digest('base64url');
}
