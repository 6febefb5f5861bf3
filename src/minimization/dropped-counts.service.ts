import { Injectable } from '@nestjs/common';
import { Clock, PrismaService, type Transaction } from '../platform/index.js';
import type { Dropped } from './dropped-tally.js';

const THIRTY_DAYS = 30 * 86_400_000;

/** How much of a kind was dropped. */
export interface DroppedCount {
  readonly kind: Dropped['kind'];
  readonly name: string;
  readonly lastThirtyDays: number;
  readonly total: number;
  /** Of the last thirty, the newest first. */
  readonly days: { readonly day: string; readonly count: number }[];
}

/** Counts by project, day and rule what was not kept; no id, and nothing of what a record held. */
@Injectable()
export class DroppedCounts {
  constructor(
    private readonly prisma: PrismaService,
    private readonly clock: Clock,
  ) {}

  async count(transaction: Transaction, projectId: number, dropped: readonly Dropped[]): Promise<void> {
    if (dropped.length === 0) return;
    // In one order, so that two batches never wait for each other.
    await transaction.$executeRaw`
      INSERT INTO dropped_counts (project_id, day, kind, name, count)
      SELECT ${projectId}::int, ${this.clock.now()}::timestamptz::date, kind, name, count
      FROM unnest(${dropped.map(({ kind }) => kind)}::text[], ${dropped.map(({ name }) => name)}::text[],
        ${dropped.map(({ count }) => count)}::bigint[]) AS dropped (kind, name, count)
      ORDER BY kind, name
      ON CONFLICT (project_id, day, kind, name) DO UPDATE SET count = dropped_counts.count + excluded.count`;
  }

  /** What was dropped of a project's records, what was most first. */
  async of(projectId: number): Promise<DroppedCount[]> {
    const since = new Date(this.clock.now().getTime() - THIRTY_DAYS);
    return this.prisma.$queryRaw<DroppedCount[]>`
      SELECT kind, name, sum(count)::float8 AS total,
        coalesce(sum(count) FILTER (WHERE day > ${since}::timestamptz::date), 0)::float8 AS "lastThirtyDays",
        coalesce(json_agg(json_build_object('day', day, 'count', count) ORDER BY day DESC)
          FILTER (WHERE day > ${since}::timestamptz::date), '[]') AS days
      FROM dropped_counts WHERE project_id = ${projectId}::int
      GROUP BY kind, name ORDER BY total DESC, kind, name`;
  }
}
