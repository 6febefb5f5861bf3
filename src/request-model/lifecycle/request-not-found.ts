import { HabeasError } from '../../platform/index.js';

/** One and the same for a request that is not there and for one the caller may not know of. */
export function requestNotFound(): HabeasError {
  return new HabeasError('not-found', 'request-not-found', 'There is no such request that you may know of.');
}
