import { IngestProjects, MembershipRoles } from '../access/index.js';
import { AuditTrail } from '../audit/index.js';
import type { Clock, Config, Ids, PrismaService } from '../platform/index.js';
import { RetentionSettings } from './windows/retention-settings.service.js';
import { RetentionViews } from './windows/retention-views.service.js';

/** What a project's retention goes by, without an application around it, for the command line. */
export interface OpenRetention {
  readonly settings: RetentionSettings;
  readonly views: RetentionViews;
}

export function openRetention(prisma: PrismaService, clock: Clock, ids: Ids, config: Config): OpenRetention {
  const [standing, incoming] = [new MembershipRoles(prisma), new IngestProjects(prisma, clock)];
  return {
    settings: new RetentionSettings(prisma, standing, new AuditTrail(clock), clock, ids, config, incoming),
    views: new RetentionViews(prisma, config, clock),
  };
}
