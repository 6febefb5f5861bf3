import { Controller, Get, Logger, Req, Res } from '@nestjs/common';
import { ApiFoundResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { Config, HabeasError } from '../platform/index.js';
import { signInWaysAnswer, type SignInWays } from './provider-sign-in.dto.js';
import { SessionsService } from './accounts/sessions.service.js';
import type { User } from './accounts/users.service.js';
import type { PersonActor } from './authorization/actor.js';
import { CallerAddress } from './authentication/caller-address.decorator.js';
import { CurrentPerson } from './authentication/current-actor.decorator.js';
import { AccessFor } from './authentication/declaration.decorator.js';
import { originOf } from './authentication/same-origin.js';
import { clearStateCookie, setSessionCookie, setStateCookie, stateOf } from './authentication/session-cookie.js';
import {
  IdentityProvider,
  type ProviderAnswer,
  SIGN_IN_LIFE,
  SIGN_IN_PATH,
} from './identity-provider/identity-provider.service.js';
import { ProviderProof } from './identity-provider/provider-proof.service.js';
import { ProviderSignIn } from './identity-provider/provider-sign-in.service.js';
import { isToldAtSignIn } from './identity-provider/sign-in-refusal.js';
import { SignInLimit } from './rate-limits/sign-in-limit.service.js';

/** Where the console asks how one signs in, and shows why one did not. */
const SIGN_IN_PAGE = '/#/sign-in';

/** Sign-in by the company's own identity provider. Browsers come here by themselves, so that every answer sends them on to a page. */
@ApiTags('session')
@Controller('api/v1')
export class ProviderSignInController {
  private readonly logger = new Logger('sign-in');

  constructor(
    private readonly provider: IdentityProvider,
    private readonly signIn: ProviderSignIn,
    private readonly proof: ProviderProof,
    private readonly sessions: SessionsService,
    private readonly limit: SignInLimit,
    private readonly config: Config,
  ) {}

  @Get('sign-in-ways')
  @AccessFor('public')
  @ApiOperation({ summary: 'How one signs in here: with a password, and by which identity provider' })
  @ApiOkResponse({ standardSchema: signInWaysAnswer })
  ways(): SignInWays {
    const { name } = this.provider;
    return { password: true, oauth: name === null ? null : { name } };
  }

  @Get('session/oauth')
  @AccessFor('public')
  @ApiOperation({
    summary: 'Begin to sign in by the identity provider',
    description: 'For browsers, from our own pages: others are sent to the page that leads here.',
  })
  @ApiFoundResponse({
    description: 'To the provider; where that fails, to the sign-in page with `error`, a stable code.',
  })
  async begin(@Req() request: Request, @Res() response: Response, @CallerAddress() address: string): Promise<void> {
    if (originOf(request.headers, this.config.values.BASE_URL) === 'foreign') return this.toPage(response);
    await this.toProvider(response, address, null);
  }

  @Get('session/oauth/proof')
  @AccessFor('session')
  @ApiOperation({
    summary: 'Sign in at the identity provider anew, to prove that it is you',
    description:
      'For browsers, in the session that is proved: for five minutes it stands for the password (`null` in its place). Where nobody has ' +
      'confirmed your address, it does that, if the provider calls the same one confirmed: all your sessions and GDPR OAuth tokens end, ' +
      'as do service accounts you made and a second factor, and a new session begins.',
  })
  @ApiFoundResponse({
    description: 'To the provider, and from there as a sign-in; with `error`, a stable code, where it proves nothing.',
  })
  async prove(
    @CurrentPerson() actor: PersonActor,
    @Req() request: Request,
    @Res() response: Response,
    @CallerAddress() address: string,
  ): Promise<void> {
    if (originOf(request.headers, this.config.values.BASE_URL) === 'foreign') return this.toPage(response);
    const { session = '' } = actor.via === 'session' ? actor : {};
    await this.toProvider(response, address, { userId: actor.userId, session });
  }

  @Get('session/oauth/callback')
  @AccessFor('public')
  @ApiOperation({ summary: 'Where the identity provider sends people back: sets the session cookie' })
  @ApiFoundResponse({
    description: 'To the sign-in page, which leads on; with `error`, a stable code, where nobody is signed in.',
  })
  async end(@Req() request: Request, @Res() response: Response, @CallerAddress() address: string): Promise<void> {
    const cookie = stateOf(request);
    clearStateCookie(response, this.config, this.cookiePath);
    try {
      const person = await this.limit.guard(address, async () => this.identify(request, cookie, address));
      if (person !== null) setSessionCookie(response, this.config, await this.sessions.open(person.id, 'provider'));
      // Browsers do not send this cookie along where another site sent them: the page asks who is signed in by a request of its own.
      this.toPage(response);
    } catch (error) {
      this.toPage(response, error);
    }
  }

  private async toProvider(
    response: Response,
    address: string,
    whose: Parameters<IdentityProvider['begin']>[0],
  ): Promise<void> {
    try {
      await this.limit.countAsking(address);
      const { to, cookie } = await this.provider.begin(whose);
      setStateCookie(response, this.config, cookie, { path: this.cookiePath, life: SIGN_IN_LIFE });
      response.redirect(to);
    } catch (error) {
      this.toPage(response, error);
    }
  }

  /** Whose session is to be opened; null where one is that was proved. */
  private async identify(request: Request, cookie: string | null, address: string): Promise<User | null> {
    const { identified, proof } = await this.provider.end(answerOf(request), cookie);
    return proof === null ? this.signIn.signIn(identified, address) : this.proof.prove(identified, proof, address);
  }

  /** Behind a proxy the browser may see a longer path than this process does. */
  private get cookiePath(): string {
    return new URL(`${this.config.baseUrl}${SIGN_IN_PATH}`).pathname;
  }

  private toPage(response: Response, error?: unknown): void {
    response.redirect(
      `${this.config.baseUrl}${SIGN_IN_PAGE}${error === undefined ? '' : `?error=${this.codeOf(error)}`}`,
    );
  }

  private codeOf(error: unknown): string {
    if (error instanceof HabeasError && isToldAtSignIn(error.code)) return error.code;
    this.logger.error(error instanceof Error ? error.stack : 'a sign-in by the identity provider failed');
    return 'sign-in-failed';
  }
}

function answerOf({ query }: Request): ProviderAnswer {
  const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
  return {
    code: textOf(query['code']),
    state: textOf(query['state']),
    error: textOf(query['error']),
    issuer: textOf(query['iss']),
  };
}
