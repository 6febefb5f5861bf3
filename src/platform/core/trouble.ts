import { HabeasError, type ErrorDetails } from './errors.js';

/**
 * Why something that was asked of a server did not come about. `refused`: it answered no, and a person must act; `unavailable`: it
 * could not answer, and heals however long it takes; `slow`: it works, and something was in the way for the moment.
 */
export type Trouble = 'refused' | 'unavailable' | 'slow';

/** What an answer of a server means, in words that follow its name: `Store "shop" refused (P0001): <reason>; <remedy>.` */
export interface ServerAnswer {
  readonly trouble: Trouble;
  readonly reason: string;
  /** What a person can do about it. */
  readonly remedy: string;
}

/** How a server is called in a sentence, and the code it answered with. */
export interface Answered {
  /** Such as `Store "shop"`. */
  readonly server: string;
  readonly code: string;
}

/** What became of a question, as an error: of kind `unprocessable` where it was refused, else `unavailable`. */
export function errorOfAnswer(
  { trouble, reason, remedy }: ServerAnswer,
  { server, code }: Answered,
  codes: Readonly<Record<Trouble, string>>,
  details: ErrorDetails,
): HabeasError {
  const name = codes[trouble];
  if (trouble === 'refused') {
    return new HabeasError('unprocessable', name, `${server} refused (${code}): ${reason}; ${remedy}.`, details);
  }
  if (trouble === 'slow') {
    const message = `${server} is busy (${code}): ${reason}; it is tried again later. If that goes on: ${remedy}.`;
    return new HabeasError('unavailable', name, message, details);
  }
  return new HabeasError('unavailable', name, `${server} does not answer (${code}): ${reason}; ${remedy}.`, details);
}
