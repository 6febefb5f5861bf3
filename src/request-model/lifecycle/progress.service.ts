import { Injectable } from '@nestjs/common';
import { Clock, PrismaService } from '../../platform/index.js';

const EVERY = 500;

/** How far a piece of work is, in units that a person can picture (subjects, collections). */
export interface Progress {
  readonly phase: string;
  readonly done: number;
  readonly total: number;
}

/** Tells the progress of requests, at most twice a second each; best effort, since nothing depends on it. */
@Injectable()
export class ProgressTeller {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  of(requestIds: readonly string[]): (progress: Progress) => Promise<void> {
    let told = { at: 0, phase: '' };
    return async (progress) => {
      const at = this.clock.now().getTime();
      if (progress.phase === told.phase && at - told.at < EVERY && progress.done < progress.total) return;
      told = { at, phase: progress.phase };
      await this.prisma.request.updateMany({
        where: { id: { in: [...requestIds] } },
        data: { progress: { ...progress } },
      });
    };
  }
}
