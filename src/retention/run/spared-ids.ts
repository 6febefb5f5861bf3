import { keyIdsOf, type Subject } from '../../request-model/index.js';

/**
 * Every id under which a row may be about somebody whose data must stay for now. It errs on their side: an id that is several people's
 * may be theirs, and what is not theirs goes with a later run.
 */
export function sparedIdsOf(person: Subject): string[] {
  const { asked, ambiguous, contested = [], sharedRecordings = [], recordingsBeside } = person;
  const beside = [...(recordingsBeside?.values() ?? [])].flat();
  return [...new Set([asked, ...keyIdsOf(person), ...ambiguous, ...contested, ...sharedRecordings, ...beside])];
}
