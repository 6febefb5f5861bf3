import { Injectable, Logger } from '@nestjs/common';
import { Clock, HabeasError, PrismaService } from '../platform/index.js';
import { SubjectData, type Collection } from '../subject-data/index.js';
import { ScrubEnd } from './scrub-end.service.js';

/**
 * The third time where an engine writes its files anew by itself (ClickHouse): the replaced ones have left the disk. Nobody
 * waits for it; in PostgreSQL the scrub records it.
 */
@Injectable()
export class FilesDropped {
  private readonly logger = new Logger('files');

  constructor(
    private readonly prisma: PrismaService,
    private readonly subjectData: SubjectData,
    private readonly end: ScrubEnd,
    private readonly clock: Clock,
  ) {}

  async look(): Promise<void> {
    let dropped = 0;
    for (const collection of this.subjectData.collections()) {
      await this.lookAtExpired(collection);
      await this.lookAtEnded(collection);
      const { _max } = await this.prisma.requestCollection.aggregate({
        where: { collection: collection.name, filesDroppedAt: null, NOT: { erasedAt: null } },
        _max: { erasedAt: true },
      });
      if (_max.erasedAt === null) continue;
      if (!(await this.isDropped(collection, _max.erasedAt))) continue;
      const { count } = await this.prisma.requestCollection.updateMany({
        where: { collection: collection.name, filesDroppedAt: null, erasedAt: { lte: _max.erasedAt } },
        data: { filesDroppedAt: this.clock.now() },
      });
      dropped += count;
    }
    if (dropped > 0) await this.end.complete();
  }

  /** The same of what had outlived its time. */
  private async lookAtExpired(collection: Collection): Promise<void> {
    const open = { collection: collection.name, scrubbedAt: null };
    const { _max } = await this.prisma.retentionStep.aggregate({
      where: { ...open, NOT: { erasedAt: null } },
      _max: { erasedAt: true },
    });
    if (_max.erasedAt === null || !(await this.isDropped(collection, _max.erasedAt))) return;
    await this.prisma.retentionStep.updateMany({
      where: { ...open, erasedAt: { lte: _max.erasedAt } },
      data: { scrubbedAt: this.clock.now() },
    });
  }

  /** The same of what projects held that were deleted or emptied. */
  private async lookAtEnded(collection: Collection): Promise<void> {
    const open = { collection: collection.name, scrubbedAt: null };
    const { _max } = await this.prisma.projectEndingStep.aggregate({
      where: { ...open, NOT: { erasedAt: null } },
      _max: { erasedAt: true },
    });
    if (_max.erasedAt === null || !(await this.isDropped(collection, _max.erasedAt))) return;
    await this.prisma.projectEndingStep.updateMany({
      where: { ...open, erasedAt: { lte: _max.erasedAt } },
      data: { scrubbedAt: this.clock.now() },
    });
  }

  private async isDropped(collection: Collection, erasedAt: Date): Promise<boolean> {
    try {
      return await this.subjectData.storeOf(collection).filesDropped(collection, erasedAt);
    } catch (error) {
      if (!(error instanceof HabeasError)) throw error;
      this.logger.warn(`Nothing is known of the files of "${collection.name}": ${error.message}`);
      return false;
    }
  }
}
