import { AuditTrail } from '../audit/index.js';
import { MembershipRoles } from '../access/index.js';
import type { Clock, PrismaService } from '../platform/index.js';
import { Classification } from './classification/classification.service.js';
import { DataViews } from './data-views.service.js';
import { ProjectClasses } from './classification/project-classes.service.js';
import { ViewSettings } from './view-settings.service.js';

/** What a project says of its properties, and of who is shown them, without an application around it, for the command line. */
export interface OpenDataViews {
  readonly classification: Pick<Classification, 'change' | 'show'>;
  readonly views: DataViews;
  readonly settings: ViewSettings;
}

/** Around these use cases there is no data map. */
const NO_COLLECTIONS = { collectionsOf: () => [] };

export function openDataViews(prisma: PrismaService, clock: Clock): OpenDataViews {
  const audit = new AuditTrail(clock);
  const standing = new MembershipRoles(prisma);
  const classes = new ProjectClasses(prisma, NO_COLLECTIONS);
  const views = new DataViews(prisma, classes, standing);
  return {
    classification: new Classification(prisma, audit, standing, classes),
    views,
    settings: new ViewSettings(prisma, audit, standing, views, clock),
  };
}
