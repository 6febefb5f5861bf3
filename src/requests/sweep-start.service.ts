import { Injectable } from '@nestjs/common';
import type { Disclosure } from '../compliance/index.js';
import { ActiveHolds, type Held } from '../holds/index.js';
import { Clock, Leases, lockArrivals, PrismaService, type Lease, type Transaction } from '../platform/index.js';
import { Suppression } from '../suppression/index.js';
import { HeldSubjects } from './held-subjects.service.js';
import { waitsUntil } from './hold-wait.js';
import { Identities, type Person } from './identities.service.js';
import type { RequestRow } from './request-row.js';
import { SubjectFaults } from './subject-faults.service.js';
import type { TakenDeletion } from './sweep-pass.js';
import { Timeline } from './timeline.service.js';

/** A deletion about to start: who is meant by it now, and who of them is held. */
interface Starting {
  readonly row: RequestRow;
  readonly resolved: readonly Person[];
  /** Those whose ids are known. */
  readonly sound: readonly Person[];
  readonly held: ReadonlyMap<number, Held>;
}

/** STAGING → STARTED: from here on a deletion cannot be revoked and its subjects' new data is refused. */
@Injectable()
export class SweepStart {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly identities: Identities,
    private readonly holds: ActiveHolds,
    private readonly heldSubjects: HeldSubjects,
    private readonly faults: SubjectFaults,
    private readonly suppression: Suppression,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /**
   * Starts deletions of one project, alone with its arrivals: who arrives before is below the watermark, who comes after is
   * refused. Closures are resolved once more in here, so that no link can slip in between, and so are holds: who is held stays
   * out. All of it or nothing; those that were revoked meanwhile or wait for holds are not among the answer.
   */
  async start(
    projectId: number,
    requestIds: readonly string[],
    sweepId: string,
    lease: Lease,
  ): Promise<TakenDeletion[]> {
    return this.prisma.$transaction(async (transaction) => {
      await lockArrivals(transaction, projectId, 'alone');
      await this.leases.assert(transaction, lease);
      const where = { id: { in: [...requestIds] }, status: 'STAGING' };
      const rows = await transaction.request.findMany({ where, orderBy: [{ nextAttemptAt: 'asc' }, { id: 'asc' }] });
      const ready = await this.letHeldWait(transaction, await this.lookUp(transaction, projectId, rows));
      if (ready.length === 0) return [];
      const [{ watermark }] = await transaction.$queryRaw<[{ watermark: Date }]>`
        SELECT date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond' AS watermark`;
      const moved = await transaction.$queryRaw<{ id: string }[]>`
        UPDATE requests
        SET status = 'STARTED', started_at = ${this.clock.now()}, watermark = ${watermark}, sweep_id = ${sweepId}::uuid,
            waiting_for = NULL
        WHERE id = ANY (${ready.map(({ row }) => row.id)}::uuid[]) AND status = 'STAGING' RETURNING id`;
      const ids = new Set(moved.map(({ id }) => id));
      const started = ready.filter(({ row }) => ids.has(row.id));
      await this.recordStart(transaction, projectId, started, sweepId);
      return started.map(({ row, sound, held }) => takenOf(row, watermark, freeOf(sound, held)));
    });
  }

  private async lookUp(transaction: Transaction, projectId: number, rows: RequestRow[]): Promise<Starting[]> {
    const everybody = await this.identities.resolveAll(projectId, rows, transaction);
    const starting: Starting[] = [];
    for (const row of rows) {
      const resolved = everybody.get(row.id) ?? [];
      const sound = this.faults.soundOf(resolved);
      starting.push({ row, resolved, sound, held: await this.holds.among(projectId, sound, transaction) });
    }
    return starting;
  }

  private async letHeldWait(transaction: Transaction, starting: readonly Starting[]): Promise<Starting[]> {
    const ready: Starting[] = [];
    for (const each of starting) {
      const freeAt = waitsUntil(each.sound, each.held, each.row.dueAt);
      if (freeAt === null) ready.push(each);
      else if (await this.heldSubjects.wait(transaction, each.row, each.held.size, freeAt)) {
        await this.identities.record(transaction, each.row, each.sound);
      }
    }
    return ready;
  }

  private async recordStart(
    transaction: Transaction,
    projectId: number,
    started: readonly Starting[],
    sweepId: string,
  ): Promise<void> {
    const free = new Map(started.map(({ row, sound, held }) => [row.id, freeOf(sound, held)]));
    for (const { row, resolved, held } of started) {
      await this.heldSubjects.end(transaction, row.id, held);
      await this.faults.end(transaction, row.id, resolved);
      await this.timeline.tell(transaction, {
        requestId: row.id,
        projectId,
        type: 'started',
        actor: 'habeas',
        detail: { sweep: sweepId, held: held.size },
      });
    }
    const rows = started.map(({ row }) => row);
    await this.identities.recordChanged(transaction, rows, free);
    const deletions = [...free].map(([requestId, persons]) => ({
      requestId,
      macs: this.identities.macsOf(projectId, persons),
    }));
    await this.suppression.suppress(transaction, projectId, 'deletion', deletions);
  }
}

/** A deletion as a sweep takes it. */
export function takenOf(
  row: { readonly id: string; readonly projectId: number; readonly disclosure: string },
  watermark: Date,
  persons: readonly Person[],
): TakenDeletion {
  const { id, projectId } = row;
  return { id, projectId, disclosure: row.disclosure as Disclosure, watermark, persons };
}

function freeOf(persons: readonly Person[], held: ReadonlyMap<number, Held>): Person[] {
  return persons.filter(({ ordinal }) => !held.has(ordinal));
}
