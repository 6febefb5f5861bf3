import { Injectable } from '@nestjs/common';
import { HabeasError, Leases, type Lease, type Transaction } from '../../platform/index.js';
import { definitionOf, SubjectData } from '../../subject-data/index.js';
import { Suppression } from '../../suppression/index.js';
import { DeletionOutcomes } from './deletion-outcomes.service.js';
import { ConcurrentErasures } from '../../exports/index.js';
import { DeletionDuties } from './deletion-duties.service.js';
import { NewRows } from './new-rows.service.js';
import { UnresolvedSubjects, type Ending, RequestLifecycle, Timeline } from '../../request-model/index.js';
import { concernedBy } from './sweep-pass.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';

/** Ends deletions that were read back in every collection of their project: outcomes, older artifacts, suppression, status. */
@Injectable()
export class DeletionEnd {
  constructor(
    private readonly leases: Leases,
    private readonly subjectData: SubjectData,
    private readonly suppression: Suppression,
    private readonly erasedSince: ConcurrentErasures,
    private readonly faults: UnresolvedSubjects,
    private readonly outcomes: DeletionOutcomes,
    private readonly newRows: NewRows,
    private readonly lifecycle: RequestLifecycle,
    private readonly timeline: Timeline,
    private readonly duties: DeletionDuties,
  ) {}

  /**
   * Ends deletions of one project: all of them or none.
   * @throws HabeasError `not-read-back` (retryable) where one of them is not proven
   */
  async succeed(projectId: number, deletions: readonly TakenDeletion[], lease: Lease): Promise<void> {
    await this.leases.guarded(lease, async (transaction) => {
      const ids = idsOf(deletions);
      await this.expectProof(transaction, projectId, deletions);
      const endings = await this.faults.endings(transaction, ids);
      const moved = await this.move(transaction, projectId, endings);
      const ended = deletions.filter(({ id }) => moved.has(id));
      if (ended.length === 0) return;
      await this.outcomes.record(transaction, projectId, ended);
      const gone = ended.filter(({ disclosure }) => disclosure === 'Data');
      if (gone.length > 0) await this.erasedSince.destroyParts(transaction, idsOf(gone));
      await this.duties.settle(transaction, projectId, ended);
      await this.release(transaction, projectId, ended, gone);
      await this.tell(transaction, ended, endings);
      await this.lifecycle.endWithCommit(transaction, projectId, idsOf(ended));
    });
  }

  /** SUCCESS is reachable only through here: zero, and known, in every collection of the project's data map that they are about. */
  private async expectProof(
    transaction: Transaction,
    projectId: number,
    deletions: readonly TakenDeletion[],
  ): Promise<void> {
    const ids = idsOf(deletions);
    const rows = await transaction.$queryRaw<{ proof: string; deletions: number }[]>`
      SELECT concat(collection, ' ', definition) AS proof, count(*)::int AS deletions FROM request_collections
      WHERE request_id = ANY (${ids}::uuid[]) AND survivors = 0 AND verified_at IS NOT NULL GROUP BY proof`;
    const proven = new Map(rows.map(({ proof, deletions }) => [proof, deletions]));
    const missing = this.subjectData
      .collectionsOf(projectId)
      .filter(
        (each) => (proven.get(`${each.name} ${definitionOf(each)}`) ?? 0) !== concernedBy(each, deletions).length,
      );
    if (missing.length === 0) return;
    const titles = missing.map(({ title }) => title).join(', ');
    throw new HabeasError('unavailable', 'not-read-back', `Not read back yet: ${titles}.`);
  }

  /** Returns the ids of those that had not ended before. */
  private async move(
    transaction: Transaction,
    projectId: number,
    endings: ReadonlyMap<string, Ending>,
  ): Promise<Set<string>> {
    const all = this.subjectData.collectionsOf(projectId).length;
    const progress = { phase: 'done', done: all, total: all };
    const moved = new Set<string>();
    for (const [{ status, failureCode, failureMessage }, ids] of alike(endings)) {
      const order = { ids, from: ['STARTED'], data: { failureCode, failureMessage, progress }, event: null } as const;
      for (const id of await this.lifecycle.move(transaction, { ...order, to: status })) moved.add(id);
    }
    await transaction.$executeRaw`
      UPDATE requests SET hidden_at = times.hidden_at, erased_at = times.erased_at, verified_at = times.verified_at
      FROM unnest(${[...moved]}::uuid[]) AS ended (id)
      CROSS JOIN LATERAL (
        SELECT max(hidden_at) AS hidden_at, max(erased_at) AS erased_at, max(verified_at) AS verified_at
        FROM request_collections WHERE request_id = ended.id
      ) AS times
      WHERE requests.id = ended.id`;
    return moved;
  }

  private async release(
    transaction: Transaction,
    projectId: number,
    ended: readonly TakenDeletion[],
    gone: readonly TakenDeletion[],
  ): Promise<void> {
    const { suppressAfterDeletion } = await transaction.project.findUniqueOrThrow({
      where: { id: projectId },
      select: { suppressAfterDeletion: true },
    });
    const choices = await transaction.request.findMany({
      where: { id: { in: idsOf(gone) }, NOT: { suppressAfterDeletion: null } },
      select: { id: true, suppressAfterDeletion: true },
    });
    const chosen = new Map(choices.map((request) => [request.id, request.suppressAfterDeletion === true]));
    const kept = gone.filter(({ id }) => chosen.get(id) ?? suppressAfterDeletion);
    await this.suppression.release(transaction, idsOf(kept), true);
    await this.suppression.release(transaction, idsOf(ended.filter((each) => !kept.includes(each))), false);
  }

  private async tell(
    transaction: Transaction,
    ended: readonly TakenDeletion[],
    endings: ReadonlyMap<string, Ending>,
  ): Promise<void> {
    const counts = await this.outcomes.count(transaction, idsOf(ended));
    const newRows = await this.newRows.of(transaction, idsOf(ended));
    await this.timeline.tellAll(
      transaction,
      ended.map(({ id: requestId, projectId, watermark }) => ({
        requestId,
        projectId,
        type: endings.get(requestId)?.status === 'SUCCESS' ? 'succeeded' : 'failed',
        actor: 'habeas',
        detail: {
          outcomes: counts.get(requestId) ?? {},
          watermark: watermark.toISOString(),
          ...(newRows.has(requestId) ? { newRows: newRows.get(requestId) ?? {} } : {}),
        },
      })),
    );
  }
}

function idsOf(deletions: readonly TakenDeletion[]): string[] {
  return deletions.map(({ id }) => id);
}

/** The requests of each ending: most end alike. */
function alike(endings: ReadonlyMap<string, Ending>): Map<Ending, string[]> {
  const groups = new Map<string, [Ending, string[]]>();
  for (const [id, ending] of endings) {
    const key = `${ending.status} ${ending.failureMessage ?? ''}`;
    const group = groups.get(key);
    if (group) group[1].push(id);
    else groups.set(key, [ending, [id]]);
  }
  return new Map(groups.values());
}
