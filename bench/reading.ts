/** One line of the result. `ratio` is Habeas ÷ baseline; a reading without a target is told beside and judges nothing. */
export interface Reading {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly baseline: number;
  readonly ratio: number;
  readonly target: number | null;
  readonly ok: boolean | null;
}
