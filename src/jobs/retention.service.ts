import { Injectable, Logger } from '@nestjs/common';
import { HoldIds } from '../holds/index.js';
import { ChoiceIds } from '../opt-outs/index.js';
import { Config, PrismaService, SteadyTime, type Transaction } from '../platform/index.js';
import { CompletionRecords } from '../completion-records/index.js';
import { ExportDestruction } from '../exports/index.js';
import { FilesDropped } from '../scrub/index.js';
import { PartitionProvisioning } from './partition-provisioning.service.js';
import { destroyIds, Timeline } from '../request-model/index.js';

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
    private readonly exports: ExportDestruction,
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
    const removed = await this.exports.removeOrphans(new Date(now.getTime() - UNFINISHED_FOR));
    if (removed > 0) this.logger.log(`Removed ${removed} artifact files that nothing points to.`);
  }

  private async destroyArtifacts(now: Date): Promise<void> {
    const due = await this.prisma.artifact.findMany({
      where: {
        destroyedAt: null,
        OR: [{ expiresAt: { lte: now } }, { parts: { none: { NOT: { wrappedKey: null } } } }],
      },
      include: { request: { select: { projectId: true } } },
    });
    const within = <T>(write: (transaction: Transaction) => Promise<T>) => this.prisma.$transaction(write);
    for (const { request, ...artifact } of due) {
      await this.exports.destroy({ ...artifact, projectId: request.projectId }, now, within);
    }
  }

  /** What is owed has a key of its own by then. */
  private async destroyIds(before: Date): Promise<void> {
    const due = await this.prisma.request.findMany({
      where: { finishedAt: { lte: before }, dutiesUnwritten: false, NOT: { wrappedIdKey: null } },
      select: { id: true, projectId: true },
    });
    for (const request of due) {
      await this.prisma.$transaction((transaction) => destroyIds(transaction, this.timeline, request));
    }
  }
}
