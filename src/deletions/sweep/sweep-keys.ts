import { createHash } from 'node:crypto';
import type { SubjectKey, SubjectStore } from '../../subject-data/index.js';
import { keysOf } from '../../request-model/index.js';
import type { TakenDeletion } from '../staging/taken-deletion.js';

/** Many deletions as one set of keys for one pass; `share` hands each deletion its part of what a store tallied. */
export class PassKeys {
  readonly keys: readonly SubjectKey[];
  private readonly places: { readonly deletion: TakenDeletion; readonly ordinal: number }[] = [];

  constructor(deletions: readonly TakenDeletion[]) {
    const keys: SubjectKey[] = [];
    for (const deletion of deletions) {
      for (const person of deletion.subjects) {
        const place = this.places.push({ deletion, ordinal: person.ordinal }) - 1;
        for (const key of keysOf(deletion.filing, [person])) {
          keys.push({ ...key, ordinal: place, watermark: deletion.watermark });
        }
      }
    }
    this.keys = keys;
  }

  /** Tallies by deletion, with the ordinals of the deletion's own subjects. */
  share<T extends { readonly ordinal: number }>(tallies: readonly T[]): Map<string, T[]> {
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

/**
 * The keys of a sweep: made once for each set of deletions that a step concerns, and shared by every collection of a store, which
 * may have to carry a hundred thousand of them to another machine.
 */
export class SweepKeys {
  private readonly made = new Map<string, PassKeys>();
  private readonly shared = new Map<SubjectStore, Map<readonly SubjectKey[], () => Promise<void>>>();

  /** Of these deletions, for questions to this store. */
  of(deletions: readonly TakenDeletion[], store: SubjectStore): PassKeys {
    const name = nameOf(deletions);
    const keys = this.made.get(name) ?? new PassKeys(deletions);
    this.made.set(name, keys);
    const shares = this.shared.get(store) ?? new Map<readonly SubjectKey[], () => Promise<void>>();
    this.shared.set(store, shares);
    if (!shares.has(keys.keys)) shares.set(keys.keys, store.share(keys.keys));
    return keys;
  }

  /** To be called when nothing is asked any more. */
  async release(): Promise<void> {
    const releases = [...this.shared.values()].flatMap((shares) => [...shares.values()]);
    this.shared.clear();
    this.made.clear();
    await Promise.allSettled(releases.map((release) => release()));
  }
}

function nameOf(deletions: readonly TakenDeletion[]): string {
  const hash = createHash('sha256');
  for (const id of deletions.map((deletion) => deletion.id).sort()) hash.update(id);
  return hash.digest('base64');
}
