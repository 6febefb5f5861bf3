import { Injectable, Logger } from '@nestjs/common';
import { ArtifactReader, ArtifactStore, ArtifactWriter, type SealedPart } from '../artifacts/index.js';
import {
  Clock,
  Config,
  HabeasError,
  Ids,
  isOutcomeUnknown,
  Leases,
  lockArrivals,
  MasterKey,
  PrismaService,
  type Lease,
  type Transaction,
} from '../platform/index.js';
import type { Disclosure, Regime } from '../compliance/index.js';
import {
  backoff,
  failed,
  judge,
  Identities,
  type Person,
  IdentityRecords,
  ProgressTeller,
  type Move,
  type Status,
  SubjectCounts,
  SubjectFaults,
  Timeline,
} from '../request-model/index.js';
import { CompletionRecords } from '../completion-records/index.js';
import { ErasedSince } from './erased-since.service.js';
import type { ExportRequest } from './export-request.js';
import { ExportFolders, type WrittenSubject } from './export-folders.service.js';

const NEXT_TURN_MILLISECONDS = 2_000;
/** Two thousand at once would hold the process up for a second, and take hundreds of megabytes. */
const PARTS_AT_ONCE = 200;
const OPEN = ['PENDING', 'STAGING', 'STARTED'];

/**
 * Carries out one export: closure, count, stream into the artifact, read back, seal. Everything before the last transaction
 * may be lost and is done again; the last one is guarded by the lease's fence, so two runs cannot both finish.
 */
@Injectable()
export class ExportRun {
  private readonly logger = new Logger('exports');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly identities: Identities,
    private readonly identityRecords: IdentityRecords,
    private readonly folders: ExportFolders,
    private readonly store: ArtifactStore,
    private readonly master: MasterKey,
    private readonly erasedSince: ErasedSince,
    private readonly counts: SubjectCounts,
    private readonly faults: SubjectFaults,
    private readonly records: CompletionRecords,
    private readonly timeline: Timeline,
    private readonly progress: ProgressTeller,
    private readonly config: Config,
    private readonly clock: Clock,
    private readonly ids: Ids,
  ) {}

  /** Does nothing when the request is finished, runs elsewhere, or its project has enough exports running. */
  async run(requestId: string): Promise<void> {
    const request = await this.prisma.request.findUnique({ where: { id: requestId } });
    if (request?.kind !== 'export' || !OPEN.includes(request.status)) return;
    const siblings = `export:${request.projectId}:`;
    if ((await this.leases.countHeld(siblings)) >= this.config.values.EXPORT_CONCURRENCY) {
      await this.letOthersGoFirst(requestId);
      return;
    }
    const lease = await this.leases.acquire(`${siblings}${requestId}`, `process:${process.pid}`);
    if (!lease) return;
    try {
      await this.carryOut(requestId, lease);
    } catch (error) {
      await this.settleFailure(requestId, lease, error);
    } finally {
      await lease.release();
    }
  }

  /** So that one project's many exports do not stand before everybody else's. */
  private async letOthersGoFirst(requestId: string): Promise<void> {
    await this.prisma.request.updateMany({
      where: { id: requestId, status: { in: OPEN }, nextAttemptAt: { not: null } },
      data: { nextAttemptAt: new Date(this.clock.now().getTime() + NEXT_TURN_MILLISECONDS) },
    });
  }

  private async carryOut(requestId: string, lease: Lease): Promise<void> {
    const staged = await this.stage(requestId, lease);
    if (staged === null) return;
    const { persons, request } = staged;
    await this.advance(request, 'STAGING', 'STARTED', lease);
    if ((await this.prisma.request.count({ where: { id: requestId, status: 'STARTED' } })) === 0) return;
    const name = `${requestId}/${lease.fence}.zip`;
    const writer = new ArtifactWriter(this.store, name, this.clock.now());
    try {
      const written = await this.folders.write(
        writer,
        request,
        this.faults.soundOf(persons),
        lease.lost,
        this.progress.of([requestId]),
      );
      const { bytes } = await writer.seal();
      await this.readBack(name, written);
      await this.finish(request, persons, written, { name, bytes }, lease);
    } catch (error) {
      await writer.abort();
      if (!isOutcomeUnknown(error)) await this.discard(name);
      throw error;
    }
  }

  /** Removes a file that no artifact is recorded of; what cannot be removed, or not asked for, is left to the tidy. */
  private async discard(name: string): Promise<void> {
    try {
      if ((await this.prisma.artifact.count({ where: { storeName: name } })) === 0) await this.store.remove(name);
    } catch {
      this.logger.warn(`An artifact file of a failed attempt is left for now: ${name}`);
    }
  }

  /** Null where it was denied meanwhile. */
  private async stage(requestId: string, lease: Lease): Promise<{ request: ExportRequest; persons: Person[] } | null> {
    const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    const persons = await this.identities.resolve(row);
    const watermark = await this.prisma.$transaction(async (transaction) => {
      await this.leases.assert(transaction, lease);
      // Rounded up, since what has arrived may bear microseconds of this very millisecond.
      const [{ now }] = await transaction.$queryRaw<[{ now: Date }]>`
        SELECT date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond' AS now`;
      const { count } = await transaction.request.updateMany({
        where: { id: requestId, status: { in: OPEN } },
        data: { watermark: now, attempts: { increment: 1 }, waitingFor: null },
      });
      if (count === 0) return null;
      await this.identityRecords.record(transaction, row, persons);
      return now;
    });
    if (watermark === null) return null;
    const request: ExportRequest = {
      id: row.id,
      projectId: row.projectId,
      regime: row.regime as Regime,
      disclosure: row.disclosure as Disclosure,
      window: { from: row.windowFrom, until: row.windowUntil },
      watermark,
      receivedAt: row.receivedAt,
    };
    await this.advance(request, 'PENDING', 'STAGING', lease);
    return { request, persons };
  }

  /** Moves on where the request still stands at `from`; a repeated run is further already. */
  private async advance<From extends Status>(
    request: ExportRequest,
    from: From,
    to: Move<From>,
    lease: Lease,
  ): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await this.leases.assert(transaction, lease);
      const at = this.clock.now();
      const { count } = await transaction.request.updateMany({
        where: { id: request.id, status: from },
        data: { status: to, ...(to === 'STAGING' ? { stagedAt: at } : { startedAt: at }) },
      });
      const type = to === 'STAGING' ? 'staged' : 'started';
      if (count === 1) {
        await this.timeline.tell(transaction, {
          requestId: request.id,
          projectId: request.projectId,
          type,
          actor: 'habeas',
        });
      }
    });
  }

  private async readBack(name: string, written: readonly WrittenSubject[]): Promise<void> {
    const reader = new ArtifactReader(this.store, name);
    for (const { part } of written) await reader.verifyPart(part);
  }

  private async finish(
    request: ExportRequest,
    persons: readonly Person[],
    written: readonly WrittenSubject[],
    blob: { readonly name: string; readonly bytes: number },
    lease: Lease,
  ): Promise<void> {
    await this.prisma.$transaction(async (transaction) => {
      await this.leases.assert(transaction, lease);
      await lockArrivals(transaction, request.projectId, 'shared');
      const erased = await this.erasedSince.ordinals(transaction, request.id, request.watermark);
      const at = this.clock.now();
      await this.faults.end(transaction, request.id, persons);
      const ending = await this.faults.ending(transaction, request.id);
      const { count } = await transaction.request.updateMany({
        where: { id: request.id, status: 'STARTED' },
        data: { ...ending, finishedAt: at, verifiedAt: at, nextAttemptAt: null, waitingFor: null },
      });
      if (count !== 1)
        throw new HabeasError('unprocessable', 'request-not-started', 'The request is no longer under way.');
      await this.recordArtifact(transaction, request, written, erased, blob);
      await this.recordOutcomes(transaction, request, persons, written, erased);
      await this.counts.record(
        transaction,
        request.id,
        written.flatMap(({ tallies }) => tallies),
      );
      await this.timeline.tell(transaction, {
        requestId: request.id,
        projectId: request.projectId,
        type: ending.status === 'SUCCESS' ? 'succeeded' : 'failed',
        actor: 'habeas',
        detail: { bytes: blob.bytes, rows: written.reduce((sum, subject) => sum + subject.rows, 0) },
      });
      await this.records.drawUp(transaction, request.id);
    });
  }

  private async recordArtifact(
    transaction: Transaction,
    request: ExportRequest,
    written: readonly WrittenSubject[],
    erased: ReadonlySet<number>,
    blob: { readonly name: string; readonly bytes: number },
  ): Promise<void> {
    const at = this.clock.now();
    const artifactId = this.ids.next();
    await transaction.artifact.create({
      data: {
        id: artifactId,
        requestId: request.id,
        storeName: blob.name,
        bytes: blob.bytes,
        createdAt: at,
        expiresAt: new Date(at.getTime() + this.config.values.ARTIFACT_RETENTION),
      },
    });
    const parts = written.map(({ ordinal, part }) => ({
      artifactId,
      ordinal,
      folder: part.folder,
      offset: part.offset,
      length: part.length,
      plainBytes: part.plainBytes,
      sha256: Uint8Array.from(part.sha256),
      files: part.files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256: hex(sha256) })),
      wrappedKey: erased.has(ordinal) ? null : this.wrap(part, artifactId, ordinal),
      destroyedAt: erased.has(ordinal) ? at : null,
    }));
    for (let start = 0; start < parts.length; start += PARTS_AT_ONCE) {
      await transaction.artifactPart.createMany({ data: parts.slice(start, start + PARTS_AT_ONCE) });
    }
  }

  private async recordOutcomes(
    transaction: Transaction,
    request: ExportRequest,
    persons: readonly Person[],
    written: readonly WrittenSubject[],
    erased: ReadonlySet<number>,
  ): Promise<void> {
    const ambiguous = new Set(
      persons
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

  private wrap(part: SealedPart, artifactId: string, ordinal: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.master.wrap(part.dataKey, `artifact-part/${artifactId}/${ordinal}`));
  }

  private async settleFailure(requestId: string, lease: Lease, error: unknown): Promise<void> {
    const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    const now = this.clock.now();
    const verdict = judge(error, row.attempts, now, row.dueAt);
    if (verdict.code === 'internal') this.logger.error(error instanceof Error ? error.stack : 'unknown error');
    await this.prisma.$transaction(async (transaction) => {
      await this.leases.assert(transaction, lease);
      const { count } = await transaction.request.updateMany({
        where: { id: requestId, status: { in: OPEN } },
        data: verdict.again
          ? { nextAttemptAt: new Date(now.getTime() + backoff(row.attempts)), waitingFor: 'retry' }
          : failed(verdict, now),
      });
      if (count === 0) return;
      await this.timeline.tell(transaction, {
        requestId,
        projectId: row.projectId,
        type: verdict.again ? 'retried' : 'failed',
        actor: 'habeas',
        detail: { code: verdict.code },
      });
    });
  }
}

function hex(hash: Uint8Array | string): string {
  return typeof hash === 'string' ? hash : Buffer.from(hash).toString('hex');
}
