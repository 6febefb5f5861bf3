import { Injectable } from '@nestjs/common';
import { DroppedCounts } from '../../minimization/index.js';
import { Clock, countedByDay, inLastThirtyDays, PrismaService } from '../../platform/index.js';
import { Suppression } from '../../suppression/index.js';
import type { IncomingView } from './incoming.dto.js';
import { IncomingCounts } from './incoming-counts.service.js';

/** What came in for a project, in numbers. */
@Injectable()
export class IncomingReport {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
    private readonly counts: IncomingCounts,
    private readonly suppression: Suppression,
    private readonly dropped: DroppedCounts,
  ) {}

  async of(projectId: number): Promise<IncomingView> {
    await this.counts.flush();
    const now = this.clock.now();
    const days = await this.prisma.$queryRaw<IncomingView['days']>`
      SELECT to_char(day, 'YYYY-MM-DD') AS day, door, outcome, reason, count::float8 AS count
      FROM incoming_counts WHERE project_id = ${projectId}::int AND ${inLastThirtyDays(now)}
      ORDER BY incoming_counts.day DESC, door, outcome, reason`;
    const unbelieved = await this.prisma.$queryRaw<IncomingView['unbelieved']>`
      SELECT kind, ${countedByDay(now)} FROM unbelieved_links WHERE project_id = ${projectId}::int GROUP BY kind ORDER BY kind`;
    const { refused: suppressed } = await this.suppression.counts(projectId);
    return { days, unbelieved, suppressed, notKept: await this.dropped.of(projectId) };
  }
}
