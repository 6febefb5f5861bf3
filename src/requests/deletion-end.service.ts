import { Injectable } from '@nestjs/common';
import { Clock, HabeasError, Leases, PrismaService, type Lease, type Transaction } from '../platform/index.js';
import { definitionOf, SubjectData } from '../subject-data/index.js';
import { Suppression } from '../suppression/index.js';
import { outcomeOf, type Ended, type HeldRows } from './deletion-outcome.js';
import { ErasedSince } from './erased-since.service.js';
import { SubjectFaults } from './subject-faults.service.js';
import type { TakenDeletion } from './sweep-pass.js';
import { Timeline } from './timeline.service.js';

/** Ends a deletion that was read back in every collection of its project: outcomes, older artifacts, suppression, status. */
@Injectable()
export class DeletionEnd {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly subjectData: SubjectData,
    private readonly suppression: Suppression,
    private readonly erasedSince: ErasedSince,
    private readonly faults: SubjectFaults,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  async succeed(deletion: TakenDeletion, lease: Lease): Promise<void> {
    const { id: requestId, projectId } = deletion;
    await this.prisma.$transaction(async (transaction) => {
      await this.leases.assert(transaction, lease);
      await this.expectProof(transaction, deletion);
      const times = await transaction.requestCollection.aggregate({
        where: { requestId },
        _max: { hiddenAt: true, erasedAt: true, verifiedAt: true },
      });
      const ending = await this.faults.ending(transaction, requestId);
      const { count } = await transaction.request.updateMany({
        where: { id: requestId, status: 'STARTED' },
        data: {
          ...ending,
          finishedAt: this.clock.now(),
          hiddenAt: times._max.hiddenAt,
          erasedAt: times._max.erasedAt,
          verifiedAt: times._max.verifiedAt,
          nextAttemptAt: null,
          waitingFor: null,
        },
      });
      if (count === 0) return;
      const isGone = deletion.disclosure === 'Data';
      const ended = await this.outcomes(transaction, deletion);
      await this.recordOutcomes(transaction, requestId, ended);
      if (isGone) await this.erasedSince.destroyParts(transaction, requestId);
      const project = await transaction.project.findUniqueOrThrow({ where: { id: projectId } });
      await this.suppression.release(transaction, requestId, isGone && project.suppressAfterDeletion);
      await this.timeline.tell(transaction, {
        requestId,
        projectId,
        type: ending.status === 'SUCCESS' ? 'succeeded' : 'failed',
        actor: 'habeas',
        detail: { outcomes: await countByOutcome(transaction, requestId), watermark: deletion.watermark.toISOString() },
      });
    });
  }

  /** SUCCESS is reachable only through here: zero, and known, in every collection of the project's data map. */
  private async expectProof(transaction: Transaction, deletion: TakenDeletion): Promise<void> {
    const proven = await transaction.requestCollection.findMany({
      where: { requestId: deletion.id, survivors: 0, NOT: { verifiedAt: null } },
      select: { collection: true, definition: true },
    });
    const definitions = new Map(proven.map(({ collection, definition }) => [collection, definition]));
    const missing = this.subjectData
      .collectionsOf(deletion.projectId)
      .filter((each) => definitions.get(each.name) !== definitionOf(each));
    if (missing.length === 0) return;
    const titles = missing.map(({ title }) => title).join(', ');
    throw new HabeasError('unavailable', 'not-read-back', `Not read back yet: ${titles}.`);
  }

  private async outcomes(transaction: Transaction, deletion: TakenDeletion): Promise<(Ended & { ordinal: number })[]> {
    const collections = new Map(this.subjectData.collectionsOf(deletion.projectId).map((each) => [each.name, each]));
    const tallies = await transaction.requestTally.findMany({ where: { requestId: deletion.id } });
    const held = new Map<number, HeldRows[]>();
    for (const { ordinal, collection, rows } of tallies) {
      const policy = collections.get(collection)?.policy;
      if (policy) held.set(ordinal, [...(held.get(ordinal) ?? []), { policy, rows: Number(rows) }]);
    }
    const before = await this.erasedBefore(transaction, deletion);
    return deletion.persons.map(({ ordinal, ambiguous }) => ({
      ordinal,
      ...outcomeOf({
        held: held.get(ordinal) ?? [],
        ambiguous: ambiguous.length > 0,
        erasedBefore: before.has(ordinal),
        partial: deletion.disclosure !== 'Data',
      }),
    }));
  }

  private async erasedBefore(transaction: Transaction, deletion: TakenDeletion): Promise<Set<number>> {
    const rows = await transaction.$queryRaw<{ ordinal: number }[]>`
      SELECT DISTINCT mine.ordinal
      FROM request_subjects mine
      JOIN request_identities theirs ON theirs.project_id = mine.project_id AND theirs.id_hmac = mine.id_hmac
      JOIN requests earlier ON earlier.id = theirs.request_id
      WHERE mine.request_id = ${deletion.id}::uuid AND earlier.id <> mine.request_id
        AND earlier.kind = 'deletion' AND earlier.verified_at IS NOT NULL AND earlier.disclosure = 'Data'
        AND NOT theirs.ambiguous`;
    return new Set(rows.map((row) => row.ordinal));
  }

  private async recordOutcomes(
    transaction: Transaction,
    requestId: string,
    ended: readonly (Ended & { ordinal: number })[],
  ): Promise<void> {
    await transaction.$executeRaw`
      UPDATE request_subjects SET outcome = ended.outcome, outcome_detail = ended.detail
      FROM unnest(
        ${ended.map(({ ordinal }) => ordinal)}::int[],
        ${ended.map(({ outcome }) => outcome)}::text[],
        ${ended.map(({ detail }) => detail)}::text[]
      ) AS ended (ordinal, outcome, detail)
      WHERE request_subjects.request_id = ${requestId}::uuid AND request_subjects.ordinal = ended.ordinal
        AND request_subjects.outcome IS DISTINCT FROM 'held'`;
  }
}

/** Of all subjects, those included that were held when the sweep took the deletion. */
async function countByOutcome(transaction: Transaction, requestId: string): Promise<Record<string, number>> {
  const groups = await transaction.requestSubject.groupBy({
    by: ['outcome'],
    where: { requestId },
    _count: { _all: true },
    orderBy: { outcome: 'asc' },
  });
  return Object.fromEntries(groups.map(({ outcome, _count }) => [outcome ?? 'none', _count._all]));
}
