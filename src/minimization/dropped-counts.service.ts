import { Injectable } from '@nestjs/common';
import { Clock, countedByDay, type CountsByDay, PrismaService, type Transaction } from '../platform/index.js';
import type { Dropped } from './dropped-tally.js';

/** How much of a kind was dropped. */
export interface DroppedCount extends CountsByDay {
  readonly kind: Dropped['kind'];
  readonly name: string;
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
    return this.prisma.$queryRaw<DroppedCount[]>`
      SELECT kind, name, ${countedByDay(this.clock.now())} FROM dropped_counts WHERE project_id = ${projectId}::int
      GROUP BY kind, name ORDER BY total DESC, kind, name`;
  }
}
