import { Injectable } from '@nestjs/common';
import type { ProjectRecord } from '../../access/index.js';
import { calendarMonths, type Regime, type RequestKind } from '../../compliance/index.js';
import { Clock, Prisma, PrismaService } from '../../platform/index.js';
import { OPEN_STATUSES } from '../../request-model/index.js';
import { DUE_IN, type DueIn, type OverviewAnswer } from '../dto/overview.dto.js';
import { zonesOf } from './counted-projects.service.js';
import { labelOf, spansTable, type Span } from './spans.js';

const DAY = 86_400_000;
const MONTHS = 12;

interface AnsweredRow {
  /** Null in a row of a month. */
  readonly kind: RequestKind | null;
  readonly regime: Regime | null;
  /** Null in a row of a kind and a regime. */
  readonly month: string | null;
  readonly answered: number;
  readonly medianDays: number | null;
  readonly meanDays: number | null;
}

/** How an organization stands: what is open and until when, what came in, how long answers took. Counted by the database. */
@Injectable()
export class Overview {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  async of(projects: readonly ProjectRecord[]): Promise<OverviewAnswer> {
    const now = this.clock.now();
    const months = (timeZone: string): Span[] =>
      calendarMonths(now, timeZone, MONTHS).map(({ month, from, until }) => ({ label: month, from, until }));
    const timeZones = zonesOf(projects);
    const spans = spansTable(projects, months);
    const [open, finished, volume, answered] = await Promise.all([
      this.open(projects, now),
      this.finished(spans),
      this.volume(spans),
      this.answered(spans),
    ]);
    return {
      at: now.toISOString(),
      timeZones,
      months: [...new Set(timeZones.flatMap((zone) => months(zone).map(({ label }) => label)))].sort(),
      open,
      finished,
      volume,
      ...answered,
    };
  }

  private async open(projects: readonly ProjectRecord[], now: Date): Promise<OverviewAnswer['open']> {
    const after = (days: number) => new Date(now.getTime() + days * DAY);
    const rows = await this.prisma.$queryRaw<{ due: DueIn; exports: number; deletions: number }[]>`
      SELECT due,
        count(*) FILTER (WHERE kind = 'export')::int AS exports,
        count(*) FILTER (WHERE kind = 'deletion')::int AS deletions
      FROM (
        SELECT kind, CASE
          WHEN due_at < ${now}::timestamptz THEN 'overdue'
          WHEN due_at < ${after(7)}::timestamptz THEN 'in-7-days'
          WHEN due_at < ${after(14)}::timestamptz THEN 'in-14-days'
          WHEN due_at < ${after(30)}::timestamptz THEN 'in-30-days'
          ELSE 'later' END AS due
        FROM requests
        WHERE project_id = ANY (${projects.map(({ id }) => id)}::int[]) AND status = ANY (${[...OPEN_STATUSES]}::text[])
      ) AS open
      GROUP BY due`;
    return DUE_IN.map((due) => rows.find((row) => row.due === due) ?? { due, exports: 0, deletions: 0 });
  }

  private async finished(spans: Prisma.Sql): Promise<OverviewAnswer['finished']> {
    const [row] = await this.prisma.$queryRaw<OverviewAnswer['finished'][]>`
      SELECT
        count(*) FILTER (WHERE status <> 'FAILURE' AND finished_at <= due_at)::int AS "onTime",
        count(*) FILTER (WHERE status <> 'FAILURE' AND finished_at > due_at)::int AS late,
        count(*) FILTER (WHERE status = 'FAILURE')::int AS failed
      FROM ${spans} AS span ${ENDED}
      WHERE status IN ('SUCCESS', 'DENIED', 'FAILURE')`;
    return row ?? { onTime: 0, late: 0, failed: 0 };
  }

  private async volume(spans: Prisma.Sql): Promise<OverviewAnswer['volume']> {
    return this.prisma.$queryRaw<{ month: string; kind: RequestKind; regime: Regime; received: number }[]>`
      SELECT ${labelOf(Prisma.sql`received_at`)} AS month, kind, regime, count(*)::int AS received
      FROM ${spans} AS span
      JOIN requests ON requests.project_id = span.project_id
        AND received_at >= span.since AND received_at < span.until
      GROUP BY month, kind, regime ORDER BY month, kind, regime`;
  }

  private async answered(spans: Prisma.Sql): Promise<Pick<OverviewAnswer, 'completion' | 'completionByMonth'>> {
    const rows = await this.prisma.$queryRaw<AnsweredRow[]>`
      SELECT kind, regime, month, count(*)::int AS answered,
        round(percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::numeric, 2)::float8 AS "medianDays",
        round(avg(days)::numeric, 2)::float8 AS "meanDays"
      FROM (
        SELECT kind, regime, ${labelOf(Prisma.sql`finished_at`)} AS month,
          extract(epoch FROM finished_at - received_at)::float8 / 86400 AS days
        FROM ${spans} AS span ${ENDED}
        WHERE status IN ('SUCCESS', 'DENIED')
      ) AS ended
      GROUP BY GROUPING SETS ((kind, regime), (month)) ORDER BY kind, regime, month`;
    return {
      completion: rows.flatMap(({ kind, regime, month: _, ...row }) =>
        kind === null || regime === null ? [] : [{ kind, regime, ...row }],
      ),
      completionByMonth: rows.flatMap(({ month, kind: _, regime: __, ...row }) =>
        month === null ? [] : [{ month, ...row }],
      ),
    };
  }
}

const ENDED = Prisma.sql`JOIN requests ON requests.project_id = span.project_id
    AND finished_at >= span.since AND finished_at < span.until AND finished_at IS NOT NULL`;
