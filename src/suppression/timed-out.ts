import { HabeasError } from '../platform/index.js';

/** What whoever sends data is told whose data could not be stored in time. */
export function timedOut(cause: unknown): HabeasError {
  const message = 'The data could not be stored in the time that may take: send it again as it is, a little later.';
  return new HabeasError('unavailable', 'ingest-timed-out', message, { retryAfter: 10, cause });
}
