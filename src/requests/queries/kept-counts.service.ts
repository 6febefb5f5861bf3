import { Injectable } from '@nestjs/common';
import type { CollectionTally, KeptOn } from '../../request-model/index.js';
import { type Collection, keepEnds, keptUntil, SubjectData, type SubjectKey } from '../../subject-data/index.js';

export type Kept = KeptOn;

/** What policies would keep of the rows that were found, by the predicate of the sweep. */
@Injectable()
export class KeptCounts {
  constructor(private readonly subjectData: SubjectData) {}

  /** By the name of each collection that keeps. */
  async of(
    projectId: number,
    keys: readonly SubjectKey[],
    tallies: readonly CollectionTally[],
    now: Date,
  ): Promise<Map<string, Kept>> {
    const kept = new Map<string, Kept>();
    for (const collection of this.subjectData.collectionsOf(projectId)) {
      if (collection.policy.kind !== 'keep') continue;
      const found = tallies.filter((tally) => tally.collection === collection.name);
      kept.set(collection.name, await this.ofCollection(collection, keys, found, now));
    }
    return kept;
  }

  private async ofCollection(
    collection: Collection,
    keys: readonly SubjectKey[],
    tallies: readonly CollectionTally[],
    now: Date,
  ): Promise<Kept> {
    const rows = tallies.reduce((sum, tally) => sum + tally.rows, 0);
    const { policy } = collection;
    if (rows === 0 || keptUntil(policy) === null) return { rows, dueAt: null };
    const found = await this.subjectData.storeOf(collection).keptOf(keys, collection, now);
    const left = found.reduce((sum, each) => sum + each.rows, 0);
    const [earliest = null] = found.flatMap((each) => each.earliest ?? []).sort();
    return { rows: left, dueAt: left === 0 ? null : keepEnds(policy, earliest) };
  }
}
