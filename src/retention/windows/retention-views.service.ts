import { Injectable } from '@nestjs/common';
import { Clock, Config, PrismaService } from '../../platform/index.js';
import { RETENTION_COLUMNS } from './project-windows.js';
import { projectRetention, type ProjectRetention } from './retention-view.js';

/** Shows how long what a project holds is kept. */
@Injectable()
export class RetentionViews {
  constructor(
    private readonly prisma: PrismaService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** What is the project's own: tables of the company are of the data map. */
  async ofProject(projectId: number): Promise<ProjectRetention> {
    const now = this.clock.now();
    const [row, changes] = await Promise.all([
      this.prisma.project.findUniqueOrThrow({ where: { id: projectId }, select: RETENTION_COLUMNS }),
      this.prisma.retentionChange.findMany({
        where: { projectId, takenBackAt: null, effectiveAt: { gt: now } },
        orderBy: [{ at: 'asc' }, { collection: 'asc' }, { id: 'asc' }],
      }),
    ]);
    const { PLANS: plans, RETENTION_GRACE: grace } = this.config.values;
    return projectRetention(row, changes, { plans, grace }, now);
  }
}
