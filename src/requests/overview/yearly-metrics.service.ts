import { Injectable } from '@nestjs/common';
import type { ProjectRecord } from '../../access/index.js';
import {
  calendarYear,
  metricsOf,
  yearAt,
  type CountedRequest,
  type Regime,
  type RequestKind,
  type RequestState,
} from '../../compliance/index.js';
import { Clock, type Prisma, PrismaService } from '../../platform/index.js';
import { isFinished, LOOKS, NEW_DATA, type Status } from '../../request-model/index.js';
import { METRICS_OF, RIGHTS, type MetricsAnswer } from '../dto/overview.dto.js';
import { zonesOf } from './counted-projects.service.js';
import { spansTable } from './spans.js';

const KIND_OF = { know: 'export', delete: 'deletion' } as const;

/** People whose requests are alike in all that the metrics ask for. */
type AlikeRow = Omit<CountedRequest, 'state'> & {
  readonly regime: Regime;
  readonly status: Status;
  readonly people: number;
};

/** `regime` null: of any. */
interface DaysRow {
  readonly kind: RequestKind;
  readonly regime: Regime | null;
  readonly median: number;
  readonly mean: number;
}

/** The metrics that 11 CCR §7102 asks a business for each year. What counts as which, the law says (`compliance/metrics`). */
@Injectable()
export class YearlyMetrics {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  /** @param given default: the year before this one, by the clock that is furthest behind */
  async of(projects: readonly ProjectRecord[], given: number | undefined): Promise<MetricsAnswer> {
    const now = this.clock.now();
    const current = Math.min(...zonesOf(projects).map((zone) => yearAt(now, zone)), yearAt(now, 'UTC'));
    const year = given ?? current - 1;
    const timeZones = zonesOf(projects);
    const spans = spansTable(projects, (timeZone) => [{ label: String(year), ...calendarYear(year, timeZone) }]);
    const [alike, days] = [await this.alike(spans), await this.days(spans)];
    return {
      year,
      isOver: timeZones.every((zone) => calendarYear(year, zone).until <= now) && year < current,
      timeZones,
      results: METRICS_OF.flatMap((of) => RIGHTS.map((right) => ({ of, right, ...resultOf(of, right, alike, days) }))),
    };
  }

  /** What is kept beside an erasure stands in the detail, and so does that new data arrived. Nobody asked for what a duty asks for. */
  private async alike(spans: Prisma.Sql): Promise<AlikeRow[]> {
    return this.prisma.$queryRaw<AlikeRow[]>`
      SELECT kind, regime, disclosure, status, outcome, denial_code AS "denialCode",
        coalesce(outcome_detail <> ${NEW_DATA}, false) AS "keptBeside", count(*)::int AS people
      FROM ${spans} AS span
      JOIN requests ON requests.project_id = span.project_id
        AND received_at >= span.since AND received_at < span.until AND duty_id IS NULL
      JOIN request_subjects AS subject ON subject.request_id = requests.id
      GROUP BY kind, regime, disclosure, status, outcome, denial_code, "keptBeside"`;
  }

  /**
   * Days from the receipt to the answer in substance (`isAnswered`): the end of the request, or of an export the first time that the
   * company recorded as given to the person, where it did. A download is a look and no answer.
   */
  private async days(spans: Prisma.Sql): Promise<DaysRow[]> {
    return this.prisma.$queryRaw<DaysRow[]>`
      SELECT kind, regime,
        round(percentile_cont(0.5) WITHIN GROUP (ORDER BY days)::numeric, 2)::float8 AS median,
        round(avg(days)::numeric, 2)::float8 AS mean
      FROM (
        SELECT kind, regime, extract(epoch FROM coalesce(given.at, finished_at) - received_at)::float8 / 86400 AS days
        FROM ${spans} AS span
        JOIN requests ON requests.project_id = span.project_id
          AND received_at >= span.since AND received_at < span.until AND duty_id IS NULL
        JOIN request_subjects AS subject ON subject.request_id = requests.id
        LEFT JOIN LATERAL (
          SELECT min(at) AS at FROM hand_overs
          WHERE hand_overs.request_id = requests.id AND manner <> ALL (${[...LOOKS]}::text[])
            AND (hand_overs.ordinal IS NULL OR hand_overs.ordinal = subject.ordinal)
        ) AS given ON kind = 'export'
        WHERE status = 'DENIED' OR (status IN ('SUCCESS', 'FAILURE') AND outcome <> 'failed')
      ) AS answered
      GROUP BY GROUPING SETS ((kind, regime), (kind))`;
  }
}

function resultOf(
  of: (typeof METRICS_OF)[number],
  right: (typeof RIGHTS)[number],
  alike: readonly AlikeRow[],
  days: readonly DaysRow[],
): Omit<MetricsAnswer['results'][number], 'of' | 'right'> {
  const kind = KIND_OF[right];
  const counted = alike.filter((row) => row.kind === kind && (of === 'everyone' || row.regime === 'CCPA'));
  const taken = days.find((row) => row.kind === kind && row.regime === (of === 'everyone' ? null : 'CCPA'));
  return {
    ...metricsOf(counted.map((row) => ({ ...row, state: stateOf(row.status) }))),
    medianDays: taken?.median ?? null,
    meanDays: taken?.mean ?? null,
  };
}

function stateOf(status: Status): RequestState {
  if (!isFinished(status)) return 'open';
  if (status === 'REVOKED') return 'withdrawn';
  return status === 'DENIED' ? 'denied' : 'ended';
}
