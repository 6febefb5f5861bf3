import { Injectable } from '@nestjs/common';
import { ArtifactStore } from '../artifacts/index.js';
import { PrismaService, type Transaction } from '../platform/index.js';
import { Timeline } from '../request-model/index.js';

/** The file of an export that nobody is to receive any more. */
export interface DoomedFile {
  readonly id: string;
  readonly requestId: string;
  readonly projectId: number;
  readonly storeName: string;
}

/** How a transaction is carried out: by itself, or only while a lease is held. */
export type Within = <T>(write: (transaction: Transaction) => Promise<T>) => Promise<T>;

/** Destroys files of exports whose time is over. */
@Injectable()
export class ExportDestruction {
  constructor(
    private readonly prisma: PrismaService,
    private readonly store: ArtifactStore,
    private readonly timeline: Timeline,
  ) {}

  /** The keys first, then the file: a crash between the two leaves only bytes that nobody can read. */
  async destroy({ id, requestId, projectId, storeName }: DoomedFile, destroyedAt: Date, within: Within): Promise<void> {
    await within(async (transaction) => {
      const parts = { artifactId: id, NOT: { wrappedKey: null } };
      await transaction.artifactPart.updateMany({ where: parts, data: { wrappedKey: null, destroyedAt } });
      await transaction.artifact.update({ where: { id }, data: { destroyedAt } });
      await this.timeline.tell(transaction, { requestId, projectId, type: 'artifact-destroyed', actor: 'habeas' });
    });
    await this.store.remove(storeName);
  }

  /**
   * Removes files of runs that were killed before their artifact was recorded.
   * @param before what was begun later and has not ended may be under way
   * @returns how many it were
   */
  async removeOrphans(before: Date): Promise<number> {
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
    return removed;
  }
}
