import { aheadIn, spanOf } from './ahead.js';
import type { ReadBack } from './subject-store.port.js';

/** What was read back by several subject columns, as one an ordinal. */
export function summed(parts: readonly ReadBack[]): ReadBack[] {
  const sums = new Map<number, ReadBack>();
  for (const part of parts) {
    const { ordinal, rows, newRows } = part;
    const sum = sums.get(ordinal) ?? { ordinal, rows: 0, newRows: 0 };
    const ahead = spanOf([sum.ahead, part.ahead]);
    sums.set(ordinal, {
      ...{ ordinal, rows: sum.rows + rows, newRows: sum.newRows + newRows },
      ...aheadIn(ahead?.from ?? null, ahead?.until ?? null),
    });
  }
  return [...sums.values()];
}
