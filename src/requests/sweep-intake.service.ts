import { Injectable } from '@nestjs/common';
import type { Disclosure } from '../compliance/index.js';
import { Clock, Leases, lockArrivals, PrismaService, type Lease } from '../platform/index.js';
import { ActiveHolds } from '../holds/index.js';
import { Suppression } from '../suppression/index.js';
import { DeletionFailures } from './deletion-failures.service.js';
import { HeldSubjects } from './held-subjects.service.js';
import { waitsUntil } from './hold-wait.js';
import { Identities, type Person } from './identities.service.js';
import type { RequestRow } from './request-row.js';
import { SubjectFaults } from './subject-faults.service.js';
import type { TakenDeletion } from './sweep-pass.js';
import { Timeline } from './timeline.service.js';

/** The most subjects one pass takes: what bounds its memory. What is left over is taken by the next pass, at once. */
const MOST_SUBJECTS = 100_000;

interface DueRow {
  readonly id: string;
  readonly project_id: number;
  readonly status: string;
  readonly subjects: number;
}

/** Takes due deletions into a sweep: from here on they cannot be revoked and their subjects' new data is refused. */
@Injectable()
export class SweepIntake {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly identities: Identities,
    private readonly holds: ActiveHolds,
    private readonly heldSubjects: HeldSubjects,
    private readonly faults: SubjectFaults,
    private readonly suppression: Suppression,
    private readonly failures: DeletionFailures,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /** Every deletion that is due, those a dead or unlucky sweep left behind included; oldest first. */
  async takeDue(sweepId: string, lease: Lease): Promise<TakenDeletion[]> {
    const due = await this.prisma.$queryRaw<DueRow[]>`
      SELECT id, project_id, status, subject_count AS subjects FROM requests
      WHERE kind = 'deletion' AND status IN ('STAGING', 'STARTED') AND next_attempt_at <= ${this.clock.now()}
      ORDER BY next_attempt_at, id LIMIT ${MOST_SUBJECTS}`;
    const taken: TakenDeletion[] = [];
    let subjects = 0;
    for (const row of due) {
      if (taken.length > 0 && subjects + row.subjects > MOST_SUBJECTS) break;
      subjects += row.subjects;
      try {
        const deletion =
          row.status === 'STAGING' ? await this.start(row, sweepId, lease) : await this.resume(row.id, sweepId);
        if (deletion) taken.push(deletion);
      } catch (error) {
        if (lease.lost.aborted) throw error;
        await this.failures.settle([row.id], error, lease);
      }
    }
    return taken;
  }

  /**
   * STAGING → STARTED, alone with the project's arrivals: who arrives before is below the watermark, who comes after is refused.
   * The closure is resolved once more in here, so that no link can slip in between, and so are holds: who is held stays out.
   * Null when it was revoked meanwhile, or waits for holds.
   */
  private async start(
    { id: requestId, project_id: projectId }: DueRow,
    sweepId: string,
    lease: Lease,
  ): Promise<TakenDeletion | null> {
    return this.prisma.$transaction(async (transaction) => {
      await lockArrivals(transaction, projectId, 'alone');
      await this.leases.assert(transaction, lease);
      const row = await transaction.request.findUniqueOrThrow({ where: { id: requestId } });
      const resolved = await this.identities.resolve(row, transaction);
      const everybody = this.faults.soundOf(resolved);
      const held = await this.holds.among(projectId, everybody, transaction);
      const freeAt = waitsUntil(everybody, held, row.dueAt);
      if (freeAt !== null) {
        const waits = await this.heldSubjects.wait(transaction, row, held.size, freeAt);
        if (waits) await this.identities.record(transaction, row, everybody);
        return null;
      }
      const persons = everybody.filter(({ ordinal }) => !held.has(ordinal));
      const [{ watermark }] = await transaction.$queryRaw<[{ watermark: Date }]>`
        SELECT date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond' AS watermark`;
      const { count } = await transaction.request.updateMany({
        where: { id: requestId, status: 'STAGING' },
        data: { status: 'STARTED', startedAt: this.clock.now(), watermark, sweepId, waitingFor: null },
      });
      if (count === 0) return null;
      await this.heldSubjects.end(transaction, requestId, held);
      await this.faults.end(transaction, requestId, resolved);
      await this.identities.record(transaction, row, persons);
      const macs = this.identities.macsOf(projectId, persons);
      await this.suppression.suppress(transaction, projectId, macs, 'deletion', requestId);
      await this.timeline.tell(transaction, {
        requestId,
        projectId,
        type: 'started',
        actor: 'habeas',
        detail: { sweep: sweepId, held: held.size },
      });
      return taken(row, watermark, persons);
    });
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

  private async resume(requestId: string, sweepId: string): Promise<TakenDeletion> {
    const row = await this.prisma.request.update({ where: { id: requestId }, data: { sweepId } });
    return this.takenBefore(row);
  }

  /** Whoever had ended when the deletion was taken stays out of it, whatever has become of the hold since. */
  private async takenBefore(row: RequestRow): Promise<TakenDeletion> {
    const ended = await this.heldSubjects.ended(this.prisma, row.id);
    const persons = await this.identities.recorded(row);
    return taken(
      row,
      row.watermark ?? row.receivedAt,
      persons.filter(({ ordinal }) => !ended.has(ordinal)),
    );
  }
}

function taken(
  row: { id: string; projectId: number; disclosure: string },
  watermark: Date,
  persons: readonly Person[],
): TakenDeletion {
  const { id, projectId } = row;
  return { id, projectId, disclosure: row.disclosure as Disclosure, watermark, persons };
}
