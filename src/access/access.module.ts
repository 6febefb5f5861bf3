import { Global, Module, type DynamicModule, type MiddlewareConsumer, type NestModule } from '@nestjs/common';
import { APP_GUARD, DiscoveryModule } from '@nestjs/core';
import { PassportModule } from '@nestjs/passport';
import cookieParser from 'cookie-parser';
import { AccountConfirmation } from './account-links/account-confirmation.service.js';
import { AccountDoorsController } from './account-doors.controller.js';
import { AccountLinks } from './account-links/account-links.service.js';
import { AccountErasure } from './own-account/account-erasure.service.js';
import { AccountLabels } from './authorization/account-labels.service.js';
import { AccountMakers } from './authorization/account-makers.service.js';
import { AccountMail } from './account-links/account-mail.service.js';
import { AccessGuard } from './authentication/access.guard.js';
import { Authorizer } from './authorization/authorizer.port.js';
import { ApiSecrets } from './accounts/api-secrets.service.js';
import { AttemptCounts } from './rate-limits/attempt-counts.service.js';
import { BasicStrategy } from './authentication/basic.strategy.js';
import { BearerStrategy } from './authentication/bearer.strategy.js';
import { Callers } from './authentication/callers.service.js';
import { DeletionWaits } from './accounts/deletion-waits.port.js';
import { DomainAdmission } from './identity-provider/domain-admission.service.js';
import { EarlierChanges } from './authorization/earlier-changes.service.js';
import { EmailVerifications } from './account-links/email-verifications.service.js';
import { FormerMembers } from './authorization/former-members.service.js';
import { GraceCheck } from './accounts/grace-check.service.js';
import { IdentityProvider } from './identity-provider/identity-provider.service.js';
import { ImportStrategy } from './authentication/import.strategy.js';
import { IngestProjects } from './accounts/ingest-projects.service.js';
import { IngestRateLimit } from './rate-limits/ingest-rate-limit.service.js';
import { InvitationAcceptance } from './account-links/invitation-acceptance.service.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsService } from './account-links/invitations.service.js';
import { MailLimit } from './rate-limits/mail-limit.service.js';
import { MemberCredentials } from './accounts/member-credentials.service.js';
import { MemberTokensController } from './member-tokens.controller.js';
import { MembersService } from './accounts/members.service.js';
import { OauthTokensController } from './oauth-tokens.controller.js';
import { OauthTokensService } from './accounts/oauth-tokens.service.js';
import { OrganizationsController } from './organizations.controller.js';
import { OrganizationsService } from './accounts/organizations.service.js';
import { OwnAccount } from './own-account/own-account.service.js';
import { OwnAccountController } from './own-account.controller.js';
import { OwnData } from './own-account/own-data.service.js';
import { OwnDeeds } from './own-account/own-deeds.service.js';
import { PasswordHasher } from './accounts/password-hasher.argon2.js';
import { PasswordRules } from './accounts/password-rules.zxcvbn.js';
import { PasswordResets } from './account-links/password-resets.service.js';
import { UsersService } from './accounts/users.service.js';
import { PrismaAuthorizer } from './authorization/prisma-authorizer.service.js';
import { ProjectRateLimit } from './rate-limits/project-rate-limit.service.js';
import { ProjectsController } from './projects.controller.js';
import { ProjectsService } from './accounts/projects.service.js';
import { ProviderClient } from './identity-provider/provider-client.service.js';
import { ProviderProof } from './identity-provider/provider-proof.service.js';
import { ProviderSignIn } from './identity-provider/provider-sign-in.service.js';
import { ProviderSignInController } from './provider-sign-in.controller.js';
import { SecondFactorController } from './second-factor.controller.js';
import { SecondFactors } from './second-factors/second-factors.service.js';
import { ServiceAccountsController } from './service-accounts.controller.js';
import { ServiceAccountsService } from './accounts/service-accounts.service.js';
import { SessionController } from './session.controller.js';
import { QuestionsStrategy } from './authentication/questions.strategy.js';
import { SessionStrategy } from './authentication/session.strategy.js';
import { SessionsService } from './accounts/sessions.service.js';
import { SignInDomains } from './identity-provider/sign-in-domains.service.js';
import { SignInDomainsController } from './sign-in-domains.controller.js';
import { SignInIdentities } from './identity-provider/sign-in-identities.service.js';
import { SignInLimit } from './rate-limits/sign-in-limit.service.js';
import { MembershipRoles } from './authorization/membership-roles.service.js';
import { UnconfirmedAccounts } from './identity-provider/unconfirmed-accounts.service.js';

/** Who comes in and what they may: puts the guard before every route of the application that imports it. */
@Global()
@Module({
  imports: [PassportModule, DiscoveryModule],
  controllers: [
    SessionController,
    AccountDoorsController,
    InvitationsController,
    MemberTokensController,
    OauthTokensController,
    OrganizationsController,
    OwnAccountController,
    ProjectsController,
    ProviderSignInController,
    SecondFactorController,
    ServiceAccountsController,
    SignInDomainsController,
  ],
  providers: [
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: Authorizer, useClass: PrismaAuthorizer },
    AccountConfirmation,
    AccountErasure,
    AccountLabels,
    AccountLinks,
    AccountMail,
    AccountMakers,
    ApiSecrets,
    AttemptCounts,
    BasicStrategy,
    BearerStrategy,
    Callers,
    DomainAdmission,
    EarlierChanges,
    EmailVerifications,
    FormerMembers,
    GraceCheck,
    IdentityProvider,
    ImportStrategy,
    IngestProjects,
    IngestRateLimit,
    InvitationAcceptance,
    InvitationsService,
    MailLimit,
    MemberCredentials,
    MembersService,
    OauthTokensService,
    OrganizationsService,
    OwnAccount,
    OwnData,
    OwnDeeds,
    PasswordHasher,
    PasswordResets,
    PasswordRules,
    UsersService,
    ProjectRateLimit,
    ProjectsService,
    ProviderClient,
    ProviderProof,
    ProviderSignIn,
    SecondFactors,
    QuestionsStrategy,
    ServiceAccountsService,
    SessionStrategy,
    SessionsService,
    SignInDomains,
    SignInIdentities,
    SignInLimit,
    UnconfirmedAccounts,
    MembershipRoles,
  ],
  exports: [
    AccountLabels,
    AccountMakers,
    ApiSecrets,
    Authorizer,
    Callers,
    EarlierChanges,
    IngestProjects,
    IngestRateLimit,
    InvitationAcceptance,
    InvitationsService,
    MembershipRoles,
    MembersService,
    OauthTokensService,
    OrganizationsService,
    UsersService,
    ProjectRateLimit,
    ProjectsService,
    ServiceAccountsService,
    SignInDomains,
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
