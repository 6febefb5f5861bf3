import { Injectable } from '@nestjs/common';
import { atRiskBefore } from '../compliance/index.js';
import { Clock, Prisma, PrismaService } from '../platform/index.js';
import { Timeline } from '../request-model/index.js';

const BATCH = 100;

interface MarkedRow {
  readonly id: string;
  readonly project_id: number;
  readonly due_at: Date;
}

/** Tells of each open request, once, that its deadline is near and that it has passed. */
@Injectable()
export class DeadlineWatch {
  constructor(
    private readonly prisma: PrismaService,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /** Several may look at once: a row that another holds is left to it. */
  async look(): Promise<void> {
    const now = this.clock.now();
    const isPast = Prisma.sql`due_at < ${now}`;
    const isNear = Prisma.sql`due_at >= ${now} AND due_at < ${atRiskBefore(now)}`;
    while ((await this.mark('missed', Prisma.sql`missed_at`, isPast, now)) === BATCH);
    while ((await this.mark('at-risk', Prisma.sql`at_risk_at`, isNear, now)) === BATCH);
  }

  private async mark(type: 'missed' | 'at-risk', column: Prisma.Sql, which: Prisma.Sql, now: Date): Promise<number> {
    return this.prisma.$transaction(async (transaction) => {
      const rows = await transaction.$queryRaw<MarkedRow[]>`
        UPDATE requests SET ${column} = ${now} WHERE id IN (
          SELECT id FROM requests
          WHERE status IN ('PENDING', 'STAGING', 'STARTED') AND ${which} AND ${column} IS NULL
          ORDER BY due_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED
        ) RETURNING id, project_id, due_at`;
      for (const { id: requestId, project_id: projectId, due_at: dueAt } of rows) {
        const detail = { dueAt: dueAt.toISOString() };
        await this.timeline.tell(transaction, { requestId, projectId, type, actor: 'habeas', detail });
      }
      return rows.length;
    });
  }
}
