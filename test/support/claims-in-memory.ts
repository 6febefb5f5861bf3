import type { DonePartition, PartitionClaims } from '../../src/subject-data/index.js';
import { until } from './until.js';

/** Turns for two callers in one process, of whom both get at least one partition. */
export class TurnsInMemory {
  /** Who finished what, in order. */
  readonly finished: { readonly who: string; readonly relation: string }[] = [];
  private readonly open = new Set<string>();
  private readonly taken = new Map<string, string>();
  private readonly left: string[] = [];
  private isLaid = false;

  leading(): PartitionClaims {
    return this.of('leader');
  }

  helping(): PartitionClaims {
    return this.of('helper');
  }

  private of(who: string): PartitionClaims {
    return {
      atOnce: 1,
      offer: async (relations) => {
        if (who !== 'leader') return;
        for (const relation of relations) this.open.add(relation);
        this.isLaid = true;
      },
      claim: (done) => this.next(who, done),
      heartbeat: async (relation) => {
        if (this.taken.get(relation) !== who) throw new Error('It is not the turn of this caller.');
      },
      release: async (relation) => {
        this.taken.delete(relation);
        this.open.add(relation);
      },
      unproven: async () => this.left,
    };
  }

  private async next(who: string, done?: DonePartition): Promise<string | null> {
    if (done !== undefined) {
      this.taken.delete(done.relation);
      this.finished.push({ who, relation: done.relation });
      if (!done.proven) this.left.push(done.relation);
    }
    const others = () =>
      [...this.taken.values(), ...this.finished.map((each) => each.who)].some((each) => each !== who);
    // The helper takes the first, and neither a second before the other has had one.
    const mayTake = () => this.open.size === 0 || others() || (who === 'helper' && done === undefined);
    await until('the partitions', async () => this.isLaid && mayTake());
    const [relation] = this.open;
    if (relation !== undefined) {
      this.open.delete(relation);
      this.taken.set(relation, who);
      return relation;
    }
    if (who === 'leader') await until('what others have', async () => this.taken.size === 0);
    return null;
  }
}
