import type { DeletionWaits } from '../access/index.js';
import { waitsFitDeadlines } from '../compliance/index.js';
import { HabeasError, type Config, longestSweepWait } from '../platform/index.js';

/** What deletions wait for beside their grace: what a project's own grace is judged by when it is set. */
export function deletionWaits(config: Config): DeletionWaits {
  return { besideGrace: [longestSweepWait(config.values.SWEEP_SCHEDULE)] };
}

/**
 * Refuses settings under which a deletion could not be done in time, whatever went well. The scrub is none of the waits: an
 * answer does not wait for it, and says so (docs/adr/0011).
 * @throws HabeasError `bad-settings`
 */
export function assertWaitsFit(config: Config): void {
  if (waitsFitDeadlines([config.values.DELETION_GRACE, ...deletionWaits(config).besideGrace])) return;
  throw new HabeasError(
    'invalid',
    'bad-settings',
    'Settings: DELETION_GRACE and the longest wait of SWEEP_SCHEDULE add up to more than the shortest deadline less five days: shorten one of them.',
  );
}
