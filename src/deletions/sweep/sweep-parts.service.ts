import { Injectable, Logger } from '@nestjs/common';
import { Clock, JobQueue, HabeasError, Leases, PrismaService, type Transaction } from '../../platform/index.js';
import { SubjectData } from '../../subject-data/index.js';
import { sweepPart } from '../../request-model/index.js';
import { SweepCollection } from './sweep-collection.service.js';
import { SweepIntake } from './sweep-intake.service.js';
import { SweepKeys } from './sweep-keys.js';
import { SweepPartitions } from './sweep-partitions.service.js';
import { concernedBy } from './sweep-pass.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';

/** A part, and the collections that are to be finished before it is begun. */
export interface LaidPart {
  readonly collection: string;
  readonly after: readonly string[];
}

/**
 * The parts of a sweep, one a collection: whoever is free takes one under a lease of its own, so that every worker works on
 * the sweep one process leads. A worker that dies loses its lease, and its part is taken up by another. A part is begun when those
 * are finished whose rows refer to its rows, whoever works on them.
 */
@Injectable()
export class SweepParts {
  private readonly logger = new Logger('sweep');

  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly subjectData: SubjectData,
    private readonly intake: SweepIntake,
    private readonly collections: SweepCollection,
    private readonly partitions: SweepPartitions,
    private readonly queue: JobQueue,
    private readonly clock: Clock,
  ) {}

  /** Lays the parts out, in the transaction that opens the sweep. */
  async lay(transaction: Transaction, sweepId: string, parts: readonly LaidPart[]): Promise<void> {
    await transaction.sweepPart.createMany({
      data: parts.map(({ collection, after }) => ({ sweepId, collection, after: [...after] })),
    });
  }

  /** Calls the other workers; nothing depends on whether they come. */
  async ring(sweepId: string, collections: readonly string[]): Promise<void> {
    for (const collection of collections) await this.queue.enqueue(sweepPart(sweepId, collection));
  }

  /** Collections of the sweep that nobody has finished yet, those being worked on included, and which of them may be begun. */
  async unfinished(sweepId: string): Promise<{ readonly all: string[]; readonly ready: string[] }> {
    const parts = await this.prisma.sweepPart.findMany({ where: { sweepId, finishedAt: null } });
    const all = parts.map(({ collection }) => collection).sort();
    return { all, ready: readyOf(parts).sort() };
  }

  /** Takes the part a job names, unless somebody has it or it is done. `id`: `<sweep>/<collection>`. */
  async help(id: string): Promise<void> {
    const [sweepId = '', collection = ''] = id.split('/');
    const keys = new SweepKeys();
    try {
      await this.work(sweepId, collection, () => this.intake.underway(sweepId), keys);
    } finally {
      await keys.release();
    }
  }

  /** Calls others to what waited for this part alone: the leader may be long at another of its own. */
  private async ringAfter(sweepId: string, finished: string): Promise<void> {
    const parts = await this.prisma.sweepPart.findMany({ where: { sweepId, finishedAt: null } });
    const freed = parts.filter(({ after }) => after.includes(finished)).map(({ collection }) => collection);
    await this.ring(
      sweepId,
      readyOf(parts).filter((name) => freed.includes(name)),
    );
  }

  /**
   * Works on one part. False where somebody else does, or nothing is left to do in it.
   * @param waits is called when the engine works on what the part has asked it for
   */
  async work(
    sweepId: string,
    collectionName: string,
    takenOf: () => Promise<readonly TakenDeletion[]>,
    keys: SweepKeys,
    waits: () => void = () => undefined,
  ): Promise<boolean> {
    const lease = await this.leases.acquire(`sweep-part:${collectionName}`, `process:${process.pid}`);
    if (!lease) return false;
    try {
      const where = { sweepId, collection: collectionName, finishedAt: null };
      const part = await this.prisma.sweepPart.findFirst({ where });
      if (part === null || (await this.waits(part))) return false;
      const { after } = part;
      const collection = this.subjectData.collections().find(({ name }) => name === collectionName);
      const concerned = collection ? concernedBy(collection, await takenOf()) : [];
      if (collection && concerned.length > 0)
        await this.collections.sweep(collection, concerned, keys, { sweepId, lease, waits, after });
      await this.partitions.settle(collectionName);
      await this.leases.guarded(lease, async (transaction) => {
        await transaction.sweepPart.updateMany({ where, data: { finishedAt: this.clock.now() } });
      });
      await this.ringAfter(sweepId, collectionName);
      return true;
    } catch (error) {
      if (!(error instanceof HabeasError && error.code === 'lease-lost')) throw error;
      this.logger.warn(`Another process works on "${collectionName}" now.`);
      return false;
    } finally {
      await lease.release();
    }
  }

  /** Whether rows of a collection that is not finished may still refer to rows of this one. */
  private async waits({ sweepId, after }: { readonly sweepId: string; readonly after: string[] }): Promise<boolean> {
    if (after.length === 0) return false;
    return (await this.prisma.sweepPart.count({ where: { sweepId, collection: { in: after }, finishedAt: null } })) > 0;
  }
}

/** Those that wait for none of the others. */
export function readyOf(parts: readonly LaidPart[]): string[] {
  const names = new Set(parts.map(({ collection }) => collection));
  return parts.filter(({ after }) => !after.some((name) => names.has(name))).map(({ collection }) => collection);
}
