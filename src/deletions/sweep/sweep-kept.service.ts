import { Injectable } from '@nestjs/common';
import type { CollectionTally, KeptOn } from '../../request-model/index.js';
import { type Ahead, type Collection, keepEnds, keptUntil, SubjectData } from '../../subject-data/index.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';
import type { PassKeys } from './sweep-keys.js';
import { byTaking, type AlikeDeletions } from './sweep-pass.js';

type Shares = ReadonlyMap<string, readonly CollectionTally[]>;

const NOTHING: KeptOn = { rows: 0, dueAt: null };

/** What policies keep on of the rows that deletions find: that is what law only postpones, and to be erased when it does no longer. */
@Injectable()
export class SweepKept {
  constructor(private readonly subjectData: SubjectData) {}

  /** The tallies of each deletion, with what is kept on of them. `keysOf`: for questions to the collection's store. */
  async beside(
    collection: Collection,
    deletions: readonly TakenDeletion[],
    found: Shares,
    keysOf: (some: readonly TakenDeletion[]) => PassKeys,
    ahead: Ahead | null,
  ): Promise<Shares> {
    if (collection.policy.kind !== 'keep') return found;
    const shares = new Map<string, readonly CollectionTally[]>();
    for (const alike of byTaking(collection, deletions)) {
      const keptOf = await this.keptOf(collection, alike, keysOf, ahead);
      for (const { id } of alike.deletions) {
        const tallies = found.get(id);
        if (tallies === undefined) continue;
        shares.set(
          id,
          tallies.map((tally) => ({ ...tally, kept: keptOf(id, tally) })),
        );
      }
    }
    return shares;
  }

  private async keptOf(
    collection: Collection,
    { taking, deletions }: AlikeDeletions,
    keysOf: (some: readonly TakenDeletion[]) => PassKeys,
    ahead: Ahead | null,
  ): Promise<(id: string, tally: CollectionTally) => KeptOn> {
    if (taking !== null && taking.rows.endedBefore === undefined) return () => NOTHING;
    const until = keptUntil(collection.policy);
    const moment = deletions[0]?.reckonedAt;
    if (until === null || 'date' in until || moment === undefined)
      return (_id, { rows }) => ({ rows, dueAt: keepEnds(collection.policy, null) });
    const keys = keysOf(deletions);
    const store = this.subjectData.storeOf(collection);
    const shares = keys.share(await store.keptOf(keys.keys, collection, moment, ahead));
    const known = new Map(
      [...shares].map(([id, kept]) => [id, new Map(kept.map((each) => [each.ordinal, each] as const))] as const),
    );
    return (id, { ordinal }) => {
      const kept = known.get(id)?.get(ordinal);
      return kept === undefined ? NOTHING : { rows: kept.rows, dueAt: keepEnds(collection.policy, kept.earliest) };
    };
  }
}
