import type { Collection } from './collection.js';
import type { Tally } from './subject-store.port.js';

/** The collection by each column in which its rows name subjects: what an erasure takes and a read-back looks for. */
export function sidesOf(collection: Collection): Collection[] {
  return [collection, ...(collection.alsoNamedIn ?? []).map((subjectColumn) => ({ ...collection, subjectColumn }))];
}

/** Tallies of several sides as one an ordinal, with the span of the first of its own. */
export function summed(tallies: readonly Tally[]): Tally[] {
  const sums = new Map<number, Tally>();
  for (const tally of tallies) {
    const sum = sums.get(tally.ordinal);
    sums.set(tally.ordinal, sum === undefined ? tally : { ...sum, rows: sum.rows + tally.rows });
  }
  return [...sums.values()];
}
