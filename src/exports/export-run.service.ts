import { Injectable, Logger } from '@nestjs/common';
import { ArtifactReader, ArtifactStore, ArtifactWriter } from '../artifacts/index.js';
import type { Disclosure, Regime } from '../compliance/index.js';
import {
  Clock,
  Config,
  HabeasError,
  isOutcomeUnknown,
  type Language,
  Leases,
  PrismaService,
  type Lease,
} from '../platform/index.js';
import {
  isFinished,
  OPEN_STATUSES,
  ProgressTeller,
  RequestLifecycle,
  type Subject,
  type Status,
} from '../request-model/index.js';
import { ExportEnd } from './export-end.service.js';
import type { ExportRequest } from './export-request.js';
import { ExportFolders, type WrittenSubject } from './export-folders.service.js';
import { ExportSubjects } from './export-subjects.service.js';
import { RunWatch } from './run-watch.js';

const NEXT_TURN_MILLISECONDS = 2_000;

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
    private readonly subjects: ExportSubjects,
    private readonly folders: ExportFolders,
    private readonly store: ArtifactStore,
    private readonly lifecycle: RequestLifecycle,
    private readonly end: ExportEnd,
    private readonly progress: ProgressTeller,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** Does nothing when the request is finished, runs elsewhere, or its project has enough exports running. */
  async run(requestId: string): Promise<void> {
    const request = await this.prisma.request.findUnique({ where: { id: requestId } });
    if (request?.kind !== 'export' || isFinished(request.status as Status)) return;
    const siblings = `export:${request.projectId}:`;
    if ((await this.leases.countTaken(siblings)) >= this.config.values.EXPORT_CONCURRENCY) {
      await this.letOthersGoFirst(requestId);
      return;
    }
    const lease = await this.leases.acquire(`${siblings}${requestId}`, `process:${process.pid}`);
    if (!lease) return;
    try {
      await this.carryOut(requestId, lease);
    } catch (error) {
      await this.end.settle(requestId, lease, error);
    } finally {
      await lease.release();
    }
  }

  /** So that one project's many exports do not stand before everybody else's. */
  private async letOthersGoFirst(requestId: string): Promise<void> {
    await this.prisma.request.updateMany({
      where: { id: requestId, status: { in: [...OPEN_STATUSES] }, nextAttemptAt: { not: null } },
      data: { nextAttemptAt: new Date(this.clock.now().getTime() + NEXT_TURN_MILLISECONDS) },
    });
  }

  private async carryOut(requestId: string, lease: Lease): Promise<void> {
    const staged = await this.stage(requestId, lease);
    if (staged === null) return;
    const { subjects, request } = staged;
    await this.advance(requestId, 'STARTED', lease);
    if ((await this.prisma.request.count({ where: { id: requestId, status: 'STARTED' } })) === 0) return;
    const name = `${requestId}/${lease.fence}.zip`;
    const writer = new ArtifactWriter(this.store, name);
    const watch = new RunWatch(lease.lost, () => this.isOpen(requestId));
    try {
      const written = await this.folders.write(
        writer,
        request,
        this.subjects.soundOf(subjects),
        watch.givenUp,
        this.progress.of([requestId]),
      );
      const { bytes } = await writer.seal();
      await this.readBack(name, written, watch.givenUp);
      await this.end.finish(request, subjects, written, { name, bytes }, lease);
    } catch (error) {
      await writer.abort();
      if (!isOutcomeUnknown(error)) await this.discard(name);
      throw error;
    } finally {
      watch.stop();
    }
  }

  private async isOpen(requestId: string): Promise<boolean> {
    return (await this.prisma.request.count({ where: { id: requestId, status: { in: [...OPEN_STATUSES] } } })) > 0;
  }

  /** Removes a file that no artifact is recorded of; what cannot be removed, or not asked for, is left to the retention. */
  private async discard(name: string): Promise<void> {
    try {
      if ((await this.prisma.artifact.count({ where: { storeName: name } })) === 0) await this.store.remove(name);
    } catch {
      this.logger.warn(`An artifact file of a failed attempt is left for now: ${name}`);
    }
  }

  /** Null where it was denied or revoked meanwhile. */
  private async stage(
    requestId: string,
    lease: Lease,
  ): Promise<{ request: ExportRequest; subjects: Subject[] } | null> {
    const row = await this.prisma.request.findUniqueOrThrow({ where: { id: requestId } });
    const subjects = await this.subjects.resolve(row);
    const watermark = await this.leases.guarded(lease, async (transaction) => {
      // Rounded up, since what has arrived may bear microseconds of this very millisecond.
      const [{ now }] = await transaction.$queryRaw<[{ now: Date }]>`
        SELECT date_trunc('milliseconds', clock_timestamp()) + interval '1 millisecond' AS now`;
      const { count } = await transaction.request.updateMany({
        where: { id: requestId, status: { in: [...OPEN_STATUSES] } },
        data: { watermark: now, waitingFor: null },
      });
      if (count === 0) return null;
      await this.subjects.record(transaction, row, subjects);
      return now;
    });
    if (watermark === null) return null;
    const request: ExportRequest = {
      id: row.id,
      projectId: row.projectId,
      regime: row.regime as Regime,
      disclosure: row.disclosure as Disclosure,
      language: row.language as Language,
      window: { from: row.windowFrom, until: row.windowUntil },
      watermark,
      receivedAt: row.receivedAt,
    };
    await this.advance(requestId, 'STAGING', lease);
    return { request, subjects };
  }

  /** Moves on where the request has not moved on already: a repeated run is further. */
  private async advance(requestId: string, to: 'STAGING' | 'STARTED', lease: Lease): Promise<void> {
    await this.leases.guarded(lease, async (transaction) => {
      const ids = [requestId];
      if (to === 'STAGING') {
        const event = () => ({ type: 'staged', actor: 'habeas' }) as const;
        await this.lifecycle.move(transaction, { ids, from: ['PENDING'], to, event });
      } else {
        const event = () => ({ type: 'started', actor: 'habeas' }) as const;
        await this.lifecycle.move(transaction, { ids, from: ['STAGING'], to, event });
      }
    });
  }

  private async readBack(name: string, written: readonly WrittenSubject[], givenUp: AbortSignal): Promise<void> {
    const reader = new ArtifactReader(this.store, name);
    try {
      for (const { part } of written) {
        givenUp.throwIfAborted();
        await reader.verifyPart(part, givenUp);
      }
    } catch (error) {
      if (!(error instanceof HabeasError && error.kind === 'gone')) throw error;
      const message = 'The file of the export was not read back as it was written; it is written again.';
      throw new HabeasError('unavailable', 'artifact-not-read-back', message, { cause: error });
    }
  }
}
