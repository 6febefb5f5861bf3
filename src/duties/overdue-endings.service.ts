import { Injectable, Logger } from '@nestjs/common';
import { Clock, PrismaService } from '../platform/index.js';

/** The end of a project whose day has passed. */
export interface OverdueEnding {
  readonly id: string;
  readonly projectId: number;
  readonly organizationId: string;
  readonly projectName: string;
  /** The day by which all was to be gone. */
  readonly goneBy: Date;
  readonly troubleCode: string | null;
}

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
    const [first] = await this.all();
    return first?.goneBy ?? null;
  }

  /** Warns once of each. */
  async look(): Promise<void> {
    const overdue = await this.all();
    for (const { id, projectId, goneBy, troubleCode } of overdue) {
      if (this.warned.has(id)) continue;
      const why = troubleCode === null ? 'See that a worker runs' : `What is in the way: ${troubleCode}`;
      this.logger.warn(
        `What project ${projectId} held was to be gone by ${goneBy.toISOString()} and is not (end ${id}). ${why}.`,
      );
    }
    this.warned = new Set(overdue.map(({ id }) => id));
  }

  /** Those that were to be gone first come first. What is being brought back is to be gone no more. */
  async all(): Promise<OverdueEnding[]> {
    return this.prisma.projectEnding.findMany({
      where: { finishedAt: null, goneBy: { lte: this.clock.now() }, NOT: { state: 'restoring' } },
      select: { id: true, projectId: true, organizationId: true, projectName: true, goneBy: true, troubleCode: true },
      orderBy: [{ goneBy: 'asc' }, { id: 'asc' }],
    });
  }
}
