import { Injectable, Logger } from '@nestjs/common';
import { Clock, PrismaService } from '../../platform/index.js';

/** A run begins within seconds of its time; one that has not come to its end a day later is missed. */
const LATE = 24 * 3_600_000;

/** Notices that a run did not happen, since nobody misses it otherwise. */
@Injectable()
export class RetentionWatch {
  private readonly logger = new Logger('retention');

  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /**
   * The time of the first run since the last one that was done which did not come to its end in a day, or ended in part; null where all
   * is well.
   * @param projectIds those that are looked at, whatever a run left of others; left out, all
   */
  async missedSince(projectIds?: readonly number[]): Promise<Date | null> {
    const before = new Date(this.clock.now().getTime() - LATE);
    const all = projectIds === undefined;
    const [{ since }] = await this.prisma.$queryRaw<[{ since: Date | null }]>`
      WITH told AS (
        SELECT due_at, finished_at, result = 'in-part' AND (${all} OR EXISTS (
          SELECT FROM retention_steps step WHERE step.run_id = run.id AND step.verified_at IS NULL
            AND step.project_id = ANY (${[...(projectIds ?? [])]}::int[])
        )) AS in_part
        FROM retention_runs run
      )
      SELECT min(due_at) AS since FROM told
      WHERE due_at > coalesce((SELECT max(due_at) FROM told WHERE finished_at IS NOT NULL AND NOT in_part), '-infinity')
        AND CASE WHEN finished_at IS NULL THEN due_at <= ${before}::timestamptz ELSE in_part END`;
    return since;
  }

  /** Warns once of each run that was missed, whichever process looks first. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const before = new Date(now.getTime() - LATE);
    const missed = await this.prisma.retentionRun.updateManyAndReturn({
      where: { finishedAt: null, missedAt: null, dueAt: { lte: before } },
      data: { missedAt: now },
      select: { dueAt: true, startedAt: true },
    });
    for (const { dueAt, startedAt } of missed) {
      const state = startedAt === null ? 'has not begun' : 'has not come to its end';
      const words = `The run of retention of ${dueAt.toISOString()} ${state}: data is kept for longer than is said.`;
      this.logger.warn(`${words} See that a worker runs and reaches the database.`);
    }
  }
}
