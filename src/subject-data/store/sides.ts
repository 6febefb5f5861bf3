import { aheadIn, spanOf } from './ahead.js';
import type { Collection } from '../data-map/collection.js';
import type { ReadBack } from './subject-store.port.js';

/** The collection by each column in which its rows name subjects: what an erasure takes and a read-back looks for. */
export function subjectColumnsOf(collection: Collection): Collection[] {
  return [collection, ...(collection.alsoNamedIn ?? []).map((subjectColumn) => ({ ...collection, subjectColumn }))];
}

/** What was read back of several sides, as one an ordinal. */
export function summed(sides: readonly ReadBack[]): ReadBack[] {
  const sums = new Map<number, ReadBack>();
  for (const side of sides) {
    const { ordinal, rows, newRows } = side;
    const sum = sums.get(ordinal) ?? { ordinal, rows: 0, newRows: 0 };
    const ahead = spanOf([sum.ahead, side.ahead]);
    sums.set(ordinal, {
      ...{ ordinal, rows: sum.rows + rows, newRows: sum.newRows + newRows },
      ...aheadIn(ahead?.from ?? null, ahead?.until ?? null),
    });
  }
  return [...sums.values()];
}
