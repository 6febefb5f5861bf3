/** A worker that dies is noticed within seconds; retries are the dispatcher's, so a failed job is simply gone. */
export const WORKER_OPTIONS = {
  lockDuration: 10_000,
  stalledInterval: 5_000,
  maxStalledCount: 100,
  /** After a queue that was away: how long a worker sleeps, which is also how long the end of the program can wait for it. */
  runRetryDelay: 1_000,
  removeOnComplete: { count: 0 },
  removeOnFail: { count: 0 },
} as const;
