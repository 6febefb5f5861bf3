import { Injectable, Logger } from '@nestjs/common';
import { CompletionRecords } from '../completion-records/index.js';
import {
  Clock,
  HabeasError,
  Leases,
  lockArrivals,
  PrismaService,
  type Lease,
  type Transaction,
} from '../platform/index.js';
import {
  judge,
  type NotedTrouble,
  OPEN_STATUSES,
  puttingOff,
  RequestLifecycle,
  SubjectCounts,
  UnresolvedSubjects,
  Timeline,
  type Subject,
  type RequestRow,
  sentenceOf,
  type Verdict,
} from '../request-model/index.js';
import { ArtifactRecords } from './artifact-records.service.js';
import { ConcurrentErasures } from './concurrent-erasures.service.js';
import type { WrittenSubject } from './export-folders.service.js';
import type { ExportRequest } from './export-request.js';

/** Milliseconds: longer than a holder that has stopped keeps the lock, since the whole file would be written again. */
const LOCK_PATIENCE = 90_000;

/** How an attempt of an export ends. */
@Injectable()
export class ExportEnd {
  private readonly logger = new Logger('exports');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly erasedSince: ConcurrentErasures,
    private readonly artifacts: ArtifactRecords,
    private readonly counts: SubjectCounts,
    private readonly faults: UnresolvedSubjects,
    private readonly records: CompletionRecords,
    private readonly lifecycle: RequestLifecycle,
    private readonly timeline: Timeline,
    private readonly clock: Clock,
  ) {}

  /**
   * Ends the export: file, outcomes, record and status in one transaction, or nothing.
   * @throws HabeasError `request-not-started`, `lease-lost`
   */
  async finish(
    request: ExportRequest,
    subjects: readonly Subject[],
    written: readonly WrittenSubject[],
    blob: { readonly name: string; readonly bytes: number },
    lease: Lease,
  ): Promise<void> {
    await this.leases.guarded(lease, async (transaction) => {
      await lockArrivals(transaction, request.projectId, 'shared', LOCK_PATIENCE);
      const erased = await this.erasedSince.ordinals(transaction, request.id, request.watermark);
      await this.faults.end(transaction, request.id, subjects);
      const { status, failureCode, failureMessage } = await this.faults.ending(transaction, request.id);
      const detail = { bytes: blob.bytes, rows: written.reduce((sum, subject) => sum + subject.rows, 0) };
      const type = status === 'SUCCESS' ? 'succeeded' : 'failed';
      const moved = await this.lifecycle.move(transaction, {
        ids: [request.id],
        from: ['STARTED'],
        to: status,
        data: {
          failureCode,
          failureMessage,
          verifiedAt: this.clock.now(),
          progress: { phase: 'done', done: subjects.length, total: subjects.length },
        },
        event: () => ({ type, actor: 'habeas', detail }),
      });
      if (moved.size === 0) {
        throw new HabeasError('unprocessable', 'request-not-started', 'The request is no longer under way.');
      }
      await this.artifacts.record(transaction, request.id, written, erased, blob);
      await this.recordOutcomes(transaction, request, subjects, written, erased);
      await this.counts.record(
        transaction,
        request.id,
        written.flatMap(({ tallies }) => tallies),
      );
      await this.records.drawUp(transaction, request.id);
    });
  }

  private async recordOutcomes(
    transaction: Transaction,
    request: ExportRequest,
    subjects: readonly Subject[],
    written: readonly WrittenSubject[],
    erased: ReadonlySet<number>,
  ): Promise<void> {
    const ambiguous = new Set(
      subjects
        .filter((person) => person.ambiguous.length > 0 || person.ids.length === 0)
        .map((person) => person.ordinal),
    );
    const outcomes = written.map(({ ordinal, rows }) => {
      if (erased.has(ordinal)) return 'already_erased';
      if (rows > 0) return 'exported';
      return ambiguous.has(ordinal) ? 'ambiguous' : 'not_found';
    });
    await transaction.$executeRaw`
      UPDATE request_subjects SET outcome = ended.outcome
      FROM unnest(${written.map(({ ordinal }) => ordinal)}::int[], ${outcomes}::text[]) AS ended (ordinal, outcome)
      WHERE request_subjects.request_id = ${request.id}::uuid AND request_subjects.ordinal = ended.ordinal`;
  }

  /** What becomes of an export whose attempt failed: another one with a date, or an end with a code and a sentence. */
  async settle(requestId: string, lease: Lease, error: unknown): Promise<void> {
    const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    const now = this.clock.now();
    const found = judge(error, row, now);
    if (found.code === 'internal') this.logger.error(error instanceof Error ? error.stack : 'unknown error');
    const collection = collectionOf(error);
    const verdict = { ...found, message: sentenceOf({ ...found, collection }) };
    await this.leases.guarded(lease, async (transaction) => {
      if (verdict.again) await this.putOff(transaction, row, verdict, { ...found, collection, sweep: null });
      else {
        const moved = await this.lifecycle.move(transaction, {
          ids: [requestId],
          from: OPEN_STATUSES,
          to: 'FAILURE',
          data: { failureCode: verdict.code, failureMessage: verdict.message },
          event: () => ({ type: 'failed', actor: 'habeas', detail: { code: verdict.code } }),
        });
        if (moved.size > 0) await this.faults.endWithRequest(transaction, requestId, verdict.code);
      }
    });
  }

  private async putOff(
    transaction: Transaction,
    row: RequestRow,
    verdict: Verdict,
    trouble: NotedTrouble,
  ): Promise<void> {
    const { data, type, attempts, calls } = puttingOff(row, verdict, [trouble], this.clock.now());
    const { count } = await transaction.request.updateMany({
      where: { id: row.id, status: { in: [...OPEN_STATUSES] } },
      data,
    });
    if (count === 0) return;
    const { code, message } = verdict;
    if (calls) this.logger.warn(`Export ${row.id} waits for somebody to act, and is tried again meanwhile. ${message}`);
    else if (row.attentionSince === null) this.logger.warn(`Export ${row.id} is tried again later. ${message}`);
    const detail = { code, attempts, ...(trouble.collection === null ? {} : { collections: [trouble.collection] }) };
    const told = { requestId: row.id, projectId: row.projectId, actor: 'habeas' } as const;
    await this.timeline.tell(transaction, { ...told, type, detail });
  }
}

/** The collection that could not be read, where it was one. */
function collectionOf(error: unknown): string | null {
  const collection = error instanceof HabeasError ? error.details.extra?.['collection'] : undefined;
  return typeof collection === 'string' ? collection : null;
}
