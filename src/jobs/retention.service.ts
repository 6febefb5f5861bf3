import { Injectable, Logger } from '@nestjs/common';
import { ArtifactStore } from '../artifacts/index.js';
import { HoldIds } from '../holds/index.js';
import { ChoiceIds } from '../opt-outs/index.js';
import { Config, PrismaService, SteadyTime } from '../platform/index.js';
import { CompletionRecords } from '../completion-records/index.js';
import { FilesDropped } from '../scrub/index.js';
import { PartitionProvisioning } from './partition-provisioning.service.js';
import { Timeline } from '../request-model/index.js';

/**
 * A file that was begun this long ago and never ended belongs to a run that is dead. Files are stamped by the machine or the bucket and
 * compared with the database's time: so it is longer than any jump of that clock that is believed (SteadyTime).
 */
const UNFINISHED_FOR = 3 * 86_400_000;

/** Destroys what has outlived its retention: artifacts and their keys, the keys of ids, files nobody points to; and looks ahead. */
@Injectable()
export class Retention {
  private readonly logger = new Logger('tidy');

  constructor(
    private readonly prisma: PrismaService,
    private readonly store: ArtifactStore,
    private readonly records: CompletionRecords,
    private readonly holdIds: HoldIds,
    private readonly choiceIds: ChoiceIds,
    private readonly files: FilesDropped,
    private readonly months: PartitionProvisioning,
    private readonly timeline: Timeline,
    private readonly config: Config,
    private readonly time: SteadyTime,
  ) {}

  async run(): Promise<void> {
    const now = await this.time.now();
    if (now !== null) await this.destroyArtifacts(now);
    // While the ids can still be kept out of it.
    await this.records.catchUp();
    if (now !== null) await this.destroyOld(now);
    await this.files.look();
    await this.months.make();
  }

  private async destroyOld(now: Date): Promise<void> {
    await this.prisma.questionSession.deleteMany({ where: { expiresAt: { lte: now } } });
    const before = new Date(now.getTime() - this.config.values.RECORD_ID_RETENTION);
    await this.destroyIds(before);
    await this.holdIds.destroyEnded(before);
    await this.choiceIds.destroyEnded(before);
    await this.removeOrphans(new Date(now.getTime() - UNFINISHED_FOR));
  }

  /** The key first, then the file: a crash between the two leaves only bytes nobody can read. */
  private async destroyArtifacts(now: Date): Promise<void> {
    const due = await this.prisma.artifact.findMany({
      where: {
        destroyedAt: null,
        OR: [{ expiresAt: { lte: now } }, { parts: { none: { NOT: { wrappedKey: null } } } }],
      },
      include: { request: { select: { projectId: true } } },
    });
    for (const { id, requestId, storeName, request } of due) {
      await this.prisma.$transaction(async (transaction) => {
        await transaction.artifactPart.updateMany({
          where: { artifactId: id, NOT: { wrappedKey: null } },
          data: { wrappedKey: null, destroyedAt: now },
        });
        await transaction.artifact.update({ where: { id }, data: { destroyedAt: now } });
        await this.timeline.tell(transaction, {
          requestId,
          projectId: request.projectId,
          type: 'artifact-destroyed',
          actor: 'habeas',
        });
      });
      await this.store.remove(storeName);
    }
  }

  /** Invariant 7: the record keeps counts and dates, and nobody's id. What is owed has a key of its own by then. */
  private async destroyIds(before: Date): Promise<void> {
    const due = await this.prisma.request.findMany({
      where: { finishedAt: { lte: before }, dutiesUnwritten: false, NOT: { wrappedIdKey: null } },
      select: { id: true, projectId: true },
    });
    for (const { id: requestId, projectId } of due) {
      await this.prisma.$transaction(async (transaction) => {
        await transaction.request.update({ where: { id: requestId }, data: { wrappedIdKey: null } });
        await this.timeline.tell(transaction, { requestId, projectId, type: 'ids-destroyed', actor: 'habeas' });
      });
    }
  }

  /** Files of runs that were killed before their artifact was recorded. */
  private async removeOrphans(before: Date): Promise<void> {
    let removed = await this.store.removeUnfinished(before);
    for await (const { name } of this.store.list('')) {
      const requestId = name.split('/')[0] ?? '';
      const request = await this.prisma.request.findUnique({
        where: { id: requestId },
        select: { status: true, artifact: { select: { storeName: true, destroyedAt: true } } },
      });
      const underway = request?.status === 'STARTED' || request?.status === 'STAGING';
      const current = request?.artifact?.storeName === name && request.artifact.destroyedAt === null;
      if (underway || current) continue;
      await this.store.remove(name);
      removed += 1;
    }
    if (removed > 0) this.logger.log(`Removed ${removed} artifact files that nothing points to.`);
  }
}
