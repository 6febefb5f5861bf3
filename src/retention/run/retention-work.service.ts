import { Injectable } from '@nestjs/common';
import { Leases, type Lease } from '../../platform/index.js';
import { SubjectData } from '../../subject-data/index.js';
import { EffectiveWindows, type CollectionWindows } from '../windows/effective-windows.service.js';
import type { Stint } from './giving-way.service.js';
import { RetentionCollection } from './retention-collection.service.js';
import { RetentionPurge } from './retention-purge.service.js';
import { RetentionSteps, type StepGroup } from './retention-steps.service.js';

/** What a run that is under way has to do, one collection after the other, those first whose rows refer to others' rows. */
@Injectable()
export class RetentionWork {
  constructor(
    private readonly leases: Leases,
    private readonly subjectData: SubjectData,
    private readonly windows: EffectiveWindows,
    private readonly steps: RetentionSteps,
    private readonly collections: RetentionCollection,
    private readonly purges: RetentionPurge,
  ) {}

  /** Returns whether anything is left to do that may be done a little later. */
  async work(runId: string, at: Date, lease: Lease, stint: Stint): Promise<boolean> {
    await this.purges.purgeLeftBehind(runId, lease);
    const groups = await this.groupsOf(runId);
    let isLeft = false;
    for (const [done, group] of groups.entries()) {
      lease.lost.throwIfAborted();
      await stint.look();
      await this.tell(group, { done, total: groups.length }, lease);
      const turn = { group, lease, stint, at, fresh: () => this.fresh(group, at) };
      isLeft = (await this.collections.work(turn)) || isLeft;
    }
    return isLeft;
  }

  /** By the moment at which the run was planned, as projects are set now. */
  private async fresh({ collection, rule }: StepGroup, at: Date): Promise<CollectionWindows | null> {
    const all = await this.windows.rulesAt(at);
    return all.find((each) => each.collection.name === collection && each.rule === rule) ?? null;
  }

  private async groupsOf(runId: string): Promise<StepGroup[]> {
    const groups = new Map<string, StepGroup>();
    for (const { collection, rule } of await this.steps.unfinished(runId)) {
      groups.set(`${collection} ${rule}`, { runId, collection, rule });
    }
    const order = inOrder(
      this.subjectData.collections().map(({ name }) => name),
      await this.subjectData.eraseOrder(),
    );
    return [...groups.values()].sort((one, other) => placeOf(order, one) - placeOf(order, other));
  }

  private async tell(
    { runId, collection }: StepGroup,
    { done, total }: { readonly done: number; readonly total: number },
    lease: Lease,
  ): Promise<void> {
    const data = { phase: 'working', progress: { phase: collection, done, total } };
    await this.leases.guarded(lease, (transaction) => transaction.retentionRun.update({ where: { id: runId }, data }));
  }
}

function placeOf(order: readonly string[], { collection }: StepGroup): number {
  const place = order.indexOf(collection);
  return place === -1 ? order.length : place;
}

/** Each after those that are to be erased before it; of a circle in the order given. */
export function inOrder(names: readonly string[], after: ReadonlyMap<string, readonly string[]>): string[] {
  const placed = new Set<string>();
  const visit = (name: string, path: ReadonlySet<string>): void => {
    if (placed.has(name) || path.has(name)) return;
    for (const first of after.get(name) ?? []) if (names.includes(first)) visit(first, new Set([...path, name]));
    placed.add(name);
  };
  for (const name of names) visit(name, new Set());
  return [...placed];
}
