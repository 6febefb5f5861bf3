import { Injectable } from '@nestjs/common';
import type { ProjectRecord } from '../../access/index.js';
import { calendarMonths, type Regime, type RequestKind } from '../../compliance/index.js';
import { Clock, Prisma, PrismaService } from '../../platform/index.js';
import { OPEN_STATUSES } from '../../request-model/index.js';
import { DUE_IN, type DueIn, type OverviewAnswer } from '../dto/overview.dto.js';
import { zonesOf } from './counted-projects.service.js';
import { spansTable, type ProjectSpan } from './spans.js';

const DAY = 86_400_000;
const MONTHS = 12;

interface DaysRow {
  readonly answered: number;
  readonly medianDays: number | null;
  readonly meanDays: number | null;
}

/** The month of a span is kept beside it. */
type MonthSpan = ProjectSpan & { readonly label: string };

/** How an organization stands: what is open and until when, what came in, how long answers took. Counted by the database. */
@Injectable()
export class Overview {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  async of(projects: readonly ProjectRecord[]): Promise<OverviewAnswer> {
    const now = this.clock.now();
    const spans = projects.flatMap((project): MonthSpan[] =>
      calendarMonths(now, project.timezone, MONTHS).map(({ month, from, until }) => ({
        projectId: project.id,
        label: month,
        from,
        until,
      })),
    );
    const [open, finished, volume, completion, completionByMonth] = await Promise.all([
      this.open(projects, now),
      this.finished(spans),
      this.volume(spans),
      this.completion(spans),
      this.completionByMonth(spans),
    ]);
    return {
      at: now.toISOString(),
      timeZones: zonesOf(projects),
      months: [...new Set(spans.map(({ label }) => label))].sort(),
      open,
      finished,
      volume,
      completion,
      completionByMonth,
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

  private async finished(spans: readonly MonthSpan[]): Promise<OverviewAnswer['finished']> {
    const [row] = await this.prisma.$queryRaw<OverviewAnswer['finished'][]>`
      SELECT
        count(*) FILTER (WHERE status <> 'FAILURE' AND finished_at <= due_at)::int AS "onTime",
        count(*) FILTER (WHERE status <> 'FAILURE' AND finished_at > due_at)::int AS late,
        count(*) FILTER (WHERE status = 'FAILURE')::int AS failed
      FROM ${spansTable(spans)} AS span
      JOIN requests ON requests.project_id = span.project_id
        AND finished_at >= span.since AND finished_at < span.until AND finished_at IS NOT NULL
      WHERE status IN ('SUCCESS', 'DENIED', 'FAILURE')`;
    return row ?? { onTime: 0, late: 0, failed: 0 };
  }

  private async volume(spans: readonly MonthSpan[]): Promise<OverviewAnswer['volume']> {
    return this.prisma.$queryRaw<{ month: string; kind: RequestKind; regime: Regime; received: number }[]>`
      SELECT span.label AS month, kind, regime, count(*)::int AS received
      FROM ${spansTable(spans)} AS span
      JOIN requests ON requests.project_id = span.project_id
        AND received_at >= span.since AND received_at < span.until
      GROUP BY span.label, kind, regime ORDER BY span.label, kind, regime`;
  }

  private async completion(spans: readonly MonthSpan[]): Promise<OverviewAnswer['completion']> {
    return this.prisma.$queryRaw<(DaysRow & { kind: RequestKind; regime: Regime })[]>`
      SELECT kind, regime, ${DAYS_TAKEN}
      FROM ${spansTable(spans)} AS span ${ANSWERED}
      GROUP BY kind, regime ORDER BY kind, regime`;
  }

  private async completionByMonth(spans: readonly MonthSpan[]): Promise<OverviewAnswer['completionByMonth']> {
    return this.prisma.$queryRaw<(DaysRow & { month: string })[]>`
      SELECT span.label AS month, ${DAYS_TAKEN}
      FROM ${spansTable(spans)} AS span ${ANSWERED}
      GROUP BY span.label ORDER BY span.label`;
  }
}

const TAKEN = Prisma.sql`extract(epoch FROM finished_at - received_at)::float8 / 86400`;
const DAYS_TAKEN = Prisma.sql`count(*)::int AS answered,
  round(percentile_cont(0.5) WITHIN GROUP (ORDER BY ${TAKEN})::numeric, 2)::float8 AS "medianDays",
  round(avg(${TAKEN})::numeric, 2)::float8 AS "meanDays"`;
const ANSWERED = Prisma.sql`JOIN requests ON requests.project_id = span.project_id
    AND finished_at >= span.since AND finished_at < span.until AND finished_at IS NOT NULL
  WHERE status IN ('SUCCESS', 'DENIED')`;
