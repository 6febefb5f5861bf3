import { Injectable } from '@nestjs/common';
import type { ProjectRecord } from '../../access/index.js';
import { Clock, Config, iso, nextSweep, PrismaService } from '../../platform/index.js';
import { SweepOrders, waitingFor } from './sweep-orders.service.js';

/** The newest sweeps among which those of a project are looked for. */
const LOOKED_AT = 500;
const MOST_SHOWN = 10;

/** A sweep as far as it concerns some projects. */
export interface ShownSweep {
  readonly id: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly deletions: number;
  readonly subjects: number;
}

export interface SweepsView {
  readonly due: { readonly deletions: number; readonly subjects: number };
  readonly nextAt: string;
  readonly underway: boolean;
  readonly results: ShownSweep[];
}

/** What waits for the next sweep, when that is, and what the latest ones took. */
@Injectable()
export class SweepReader {
  constructor(
    private readonly prisma: PrismaService,
    private readonly orders: SweepOrders,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async of(projects: readonly ProjectRecord[]): Promise<SweepsView> {
    const now = this.clock.now();
    const [due, underway, results] = await Promise.all([
      this.prisma.request.aggregate({ where: waitingFor(projects), _count: true, _sum: { subjectCount: true } }),
      this.orders.underway(),
      this.latest(projects),
    ]);
    return {
      due: { deletions: due._count, subjects: due._sum.subjectCount ?? 0 },
      nextAt: nextSweep(this.config.values.SWEEP_SCHEDULE, now).toISOString(),
      underway,
      results,
    };
  }

  /** A sweep takes what is due of all organizations: each is told of its own part alone. */
  private async latest(projects: readonly ProjectRecord[]): Promise<ShownSweep[]> {
    const rows = await this.prisma.$queryRaw<
      { id: string; startedAt: Date; finishedAt: Date | null; deletions: number; subjects: number }[]
    >`
      SELECT sweep.id, sweep.started_at AS "startedAt", sweep.finished_at AS "finishedAt", own.deletions, own.subjects
      FROM (SELECT id, started_at, finished_at FROM sweeps ORDER BY started_at DESC LIMIT ${LOOKED_AT}) AS sweep
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS deletions, coalesce(sum(subject_count), 0)::int AS subjects FROM requests
        WHERE sweep_id = sweep.id AND project_id = ANY (${projects.map(({ id }) => id)}::int[])
      ) AS own
      WHERE own.deletions > 0
      ORDER BY sweep.started_at DESC LIMIT ${MOST_SHOWN}`;
    return rows.map((row) => ({
      ...row,
      startedAt: row.startedAt.toISOString(),
      finishedAt: iso(row.finishedAt),
    }));
  }
}
