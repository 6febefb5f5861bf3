import { Body, Controller, Delete, Get, HttpCode, Post, Req, Res, UsePipes } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Request, Response } from 'express';
import { SUBJECT_LIMIT } from '../compliance/index.js';
import { Config, HabeasError, iso, schemaPipe } from '../platform/index.js';
import {
  passwordChangeSchema,
  sessionAnswer,
  signInSchema,
  type PasswordChange,
  type SessionAnswer,
  type SignIn,
} from './access.dto.js';
import type { PersonActor } from './authorization/actor.js';
import { CallerAddress } from './authentication/caller-address.decorator.js';
import { CurrentPerson } from './authentication/current-actor.decorator.js';
import { AccessFor, WithoutSecondFactor } from './authentication/declaration.decorator.js';
import { OrganizationsService } from './accounts/organizations.service.js';
import { UsersService, type User } from './accounts/users.service.js';
import { ProjectsService } from './accounts/projects.service.js';
import { IdentityProvider } from './identity-provider/identity-provider.service.js';
import { SignInIdentities } from './identity-provider/sign-in-identities.service.js';
import { originOf } from './authentication/same-origin.js';
import { clearSessionCookie, setSessionCookie } from './authentication/session-cookie.js';
import { sessionSecretOf } from './authentication/session.strategy.js';
import { SecondFactors } from './second-factors/second-factors.service.js';
import { SessionsService } from './accounts/sessions.service.js';

@ApiTags('session')
@Controller('api/v1/session')
@UsePipes(schemaPipe)
export class SessionController {
  constructor(
    private readonly people: UsersService,
    private readonly sessions: SessionsService,
    private readonly factors: SecondFactors,
    private readonly organizations: OrganizationsService,
    private readonly projects: ProjectsService,
    private readonly provider: IdentityProvider,
    private readonly identities: SignInIdentities,
    private readonly config: Config,
  ) {}

  @Post()
  @HttpCode(200)
  @AccessFor('public')
  @ApiOperation({
    summary: 'Sign in: sets the session cookie',
    description:
      'Where several accounts have the address and the password, the answer is 409 `several-accounts` with `organizations` to ' +
      'choose from. Where the account has a second factor, a right password without `code` is answered with 401 `second-factor-required`.',
  })
  @ApiOkResponse({ standardSchema: sessionAnswer })
  async signIn(
    @Body({ schema: signInSchema }) { email, password, organizationId, code }: SignIn,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
    @CallerAddress() address: string,
  ): Promise<SessionAnswer> {
    if (originOf(request.headers, this.config.values.BASE_URL) === 'foreign') {
      throw new HabeasError('forbidden', 'cross-site', 'Sign in from our own pages.');
    }
    const { person, passwordHash } = await this.people.signIn(email, password, address, organizationId);
    const hasPassed = await this.factors.pass(person.id, code, address);
    const shown = { passwordHash, hasPassed };
    setSessionCookie(response, this.config, await this.sessions.open(person.id, 'password', shown));
    return this.describe(person, await this.sessions.actorOf(person, 'password'));
  }

  @Get()
  @AccessFor('session')
  @WithoutSecondFactor()
  @ApiOperation({ summary: 'Who is signed in, with organizations, roles and projects' })
  @ApiOkResponse({ standardSchema: sessionAnswer })
  async show(@CurrentPerson() actor: PersonActor): Promise<SessionAnswer> {
    return this.describe(await this.people.get(actor.userId), actor);
  }

  @Delete()
  @HttpCode(204)
  @AccessFor('session')
  @WithoutSecondFactor()
  @ApiOperation({ summary: 'Sign out' })
  @ApiNoContentResponse()
  async signOut(
    @CurrentPerson() actor: PersonActor,
    @Req() request: Request,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.sessions.close(actor.userId, sessionSecretOf(request) ?? '');
    clearSessionCookie(response, this.config);
  }

  @Post('password')
  @HttpCode(204)
  @AccessFor('session')
  @ApiOperation({ summary: 'Change the password: ends all sessions, this one included, and all GDPR OAuth tokens' })
  @ApiNoContentResponse()
  async changePassword(
    @CurrentPerson() actor: PersonActor,
    @Body({ schema: passwordChangeSchema }) { currentPassword, newPassword }: PasswordChange,
    @CallerAddress() address: string,
    @Res({ passthrough: true }) response: Response,
  ): Promise<void> {
    await this.people.changePassword(actor, currentPassword, newPassword, address);
    clearSessionCookie(response, this.config);
  }

  private async describe(person: User, actor: PersonActor): Promise<SessionAnswer> {
    const factor = await this.factors.state(person.id);
    const mustEnrol = actor.via === 'session' && actor.mustEnrol === true;
    const organizations = mustEnrol ? [] : await this.organizations.listOf(actor);
    return {
      person,
      secondFactor: { ...factor, since: iso(factor.since), mustEnrol },
      proof: {
        provider: this.provider.name !== null && (await this.identities.has(person.id)),
        until: iso((actor.via === 'session' ? actor.provedUntil : null) ?? null),
      },
      organizations: await Promise.all(
        organizations.map(async ({ id, name, role, requireSecondFactor }) => {
          return { id, name, role, requireSecondFactor, projects: await this.projects.list(id) };
        }),
      ),
      subjectLimits: { ...SUBJECT_LIMIT, deletion: this.config.values.DELETION_LIMIT },
    };
  }
}
