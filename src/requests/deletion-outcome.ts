import type { Policy } from '../subject-data/index.js';
import type { Outcome } from './request-status.js';

/** Rows that were held about a subject in a collection of that policy. */
export interface HeldRows {
  readonly policy: Policy;
  readonly rows: number;
}

export interface Ended {
  readonly outcome: Outcome;
  /** Legal bases of what is kept, or null. */
  readonly detail: string | null;
}

/** How a subject of a deletion that was read back has ended. What is kept beside an erasure is named in the detail. */
export function outcomeOf(subject: {
  readonly held: readonly HeldRows[];
  readonly ambiguous: boolean;
  readonly erasedBefore: boolean;
  /** A deletion of less than Data, which clears records and leaves them. */
  readonly partial?: boolean;
}): Ended {
  const held = subject.held.filter(({ rows }) => rows > 0);
  const bases = new Set(held.flatMap(({ policy }) => (policy.kind === 'keep' ? [policy.basis] : [])));
  const detail = bases.size > 0 ? [...bases].join('; ') : null;
  if (held.some(({ policy }) => policy.kind === 'erase')) {
    return { outcome: subject.partial === true ? 'anonymized' : 'erased', detail };
  }
  if (held.some(({ policy }) => policy.kind === 'anonymize')) return { outcome: 'anonymized', detail };
  if (detail !== null) return { outcome: 'kept', detail };
  if (subject.ambiguous) return { outcome: 'ambiguous', detail: null };
  if (subject.erasedBefore) return { outcome: 'already_erased', detail: null };
  return { outcome: 'not_found', detail: null };
}
