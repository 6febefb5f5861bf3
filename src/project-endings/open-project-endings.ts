import { IngestProjects, MembershipRoles } from '../access/index.js';
import { AuditTrail } from '../audit/index.js';
import type { Clock, Config, Ids, PrismaService } from '../platform/index.js';
import { ProjectEndings } from './project-endings.service.js';

/** Ending projects without an application around it, for the command line. */
export function openProjectEndings(prisma: PrismaService, clock: Clock, ids: Ids, config: Config): ProjectEndings {
  const standing = new MembershipRoles(prisma);
  return new ProjectEndings(
    prisma,
    new AuditTrail(clock),
    standing,
    new IngestProjects(prisma, clock),
    config,
    clock,
    ids,
  );
}
