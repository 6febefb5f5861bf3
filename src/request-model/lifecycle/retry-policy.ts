import { foreseen } from '../../platform/index.js';
import { isForAPerson } from './request-status.js';

const FIRST = 5_000;
const MOST = 3_600_000;
/** Attempts that take more than an hour. */
const LONG = 11;

/** Milliseconds to wait before attempt `attempts + 1`: 5 s, doubled each time, an hour at the most. */
export function backoff(attempts: number): number {
  return Math.min(FIRST * 2 ** Math.max(0, attempts - 1), MOST);
}

/** Unforeseen errors are tried again this often; a defect does not heal by waiting weeks. */
const MOST_UNFORESEEN_ATTEMPTS = 8;
const UNFORESEEN = 'internal';

/** What becomes of a request whose work failed: another attempt, or an end with a code and a sentence. */
export interface Verdict {
  readonly again: boolean;
  readonly code: string;
  readonly message: string;
}

/** How a request stands when its work has failed. */
export interface Failing {
  /** How often it failed for reasons nobody foresaw, before this. */
  readonly failures: number;
  readonly dueAt: Date;
}

/**
 * What keeps one collection from being erased and none of the others: for a person to put right, or healed by what the others do.
 * The deletion is looked at again until its deadline.
 */
function isOfOneCollection(code: string): boolean {
  return isForAPerson(code) || code === 'would-untie';
}

/**
 * A failure that can heal, and one that a person can put right, is retried for as long as the deadline allows; one that nobody
 * foresaw a few times; one that cannot heal ends the request. An attempt that was killed fails nowhere and counts nowhere.
 */
export function judge(error: unknown, { failures, dueAt }: Failing, now: Date): Verdict {
  const intime = now < dueAt;
  const known = foreseen(error);
  if (known !== null) {
    const heals = known.retryable || isOfOneCollection(known.code);
    return { again: heals && intime, code: known.code, message: known.message };
  }
  return {
    again: intime && failures + 1 < MOST_UNFORESEEN_ATTEMPTS,
    code: UNFORESEEN,
    message: 'The work failed for a reason nobody foresaw; the log of the worker names it.',
  };
}

/** Whether a failure counts towards those that are tried only a few times. */
export function isUnforeseen({ code }: Pick<Verdict, 'code'>): boolean {
  return code === UNFORESEEN;
}

/**
 * Whether a person should look: nothing but a person's doing heals it, or it has not healed by itself for more than an hour.
 * @param attempts how many were made, the last one included
 */
export function needsAttention({ code }: Pick<Verdict, 'code'>, attempts: number): boolean {
  return isForAPerson(code) || attempts >= LONG;
}
