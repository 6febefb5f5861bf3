/** Stands in a row for a value that is too large to be copied; its size is all that was fetched of it. */
export class TooLarge {
  /** `bytes`: of the value as the store would write it. */
  constructor(readonly bytes: number) {}
}

/** Bytes of a value, and of a row, beyond which no copy is made. A row holds `row` and 64 KiB a column at the most. */
export interface CellLimits {
  readonly cell: number;
  readonly row: number;
}

/** Values up to here are copied whatever else the row holds. */
export const SMALL_CELL_BYTES = 1 << 16;

export function cellLimits(cell: number): CellLimits {
  return { cell, row: 2 * cell };
}

export const CELL_LIMITS = cellLimits(16 << 20);

/**
 * Whether a value is left out, asked by its size before it is fetched: one beyond the limit, and any that is not small in a row which
 * is beyond its own.
 */
export function isTooLarge(bytes: number, rowBytes: number, { cell, row }: CellLimits): boolean {
  return bytes > cell || (rowBytes > row && bytes > SMALL_CELL_BYTES);
}
