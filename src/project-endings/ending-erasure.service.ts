import { Injectable } from '@nestjs/common';
import {
  HabeasError,
  Leases,
  lockArrivals,
  lockSettled,
  PrismaService,
  type Lease,
  type Transaction,
} from '../platform/index.js';
import { GivingWay, type Stint } from '../retention/index.js';
import { ScrubTargets } from '../scrub/index.js';
import { type Collection, type Expiry, isBuiltIn, SubjectData, type SubjectKey } from '../subject-data/index.js';
import { EndingPurge } from './ending-purge.service.js';
import { EndingSteps } from './ending-steps.service.js';
import { HeldOfProject, type HeldPeople } from './held-people.service.js';
import type { EndingRow } from './project-endings.service.js';

/** Milliseconds for which a month waits for the arrivals of others: behind it wait all who send something in. */
const PATIENCE = 2_000;
/** Of so many projects the arrivals can be kept out at once. */
const MOST_ALONE = 1_000;

/** What a portion is carried out in: whose arrivals are kept out, and all whose rows may arrive. */
interface Portion {
  readonly projectIds: readonly number[];
  readonly mode: 'shared' | 'alone';
  readonly others: readonly number[];
}

/** Erases for good what an ended project held in the collections that Habeas keeps. Whoever is held stays. */
@Injectable()
export class EndingErasure {
  constructor(
    private readonly prisma: PrismaService,
    private readonly leases: Leases,
    private readonly subjectData: SubjectData,
    private readonly targets: ScrubTargets,
    private readonly held: HeldOfProject,
    private readonly purge: EndingPurge,
    private readonly steps: EndingSteps,
    private readonly way: GivingWay,
  ) {}

  /**
   * Goes over every collection once, from the count to the read-back; what a pass before this one did is nothing to do any more.
   * @throws HabeasError what is in the way, `spared-changed` where somebody was held meanwhile; another pass begins anew. `gives-way`
   *   where others are before it: the next pass finds less to do
   */
  async erase(ending: EndingRow, held: HeldPeople, lease: Lease): Promise<void> {
    if (held.fault !== null) throw unknownPeople();
    const number = ending.setAsideAs ?? ending.projectId;
    const spared = held.ids.map((distinctId): SubjectKey => ({
      ordinal: 0,
      projectId: number,
      distinctId,
      watermark: null,
    }));
    const orders = this.collections().map((collection): Expiry => {
      const windows = [{ projectId: number, before: null }];
      return { collection, agedBy: { kind: 'all' }, windows, takes: { kind: 'rows' }, spared };
    });
    const stint = this.way.begin();
    // Before any goes: links of recordings go with these.
    for (const expiry of orders) {
      await this.way.toSweeps();
      await this.count(ending.id, expiry, lease);
    }
    for (const expiry of orders) {
      lease.lost.throwIfAborted();
      await this.way.toSweeps();
      await this.way.besideNoPart(expiry.collection.name, async () => {
        await this.hide(ending, expiry, held, { lease, stint });
        await this.purge.remove(ending.id, 'erase', expiry.collection, lease);
        await this.readBack(ending.id, expiry, lease);
      });
    }
  }

  /** Those that Habeas keeps; links last, since by them it is known who is held. */
  collections(): Collection[] {
    const kept = this.subjectData.collections().filter(isBuiltIn);
    return kept.sort((one, other) => Number(one.name === 'identity_links') - Number(other.name === 'identity_links'));
  }

  private async count(endingId: string, expiry: Expiry, lease: Lease): Promise<void> {
    const { collection } = expiry;
    if (await this.steps.has(endingId, 'erase', collection, 'countedAt')) return;
    const months = await this.subjectData.storeOf(collection).expiry.preview(expiry);
    const sum = (of: 'rows' | 'spared') => months.reduce((total, month) => total + month[of], 0);
    await this.steps.stamp(lease, endingId, 'erase', collection, 'countedAt', {
      found: BigInt(sum('rows')),
      spared: BigInt(sum('spared')),
    });
  }

  /** Its turn is over only when something went: a pass that does nothing but look at what is done comes to its end. */
  private async hide(
    ending: EndingRow,
    expiry: Expiry,
    held: HeldPeople,
    { lease, stint }: { readonly lease: Lease; readonly stint: Stint },
  ): Promise<void> {
    const { collection } = expiry;
    const others = await this.standing(this.prisma);
    await this.subjectData.storeOf(collection).expiry.hide(expiry, {
      onTouch: (relation) => this.targets.touch(collection, relation),
      pace: (rows) => stint.pace(rows),
      onDropped: () => stint.look(),
      // Nothing arrives under its number any more, but rows of others may in any month of theirs.
      mayArrive: () => others,
      whileSettled: (projectIds, mode, portion) =>
        this.whileSettled(ending, held, lease, { projectIds, mode, others }, portion),
    });
    await this.steps.stamp(lease, ending.id, 'erase', collection, 'hiddenAt');
  }

  /** With the arrivals of the project, so that nobody is held meanwhile. */
  private async whileSettled<T>(
    { projectId }: EndingRow,
    held: HeldPeople,
    lease: Lease,
    { projectIds, mode, others }: Portion,
    portion: () => Promise<T>,
  ): Promise<T> {
    return this.prisma.$transaction(async (transaction) => {
      if (mode === 'shared') await lockArrivals(transaction, projectId, 'shared');
      else await this.keepOut(transaction, [...projectIds, projectId], others);
      await this.leases.assert(transaction, lease);
      if (await this.held.anyAdded(transaction, projectId, held)) throw sparedChanged();
      return portion();
    });
  }

  /** Nothing of these projects arrives until the end of the transaction, nor of one that has come to be since it was asked who may send. */
  private async keepOut(
    transaction: Transaction,
    projectIds: readonly number[],
    others: readonly number[],
  ): Promise<void> {
    if (projectIds.length > MOST_ALONE) throw arrivalsBusy();
    await lockSettled(transaction, projectIds, 'alone', PATIENCE);
    await transaction.$executeRaw`LOCK TABLE projects IN SHARE MODE`;
    const known = new Set(others);
    if ((await this.standing(transaction)).some((id) => !known.has(id))) throw arrivalsBusy();
  }

  private async standing(transaction: Transaction): Promise<number[]> {
    const rows = await transaction.project.findMany({ where: { endedAt: null }, select: { id: true } });
    return rows.map(({ id }) => id);
  }

  private async readBack(endingId: string, expiry: Expiry, lease: Lease): Promise<void> {
    const { collection } = expiry;
    const left = await this.subjectData.storeOf(collection).expiry.countExpired(expiry);
    const remaining = [...left.values()].reduce((total, rows) => total + rows, 0);
    await this.steps.note(lease, endingId, 'erase', collection, { remaining: BigInt(remaining) });
    if (remaining > 0) throw survivors(collection, remaining);
    await this.steps.stamp(lease, endingId, 'erase', collection, 'verifiedAt');
  }
}

export function sparedChanged(): HabeasError {
  const message = 'Who is held has changed meanwhile: what is theirs stays, and the rest goes at the next attempt.';
  return new HabeasError('unavailable', 'spared-changed', message);
}

function arrivalsBusy(): HabeasError {
  const message = 'The arrivals of other projects cannot be kept out of the month while it is dropped.';
  return new HabeasError('unavailable', 'store-busy', message);
}

function survivors({ title }: Collection, rows: number): HabeasError {
  const message = `The read-back found ${rows} rows in "${title}" that should be gone: they are erased again.`;
  return new HabeasError('unavailable', 'survivors', message);
}

function unknownPeople(): HabeasError {
  const message =
    'It is not known who is meant by a hold of the project: lift it, or place it on an id of fewer people.';
  return new HabeasError('unprocessable', 'closure-too-large', message);
}
