import type { RequestKind } from '../compliance/index.js';

export const STATUSES = ['PENDING', 'STAGING', 'STARTED', 'SUCCESS', 'FAILURE', 'REVOKED'] as const;
export type Status = (typeof STATUSES)[number];

/**
 * Every move a request can make. FAILURE is reachable from each state in which work is done; SUCCESS only from STARTED,
 * behind the read-back.
 */
export const MOVES = {
  PENDING: ['STAGING', 'FAILURE', 'REVOKED'],
  STAGING: ['STARTED', 'FAILURE', 'REVOKED'],
  STARTED: ['SUCCESS', 'FAILURE'],
  SUCCESS: [],
  FAILURE: [],
  REVOKED: [],
} as const satisfies Record<Status, readonly Status[]>;

/** A move out of `From`; the type refuses what the table does not list. */
export type Move<From extends Status> = (typeof MOVES)[From][number];

export function mayMove(from: Status, to: Status): boolean {
  return (MOVES[from] as readonly Status[]).includes(to);
}

export function isFinished(status: Status): boolean {
  return MOVES[status].length === 0;
}

/** A deletion can be taken back until a sweep has taken it; an export is not revoked, it expires. */
export function mayRevoke(kind: RequestKind, status: Status): boolean {
  return kind === 'deletion' && mayMove(status, 'REVOKED');
}

/** What a request that is not being worked on waits for. */
export const WAITS = ['grace', 'approval', 'hold', 'sweep', 'worker', 'retry', 'older-snapshot'] as const;
export type Wait = (typeof WAITS)[number];

export const OUTCOMES = [
  'exported',
  'erased',
  'anonymized',
  'not_found',
  'already_erased',
  'ambiguous',
  'kept',
  'held',
  'failed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];
