import { Injectable } from '@nestjs/common';
import { Clock, Config, Ids, nextRetentionRun, PrismaService } from '../../platform/index.js';

/** A run that has not come to its end. */
export interface UnfinishedRun {
  readonly id: string;
  readonly dueAt: Date;
  readonly startedAt: Date | null;
  readonly attempts: number;
}

const WHAT_IS_LED = { id: true, dueAt: true, startedAt: true, attempts: true } as const;

/** When time does its work: one run is always planned, as RETENTION_SCHEDULE says or at once because somebody asked for it. */
@Injectable()
export class RetentionPlan {
  constructor(
    private readonly prisma: PrismaService,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Plans the next run where none is, and moves the planned one where the schedule was changed. */
  async keep(): Promise<void> {
    const now = this.clock.now();
    const dueAt = this.nextAt(now);
    await this.plan(dueAt, null);
    await this.prisma.retentionRun.updateMany({
      where: { startedAt: null, finishedAt: null, orderedBy: null, AND: [{ dueAt: { gt: now } }, { NOT: { dueAt } }] },
      data: { dueAt, nextAttemptAt: dueAt },
    });
  }

  /** Has the next run begin at once, and one that waits go on. Returns its id. A run that is overdue stays so. */
  async order(by: string): Promise<string> {
    const now = this.clock.now();
    await this.plan(now, by);
    const ahead = { finishedAt: null, startedAt: null, dueAt: { gt: now } };
    await this.prisma.retentionRun.updateMany({ where: ahead, data: { dueAt: now, orderedBy: by } });
    const waiting = { finishedAt: null, nextAttemptAt: { gt: now } };
    await this.prisma.retentionRun.updateMany({ where: waiting, data: { nextAttemptAt: now } });
    const { id } = await this.prisma.retentionRun.findFirstOrThrow({ where: { finishedAt: null } });
    return id;
  }

  /** The run to work on now. */
  async due(): Promise<UnfinishedRun | null> {
    const where = { finishedAt: null, nextAttemptAt: { lte: this.clock.now() } };
    return this.prisma.retentionRun.findFirst({ where, select: WHAT_IS_LED });
  }

  /** When a run begins next by the schedule. */
  nextAt(now: Date): Date {
    return nextRetentionRun(this.config.values.RETENTION_SCHEDULE, now);
  }

  private async plan(dueAt: Date, by: string | null): Promise<void> {
    await this.prisma.$executeRaw`
      INSERT INTO retention_runs (id, due_at, next_attempt_at, ordered_by)
      VALUES (${this.ids.next()}::uuid, ${dueAt}, ${dueAt}, ${by})
      ON CONFLICT DO NOTHING`;
  }
}
