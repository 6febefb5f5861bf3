// Who asks, and what they may: accounts, credentials, roles, limits, and the guard that every route passes.
export { AccessModule } from './access.module.js';
export { commandFor } from './account-links/account-words.js';
export { DeletionWaits } from './accounts/deletion-waits.port.js';
export type { OauthTokenRecord } from './accounts/oauth-tokens.service.js';
export type { Organization } from './accounts/organizations.service.js';
export type { User } from './accounts/users.service.js';
export { type ProjectSettings, ProjectsService } from './accounts/projects.service.js';
export { makePassword, makeProjectToken } from './accounts/secrets.js';
export { SERVICE_ACCOUNT_DAYS } from './accounts/service-accounts.service.js';
export { CurrentActor } from './authentication/current-actor.decorator.js';
export { AccessFor } from './authentication/declaration.decorator.js';
export { AccountMakers } from './authorization/account-makers.service.js';
export { type Actor, actorLabel, actorName, type Role, ROLES } from './authorization/actor.js';
export { areIndependent, maySumUp } from './authorization/independence.js';
export { Authorizer, type ProjectRecord } from './authorization/authorizer.port.js';
export { type Access, openAccess } from './open-access.js';
export { IngestRateLimit } from './rate-limits/ingest-rate-limit.service.js';
export { ProjectRateLimit } from './rate-limits/project-rate-limit.service.js';
