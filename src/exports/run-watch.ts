import { HabeasError } from '../platform/index.js';

const EVERY_MILLISECONDS = 1_000;

/** Looks every second whether a run is still wanted. */
export class RunWatch {
  /** Aborted when the lease is lost, or when the request has been ended by somebody. */
  readonly givenUp: AbortSignal;
  readonly #ended = new AbortController();
  readonly #timer: NodeJS.Timeout;

  /** `isOpen`: whether the request has not ended; what cannot be asked for the moment is asked again. */
  constructor(lost: AbortSignal, isOpen: () => Promise<boolean>) {
    this.givenUp = AbortSignal.any([lost, this.#ended.signal]);
    this.#timer = setInterval(() => void this.#look(isOpen), EVERY_MILLISECONDS).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  async #look(isOpen: () => Promise<boolean>): Promise<void> {
    if (await isOpen().catch(() => true)) return;
    this.#ended.abort(new HabeasError('unprocessable', 'request-not-started', 'The request is no longer under way.'));
  }
}
