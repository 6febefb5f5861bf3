/** A span of time, both ends inclusive; null is open. */
export interface Window {
  readonly from: Date | null;
  readonly until: Date | null;
}

export const EVERYTHING: Window = { from: null, until: null };
