import { Injectable } from '@nestjs/common';
import { Clock, PrismaService, SteadyTime, type Lease } from '../../platform/index.js';
import { DeletionFailures } from '../staging/deletion-failures.service.js';
import { HeldSubjects } from '../staging/held-subjects.service.js';
import { type FilingOf, filingsOf, Identities, type RequestRow } from '../../request-model/index.js';
import type { Filing } from '../../subject-data/index.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';
import { SweepStart, takenOf, type Beginning, type ReadAhead } from './sweep-start.service.js';
import { byProject, togetherOrApart } from './together.js';

/** The most subjects one pass takes: what bounds its memory. What is left over is taken by the next pass, at once. */
const MOST_SUBJECTS = 100_000;

interface DueRow {
  readonly id: string;
  readonly projectId: number;
  readonly status: string;
  readonly subjects: number;
}

const WHAT_RESUMES = {
  id: true,
  projectId: true,
  disclosure: true,
  receivedAt: true,
  keepsReckonedAt: true,
  watermark: true,
  wrappedIdKey: true,
  releasedCollections: true,
  onlyCollections: true,
} as const;

type ResumedRow = Pick<RequestRow, keyof typeof WHAT_RESUMES>;

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
    private readonly time: SteadyTime,
  ) {}

  /** Every deletion that is due, those a dead or unlucky sweep left behind included; oldest first. */
  async takeDue(sweepId: string, lease: Lease): Promise<TakenDeletion[]> {
    const due = mostOf(
      await this.prisma.$queryRaw<DueRow[]>`
        SELECT id, project_id AS "projectId", status, subject_count AS subjects FROM requests
        WHERE kind = 'deletion' AND status IN ('STAGING', 'STARTED') AND next_attempt_at <= ${this.clock.now()}
        ORDER BY next_attempt_at, id LIMIT ${MOST_SUBJECTS}`,
    );
    const started = due.filter(({ status }) => status === 'STARTED');
    const staged = due.filter(({ status }) => status === 'STAGING');
    const taken: TakenDeletion[] = [];
    for (const group of byProject(started, subjectsOf)) {
      taken.push(...(await this.settling(group, lease, (ids) => this.resume(ids, sweepId))));
    }
    const beginning = { sweepId, keepsReckonedAt: staged.length === 0 ? null : await this.time.now() };
    taken.push(...(await this.startAll(byProject(staged, subjectsOf), beginning, lease)));
    return taken;
  }

  /** One group after the other; of the next one is read meanwhile what may be. Where that fails it is read of each by itself. */
  private async startAll(groups: readonly DueRow[][], beginning: Beginning, lease: Lease): Promise<TakenDeletion[]> {
    const taken: TakenDeletion[] = [];
    let next = this.readAhead(groups[0]);
    for (const [at, group] of groups.entries()) {
      const projectId = group[0]?.projectId ?? 0;
      const ahead = await next;
      next = this.readAhead(groups[at + 1]);
      const start = async (ids: readonly string[]) =>
        this.beginning.start(ids, ahead ?? (await this.beginning.readAhead(projectId, ids)), beginning, lease);
      taken.push(...(await this.settling(group, lease, start)));
    }
    return taken;
  }

  /** Null where there is nothing to read, or it could not be read of all. */
  private async readAhead(group: readonly DueRow[] = []): Promise<ReadAhead | null> {
    const [first] = group;
    if (first === undefined) return null;
    const ids = group.map(({ id }) => id);
    return this.beginning.readAhead(first.projectId, ids).catch(() => null);
  }

  /** What a sweep has taken and neither ended nor put off. */
  async underway(sweepId: string): Promise<TakenDeletion[]> {
    return this.takenBefore(
      await this.prisma.request.findMany({ where: { sweepId, status: 'STARTED' }, select: WHAT_RESUMES }),
    );
  }

  /** Which of the deletions are still in the sweep. */
  async remaining(sweepId: string, deletions: readonly TakenDeletion[]): Promise<TakenDeletion[]> {
    const rows = await this.prisma.request.findMany({ where: { sweepId, status: 'STARTED' }, select: { id: true } });
    const ids = new Set(rows.map(({ id }) => id));
    return deletions.filter(({ id }) => ids.has(id));
  }

  private async settling(
    rows: readonly DueRow[],
    lease: Lease,
    take: (ids: readonly string[]) => Promise<TakenDeletion[]>,
  ): Promise<TakenDeletion[]> {
    return togetherOrApart(
      rows,
      async (some) => {
        lease.lost.throwIfAborted();
        return take(some.map(({ id }) => id));
      },
      async ({ id }, error) => {
        if (lease.lost.aborted) throw error;
        await this.failures.settle([id], error, lease);
      },
    );
  }

  private async resume(requestIds: readonly string[], sweepId: string): Promise<TakenDeletion[]> {
    const where = { id: { in: [...requestIds] }, status: 'STARTED' };
    await this.prisma.request.updateMany({ where, data: { sweepId } });
    return this.takenBefore(
      await this.prisma.request.findMany({
        where,
        select: WHAT_RESUMES,
        orderBy: [{ nextAttemptAt: 'asc' }, { id: 'asc' }],
      }),
    );
  }

  /** Whoever had ended when the deletion was taken stays out of it, whatever has become of the hold since. */
  private async takenBefore(rows: readonly ResumedRow[]): Promise<TakenDeletion[]> {
    const ended = await this.heldSubjects.ended(
      this.prisma,
      rows.map(({ id }) => id),
    );
    const subjects = await this.identities.recordedOf(rows);
    const filings = await this.filingsOf(rows);
    return rows.map((row) =>
      takenOf(
        row,
        { watermark: row.watermark ?? row.receivedAt, filing: filings(row) },
        (subjects.get(row.id) ?? []).filter(({ ordinal }) => ended.get(row.id)?.has(ordinal) !== true),
      ),
    );
  }

  /** Where all is filed that each of these is about. */
  private async filingsOf(rows: readonly ResumedRow[]): Promise<(row: ResumedRow) => Filing> {
    const ofProject = new Map<number, FilingOf>();
    for (const projectId of new Set(rows.map((row) => row.projectId))) {
      const ids = rows.filter((row) => row.projectId === projectId).map(({ id }) => id);
      ofProject.set(projectId, await filingsOf(this.prisma, projectId, ids));
    }
    return ({ id, projectId }) => ofProject.get(projectId)?.(id) ?? { projectId, numbers: [projectId] };
  }
}

/** As many as one pass takes, and one at the least. */
function mostOf(due: readonly DueRow[]): DueRow[] {
  let subjects = 0;
  return due.filter((row, index) => (subjects += row.subjects) <= MOST_SUBJECTS || index === 0);
}

function subjectsOf({ subjects }: DueRow): number {
  return subjects;
}
