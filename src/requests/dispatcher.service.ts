import { Injectable } from '@nestjs/common';
import { Clock, Doorbell, PrismaService } from '../platform/index.js';
import { runExport, stageDeletion, sweepDue, tidy } from './requests.jobs.js';

/** How much due work one tick looks at; the next one comes a second later. */
const MOST_A_TICK = 200;
const TIDY_EVERY = 3_600_000;

interface DueRow {
  readonly id: string;
  readonly kind: 'export' | 'deletion';
}

/**
 * Finds due work in the database and rings for it (invariant 1). It keeps nothing: a lost queue, a lost ring and a second
 * dispatcher beside this one change nothing but the time.
 */
@Injectable()
export class Dispatcher {
  private tidiedAt: Date | null = null;

  constructor(
    private readonly prisma: PrismaService,
    private readonly doorbell: Doorbell,
    private readonly clock: Clock,
  ) {}

  async tick(): Promise<void> {
    const now = this.clock.now();
    const due = await this.prisma.$queryRaw<DueRow[]>`
      SELECT id, kind FROM requests
      WHERE (status = 'PENDING' OR (kind = 'export' AND status IN ('STAGING', 'STARTED'))) AND next_attempt_at <= ${now}
        AND NOT EXISTS (
          SELECT FROM leases
          WHERE name IN ('export:' || requests.project_id || ':' || requests.id, 'stage:' || requests.id)
            AND until > clock_timestamp()
        )
      ORDER BY next_attempt_at LIMIT ${MOST_A_TICK}`;
    for (const { id, kind } of due) await this.doorbell.ring(kind === 'export' ? runExport(id) : stageDeletion(id));
    if (await this.isSweepDue(now)) await this.doorbell.ring(sweepDue());
    if (this.tidiedAt === null || now.getTime() - this.tidiedAt.getTime() >= TIDY_EVERY) {
      this.tidiedAt = now;
      await this.doorbell.ring(tidy());
    }
  }

  private async isSweepDue(now: Date): Promise<boolean> {
    const [{ due }] = await this.prisma.$queryRaw<[{ due: boolean }]>`
      SELECT EXISTS (
        SELECT FROM requests
        WHERE kind = 'deletion' AND status IN ('STAGING', 'STARTED') AND next_attempt_at <= ${now}
      ) AS due`;
    return due;
  }
}
