import { HabeasError } from '../platform/index.js';

const EVERY_MILLISECONDS = 1_000;

/** Looks every second whether a run is still wanted. */
export class RunWatch {
  /** Aborted when the lease is lost, or when the request has been ended by somebody. */
  readonly givenUp: AbortSignal;
  readonly #ended = new AbortController();
  readonly #timer: NodeJS.Timeout;
  #looking = false;

  /** `isOpen`: whether the request has not ended; what cannot be asked for the moment is asked again. */
  constructor(lost: AbortSignal, isOpen: () => Promise<boolean>) {
    this.givenUp = AbortSignal.any([lost, this.#ended.signal]);
    this.#timer = setInterval(() => void this.#look(isOpen), EVERY_MILLISECONDS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** One look at a time: of a database that does not answer, no further question is asked. */
  async #look(isOpen: () => Promise<boolean>): Promise<void> {
    if (this.#looking) return;
    this.#looking = true;
    const open = await isOpen().catch(() => true);
    this.#looking = false;
    if (open) return;
    this.#ended.abort(new HabeasError('unprocessable', 'request-not-started', 'The request is no longer under way.'));
  }
}
