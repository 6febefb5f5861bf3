import type { Policy } from '../../subject-data/index.js';
import { NEW_DATA, type Outcome } from '../../request-model/index.js';

export interface Ended {
  readonly outcome: Outcome;
  /** Legal bases of what is kept, or null. */
  readonly detail: string | null;
}

/** How a subject of a deletion that was read back has ended. What is kept beside an erasure is named in the detail. */
export function outcomeOf(subject: {
  /** Policies of the collections that held rows about them. */
  readonly rowsFoundIn: readonly Policy[];
  readonly ambiguous: boolean;
  readonly erasedBefore: boolean;
  /** Rows about them have arrived since, which the deletion left. */
  readonly newData?: boolean;
  /** A deletion of less than Data, which clears records and leaves them. */
  readonly partial?: boolean;
}): Ended {
  const { outcome, detail } = endedBy(subject);
  if (subject.newData !== true) return { outcome, detail };
  return { outcome, detail: detail === null ? NEW_DATA : `${detail}; ${NEW_DATA}` };
}

function endedBy(subject: Parameters<typeof outcomeOf>[0]): Ended {
  const { rowsFoundIn } = subject;
  const bases = new Set(rowsFoundIn.flatMap((policy) => (policy.kind === 'keep' ? [policy.basis] : [])));
  const detail = bases.size > 0 ? [...bases].join('; ') : null;
  if (rowsFoundIn.some(({ kind }) => kind === 'erase')) {
    return { outcome: subject.partial === true ? 'anonymized' : 'erased', detail };
  }
  if (rowsFoundIn.some(({ kind }) => kind === 'anonymize')) return { outcome: 'anonymized', detail };
  if (detail !== null) return { outcome: 'kept', detail };
  if (subject.ambiguous) return { outcome: 'ambiguous', detail: null };
  if (subject.erasedBefore) return { outcome: 'already_erased', detail: null };
  return { outcome: 'not_found', detail: null };
}
