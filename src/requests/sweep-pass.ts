import type { Disclosure } from '../compliance/index.js';
import type { Collection, Erasure, SubjectKey, Tally } from '../subject-data/index.js';
import type { Person } from './identities.service.js';

/** A deletion that a sweep has taken. */
export interface TakenDeletion {
  readonly id: string;
  readonly projectId: number;
  readonly disclosure: Disclosure;
  readonly watermark: Date;
  readonly persons: readonly Person[];
}

/** What a deletion of this disclosure takes of a collection; null where the policy keeps it. */
export function erasureOf(disclosure: Disclosure, collection: Collection): Erasure | null {
  if (collection.policy.kind === 'keep') return null;
  if (disclosure === 'Categories') return 'headers';
  if (disclosure === 'Sources') return 'sources';
  return 'policy';
}

/** Many deletions as one set of keys for one pass; `share` hands each deletion its part of what a store tallied. */
export class PassKeys {
  readonly keys: readonly SubjectKey[];
  private readonly places: { readonly deletion: TakenDeletion; readonly ordinal: number }[] = [];

  constructor(deletions: readonly TakenDeletion[]) {
    const keys: SubjectKey[] = [];
    for (const deletion of deletions) {
      for (const person of deletion.persons) {
        const place = this.places.push({ deletion, ordinal: person.ordinal }) - 1;
        for (const distinctId of person.ids) {
          keys.push({ ordinal: place, projectId: deletion.projectId, distinctId, watermark: deletion.watermark });
        }
      }
    }
    this.keys = keys;
  }

  /** Tallies by deletion, with the ordinals of the deletion's own subjects. */
  share<T extends Tally>(tallies: readonly T[]): Map<string, T[]> {
    const shares = new Map<string, T[]>();
    for (const tally of tallies) {
      const place = this.places[tally.ordinal];
      if (!place) continue;
      const share = shares.get(place.deletion.id) ?? [];
      share.push({ ...tally, ordinal: place.ordinal });
      shares.set(place.deletion.id, share);
    }
    return shares;
  }
}
