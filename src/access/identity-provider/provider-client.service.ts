import { Injectable, Logger } from '@nestjs/common';
import { z } from 'zod';
import {
  Clock,
  Config,
  type HabeasError,
  isSafeUrl,
  OnceAMinute,
  reasonOf,
  withoutTrailingSlashes,
  type OauthSettings,
} from '../../platform/index.js';
import { readClaims, type ProviderClaims } from './provider-claims.js';
import { errorWord, signInRefused } from './sign-in-refusal.js';

/** Where the provider takes what. */
export interface ProviderEndpoints {
  /** Whose subjects they are: the issuer, or where it is asked who somebody is. */
  readonly issuer: string;
  readonly authorizationUrl: string;
  readonly tokenUrl: string;
  readonly userinfoUrl: string;
  /** Whether the client shows its secret in the header of Basic; else in the body (RFC 6749, section 2.3.1). */
  readonly takesBasic: boolean;
}

/** Milliseconds: a provider that is slower is as good as away. */
const PATIENCE = 10_000;
/** Milliseconds for which what the issuer says of itself is not asked again. */
const DISCOVERED_FOR = 3_600_000;

const safe = z.string().refine(isSafeUrl);
const discovered = z.object({
  issuer: z.string(),
  authorization_endpoint: safe,
  token_endpoint: safe,
  userinfo_endpoint: safe,
  // Left out it is Basic (OpenID Connect Discovery 1.0, section 3).
  token_endpoint_auth_methods_supported: z.array(z.string()).default(['client_secret_basic']),
});
const tokenAnswer = z.object({
  access_token: z.string().min(1),
  token_type: z.string(),
  id_token: z.string().nullish(),
});

/** What the provider gives for a code. */
export interface ProviderTokens {
  readonly accessToken: string;
  /** Null where the provider knows OAuth 2.0 alone. */
  readonly idToken: string | null;
}

/** Speaks with the company's identity provider. No redirect is followed: secrets go where the settings say, and nowhere else. */
@Injectable()
export class ProviderClient {
  private readonly logger = new Logger('identity-provider');
  private readonly troubles = new OnceAMinute((sentence) => this.logger.warn(sentence));
  private known: { readonly endpoints: ProviderEndpoints; readonly until: number } | null = null;

  constructor(
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @throws HabeasError 404 `provider-not-set` */
  get settings(): OauthSettings {
    const settings = this.config.oauth;
    if (settings === null) throw signInRefused('provider-not-set');
    return settings;
  }

  /** What the issuer says of itself is asked when it is first needed, so that Habeas starts without it. @throws HabeasError 503 */
  async endpoints(): Promise<ProviderEndpoints> {
    const { provider } = this.settings;
    if (!('issuer' in provider)) return { ...provider, issuer: provider.userinfoUrl, takesBasic: true };
    const now = this.clock.lived();
    if (this.known !== null && now < this.known.until) return this.known.endpoints;
    const endpoints = await this.discover(provider.issuer);
    this.known = { endpoints, until: now + DISCOVERED_FOR };
    return endpoints;
  }

  /**
   * The tokens a code is good for, once. `params`: the code, its verifier, and what else the grant asks for.
   * @throws HabeasError 410 `sign-in-code-refused`, 503 `provider-unavailable`
   */
  async token(endpoints: ProviderEndpoints, params: Readonly<Record<string, string>>): Promise<ProviderTokens> {
    const { clientId, clientSecret } = this.settings;
    const body = new URLSearchParams({ ...params, client_id: clientId });
    const headers = new Headers({ Accept: 'application/json' });
    if (endpoints.takesBasic) headers.set('Authorization', basicOf(clientId, clientSecret));
    else body.set('client_secret', clientSecret);
    const response = await this.ask(endpoints.tokenUrl, { method: 'POST', headers, body });
    if (response.status === 400) throw await this.refusedCode(response);
    const { success, data } = tokenAnswer.safeParse(await this.read(response, endpoints.tokenUrl));
    if (success && data.token_type.toLowerCase() === 'bearer') {
      return { accessToken: data.access_token, idToken: data.id_token ?? null };
    }
    throw this.unavailable('it gave no token for a code');
  }

  /** @throws HabeasError 503 `provider-unavailable` */
  async userinfo({ userinfoUrl }: ProviderEndpoints, accessToken: string): Promise<ProviderClaims> {
    const headers = { Accept: 'application/json', Authorization: `Bearer ${accessToken}` };
    return readClaims(await this.read(await this.ask(userinfoUrl, { headers }), userinfoUrl));
  }

  /** Tells the operator why, once a minute, and makes the error the person is told of. */
  unavailable(why: string, cause?: unknown): HabeasError {
    this.troubles.say(`Nobody signs in by the identity provider: ${why}.`);
    return signInRefused('provider-unavailable', cause);
  }

  private async discover(issuer: string): Promise<ProviderEndpoints> {
    const url = `${withoutTrailingSlashes(issuer)}/.well-known/openid-configuration`;
    const response = await this.ask(url, { headers: { Accept: 'application/json' } });
    const { success, data } = discovered.safeParse(await this.read(response, url));
    if (!success) throw this.unavailable('what it says of itself is not OpenID Connect Discovery');
    if (withoutTrailingSlashes(data.issuer) !== withoutTrailingSlashes(issuer)) {
      throw this.unavailable('it calls itself by another name than OAUTH_ISSUER');
    }
    return {
      issuer: data.issuer,
      authorizationUrl: data.authorization_endpoint,
      tokenUrl: data.token_endpoint,
      userinfoUrl: data.userinfo_endpoint,
      takesBasic: data.token_endpoint_auth_methods_supported.includes('client_secret_basic'),
    };
  }

  private async ask(url: string, init: RequestInit): Promise<Response> {
    try {
      return await fetch(url, { ...init, redirect: 'error', signal: AbortSignal.timeout(PATIENCE) });
    } catch (error) {
      const { cause = error } = error as { readonly cause?: unknown };
      throw this.unavailable(`it does not answer (${reasonOf(cause)})`, error);
    }
  }

  private async read(response: Response, url: string): Promise<unknown> {
    if (!response.ok) throw this.unavailable(`${new URL(url).pathname} answers ${response.status}`);
    try {
      return await response.json();
    } catch (error) {
      throw this.unavailable(`${new URL(url).pathname} answers no JSON`, error);
    }
  }

  /** `invalid_grant`: used, over, not of this client, or not of this beginning. Everything else is for the operator to see. */
  private async refusedCode(response: Response): Promise<HabeasError> {
    const answer = (await response.json().catch(() => null)) as { error?: unknown } | null;
    if (answer?.error === 'invalid_grant') return signInRefused('sign-in-code-refused');
    return this.unavailable(`it takes no code of this client (${errorWord(answer?.error)})`);
  }
}

/** Each part is encoded as in a form before (RFC 6749, section 2.3.1). */
function basicOf(clientId: string, clientSecret: string): string {
  const [user, password] = [clientId, clientSecret].map((text) => new URLSearchParams({ x: text }).toString().slice(2));
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}
