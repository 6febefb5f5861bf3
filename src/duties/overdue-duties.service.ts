import { Injectable, Logger } from '@nestjs/common';
import { Clock, Config, longestSweepWait, PrismaService, type Prisma } from '../platform/index.js';
import { overdueBy } from './due-duties.js';

/** What is due is taken up within minutes, and carried out by the next sweep: what is late by so much more does not come by itself. */
const LATE = 24 * 3_600_000;

/** Duties of one project that are not carried out. */
export interface Overdue {
  readonly projectId: number;
  readonly organizationId: string;
  readonly project: string;
  /** When the first of them was due. */
  readonly since: Date;
  readonly waiting: number;
}

/** Notices that what is owed is not carried out although it is due, since nobody misses it otherwise. */
@Injectable()
export class OverdueDuties {
  private readonly logger = new Logger('duties');
  /** What was warned of, by project: a look every minute does not say it each time. */
  private warned: ReadonlyMap<number, string> = new Map();
  private readonly sweepWait: number;

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.sweepWait = longestSweepWait(config.values.SWEEP_SCHEDULE);
  }

  /** Those that have been due for a day, and where a deletion is under way also for as long as it may wait for its sweep; by project. */
  async byProject(): Promise<Overdue[]> {
    return this.prisma.$queryRaw<Overdue[]>`
      SELECT project.id AS "projectId", project.organization_id AS "organizationId", project.name AS project,
        min(duties.due_at) AS since, count(*)::int AS waiting
      FROM duties JOIN projects project ON project.id = duties.project_id
      WHERE ${this.overdue()} GROUP BY project.id ORDER BY project.id`;
  }

  /** Those of these duties that are overdue, by the same rule. */
  async among(ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const rows = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM duties WHERE id = ANY (${[...ids]}::uuid[]) AND ${this.overdue()}`;
    return new Set(rows.map(({ id }) => id));
  }

  private overdue(): Prisma.Sql {
    const late = new Date(this.clock.now().getTime() - LATE);
    return overdueBy(late, new Date(late.getTime() - this.sweepWait));
  }

  /** Since when the first of all of them is due; null where all is well. */
  async since(): Promise<Date | null> {
    const times = (await this.byProject()).map(({ since }) => since.getTime());
    return times.length === 0 ? null : new Date(Math.min(...times));
  }

  /** Warns once of each project, and again where others are the first to wait. */
  async look(): Promise<void> {
    const overdue = await this.byProject();
    for (const { projectId, since, waiting } of overdue) {
      if (this.warned.get(projectId) === since.toISOString()) continue;
      const what = waiting === 1 ? 'A duty' : `${waiting} duties`;
      this.logger.warn(
        `${what} of project ${projectId} ${waiting === 1 ? 'is' : 'are'} due since ${since.toISOString()} and not carried out: what is owed is not erased. See that a worker runs, and what it says of them.`,
      );
    }
    this.warned = new Map(overdue.map(({ projectId, since }) => [projectId, since.toISOString()]));
  }
}
