import { Injectable } from '@nestjs/common';
import { Clock, Config, iso, PrismaService } from '../../platform/index.js';
import { RETENTION_COLUMNS } from './project-windows.js';
import { projectRetention, type ProjectRetention } from './retention-view.js';

export interface RetentionView extends ProjectRetention {
  readonly tables: readonly TableView[];
  /** When a run begins next; null where none is planned. */
  readonly nextRunAt: string | null;
}

/** A table of the company whose rows the data map dates. */
export interface TableView {
  readonly collection: string;
  readonly title: string;
  /** A period of ISO 8601. */
  readonly after: string;
  /** The column that dates a row. */
  readonly from: string;
  readonly does: 'erase' | 'anonymize' | null;
  /** Rows from before it go now; null: none does. */
  readonly before: string | null;
}

/** Shows how long what a project holds is kept. */
@Injectable()
export class RetentionViews {
  constructor(
    private readonly prisma: PrismaService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** What is the project's own, without the tables of the company. */
  async ofProject(projectId: number): Promise<ProjectRetention> {
    const now = this.clock.now();
    const [row, changes] = await Promise.all([
      this.prisma.project.findUniqueOrThrow({ where: { id: projectId }, select: RETENTION_COLUMNS }),
      this.prisma.retentionChange.findMany({
        where: { projectId, takenBackAt: null, effectiveAt: { gt: now } },
        orderBy: [{ at: 'asc' }, { id: 'asc' }],
      }),
    ]);
    return projectRetention(row, changes, this.config.values.PLANS, now);
  }

  async show(projectId: number): Promise<RetentionView> {
    const [own, nextRun] = await Promise.all([
      this.ofProject(projectId),
      this.prisma.retentionRun.findFirst({ where: { startedAt: null, finishedAt: null }, orderBy: { dueAt: 'asc' } }),
    ]);
    return { ...own, tables: [], nextRunAt: iso(nextRun?.dueAt ?? null) };
  }
}
