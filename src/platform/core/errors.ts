/** What sort of thing went wrong. One table (http/status.ts) turns kinds into HTTP statuses; workers read `retryable`. */
export type ErrorKind =
  | 'invalid' // 400: the input is wrong
  | 'unauthenticated' // 401: no or bad credentials
  | 'forbidden' // 403: who you are is known, and may not
  | 'not-found' // 404: nothing there that the caller may know of
  | 'too-slow' // 408: it did not arrive in its time
  | 'not-allowed' // 405: never possible on this thing, or no longer
  | 'conflict' // 409: true only while something else is so
  | 'changed' // 412: no more what the caller has seen
  | 'gone' // 410: was here, destroyed
  | 'too-large' // 413: beyond a size limit
  | 'unsupported' // 415: in a form that nobody here reads
  | 'out-of-range' // 416: a range of what is shorter
  | 'unprocessable' // 422: well-formed, and cannot be done
  | 'too-many' // 429: later; `retryAfter` seconds
  | 'unavailable'; // 503: heals by itself; a worker tries again

export interface ErrorDetails {
  /** Seconds after which the caller may try again (429, 503). */
  readonly retryAfter?: number;
  /** Methods that would be answered (405); default those of reading. */
  readonly allow?: readonly string[];
  /** Extra members for the answer's body; never a subject's id unless the caller sent it in this very request. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly cause?: unknown;
}

/** Every error Habeas throws on purpose: a kind, a stable code in kebab-case, and one sentence that says what to do. */
export class HabeasError extends Error {
  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    readonly details: ErrorDetails = {},
  ) {
    super(message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = 'HabeasError';
  }

  /** True where trying again later can succeed without anybody changing anything. */
  get retryable(): boolean {
    return this.kind === 'unavailable' || this.kind === 'too-many';
  }
}
