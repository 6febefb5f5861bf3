import { Injectable } from '@nestjs/common';
import { SessionsService } from '../accounts/sessions.service.js';
import { UsersService, type User } from '../accounts/users.service.js';
import { SignInLimit } from '../rate-limits/sign-in-limit.service.js';
import type { Identified } from './identity-provider.service.js';
import type { ProofOf } from './sealed-state.js';
import { SignInIdentities } from './sign-in-identities.service.js';
import { signInRefused } from './sign-in-refusal.js';
import { UnconfirmedAccounts } from './unconfirmed-accounts.service.js';

/** Milliseconds by which the provider's clock may be behind, and by which it counts in whole seconds. */
const CLOCKS_DIFFER = 60_000;

/** What it proves that somebody who is signed in here signs in at the provider once more: that it is them, as their password would. */
@Injectable()
export class ProviderProof {
  constructor(
    private readonly identities: SignInIdentities,
    private readonly people: UsersService,
    private readonly sessions: SessionsService,
    private readonly unconfirmed: UnconfirmedAccounts,
    private readonly limit: SignInLimit,
  ) {}

  /**
   * Writes it down for the session it was begun in. To an account nobody confirmed it proves the address instead, and ends all sessions.
   * @param address where they come from
   * @returns whose session is to be opened anew, since the account was confirmed; else null
   * @throws HabeasError 403 `another-person`, `account-of-another`, `sign-in-not-fresh`
   */
  async prove(identified: Identified, { userId, session, begunAt }: ProofOf, address: string): Promise<User | null> {
    const person = await this.people.get(userId);
    const bound = await this.identities.find(identified);
    if (bound !== null && bound.id !== userId) throw signInRefused('another-person');
    if (bound === null && identified.provenEmail !== person.email) throw signInRefused('another-person');
    if (bound === null && !person.emailVerified) {
      const confirmed = await this.unconfirmed.confirm(person);
      await this.identities.bind(userId, identified);
      await this.limit.recognize(userId, address);
      return confirmed;
    }
    const { authenticatedAt } = identified;
    if (authenticatedAt === null || authenticatedAt.getTime() < begunAt - CLOCKS_DIFFER) {
      throw signInRefused('sign-in-not-fresh');
    }
    if (bound === null) await this.identities.bind(userId, identified);
    await this.sessions.prove(userId, session);
    return null;
  }
}
