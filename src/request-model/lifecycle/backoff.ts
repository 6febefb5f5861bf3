const FIRST = 5_000;
const MOST = 3_600_000;

/** Milliseconds to wait before attempt `attempts + 1`: 5 s, doubled each time, an hour at the most. */
export function backoff(attempts: number): number {
  return Math.min(FIRST * 2 ** Math.max(0, attempts - 1), MOST);
}
