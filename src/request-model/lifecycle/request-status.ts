export const STATUSES = ['PENDING', 'STAGING', 'STARTED', 'SUCCESS', 'FAILURE', 'REVOKED', 'DENIED'] as const;
export type Status = (typeof STATUSES)[number];

/**
 * Every move a request can make. FAILURE is reachable from each state in which work is done; SUCCESS only from STARTED,
 * behind the read-back; DENIED (a coded reason, see `compliance/denial`) only while nothing was touched. A deletion is revoked while
 * nothing was touched, an export until it has ended.
 */
export const MOVES = {
  PENDING: ['STAGING', 'FAILURE', 'REVOKED', 'DENIED'],
  STAGING: ['STARTED', 'FAILURE', 'REVOKED', 'DENIED'],
  STARTED: ['SUCCESS', 'FAILURE', 'REVOKED'],
  SUCCESS: [],
  FAILURE: [],
  REVOKED: [],
  DENIED: [],
} as const satisfies Record<Status, readonly Status[]>;

/** A move out of `From`; the type refuses what the table does not list. */
export type Move<From extends Status> = (typeof MOVES)[From][number];

export function mayMove(from: Status, to: Status): boolean {
  return (MOVES[from] as readonly Status[]).includes(to);
}

export function isFinished(status: Status): boolean {
  return MOVES[status].length === 0;
}

/** Those in which something is left to do. */
export const OPEN_STATUSES = ['PENDING', 'STAGING', 'STARTED'] as const satisfies readonly Status[];

/**
 * What a request that is not being worked on waits for. `action`: a person, to put right what its `failure` says; it is tried again
 * meanwhile. `older-snapshot`: somebody in PostgreSQL who can still see the rows;
 * `mutation`: ClickHouse, to remove them; `store-busy`: a server with too much before it.
 */
export const WAITS = [
  'grace',
  'approval',
  'export',
  'hold',
  'sweep',
  'worker',
  'retry',
  'older-snapshot',
  'mutation',
  'store-busy',
  'action',
] as const;
export type Wait = (typeof WAITS)[number];

/** Failures that a person must put right, by their codes; what is asked of a server, a disk or a store again changes nothing. */
const FOR_A_PERSON = new Set([
  'artifact-store-refused',
  'files-refused',
  'missing-right',
  'mutation-refused',
  'session-shared',
  'store-refused',
  'would-take-others',
]);

export function isForAPerson(code: string): boolean {
  return FOR_A_PERSON.has(code);
}

/** What is waited for until the next attempt, by the code of the failure before it. */
export function waitAfter(code: string): Wait {
  if (isForAPerson(code)) return 'action';
  return code === 'older-snapshot' || code === 'mutation' || code === 'store-busy' ? code : 'retry';
}

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
