import { Injectable } from '@nestjs/common';
import { canonicalJson, RecordKey, seal } from '../completion-records/index.js';
import { Clock, HabeasError, iso, PrismaService, type Transaction } from '../platform/index.js';
import { type ProjectRecord, type RecordedDuty, statementOf } from './ending-record.js';

/** A revision as it was signed. */
export interface KeptProjectRecord {
  readonly revision: number;
  readonly document: Uint8Array;
  readonly signature: Uint8Array;
}

/**
 * Keeps the signed records of ends, and draws up a revision where what was left of somebody has been erased, or is kept on another
 * basis: `project_endings.record_due` says that one is owed, from the very transaction on that ended the duty.
 */
@Injectable()
export class EndingRecords {
  constructor(
    private readonly prisma: PrismaService,
    private readonly key: RecordKey,
    private readonly clock: Clock,
  ) {}

  async keep(transaction: Transaction, record: ProjectRecord): Promise<void> {
    const { bytes, signature, keyId } = seal(record, this.key);
    await transaction.projectEndingRecord.create({
      data: {
        endingId: record.ending.id,
        revision: record.revision ?? 1,
        document: Uint8Array.from(bytes),
        signature: Uint8Array.from(signature),
        keyId,
        createdAt: new Date(record.drawnUpAt),
      },
    });
  }

  /**
   * A revision, the newest where none is named.
   * @throws HabeasError `ending-not-finished` (409), `revision-not-found` (404)
   */
  async show(
    { id, recordDue }: { readonly id: string; readonly recordDue: boolean },
    revision?: number,
  ): Promise<KeptProjectRecord> {
    if (recordDue) await this.revise(id);
    const revisions = await this.prisma.projectEndingRecord.count({ where: { endingId: id } });
    if (revisions === 0) throw notFinished();
    const named = { endingId: id, revision: revision ?? revisions };
    const kept = await this.prisma.projectEndingRecord.findUnique({ where: { endingId_revision: named } });
    if (kept === null)
      throw new HabeasError('not-found', 'revision-not-found', `The record has the revisions 1 to ${revisions}.`);
    return kept;
  }

  /** Draws up what is owed, whoever ended the duties and whatever was killed meanwhile. */
  async catchUp(): Promise<void> {
    const owing = await this.prisma.projectEnding.findMany({
      where: { recordDue: true },
      select: { id: true },
      orderBy: { id: 'asc' },
    });
    for (const { id } of owing) await this.revise(id);
  }

  /** Nothing where the newest says all of it. */
  private async revise(endingId: string): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      const where = { id: endingId, recordDue: true };
      const { count } = await transaction.projectEnding.updateMany({ where, data: { recordDue: false } });
      if (count === 0) return;
      const last = await transaction.projectEndingRecord.findFirst({
        where: { endingId },
        orderBy: { revision: 'desc' },
      });
      if (last === null) return;
      const earlier = JSON.parse(Buffer.from(last.document).toString('utf8')) as ProjectRecord;
      const duties = await recordedDuties(transaction, endingId);
      if (canonicalJson(duties) === canonicalJson(earlier.duties)) return;
      const record = { ...earlier, duties, revision: last.revision + 1, drawnUpAt: this.clock.now().toISOString() };
      await this.keep(transaction, { ...record, statement: statementOf(record) });
    });
  }
}

/** What the end of a project left of people who were held, and what became of it. */
export async function recordedDuties(transaction: Transaction, endingId: string): Promise<RecordedDuty[]> {
  const duties = await transaction.duty.findMany({ where: { endingId }, orderBy: { id: 'asc' } });
  return duties.map(({ id, basis, dueAt, state, endedAt, carriedOutBy, reason, newBasis }) => ({
    id,
    basis,
    dueAt: iso(dueAt),
    state: state === 'under-way' ? 'owed' : state,
    endedAt: iso(endedAt),
    carriedOutBy: endedAt === null ? null : carriedOutBy,
    reason: endedAt === null ? null : reason,
    newBasis,
  }));
}

function notFinished(): HabeasError {
  const message = 'It has not gone, and its record tells that it has: ask again afterwards.';
  return new HabeasError('conflict', 'ending-not-finished', message);
}
