import { waitsFitDeadlines } from '../compliance/index.js';
import { HabeasError, type Config } from '../platform/index.js';
import { longestSweepWait } from './sweep-schedule.js';

/**
 * Refuses settings under which a deletion could not be done in time, whatever went well.
 * @throws HabeasError `bad-settings`
 */
export function assertWaitsFit(config: Config): void {
  const { DELETION_GRACE, SWEEP_SCHEDULE } = config.values;
  if (waitsFitDeadlines([DELETION_GRACE, longestSweepWait(SWEEP_SCHEDULE)])) return;
  throw new HabeasError(
    'invalid',
    'bad-settings',
    'Settings: DELETION_GRACE and the longest wait of SWEEP_SCHEDULE add up to more than the shortest deadline less five days: shorten one of them.',
  );
}
