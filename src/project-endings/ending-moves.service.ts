import { Injectable } from '@nestjs/common';
import { HabeasError, Leases, PrismaService, type Lease } from '../platform/index.js';
import { GivingWay } from '../retention/index.js';
import { ScrubTargets } from '../scrub/index.js';
import { type Collection, type Expiry, isBuiltIn, ProjectRows, SubjectData } from '../subject-data/index.js';
import { EndingPurge } from './ending-purge.service.js';
import { EndingSteps, type EndingTask } from './ending-steps.service.js';
import type { EndingRow } from './project-endings.service.js';

/** The number of no project: stands for all whose rows may arrive in a month, so that its rows go one by one. */
const ANYBODY = 0;

/**
 * Files what an emptied project held under a number of its own, and back: copied first, then proven to stand there, then erased where
 * it stood. Meanwhile the project is closed, so that nothing arrives and nobody asks.
 */
@Injectable()
export class EndingMoves {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly subjectData: SubjectData,
    private readonly rows: ProjectRows,
    private readonly targets: ScrubTargets,
    private readonly purge: EndingPurge,
    private readonly steps: EndingSteps,
    private readonly way: GivingWay,
  ) {}

  /**
   * At no pace, since nothing is taken in meanwhile.
   * @throws HabeasError what is in the way, `gives-way` where a sweep is due; the next call goes on where this one stopped
   */
  async move(ending: EndingRow, task: Exclude<EndingTask, 'erase'>, lease: Lease): Promise<void> {
    const aside = ending.setAsideAs;
    if (aside === null) throw new Error(`Nothing was set aside by the ending ${ending.id}.`);
    const [from, to] = task === 'set-aside' ? [ending.projectId, aside] : [aside, ending.projectId];
    const collections = this.subjectData.collections().filter(isBuiltIn);
    // All of it before any goes: links of recordings go with these.
    for (const collection of collections) await this.copy(collection, { from, to }, lease);
    for (const collection of collections) await this.count(ending.id, task, collection, to, lease);
    for (const collection of collections) {
      await this.way.besideNoPart(collection.name, () => this.erase(ending.id, task, collection, from, lease));
    }
    for (const collection of collections) await this.prove(ending.id, task, collection, { from, to }, lease);
  }

  /** How many rows are left of what was set aside. */
  async leftAside({ setAsideAs }: EndingRow): Promise<number> {
    if (setAsideAs === null) return 0;
    let rows = 0;
    for (const collection of this.subjectData.collections().filter(isBuiltIn))
      rows += await this.rows.count(collection, setAsideAs);
    return rows;
  }

  /** How many stand there before the first one goes. What time takes meanwhile where they stood is missed by nobody. */
  private async count(
    endingId: string,
    task: EndingTask,
    collection: Collection,
    to: number,
    lease: Lease,
  ): Promise<void> {
    if (await this.steps.has(endingId, task, collection, 'countedAt')) return;
    const found = BigInt(await this.rows.count(collection, to));
    await this.steps.stamp(lease, endingId, task, collection, 'countedAt', { found });
  }

  private async copy(collection: Collection, { from, to }: { from: number; to: number }, lease: Lease): Promise<void> {
    await this.rows.copy(collection, from, to, async (portion) => {
      await this.way.toSweeps();
      return this.whileMine(lease, portion);
    });
    const missing = await this.rows.missing(collection, from, to);
    if (missing > 0) throw notThere(collection, missing);
  }

  private async erase(
    endingId: string,
    task: EndingTask,
    collection: Collection,
    from: number,
    lease: Lease,
  ): Promise<void> {
    lease.lost.throwIfAborted();
    const expiry = everythingOf(collection, from);
    await this.subjectData.storeOf(collection).expiry.hide(expiry, {
      onTouch: (relation) => this.targets.touch(collection, relation),
      pace: () => this.way.toSweeps(),
      onDropped: () => this.way.toSweeps(),
      mayArrive: () => [ANYBODY],
      whileSettled: (projectIds, _mode, portion) => {
        if (projectIds.includes(ANYBODY)) throw monthOfOthers();
        return this.whileMine(lease, portion);
      },
    });
    await this.steps.stamp(lease, endingId, task, collection, 'hiddenAt');
    await this.purge.remove(endingId, task, collection, lease);
  }

  /** What was set aside is changed by nobody; what came back is the project's again, and goes when its time is over. */
  private async prove(
    endingId: string,
    task: EndingTask,
    collection: Collection,
    { from, to }: { readonly from: number; readonly to: number },
    lease: Lease,
  ): Promise<void> {
    const { found } = await this.steps.of(endingId, task, collection);
    const counted = Number(found ?? 0n);
    const left = await this.rows.count(collection, from);
    await this.steps.note(lease, endingId, task, collection, { remaining: BigInt(left) });
    const there = await this.rows.count(collection, to);
    const differs = task === 'set-aside' && there !== counted;
    if (left > 0 || differs) throw notThere(collection, Math.max(left, counted - there));
    await this.steps.stamp(lease, endingId, task, collection, 'verifiedAt');
  }

  private async whileMine<T>(lease: Lease, portion: () => Promise<T>): Promise<T> {
    return this.prisma.$transaction(async (transaction) => {
      await this.leases.assert(transaction, lease);
      return portion();
    });
  }
}

function everythingOf(collection: Collection, projectId: number): Expiry {
  return {
    collection,
    agedBy: { kind: 'all' },
    windows: [{ projectId, before: null }],
    takes: { kind: 'rows' },
    spared: [],
  };
}

function monthOfOthers(): HabeasError {
  const message = 'What was moved out of a month is not all that stands in it.';
  return new HabeasError('unavailable', 'store-busy', message);
}

function notThere({ title }: Collection, rows: number): HabeasError {
  const message = `${rows} rows of "${title}" are not where they were to be moved: they are moved again.`;
  return new HabeasError('unavailable', 'rows-missing', message);
}
