import { Injectable } from '@nestjs/common';
import { DutyBook, DutySettling, type KeptRows } from '../../duties/index.js';
import type { Transaction } from '../../platform/index.js';
import { isAsideAlone } from '../../request-model/index.js';
import { SubjectData, untilText } from '../../subject-data/index.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';

/** What deletions leave for later, and what they carry out of what was left before. */
@Injectable()
export class DeletionDuties {
  constructor(
    private readonly subjectData: SubjectData,
    private readonly settling: DutySettling,
    private readonly book: DutyBook,
  ) {}

  /** Of deletions of one project, in the transaction that ends them and behind everything that it records of them. */
  async settle(transaction: Transaction, projectId: number, ended: readonly TakenDeletion[]): Promise<void> {
    const ids = ended.map(({ id }) => id);
    const kept = await this.keptOf(transaction, projectId, ids);
    const named = this.subjectData.collectionsOf(projectId).map(({ name }) => name);
    await this.settling.settle(
      transaction,
      projectId,
      ended.map(({ id, filing, disclosure, only = null, subjects }) => {
        const mapped = only === null ? named : named.filter((name) => only.includes(name));
        const own = kept.filter(({ requestId }) => requestId === id);
        return { id, disclosure, only, asideAlone: isAsideAlone(filing), mapped, subjects, kept: own };
      }),
    );
    await this.book.oweSpared(transaction, await this.sparedBy(transaction, ids));
  }

  /** Rows that policies keep of subjects of these deletions. */
  async keptOf(transaction: Transaction, projectId: number, requestIds: readonly string[]): Promise<KeptRows[]> {
    const bases = new Map(
      this.subjectData
        .collectionsOf(projectId)
        .flatMap(({ name, policy }) =>
          policy.kind === 'keep' ? [[name, { basis: policy.basis, until: untilText(policy) }] as const] : [],
        ),
    );
    if (bases.size === 0) return [];
    const rows = await transaction.$queryRaw<Omit<KeptRows, 'basis' | 'until'>[]>`
      SELECT tally.request_id AS "requestId", tally.ordinal, tally.collection, tally.kept_due_at AS "dueAt"
      FROM request_tallies tally
      JOIN request_subjects subject ON subject.request_id = tally.request_id AND subject.ordinal = tally.ordinal
      WHERE tally.request_id = ANY (${[...requestIds]}::uuid[]) AND tally.collection = ANY (${[...bases.keys()]}::text[])
        AND coalesce(tally.kept_rows, tally.rows) > 0 AND (subject.outcome IS NULL OR subject.outcome NOT IN ('held', 'failed'))
      ORDER BY tally.request_id, tally.ordinal, tally.collection`;
    return rows.map((row) => ({ ...row, ...(bases.get(row.collection) ?? { basis: '', until: null }) }));
  }

  /** Those that have left the file of the export they were ordered with. */
  private async sparedBy(transaction: Transaction, requestIds: readonly string[]) {
    return transaction.$queryRaw<{ id: string; projectId: number; dueAt: Date }[]>`
      SELECT deletion.id, deletion.project_id AS "projectId", artifact.expires_at AS "dueAt"
      FROM requests deletion JOIN artifacts artifact ON artifact.request_id = deletion.after_request_id
      WHERE deletion.id = ANY (${[...requestIds]}::uuid[]) AND artifact.spared_at IS NOT NULL AND artifact.destroyed_at IS NULL`;
  }
}
