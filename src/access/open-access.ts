import { AuditTrail } from '../audit/index.js';
import { openMailer, type Clock, type Config, type Ids, type PrismaService } from '../platform/index.js';
import { AccountMakers } from './authorization/account-makers.service.js';
import { AccountMail } from './account-links/account-mail.service.js';
import { ApiSecrets } from './accounts/api-secrets.service.js';
import type { DeletionWaits } from './accounts/deletion-waits.port.js';
import { IngestProjects } from './accounts/ingest-projects.service.js';
import type { ProjectContents } from './accounts/project-contents.port.js';
import { InvitationAcceptance } from './account-links/invitation-acceptance.service.js';
import { InvitationsService } from './account-links/invitations.service.js';
import { SignInIdentities } from './identity-provider/sign-in-identities.service.js';
import { AttemptCounts } from './rate-limits/attempt-counts.service.js';
import { MailLimit } from './rate-limits/mail-limit.service.js';
import { MemberCredentials } from './accounts/member-credentials.service.js';
import { MembersService } from './accounts/members.service.js';
import { OauthTokensService } from './accounts/oauth-tokens.service.js';
import { OrganizationsService } from './accounts/organizations.service.js';
import { PasswordHasher } from './accounts/password-hasher.argon2.js';
import { PasswordRules } from './accounts/password-rules.zxcvbn.js';
import { UsersService } from './accounts/users.service.js';
import { ProjectsService } from './accounts/projects.service.js';
import { ServiceAccountsService } from './accounts/service-accounts.service.js';
import { settingUnfit } from './settings/setting-unfit.js';
import { SignInLimit } from './rate-limits/sign-in-limit.service.js';
import { MembershipRoles } from './authorization/membership-roles.service.js';

/** The use cases of this room without an application around them, for the command line and for first data. */
export interface Access {
  readonly people: UsersService;
  readonly organizations: OrganizationsService;
  readonly members: MembersService;
  readonly invitations: InvitationsService;
  readonly acceptance: InvitationAcceptance;
  readonly projects: ProjectsService;
  readonly tokens: OauthTokensService;
  readonly serviceAccounts: ServiceAccountsService;
  readonly identities: SignInIdentities;
}

export function openAccess(
  prisma: PrismaService,
  clock: Clock,
  ids: Ids,
  waits: DeletionWaits,
  config: Config,
): Access {
  const audit = new AuditTrail(clock);
  const standing = new MembershipRoles(prisma);
  const makers = new AccountMakers(prisma, clock);
  const attempts = new AttemptCounts(prisma, clock);
  const limit = new SignInLimit(attempts);
  const people = new UsersService(prisma, audit, clock, ids, new PasswordHasher(), new PasswordRules(), limit);
  const credentials = new MemberCredentials(prisma, audit, clock, standing, makers);
  const secrets = new ApiSecrets(prisma, clock, makers);
  const mail = new AccountMail(openMailer(config), config);
  return {
    people,
    organizations: new OrganizationsService(prisma, audit, clock, ids, people, standing, makers),
    members: new MembersService(prisma, audit, clock, standing, credentials, makers),
    invitations: new InvitationsService(prisma, audit, clock, ids, standing, mail, new MailLimit(attempts)),
    acceptance: new InvitationAcceptance(prisma, audit, clock, people, makers, limit),
    projects: new ProjectsService(
      prisma,
      audit,
      clock,
      standing,
      makers,
      secrets,
      waits,
      new IngestProjects(prisma, clock),
      NOT_LOOKED_AT,
      config,
    ),
    tokens: new OauthTokensService(prisma, audit, clock, ids),
    serviceAccounts: new ServiceAccountsService(prisma, audit, clock, ids, standing, makers),
    identities: new SignInIdentities(prisma, audit, clock, people),
  };
}

/** Around these use cases there are no stores that could be asked. */
const NOT_LOOKED_AT: ProjectContents = {
  isEmpty: async () => {
    throw settingUnfit(
      'hash-ids',
      'Whether ids are hashed is said when a project is made, or changed over HTTP while it holds nothing.',
    );
  },
};
