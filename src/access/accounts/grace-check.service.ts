import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { waitsFitDeadlines } from '../../compliance/index.js';
import { PrismaService } from '../../platform/index.js';
import { DeletionWaits } from './deletion-waits.port.js';

/** Warns at the start of projects whose grace no longer fits, since sweeps have become rarer after it was set. */
@Injectable()
export class GraceCheck implements OnApplicationBootstrap {
  private readonly logger = new Logger('projects');

  constructor(
    private readonly prisma: PrismaService,
    private readonly waits: DeletionWaits,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    for (const id of await this.unfit()) {
      this.logger.warn(
        `Project ${id}: its deletion grace and the longest wait for a sweep leave no five days of the shortest deadline; shorten it with \`habeas project set ${id} --grace\`.`,
      );
    }
  }

  /** Ids of projects whose deletions could not be done in time, whatever went well. */
  async unfit(): Promise<number[]> {
    const projects = await this.prisma.project.findMany({
      where: { NOT: { deletionGraceSeconds: null } },
      select: { id: true, deletionGraceSeconds: true },
      orderBy: { id: 'asc' },
    });
    const fits = (seconds: number) => waitsFitDeadlines([seconds * 1000, ...this.waits.besideGrace]);
    return projects.filter(({ deletionGraceSeconds }) => !fits(deletionGraceSeconds ?? 0)).map(({ id }) => id);
  }
}
