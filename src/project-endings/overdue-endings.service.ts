import { Injectable, Logger } from '@nestjs/common';
import { Clock, PrismaService, type Prisma } from '../platform/index.js';

/** Notices that what an ended project held is not gone although its day has passed, since nobody misses it otherwise. */
@Injectable()
export class OverdueEndings {
  private readonly logger = new Logger('project endings');
  /** Those that were warned of: a look every minute does not say it each time. */
  private warned: ReadonlySet<string> = new Set();

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** The first of the days that have passed; null where all is well. */
  async since(): Promise<Date | null> {
    const { _min } = await this.prisma.projectEnding.aggregate({ where: this.overdue(), _min: { goneBy: true } });
    return _min.goneBy;
  }

  /** Warns once of each. */
  async look(): Promise<void> {
    const overdue = await this.prisma.projectEnding.findMany({ where: this.overdue(), orderBy: { goneBy: 'asc' } });
    for (const { id, projectId, goneBy, troubleCode } of overdue) {
      if (this.warned.has(id)) continue;
      const why = troubleCode === null ? 'See that a worker runs' : `What is in the way: ${troubleCode}`;
      this.logger.warn(
        `What project ${projectId} held was to be gone by ${goneBy.toISOString()} and is not (end ${id}). ${why}.`,
      );
    }
    this.warned = new Set(overdue.map(({ id }) => id));
  }

  /** What is being brought back is to be gone no more. */
  private overdue(): Prisma.ProjectEndingWhereInput {
    return { finishedAt: null, goneBy: { lte: this.clock.now() }, NOT: { state: 'restoring' } };
  }
}
