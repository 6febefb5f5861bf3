import type { Request } from 'express';
import OAuth2Strategy from 'passport-oauth2';
import { signInRefused } from './sign-in-refusal.js';
import type { ProviderClaims } from './provider-claims.js';
import type { ProviderEndpoints, ProviderClient } from './provider-client.service.js';

type StateStore = OAuth2Strategy.StateStore;

/** Where the beginning of a sign-in waits for its end: beside `state`, what the code is good with (PKCE). */
export interface PkceStates {
  /** @returns the `state` that the provider gives back */
  keep(verifier: string): string;
  /** @returns the verifier of this `state`; null where this browser has not begun with it */
  take(state: string): string | null;
}

/** What the provider sent back; null where a sign-in begins. */
export interface ProviderReturn {
  readonly code: string;
  readonly state: string;
}

/** How a round ended: the browser is sent to the provider, or the provider said who it is. */
export type ProviderOutcome =
  { readonly to: string } | { readonly claims: ProviderClaims; readonly idToken: string | null };

interface StrategyContext {
  readonly client: ProviderClient;
  readonly endpoints: ProviderEndpoints;
  readonly callbackUrl: string;
  readonly states: PkceStates;
  /** Whether the provider is to ask who it is, and who signed in there before too. */
  readonly asksAnew: boolean;
}

/** (OpenID Connect Core 1.0, section 3.1.2.1): with `max_age` the ID token says when they signed in. */
const ANEW = { prompt: 'login', max_age: '0' } as const;

/**
 * The authorization code flow of OAuth 2.0 with PKCE (passport-oauth2), and OpenID Connect's userinfo. What is asked of the provider
 * goes through ProviderClient, since the library waits for ever and follows wherever it is sent.
 */
export class ProviderStrategy extends OAuth2Strategy {
  private idToken: string | null = null;

  constructor(private readonly context: StrategyContext) {
    const { client, endpoints, callbackUrl, states } = context;
    super(
      {
        authorizationURL: endpoints.authorizationUrl,
        tokenURL: endpoints.tokenUrl,
        clientID: client.settings.clientId,
        clientSecret: client.settings.clientSecret,
        callbackURL: callbackUrl,
        scope: ['openid', 'email', 'profile'],
        store: storeOf(states),
        pkce: true,
        state: true,
      },
      (_accessToken: string, _refreshToken: string, claims: ProviderClaims, done: OAuth2Strategy.VerifyCallback) =>
        done(null, claims),
    );
    this._oauth2.getOAuthAccessToken = (code: string, params: unknown, done?: unknown): void => {
      const grant = { ...(params as Record<string, string>), code };
      const answer = done as (error: unknown, accessToken?: string) => void;
      client.token(endpoints, grant).then(({ accessToken, idToken }) => {
        this.idToken = idToken;
        answer(null, accessToken);
      }, answer);
    };
  }

  override authorizationParams(): object {
    return this.context.asksAnew ? { ...ANEW } : {};
  }

  override userProfile(accessToken: string, done: (error?: unknown, claims?: ProviderClaims) => void): void {
    const { client, endpoints } = this.context;
    client.userinfo(endpoints, accessToken).then((claims) => done(null, claims), done);
  }

  /** Runs one round; `sent`: what came back from the provider, null to begin. @throws HabeasError of `SIGN_IN_REFUSALS` */
  async round(sent: ProviderReturn | null): Promise<ProviderOutcome> {
    return new Promise((resolve, reject) => {
      // Passport's way: the outcomes are written onto an object of this round's own.
      const round = Object.assign(Object.create(this) as ProviderStrategy, {
        redirect: (to: string) => resolve({ to }),
        success: (claims: unknown) => resolve({ claims: claims as ProviderClaims, idToken: this.idToken }),
        fail: () => reject(signInRefused('sign-in-state-over')),
        error: (error: unknown) => reject(causeOf(error)),
      });
      round.authenticate({ query: { ...sent } } as unknown as Request);
    });
  }
}

/** The library wraps what was thrown while it asked for a token. */
function causeOf(error: unknown): Error {
  if (error instanceof OAuth2Strategy.InternalOAuthError) return causeOf(error.oauthError);
  return error instanceof Error ? error : new Error('sign-in by the provider failed', { cause: error });
}

/** The library tells what a store takes by how many parameters its methods have; its types know no PKCE. */
function storeOf(states: PkceStates): StateStore {
  const store = {
    store: (_request: Request, verifier: string, _state: unknown, _meta: unknown, done: StoreCallback): void =>
      done(null, states.keep(verifier)),
    verify: (_request: Request, state: string, done: StoreCallback): void => done(null, states.take(state) ?? false),
  };
  return store as unknown as StateStore;
}

type StoreCallback = (error: Error | null, value: string | false) => void;
