import { Injectable, Logger } from '@nestjs/common';
import { Clock, HabeasError, PrismaService, type Transaction } from '../platform/index.js';
import { canonicalJson } from './canonical-json.js';
import { readRecord, RecordKey, seal, type SealedRecord } from './sealed-record.js';
import type { CompletionRecord } from './record-format.js';
import { afterwardsOf } from './completion-afterwards.js';
import { CompletionDocument } from './completion-document.service.js';

/** How many records one look of the dispatcher draws up; the next look comes a second later. */
const MOST_AT_ONCE = 50;
/** Hand-overs come in bursts, a folder after the other: they wait for one revision together. */
const REVISION_MILLISECONDS = 60_000;
/** After what could not be drawn up has been set aside, so that it does not stand in the others' way. */
const ASIDE_MILLISECONDS = 600_000;

/** A revision as it was signed. */
export interface KeptRecord extends SealedRecord {
  readonly revision: number;
  readonly document: CompletionRecord;
  /** How many revisions there are. */
  readonly revisions: number;
}

/**
 * Draws up and keeps the completion records. `requests.record_due` says that one is owed: every request is born with it, each
 * later event of its timeline sets it again, and drawing up takes it away under the lock of the row, so no fact slips between.
 */
@Injectable()
export class CompletionRecords {
  private readonly logger = new Logger('records');
  private readonly aside = new Map<string, Date>();

  constructor(
    private readonly prisma: PrismaService,
    private readonly documents: CompletionDocument,
    private readonly key: RecordKey,
    private readonly clock: Clock,
  ) {}

  /** Draws up what a finished request owes: its record, or a revision where a later fact changed it. Call it after the facts. */
  async drawUp(transaction: Transaction, requestId: string): Promise<void> {
    const { count } = await transaction.request.updateMany({
      where: { id: requestId, recordDue: true, NOT: { finishedAt: null } },
      data: { recordDue: false },
    });
    if (count === 0) return;
    const request = await transaction.request.findUniqueOrThrow({ where: { id: requestId } });
    const afterwards = await afterwardsOf(transaction, request);
    const last = await transaction.completionRecord.findFirst({ where: { requestId }, orderBy: { revision: 'desc' } });
    if (last === null) {
      await this.keep(transaction, await this.documents.compose(transaction, request, afterwards));
      return;
    }
    const earlier = readRecord(last.document);
    if (canonicalJson(earlier.afterwards) === canonicalJson(afterwards)) return;
    await this.keep(transaction, this.documents.revise(earlier, afterwards));
  }

  /** Draws up what finished requests owe, whoever ended them and whatever was killed meanwhile. */
  async catchUp(): Promise<void> {
    const now = this.clock.now();
    for (const [id, until] of this.aside) if (until <= now) this.aside.delete(id);
    const settled = new Date(now.getTime() - REVISION_MILLISECONDS);
    const owing = await this.prisma.$queryRaw<{ id: string }[]>`
      SELECT id FROM requests
      WHERE record_due AND finished_at IS NOT NULL AND id <> ALL (${[...this.aside.keys()]}::uuid[])
        AND NOT EXISTS (
          SELECT FROM completion_records WHERE request_id = requests.id AND created_at > ${settled}
        )
      ORDER BY finished_at LIMIT ${MOST_AT_ONCE}`;
    for (const { id } of owing) {
      try {
        await this.prisma.$transaction((transaction) => this.drawUp(transaction, id));
      } catch (error) {
        this.aside.set(id, new Date(now.getTime() + ASIDE_MILLISECONDS));
        this.logger.error(`The completion record of request ${id} could not be drawn up: ${(error as Error).message}`);
      }
    }
  }

  /**
   * A revision, the newest where none is named.
   * @throws HabeasError `request-not-finished` (409), `revision-not-found` (404)
   */
  async show(request: { readonly id: string; readonly recordDue: boolean }, revision?: number): Promise<KeptRecord> {
    const requestId = request.id;
    if (request.recordDue) await this.prisma.$transaction((transaction) => this.drawUp(transaction, requestId));
    const revisions = await this.prisma.completionRecord.count({ where: { requestId } });
    if (revisions === 0) {
      throw new HabeasError(
        'conflict',
        'request-not-finished',
        'The request has not ended, and a completion record tells of its end: poll it until it has.',
      );
    }
    const kept = await this.prisma.completionRecord.findUnique({
      where: { requestId_revision: { requestId, revision: revision ?? revisions } },
    });
    if (kept === null) {
      throw new HabeasError('not-found', 'revision-not-found', `The record has the revisions 1 to ${revisions}.`);
    }
    const bytes = Buffer.from(kept.document);
    const signature = Buffer.from(kept.signature);
    return { revision: kept.revision, revisions, document: readRecord(bytes), bytes, signature, keyId: kept.keyId };
  }

  private async keep(transaction: Transaction, record: CompletionRecord): Promise<void> {
    const { bytes, signature, keyId } = seal(record, this.key);
    await transaction.completionRecord.create({
      data: {
        requestId: record.request.id,
        revision: record.revision,
        document: Uint8Array.from(bytes),
        signature: Uint8Array.from(signature),
        keyId,
        createdAt: new Date(record.drawnUpAt),
      },
    });
  }
}
