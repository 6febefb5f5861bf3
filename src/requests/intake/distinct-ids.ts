import { SUBJECT_LIMIT, type RequestKind } from '../../compliance/index.js';
import { HabeasError } from '../../platform/index.js';

/**
 * @param count subjects after duplicates were merged
 * @param more whether there were more of them than were counted
 * @throws HabeasError `too-many-subjects` (400) that names the limit and the count given
 */
export function assertSubjectLimit(kind: RequestKind, count: number, more = false): void {
  const limit = SUBJECT_LIMIT[kind];
  if (count <= limit && !more) return;
  const given = more ? `more than ${count}` : String(count);
  throw new HabeasError(
    'invalid',
    'too-many-subjects',
    `One ${kind} may name ${limit} subjects at the most, and ${given} were given: open several.`,
    { extra: { limit, given: count } },
  );
}
