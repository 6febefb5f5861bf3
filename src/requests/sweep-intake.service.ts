import { Injectable } from '@nestjs/common';
import { Clock, PrismaService, type Lease } from '../platform/index.js';
import { DeletionFailures } from './deletion-failures.service.js';
import { HeldSubjects } from './held-subjects.service.js';
import { Identities } from './identities.service.js';
import type { RequestRow } from './request-row.js';
import type { TakenDeletion } from './sweep-pass.js';
import { SweepStart, takenOf } from './sweep-start.service.js';

/** The most subjects one pass takes: what bounds its memory. What is left over is taken by the next pass, at once. */
const MOST_SUBJECTS = 100_000;
/** The most subjects that start together: what bounds how long their project's arrivals wait. */
const MOST_TOGETHER = 10_000;

interface DueRow {
  readonly id: string;
  readonly projectId: number;
  readonly status: string;
  readonly subjects: number;
}

/** Takes due deletions into a sweep. */
@Injectable()
export class SweepIntake {
  constructor(
    private readonly prisma: PrismaService,
    private readonly beginning: SweepStart,
    private readonly identities: Identities,
    private readonly heldSubjects: HeldSubjects,
    private readonly failures: DeletionFailures,
    private readonly clock: Clock,
  ) {}

  /** Every deletion that is due, those a dead or unlucky sweep left behind included; oldest first. */
  async takeDue(sweepId: string, lease: Lease): Promise<TakenDeletion[]> {
    const due = mostOf(
      await this.prisma.$queryRaw<DueRow[]>`
        SELECT id, project_id AS "projectId", status, subject_count AS subjects FROM requests
        WHERE kind = 'deletion' AND status IN ('STAGING', 'STARTED') AND next_attempt_at <= ${this.clock.now()}
        ORDER BY next_attempt_at, id LIMIT ${MOST_SUBJECTS}`,
    );
    const taken: TakenDeletion[] = [];
    for (const { id } of due.filter(({ status }) => status === 'STARTED')) {
      taken.push(...(await this.settling([id], lease, async () => [await this.resume(id, sweepId)])));
    }
    for (const together of byProject(due.filter(({ status }) => status === 'STAGING'))) {
      taken.push(...(await this.startTogether(together, sweepId, lease)));
    }
    return taken;
  }

  /** What a sweep has taken and neither ended nor put off. */
  async underway(sweepId: string): Promise<TakenDeletion[]> {
    const rows = await this.prisma.request.findMany({ where: { sweepId, status: 'STARTED' } });
    const deletions: TakenDeletion[] = [];
    for (const row of rows) {
      deletions.push(await this.takenBefore(row));
    }
    return deletions;
  }

  /** Which of the deletions are still in the sweep. */
  async remaining(sweepId: string, deletions: readonly TakenDeletion[]): Promise<TakenDeletion[]> {
    const rows = await this.prisma.request.findMany({ where: { sweepId, status: 'STARTED' }, select: { id: true } });
    const ids = new Set(rows.map(({ id }) => id));
    return deletions.filter(({ id }) => ids.has(id));
  }

  /** All at once; where that fails, one by one, so that one poisoned request never starves the others. */
  private async startTogether(rows: readonly DueRow[], sweepId: string, lease: Lease): Promise<TakenDeletion[]> {
    const start = (some: readonly DueRow[]) => {
      const projectId = some[0]?.projectId ?? 0;
      return this.beginning.start(
        projectId,
        some.map(({ id }) => id),
        sweepId,
        lease,
      );
    };
    try {
      return await start(rows);
    } catch (error) {
      if (lease.lost.aborted) throw error;
      const taken: TakenDeletion[] = [];
      for (const row of rows) taken.push(...(await this.settling([row.id], lease, () => start([row]))));
      return taken;
    }
  }

  private async settling(
    requestIds: readonly string[],
    lease: Lease,
    take: () => Promise<TakenDeletion[]>,
  ): Promise<TakenDeletion[]> {
    try {
      return await take();
    } catch (error) {
      if (lease.lost.aborted) throw error;
      await this.failures.settle(requestIds, error, lease);
      return [];
    }
  }

  private async resume(requestId: string, sweepId: string): Promise<TakenDeletion> {
    const row = await this.prisma.request.update({
      where: { id: requestId },
      data: { sweepId, failureCode: null, failureMessage: null },
    });
    return this.takenBefore(row);
  }

  /** Whoever had ended when the deletion was taken stays out of it, whatever has become of the hold since. */
  private async takenBefore(row: RequestRow): Promise<TakenDeletion> {
    const ended = await this.heldSubjects.ended(this.prisma, row.id);
    const persons = await this.identities.recorded(row);
    return takenOf(
      row,
      row.watermark ?? row.receivedAt,
      persons.filter(({ ordinal }) => !ended.has(ordinal)),
    );
  }
}

/** As many as one pass takes, and one at the least. */
function mostOf(due: readonly DueRow[]): DueRow[] {
  let subjects = 0;
  return due.filter((row, index) => (subjects += row.subjects) <= MOST_SUBJECTS || index === 0);
}

function byProject(rows: readonly DueRow[]): DueRow[][] {
  const groups: DueRow[][] = [];
  const open = new Map<number, { rows: DueRow[]; subjects: number }>();
  for (const row of rows) {
    let group = open.get(row.projectId);
    if (!group || group.subjects + row.subjects > MOST_TOGETHER) {
      group = { rows: [], subjects: 0 };
      open.set(row.projectId, group);
      groups.push(group.rows);
    }
    group.rows.push(row);
    group.subjects += row.subjects;
  }
  return groups;
}
