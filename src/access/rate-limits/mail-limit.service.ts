import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { HabeasError } from '../../platform/index.js';

const HOUR = 3600;
/** Links within an hour, for one address and by one organization. */
export const LINKS_AN_HOUR = { toAddress: 5, byOrganization: 200 } as const;

/** Keeps Habeas from being used to fill somebody's mailbox. Counts whether or not an address is known. */
@Injectable()
export class MailLimit {
  private readonly addresses = new RateLimiterMemory({ points: LINKS_AN_HOUR.toAddress, duration: HOUR });
  private readonly organizations = new RateLimiterMemory({ points: LINKS_AN_HOUR.byOrganization, duration: HOUR });

  /** Counts one link of an organization to an address. @throws HabeasError 429 `too-many-invitations` */
  async countInvitation(organizationId: string, email: string): Promise<void> {
    try {
      await this.organizations.consume(organizationId);
      await this.addresses.consume(keyOf(organizationId, email));
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal;
      throw new HabeasError(
        'too-many',
        'too-many-invitations',
        'Too many invitations, to this address or at all: wait as long as Retry-After says.',
        { retryAfter: Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)) },
      );
    }
  }

  /** Whether one more link of this purpose may go to an address; counts it. */
  async takes(purpose: string, email: string): Promise<boolean> {
    try {
      await this.addresses.consume(keyOf(purpose, email));
      return true;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return false;
      throw refusal;
    }
  }
}

function keyOf(purpose: string, email: string): string {
  return createHash('sha256').update(`${purpose}\0${email}`).digest('base64url');
}
