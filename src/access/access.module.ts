import { Global, Module, type DynamicModule, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import cookieParser from 'cookie-parser';
import { AccountDoorsController } from './account-doors.controller.js';
import { AccountLinks } from './account-links.service.js';
import { AccountMail } from './account-mail.service.js';
import { AccessGuard } from './access.guard.js';
import { Authorizer } from './authorizer.port.js';
import { BasicStrategy } from './basic.strategy.js';
import { BearerStrategy } from './bearer.strategy.js';
import { DeletionWaits } from './deletion-waits.port.js';
import { EmailVerifications } from './email-verifications.service.js';
import { GraceCheck } from './grace-check.service.js';
import { ImportStrategy } from './import.strategy.js';
import { IngestRateLimit } from './ingest-rate-limit.service.js';
import { InvitationAcceptance } from './invitation-acceptance.service.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './invitations.service.js';
import { MailLimit } from './mail-limit.service.js';
import { MembersService } from './members.service.js';
import { OauthTokensController } from './oauth-tokens.controller.js';
import { OauthTokensService } from './oauth-tokens.service.js';
import { OrganizationsController } from './organizations.controller.js';
import { OrganizationsService } from './organizations.service.js';
import { PasswordHasher } from './password-hasher.argon2.js';
import { PasswordResets } from './password-resets.service.js';
import { PeopleService } from './people.service.js';
import { PrismaAuthorizer } from './prisma-authorizer.service.js';
import { ProjectRateLimit } from './project-rate-limit.service.js';
import { ProjectsController } from './projects.controller.js';
import { ProjectsService } from './projects.service.js';
import { ServiceAccountsController } from './service-accounts.controller.js';
import { ServiceAccountsService } from './service-accounts.service.js';
import { SessionController } from './session.controller.js';
import { SessionStrategy } from './session.strategy.js';
import { SessionsService } from './sessions.service.js';
import { SignInLimit } from './sign-in-limit.service.js';
import { Standing } from './standing.service.js';

/** Who comes in and what they may: puts the guard before every route of the application that imports it. */
@Global()
@Module({
  imports: [PassportModule, DiscoveryModule],
  controllers: [
    SessionController,
    AccountDoorsController,
    InvitationsController,
    OauthTokensController,
    OrganizationsController,
    ProjectsController,
    ServiceAccountsController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: Authorizer, useClass: PrismaAuthorizer },
    AccountLinks,
    AccountMail,
    BasicStrategy,
    BearerStrategy,
    EmailVerifications,
    GraceCheck,
    ImportStrategy,
    IngestRateLimit,
    InvitationAcceptance,
    InvitationsService,
    MailLimit,
    MembersService,
    OauthTokensService,
    OrganizationsService,
    PasswordHasher,
    PasswordResets,
    PeopleService,
    ProjectRateLimit,
    ProjectsService,
    ServiceAccountsService,
    SessionStrategy,
    SessionsService,
    SignInLimit,
    Standing,
  ],
  exports: [
    Authorizer,
    IngestRateLimit,
    InvitationAcceptance,
    InvitationsService,
    MembersService,
    OauthTokensService,
    OrganizationsService,
    PeopleService,
    ProjectRateLimit,
    ProjectsService,
    ServiceAccountsService,
  ],
})
export class AccessModule implements NestModule {
  static register(waits: DeletionWaits): DynamicModule {
    return { module: AccessModule, providers: [{ provide: DeletionWaits, useValue: waits }] };
  }

  configure(consumer: MiddlewareConsumer): void {
    consumer.apply(cookieParser()).forRoutes('{*path}');
  }
}
