import { HabeasError } from '../platform/index.js';

/** Unforeseen errors are tried again this often; a defect does not heal by waiting weeks. */
const MOST_UNFORESEEN_ATTEMPTS = 8;

/** What becomes of a request whose work failed: another attempt, or an end with a code and a sentence. */
export interface Verdict {
  readonly again: boolean;
  readonly code: string;
  readonly message: string;
}

/** What a request becomes that a verdict has ended. */
export function failed({ code, message }: Verdict, at: Date) {
  return {
    status: 'FAILURE',
    failureCode: code,
    failureMessage: message,
    finishedAt: at,
    nextAttemptAt: null,
    waitingFor: null,
  } as const;
}

/**
 * A failure that can heal is retried for as long as the deadline allows; one that cannot ends the request.
 * @param attempts how many were made, this one included
 */
export function judge(error: unknown, attempts: number, now: Date, dueAt: Date): Verdict {
  const intime = now < dueAt;
  if (error instanceof HabeasError)
    return { again: error.retryable && intime, code: error.code, message: error.message };
  return {
    again: intime && attempts < MOST_UNFORESEEN_ATTEMPTS,
    code: 'internal',
    message: 'The work failed for a reason nobody foresaw; the log of the worker names it.',
  };
}
