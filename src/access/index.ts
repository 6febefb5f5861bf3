// Who asks, and what they may: accounts, credentials, roles, limits, and the guard that every route passes.
export { AccessModule } from './access.module.js';
export { commandFor } from './account-links/account-words.js';
export { InvitationsService } from './account-links/invitations.service.js';
export { ApiSecrets } from './accounts/api-secrets.service.js';
export { DeletionWaits } from './accounts/deletion-waits.port.js';
export { ProjectContents } from './accounts/project-contents.port.js';
export { MembersService } from './accounts/members.service.js';
export { IngestProjects, type IngestSettings } from './accounts/ingest-projects.service.js';
export type { OwnTokenRecord } from './accounts/oauth-tokens.service.js';
export type { Organization } from './accounts/organizations.service.js';
export type { User } from './accounts/users.service.js';
export { type ProjectSettings, ProjectsService } from './accounts/projects.service.js';
export { settingUnfit } from './settings/setting-unfit.js';
export { makePassword, makeProjectToken } from './accounts/secrets.js';
export { SERVICE_ACCOUNT_DAYS, ServiceAccountsService } from './accounts/service-accounts.service.js';
export { Callers } from './authentication/callers.service.js';
export { CurrentActor, CurrentPerson, type GuardedRequest } from './authentication/current-actor.decorator.js';
export { AccessFor } from './authentication/declaration.decorator.js';
export { AccountLabels } from './authorization/account-labels.service.js';
export { EarlierChanges } from './authorization/earlier-changes.service.js';
export { AccountMakers } from './authorization/account-makers.service.js';
export {
  type Actor,
  actorLabel,
  actorName,
  type Initiator,
  initiatorName,
  mayHandleRequests,
  type PersonActor,
  type Role,
  ROLES,
} from './authorization/actor.js';
export { areIndependent, maySumUp, permitOf } from './authorization/independence.js';
export { Authorizer, type ProjectRecord } from './authorization/authorizer.port.js';
export { isProjectId } from './authorization/project-record.js';
export { MembershipRoles } from './authorization/membership-roles.service.js';
export {
  assertProjectStands,
  isProjectClosed,
  projectClosed,
  projectUnknown,
  type Reach,
  STANDING,
} from './authorization/standing-project.js';
export { type Access, openAccess } from './open-access.js';
export { type Language, languageOf } from './own-account/languages.js';
export { DOMAIN_ROLES, SignInDomains } from './identity-provider/sign-in-domains.service.js';
export { IngestRateLimit } from './rate-limits/ingest-rate-limit.service.js';
export { ProjectRateLimit } from './rate-limits/project-rate-limit.service.js';
