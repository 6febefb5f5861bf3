import { Injectable } from '@nestjs/common';
import { InvitationAcceptance } from '../account-links/invitation-acceptance.service.js';
import { UsersService, type User } from '../accounts/users.service.js';
import { SignInLimit } from '../rate-limits/sign-in-limit.service.js';
import { DomainAdmission, type Newcomer } from './domain-admission.service.js';
import type { Identified } from './identity-provider.service.js';
import { SignInIdentities } from './sign-in-identities.service.js';
import { signInRefused } from './sign-in-refusal.js';
import { UnconfirmedAccounts } from './unconfirmed-accounts.service.js';

/**
 * Whose account somebody comes to by the provider. The first time it goes by an address the provider confirms: to the confirmed account,
 * or to one that is made or confirmed by this, and of which whoever made it before keeps nothing. From then on it goes by the provider's
 * subject. Who has an account joins nothing by this: that takes their own consent (ADR 0019).
 */
@Injectable()
export class ProviderSignIn {
  constructor(
    private readonly identities: SignInIdentities,
    private readonly people: UsersService,
    private readonly acceptance: InvitationAcceptance,
    private readonly admission: DomainAdmission,
    private readonly unconfirmed: UnconfirmedAccounts,
    private readonly limit: SignInLimit,
  ) {}

  /**
   * @param address where they come from
   * @throws HabeasError 403 `email-unconfirmed`, `account-unconfirmed`, `account-of-another`, `owner-by-link`, `several-invitations`,
   * `nobody-invited`
   */
  async signIn(identified: Identified, address: string): Promise<User> {
    const person = (await this.identities.find(identified)) ?? (await this.comeFirst(identified));
    await this.limit.recognize(person.id, address);
    return person;
  }

  private async comeFirst({ provenEmail: email, name, issuer, subject }: Identified): Promise<User> {
    if (email === null) throw signInRefused('email-unconfirmed');
    const person = (await this.people.findVerified(email)) ?? (await this.letIn({ email, name }));
    await this.identities.bind(person.id, { issuer, subject });
    return person;
  }

  /** Makes the account of somebody who has no confirmed one: by an invitation of their address, or by its domain. */
  private async letIn(newcomer: Newcomer): Promise<User> {
    const { email } = newcomer;
    const invitations = await this.acceptance.openFor(email);
    const asOwner = invitations.filter(({ role }) => role === 'owner');
    const [invitation, another] = invitations.filter(({ role }) => role !== 'owner');
    // Nobody but its person knows which of them is meant, and accepting one is a consent.
    if (another !== undefined) throw signInRefused('several-invitations');
    if (invitation !== undefined) return (await this.acceptance.acceptProven(invitation, newcomer)).person;
    const except = asOwner.map(({ organizationId }) => organizationId);
    const admitted = await this.admission.admit(newcomer, except);
    if (admitted !== null) return admitted;
    // After the domains: else who makes an account for an address in another organization would keep its person out of their own.
    const claimed = await this.unconfirmed.claim(email);
    if (claimed !== null) return claimed;
    if (asOwner.length > 0) throw signInRefused('owner-by-link');
    throw signInRefused((await this.people.find(email)).length > 0 ? 'account-unconfirmed' : 'nobody-invited');
  }
}
