import { HabeasError } from '../../platform/index.js';

const FIRST = 5_000;
const MOST = 3_600_000;

/** Milliseconds to wait before attempt `attempts + 1`: 5 s, doubled each time, an hour at the most. */
export function backoff(attempts: number): number {
  return Math.min(FIRST * 2 ** Math.max(0, attempts - 1), MOST);
}

/** Unforeseen errors are tried again this often; a defect does not heal by waiting weeks. */
const MOST_UNFORESEEN_ATTEMPTS = 8;

/** What becomes of a request whose work failed: another attempt, or an end with a code and a sentence. */
export interface Verdict {
  readonly again: boolean;
  readonly code: string;
  readonly message: string;
}

/**
 * What keeps one collection from being erased and none of the others: for a person to put right, or healed by what the others do.
 * The deletion stays in its sweep, and is put off when all have finished.
 */
export function isOfOneCollection(code: string): boolean {
  return code === 'would-take-others' || code === 'would-untie';
}

/**
 * A failure that can heal is retried for as long as the deadline allows; one that cannot ends the request.
 * @param attempts how many were made, this one included
 */
export function judge(error: unknown, attempts: number, now: Date, dueAt: Date): Verdict {
  const intime = now < dueAt;
  if (error instanceof HabeasError) {
    const heals = error.retryable || isOfOneCollection(error.code);
    return { again: heals && intime, code: error.code, message: error.message };
  }
  return {
    again: intime && attempts < MOST_UNFORESEEN_ATTEMPTS,
    code: 'internal',
    message: 'The work failed for a reason nobody foresaw; the log of the worker names it.',
  };
}
