import { Injectable } from '@nestjs/common';
import { HabeasError } from '../../platform/index.js';
import { AttemptCounts } from './attempt-counts.service.js';

const HOUR = 3_600_000;
/** Links within an hour, for one address and by one organization. */
export const LINKS_AN_HOUR = {
  toAddress: { most: 5, within: HOUR },
  byOrganization: { most: 200, within: HOUR },
  /** For all accounts of an address, which several may have made. */
  ofAllAccounts: { most: 20, within: HOUR },
} as const;

/** Keeps Habeas from being used to fill somebody's mailbox. Counts whether or not an address is known. */
@Injectable()
export class MailLimit {
  constructor(private readonly attempts: AttemptCounts) {}

  /** Counts one link of an organization to an address. @throws HabeasError 429 `too-many-invitations` */
  async countInvitation(organizationId: string, email: string): Promise<void> {
    const wait = await this.attempts.takeAll([
      { what: ['invitation', organizationId, email], allowance: LINKS_AN_HOUR.toAddress },
      { what: ['invitation', organizationId], allowance: LINKS_AN_HOUR.byOrganization },
    ]);
    if (wait === null) return;
    throw new HabeasError(
      'too-many',
      'too-many-invitations',
      'Too many invitations, to this address or at all: wait as long as Retry-After says.',
      { retryAfter: Math.max(1, Math.ceil(wait / 1000)) },
    );
  }

  /** Whether one more link of this purpose may go to an address; counts it. */
  async takes(purpose: string, email: string): Promise<boolean> {
    return (await this.attempts.take(['mail', purpose, email], LINKS_AN_HOUR.toAddress)) === null;
  }

  /** The same for an account whose address nobody proved: whoever made another one of the address uses up none of its links. */
  async takesFor(userId: string, purpose: string, email: string): Promise<boolean> {
    const wait = await this.attempts.takeAll([
      { what: ['mail', purpose, email, userId], allowance: LINKS_AN_HOUR.toAddress },
      { what: ['mail', purpose, email], allowance: LINKS_AN_HOUR.ofAllAccounts },
    ]);
    return wait === null;
  }
}
