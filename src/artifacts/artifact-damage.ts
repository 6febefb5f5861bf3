import { HabeasError } from '../platform/index.js';

/** The stored bytes are not those that were written (tampered with, cut, reordered) or the key is not theirs. */
export function damaged(cause?: unknown): HabeasError {
  return new HabeasError(
    'gone',
    'artifact-damaged',
    'The stored export is not what was written, so nothing of it is given out: open a new export request.',
    cause === undefined ? {} : { cause },
  );
}

/** The blob is not in the store. */
export function missing(): HabeasError {
  return new HabeasError(
    'gone',
    'artifact-missing',
    'The stored export is no longer there: open a new export request.',
  );
}
