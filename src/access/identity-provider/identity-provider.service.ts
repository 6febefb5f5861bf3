import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock, Config, MasterKey, withoutTrailingSlashes } from '../../platform/index.js';
import type { ProviderClaims } from './provider-claims.js';
import { ProviderClient, type ProviderEndpoints } from './provider-client.service.js';
import { ProviderStrategy, type PkceStates } from './provider.strategy.js';
import { authenticatedAt } from './id-token.js';
import { openState, sealState, type ProofOf, type SignInState } from './sealed-state.js';
import { errorWord, signInRefused } from './sign-in-refusal.js';

/** Milliseconds for which a sign-in that was begun may be ended. */
export const SIGN_IN_LIFE = 600_000;
/** Where the beginning is, behind BASE_URL; the end is `/callback` below it. */
export const SIGN_IN_PATH = '/api/v1/session/oauth';

/** Who somebody is at which provider. */
export interface Identified extends ProviderClaims {
  readonly issuer: string;
  /** When they signed in there; null where the provider does not say. */
  readonly authenticatedAt: Date | null;
}

/** How a round ended. */
export interface RoundTrip {
  readonly identified: Identified;
  /** Whose proof it is; null: a sign-in. */
  readonly proof: ProofOf | null;
}

/** What the provider's answer has in its query; null where it has it not. */
export interface ProviderAnswer {
  readonly code: string | null;
  readonly state: string | null;
  readonly error: string | null;
  readonly issuer: string | null;
}

/** Turned back by the person, or by what the provider knows of them. */
const TURNED_BACK = new Set(['access_denied', 'login_required', 'interaction_required', 'consent_required']);

/** A round to the company's identity provider and back. What it begins with waits in a cookie, encrypted: nothing is kept here. */
@Injectable()
export class IdentityProvider {
  private readonly key: Buffer;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly client: ProviderClient,
    master: MasterKey,
  ) {
    this.key = master.derive('sign-in-state');
  }

  /** What stands on the button; null where there is no provider. */
  get name(): string | null {
    return this.config.oauth?.name ?? null;
  }

  /**
   * @param whose somebody who is signed in, and is to prove by it that it is them; null: a sign-in
   * @returns where the browser goes, and what its cookie is to hold
   * @throws HabeasError 404 `provider-not-set`, 503
   */
  async begin(whose: Omit<ProofOf, 'begunAt'> | null = null): Promise<{ to: string; cookie: string }> {
    let cookie = '';
    const begunAt = this.clock.now().getTime();
    const proof = whose && { ...whose, begunAt };
    const states: PkceStates = {
      keep: (verifier) => {
        const state = randomBytes(32).toString('base64url');
        cookie = sealState({ state, verifier, until: begunAt + SIGN_IN_LIFE, proof }, this.key);
        return state;
      },
      take: () => null,
    };
    const outcome = await this.strategy(await this.client.endpoints(), states, proof !== null).round(null);
    if (!('to' in outcome)) throw signInRefused('sign-in-state-over');
    return { to: outcome.to, cookie };
  }

  /**
   * Who came back. The state is looked at first, so that nobody is told anything by what another site sends here.
   * @throws HabeasError 410 `sign-in-state-over`, `sign-in-code-refused`, 403 `provider-denied`, 503 `provider-unavailable`
   */
  async end(answer: ProviderAnswer, cookie: string | null): Promise<RoundTrip> {
    const begun = cookie === null ? null : openState(cookie, this.key, this.clock.now());
    if (begun === null || answer.state !== begun.state) throw signInRefused('sign-in-state-over');
    if (answer.error !== null) throw this.turnedBack(answer.error);
    if (answer.code === null) throw signInRefused('sign-in-state-over');
    const endpoints = await this.client.endpoints();
    this.refuseOther(answer.issuer, endpoints);
    const sent = { code: answer.code, state: answer.state };
    const outcome = await this.strategy(endpoints, statesOf(begun)).round(sent);
    if (!('claims' in outcome)) throw signInRefused('sign-in-state-over');
    const { claims, idToken } = outcome;
    const { issuer } = endpoints;
    const { clientId } = this.client.settings;
    const at = authenticatedAt(idToken, { issuer, subject: claims.subject, clientId });
    return { identified: { ...claims, issuer, authenticatedAt: at }, proof: begun.proof };
  }

  private strategy(endpoints: ProviderEndpoints, states: PkceStates, asksAnew = false): ProviderStrategy {
    const callbackUrl = `${this.config.baseUrl}${SIGN_IN_PATH}/callback`;
    return new ProviderStrategy({ client: this.client, endpoints, callbackUrl, states, asksAnew });
  }

  private turnedBack(error: string): Error {
    if (TURNED_BACK.has(error)) return signInRefused('provider-denied');
    return this.client.unavailable(`it refuses what this client asks for (${errorWord(error)})`);
  }

  /** Whose answer it is, where the provider says so (RFC 9207). */
  private refuseOther(issuer: string | null, endpoints: ProviderEndpoints): void {
    if (issuer === null || !('issuer' in this.client.settings.provider)) return;
    if (withoutTrailingSlashes(issuer) === withoutTrailingSlashes(endpoints.issuer)) return;
    throw signInRefused('sign-in-state-over');
  }
}

function statesOf(begun: SignInState): PkceStates {
  return { keep: () => begun.state, take: (state) => (state === begun.state ? begun.verifier : null) };
}
